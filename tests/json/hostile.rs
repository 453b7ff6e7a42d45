//! Text that is no value.

use std::collections::{BTreeMap, HashMap, HashSet};

use thrift_rs::{Bytes, ProtocolErrorKind, Uuid, json};

use super::*;

thrift_rs::thrift!(
    idl = "struct Must { 1: required i32 a, 4: required string text } struct Musts { 1: list<Must> all }"
);

fn full() -> Containers {
    let scalars =
        Scalars { text: "é\n".into(), raw: Bytes::from_static(b"raw"), id: Uuid::max(), ..Scalars::default() };
    Containers {
        ints: vec![1, -20],
        texts: vec!["a\"b".into()],
        by_color: HashMap::from([(Color::RED, HashSet::from(["x".into()]))]),
        scalars: vec![scalars],
        by_choice: HashMap::from([(Choice::Many(vec![Choice::Number(1)]), 0.5)]),
        ..Containers::default()
    }
}

#[test]
fn a_text_that_is_cut_short_anywhere_is_an_error() {
    let text = json::to_vec(&full()).unwrap();
    for len in 0..text.len() {
        let error = json::from_slice::<Containers>(&text[..len]).unwrap_err();
        assert_eq!(error.kind(), ProtocolErrorKind::InvalidData, "{len}: {error}");
        assert!(error.offset().is_some_and(|offset| offset <= len), "{len}: {error}");
    }
    assert_eq!(json::from_slice::<Containers>(&text).unwrap(), full());
}

#[test]
fn a_text_with_any_byte_changed_is_read_or_is_an_error() {
    let text = json::to_vec(&full()).unwrap();
    for place in 0..text.len() {
        for byte in [0, b' ', b'"', b'\\', b',', b'0', b'-', b'[', b'{', b'}', b']', b'e', 0x80, 0xff] {
            let mut text = text.clone();
            text[place] = byte;
            // Either, but no panic.
            let _ = json::from_slice::<Containers>(&text);
        }
    }
}

