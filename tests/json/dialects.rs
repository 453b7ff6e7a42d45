//! What other libraries write, and what none writes but JSON allows.

use std::collections::BTreeMap;

use thrift_rs::{Bytes, OrderedFloat, Uuid};

use super::*;

fn assert_reads<T: DecodeOwned + PartialEq + Debug>(text: &str, expected: &T) {
    assert_eq!(&read::<T>(text).unwrap(), expected, "{text}");
}

#[test]
fn base_64_with_and_without_padding() {
    for (text, bytes) in [("", ""), ("YQ==", "a"), ("YQ", "a"), ("YWI=", "ab"), ("YWI", "ab"), ("YWJj", "abc")] {
        assert_reads(&format!("\"{text}\""), &Bytes::from(bytes));
    }
    // PHP and others write `/` with a backslash.
    assert_reads(r#""\/\/8=""#, &Bytes::from_static(&[0xff, 0xff]));
    assert_reads(r#""\u002f/8""#, &Bytes::from_static(&[0xff, 0xff]));
}

#[test]
fn escapes_in_any_spelling() {
    assert_reads(r#""\/ \u00e9 \u00E9 \ud83d\ude00 \uD83D\uDE00""#, &"/ é é 😀 😀".to_owned());
    // Python and Node leave control characters as they are.
    assert_reads("\"\u{0}\u{1}\n\t\u{1f}\"", &"\0\u{1}\n\t\u{1f}".to_owned());
}

#[test]
fn white_space_between_any_tokens() {
    let point = shared::Point { x: 1, y: 2.0 };
    assert_reads(" \t\r\n{ \"1\" : { \"i32\" : 1 } ,\n\"2\" : { \"dbl\" : 2 } } \n", &point);
    assert_reads("[ \"i32\" , 2 , 1 , -2 ] ", &vec![1i32, -2]);
    let map = BTreeMap::from([(1i32, true), (2, false)]);
    assert_reads("[ \"i32\" , \"tf\" , 2 , { \"1\" : 1 , \"2\" : 0 } ]", &map);
    assert_reads(" [ \"i32\" , \"tf\" , 0 , { } ] ", &BTreeMap::<i32, bool>::new());
    assert_reads(" [ \"dbl\" , 1 , 1e2 ] ", &vec![100.0]);
    assert_reads(" [ \"tf\" , 1 , true ] ", &vec![true]);
    assert_reads(" [ \"uid\" , 1 , \"00000000-0000-0000-0000-000000000000\" ] ", &vec![Uuid::nil()]);
    assert_reads(" { } ", &Empty {});
}

#[test]
fn bools_in_words_and_in_numbers() {
    for (text, truth) in [
        ("1", true),
        ("0", false),
        ("true", true),
        ("false", false),
        ("\"1\"", true),
        ("\"0\"", false),
        ("\"true\"", true),
        ("\"false\"", false),
        // As in the binary protocol.
        ("2", true),
        ("-1", true),
    ] {
        assert_reads(text, &truth);
    }
}

#[test]
fn numbers_with_and_without_quotes() {
    let point = shared::Point { x: -1, y: 1.5 };
    assert_reads(r#"{"1":{"i32":"-1"},"2":{"dbl":"1.5"}}"#, &point);
    // Keys without them.
    assert_reads(r#"{1:{"i32":-1},2:{"dbl":1.5}}"#, &point);
    assert_reads(r#"["i64","i64",1,{-1:"9223372036854775807"}]"#, &BTreeMap::from([(-1i64, i64::MAX)]));
    assert_reads(r#"["dbl","dbl",1,{2.5:"-0"}]"#, &BTreeMap::from([(OrderedFloat(2.5), -0.0)]));
    assert_reads("-0", &0i32);
    assert_reads("007", &7i8);
    assert_reads("00000000000000000000000000007", &7i8);
}

#[test]
fn doubles_in_any_spelling() {
    for (text, double) in [
        ("1", 1.0),
        ("-1", -1.0),
        ("1.0E300", 1e300),
        ("1e+300", 1e300),
        ("+1.5", 1.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("0.10000000000000001", 0.1),
        ("4.9406564584124654e-324", 5e-324),
        ("1.7976931348623157e308", f64::MAX),
        ("1e-400", 0.0),
        ("Infinity", f64::INFINITY),
        ("-Infinity", f64::NEG_INFINITY),
        ("inf", f64::INFINITY),
        ("-inf", f64::NEG_INFINITY),
    ] {
        assert_reads(text, &double);
        assert_reads(&format!("\"{text}\""), &double);
        assert_reads(&format!(r#"["dbl","tf",1,{{"{text}":1}}]"#), &BTreeMap::from([(OrderedFloat(double), true)]));
    }
    for text in ["NaN", "nan", "\"NaN\"", "\"nan\""] {
        assert!(read::<f64>(text).unwrap().is_nan(), "{text}");
    }
    let long = format!("0.{}1", "0".repeat(100_000));
    assert_reads(&long, &0.0);
}

#[test]
fn empty_containers_may_say_anything_of_their_elements() {
    for text in [r#"["i32","str",0,{}]"#, r#"["","void",0,{}]"#, r#"["str","i32",0]"#, r#"["a\"b","\u0041",0,{}]"#] {
        assert_reads(text, &BTreeMap::<String, i32>::new());
    }
    assert_reads(r#"["void",0]"#, &Vec::<i32>::new());
    assert_reads(r#"["rec",0]"#, &Vec::<i32>::new());
}

#[test]
fn fields_in_any_order_and_the_last_of_two() {
    assert_reads(r#"{"2":{"dbl":2.0},"1":{"i32":1}}"#, &shared::Point { x: 1, y: 2.0 });
    assert_reads(r#"{"1":{"i32":1},"1":{"i32":2}}"#, &shared::Point { x: 2, y: 0.0 });
}

#[test]
fn uuids_in_any_case() {
    assert_reads(r#""AABBCCDD-0000-0000-0000-000000000000""#, &Uuid::from_u128(0xaabb_ccdd << 96));
}