#[test]
fn errors_name_struct_field_and_offset() {
    assert_error::<shared::Point>(r#"{"1":{"i32":x}}"#, "an integer is expected, not `x}}` in `Point.x` (at byte 12)");
    assert_error::<deep_er_v1::Deep>(
        r#"{"1":{"rec":{"1":{"i32":2147483648}}}}"#,
        "a number is out of the range of `i32` in `Point.x`, in `Deep.point` (at byte 24)",
    );
    assert_error::<shared::Point>(r#"{"1":{"i32":1}"#, "the text ends early in `Point` (at byte 14)");
    assert_error::<shared::Point>(r#"{"1":{"i32":1},}"#, "an integer is expected, not `}` in `Point` (at byte 15)");
    assert_error::<shared::Point>(r#"{"1":{"i32":1]"#, "`}` is expected, not `]` in `Point.x` (at byte 13)");
    assert_error::<shared::Point>(
        r#"{"a":{"i32":1}}"#,
        "an integer is expected, not `a\":{\"i32\":1}}` in `Point` (at byte 2)",
    );
    assert_error::<shared::Point>(
        r#"{"40000":{"i32":1}}"#,
        "a number is out of the range of `i16` in `Point` (at byte 1)",
    );
    assert_error::<shared::Point>("[]", "`{` is expected, not `[]` (at byte 0)");
    assert_error::<shared::Point>("", "the text ends early (at byte 0)");
    assert_error::<shared::Point>("{}}", "1 bytes are left after the value (at byte 2)");
    assert_error::<shared::Point>("{} x", "1 bytes are left after the value (at byte 3)");
}

#[test]
fn what_is_found_late_is_placed_in_the_text_all_the_same() {
    let required =
        |inside: &str| format!(r#"{{"1":{{"lst":["rec",2,{{"1":{{"i32":1}},"4":{{"str":""}}}},{inside}]}}}}"#);
    assert!(read::<Musts>(&required(r#"{"4":{"str":"a"},"1":{"i32":1}}"#)).is_ok());
    assert_error::<Musts>(
        &required(r#"{"4":{"str":"a"}} "#),
        "the required field `a` is missing in `Must`, in `Musts.all` (at byte 69)",
    );
    assert_error::<Choice>(
        r#"{"1":{"i32":1},"2":{"str":"two"}}"#,
        "a union has more than one member set in `Choice.text` (at byte 31)",
    );
    let bytes = b"{\"7\":{\"str\":\"fine\"},\"2\":{\"str\":\"\xff\"} }";
    assert_eq!(
        json::from_slice::<Choice>(b"{\"2\":{\"str\":\"\xff\"} }").unwrap_err().to_string(),
        "a string is not UTF-8 in `Choice.text` (at byte 15)"
    );
    assert!(json::from_slice::<Scalars>(bytes).is_ok(), "the type of field 2 is another, and it is skipped");
}

#[test]
fn numbers_are_checked_for_their_range() {
    for (text, ty) in [("128", "i8"), ("-129", "i8"), ("\"128\"", "i8")] {
        assert_error::<i8>(text, &format!("a number is out of the range of `{ty}` (at byte 0)"));
    }
    assert_error::<i16>("32768", "a number is out of the range of `i16` (at byte 0)");
    assert_error::<i32>("-2147483649", "a number is out of the range of `i32` (at byte 0)");
    assert_error::<Color>("2147483648", "a number is out of the range of `i32` (at byte 0)");
    for text in ["9223372036854775808", "-9223372036854775809", "18446744073709551616", &"9".repeat(100_000)] {
        let error = read::<i64>(text).unwrap_err().to_string();
        assert!(error.starts_with("a number is out of the range of `i64`"), "{error}");
    }
    assert_error::<f64>("1e309", "a number is out of the range of `double` (at byte 0)");
    assert_error::<f64>("-1e99999999999999999999", "a number is out of the range of `double` (at byte 0)");
}

#[test]
fn what_is_no_number_is_an_error() {
    assert_error::<i32>("1.5", "an integer is expected, not `1.5` (at byte 0)");
    assert_error::<i64>("\"1e3\"", "an integer is expected, not `1e3\"` (at byte 1)");
    for text in [
        "", " ", "-", "+1", "1.0", "1e3", "--1", "a", "\"", "\"1", "\"\"", "\" 1\"", "\"1 \"", "true", "null", "0x10",
        "1_0",
    ] {
        assert!(read::<i32>(text).is_err(), "{text}");
    }
    for text in [
        "", "-", "1e", "1e+", "e1", ".", "1.2.3", "--1", "infinity", "Inf", "NAN", "-nan", "+inf", "1f", "\"1", "\"\"",
        "null", "1e5x",
    ] {
        assert!(read::<f64>(text).is_err(), "{text}");
    }
    for text in ["", "yes", "True", "tru", "truex", "\"true", "\"t\"", "null", "1.0"] {
        assert!(read::<bool>(text).is_err(), "{text}");
    }
}

#[test]
fn what_is_no_string_is_an_error() {
    for text in ["", "a", "7", "\"", "\"a", "\"\\", "\"\\u", "\"\\u12\"", "\"\\x\"", "\"\\ud800\"", "'a'", "null"] {
        assert!(read::<String>(text).is_err(), "{text}");
    }
    for text in ["\"Y\"", "\"Y Q\"", "\"YQ=\\u0000\"", "\"-_\"", "\"====\"", "\"YQ==YQ==\"", "\"\u{e9}\""] {
        assert_error::<Bytes>(text, "a binary is not base64 (at byte 0)");
    }
    for text in ["\"\"", "\"0\"", "\"00000000-0000-0000-0000-00000000000g\"", "\"\\u0030\""] {
        assert!(read::<Uuid>(text).unwrap_err().to_string().starts_with("a UUID is expected, not"), "{text}");
    }
}

#[test]
fn lengths_must_be_those_of_the_elements() {
    type List = Vec<i32>;
    assert_error::<List>(r#"["i32",2,1000]"#, "a container has 1 elements, not 2 as it says (at byte 13)");
    assert_error::<List>(r#"["i32",1,1,2]"#, "a container has more than 1 elements, which it says it has (at byte 10)");
    assert_error::<List>(r#"["i32",0,1]"#, "a container has more than 0 elements, which it says it has (at byte 8)");
    assert_error::<List>(r#"["i32",-1]"#, "a length is -1 (at byte 7)");
    assert_error::<List>(r#"["i32",2000000000,1]"#, "a length is 2000000000, above the limit of 104857600 (at byte 7)");
    assert_error::<List>(
        r#"["i32",100000,1]"#,
        "the text ends early: 100000 elements wanted, 3 bytes left (at byte 7)",
    );
    type Map = BTreeMap<i32, i32>;
    assert_error::<Map>(r#"["i32","i32",2,{"1":1}]"#, "a container has 1 elements, not 2 as it says (at byte 21)");
    assert_error::<Map>(r#"["i32","i32",1,{     }]"#, "a container has 0 elements, not 1 as it says (at byte 21)");
    assert_error::<Map>(
        r#"["i32","i32",1,{"1":1,"2":2}]"#,
        "a container has more than 1 elements, which it says it has (at byte 21)",
    );
    assert_error::<Map>(r#"["i32","i32",1]"#, "the text ends early: 1 elements wanted, 1 bytes left (at byte 13)");
}

#[test]
fn elements_must_have_the_type_of_the_idl() {
    assert_error::<Vec<i32>>(r#"["i64",1,1]"#, "an element is `i64` where the IDL says `i32` (at byte 1)");
    assert_error::<Containers>(
        r#"{"4":{"map":["i32","i32",1,{"1":1}]}}"#,
        "a key is `i32` where the IDL says `string` in `Containers.counts` (at byte 13)",
    );
    assert_error::<Containers>(
        r#"{"4":{"map":["str","str",1,{"1":""}]}}"#,
        "a value is `string` where the IDL says `i32` in `Containers.counts` (at byte 19)",
    );
    assert!(read::<Vec<i32>>(r#"["void",1,1]"#).is_err());
}

#[test]
fn errors_quote_little() {
    let error = read::<i32>(&"x".repeat(1_000_000)).unwrap_err().to_string();
    assert_eq!(error, "an integer is expected, not `xxxxxxxxxxxxxxxx` (at byte 0)");
}
