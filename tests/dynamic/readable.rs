//! Values as JSON that people read: as generated types have it, by serde.

use std::fmt::Debug;

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, proptest};
use serde::Serialize;
use serde::de::{DeserializeOwned, DeserializeSeed};
use serde_json::{Value as Json, json};
use thrift_rs::dynamic::{Schema, StructValue, Value, ValueType};
use thrift_rs::{DecodeOwned, Encode, Protocol, binary};

use super::build::build;
use super::find;

macro_rules! with_idl {
    ($($idl:literal)*) => {
        mod generated {
            #![allow(dead_code, reason = "not all types are read")]

            thrift_rs::thrift!(idl = $($idl)*, derive = [serde::Serialize, serde::Deserialize], maps = vec, keep_unknown = true);
        }

        fn schema() -> Schema {
            Schema::parse($($idl)*).unwrap()
        }
    };
}

with_idl! {
    r#"
    enum Color { RED = 1, dark_blue = 2, ALSO_RED = 1 }
    union Shape { 1: double sideLength, 2: string name, 3: Color color, 4: list<Shape> many }
    struct Inner { 1: string type, 2: i32 level = 3 }
    struct Everything {
        20: bool flag,
        1: required i64 userId,
        2: string displayName,
        3: i32 retries = 5,
        4: optional string note,
        5: optional i32 limit = 7,
        6: i8 tiny,
        7: uuid id,
        8: Color color,
        9: list<Color> colors,
        10: map<Color, i16> counts,
        11: set<i64> numbers,
        12: Shape shape,
        13: Inner inner,
        14: map<string, list<Inner>> table,
        15: map<i64, bool> by_number,
        16: map<bool, uuid> by_bool,
        17: map<uuid, string> by_id,
        18: optional Everything next,
        19: double number
    }
    "#
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_types_and_values_look_alike(choices in vec(any::<u8>(), 0..400)) {
        let schema = schema();
        assert_alike::<generated::Everything>(&schema.find("Everything").unwrap(), &choices);
        assert_alike::<generated::Shape>(&schema.find("Shape").unwrap(), &choices);
        assert_alike::<generated::Color>(&schema.find("Color").unwrap(), &choices);
    }

    #[test]
    fn whatever_is_written_is_read(choices in vec(any::<u8>(), 0..400)) {
        for name in ["Scalars", "Containers", "Presence", "Node", "Choice", "Tree", "Large", "Counts"] {
            let ty = find(name);
            // Complete.
            let value = ty.decode(Protocol::Binary, &ty.encode(Protocol::Binary, &build(&ty, &choices)).unwrap()).unwrap();
            let text = ty.to_json_string(&value).unwrap();
            assert_eq!(ty.from_json_str(&text).unwrap(), value, "{text}");
        }
    }

    #[test]
    fn any_json_is_read_or_not(text in "[\\[\\]{}\",:0-9a-zA-Z. -]{0,60}") {
        for name in ["Scalars", "Containers", "Choice"] {
            let _ = find(name).from_json_str(&text);
        }
    }
}

/// What one writes the other reads.
fn assert_alike<T>(ty: &ValueType, choices: &[u8])
where
    T: Serialize + DeserializeOwned + Encode + DecodeOwned + PartialEq + Debug,
{
    let value = build(ty, choices);
    let bytes = ty.encode(Protocol::Binary, &value).unwrap();
    let value = ty.decode(Protocol::Binary, &bytes).unwrap();
    let generated: T = binary::from_slice(&bytes).unwrap();
    let (ours, theirs) = (ty.to_json_string(&value).unwrap(), serde_json::to_string(&generated).unwrap());
    // JSON has no such numbers.
    if ours.contains("\"NaN\"") || ours.contains("Infinity\"") {
        return;
    }
    assert_eq!(ours, theirs);
    assert_eq!(serde_json::from_str::<T>(&ours).unwrap(), generated);
    assert_eq!(ty.from_json_str(&theirs).unwrap(), value);
}

#[test]
fn what_is_missing_has_its_default() {
    let ty = schema().find("Everything").unwrap();
    let read = ty.from_json_str(r#"{"userId": 1, "shape": {"name": "x"}, "more": [2], "note": null}"#).unwrap();
    let generated: generated::Everything =
        serde_json::from_value(json!({"userId": 1, "shape": {"name": "x"}})).unwrap();
    assert_eq!(ty.encode(Protocol::Binary, &read).unwrap(), binary::to_vec(&generated).unwrap());
    // What nobody has read is made up where it is written.
    let text = ty.to_json_string(&StructValue::new().with(1, 1).into()).unwrap();
    assert_eq!(
        ty.from_json_str(&text).unwrap(),
        ty.decode(Protocol::Binary, &binary::to_vec(&minimal()).unwrap()).unwrap()
    );
}

fn minimal() -> generated::Everything {
    serde_json::from_value(json!({"userId": 1, "shape": "Unset"})).unwrap()
}

#[test]
fn what_json_has_no_form_for_has_one() {
    let containers = find("Containers");
    let json = json!({
        "by_double": {"0.5": "half", "NaN": "none"},
        "blobs": ["AP8=", "AP8"],
        "by_map": [[{"a": [1]}, {"b": 2}]],
        "by_choice": [["Unset", "Infinity"], [{"number": 7}, -1]],
    });
    let value = (&containers).deserialize(&json).unwrap();
    assert_eq!(containers.get(&value, "by_double").unwrap().entries().unwrap()[1].0, Value::from(f64::NAN));
    let shown = serde_json::to_value(containers.typed(&value)).unwrap();
    for name in ["by_double", "by_map"] {
        assert_eq!(shown[name], json[name]);
    }
    assert_eq!(shown["blobs"], json!(["AP8=", "AP8="]));
    assert_eq!(shown["by_choice"], json!([["Unset", "Infinity"], [{"number": 7}, -1.0]]));

    // As generated types write it.
    let scalars = find("Scalars");
    let value = scalars
        .from_json_str(r#"{"raw": [0, 255], "large": -9223372036854775808, "id": "00000000000000000000000000000001"}"#);
    let shown: Json = serde_json::to_value(scalars.typed(&value.unwrap())).unwrap();
    assert_eq!((&shown["raw"], &shown["large"]), (&json!("AP8="), &json!(i64::MIN)));
}

#[test]
fn mistakes_are_said_with_their_place() {
    let ty = schema().find("Everything").unwrap();
    for (text, message) in [
        ("{}", "missing field `userId` at line 1 column 2"),
        (r#"{"userId": 1, "userId": 1}"#, "duplicate field `userId` at line 1 column 22"),
        (r#"{"userId": "1"}"#, "invalid type: string \"1\", expected an integer at line 1 column 14"),
        (r#"{"userId": 1, "tiny": 128}"#, "128 is out of the range of `i8` at line 1 column 25"),
        (r#"{"userId": 1.5}"#, "invalid type: floating point `1.5`, expected an integer at line 1 column 14"),
        (
            r#"{"userId": 9223372036854775808}"#,
            "invalid value: integer `9223372036854775808`, expected an integer at line 1 column 30",
        ),
        (r#"{"color": "PINK"}"#, "`Color` has no value `PINK` at line 1 column 16"),
        (r#"{"shape": {}}"#, "a member of `Shape` is expected at line 1 column 12"),
        (r#"{"shape": {"nam": 1}}"#, "`Shape` has no field `nam`: did you mean `name`? at line 1 column 16"),
        (r#"{"shape": {"name": "x", "color": 1}}"#, "more than one member of `Shape` at line 1 column 31"),
        (r#"{"number": null}"#, "invalid type: null, expected a double at line 1 column 15"),
        (r#"{"id": "x"}"#, "invalid value: string \"x\", expected a uuid at line 1 column 10"),
        ("{", "EOF while parsing an object at line 1 column 1"),
        (r#"{"userId": 1} 2"#, "trailing characters at line 1 column 15"),
    ] {
        assert_eq!(ty.from_json_str(text).unwrap_err().to_string(), message, "{text}");
    }
    let deep = format!("{}{}", "{\"next\":".repeat(100_000), "{}");
    assert!(ty.from_json_str(&deep).unwrap_err().to_string().contains("recursion limit"));
    let error = ty.to_json_string(&StructValue::new().with(1, "x").into()).unwrap_err();
    assert_eq!(error.to_string(), "`Everything.userId`: an integer is expected, not a string");
}

#[test]
fn what_is_not_known_is_read_again() {
    assert_unknown_is_read_again(&[8, 0, 9, 0, 0, 0, 1, 0]);
    for number in [0.1, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_unknown_is_read_again(&[&[4, 0, 9], &number.to_be_bytes()[..], &[0]].concat());
    }
}

/// A field that neither a union nor a struct has.
fn assert_unknown_is_read_again(bytes: &[u8]) {
    let ty = schema().find("Shape").unwrap();
    let value = ty.decode(Protocol::Binary, bytes).unwrap();
    let generated: generated::Shape = binary::from_slice(bytes).unwrap();
    let text = ty.to_json_string(&value).unwrap();
    assert_eq!(text, serde_json::to_string(&generated).unwrap());
    assert_eq!(ty.from_json_str(&text).unwrap(), value);
    assert_eq!(serde_json::from_str::<generated::Shape>(&text).unwrap(), generated);

    let ty = schema().find("Inner").unwrap().keeping_unknown();
    let value = ty.decode(Protocol::Binary, bytes).unwrap();
    let generated: generated::Inner = binary::from_slice(bytes).unwrap();
    let text = ty.to_json_string(&value).unwrap();
    assert_eq!(text, serde_json::to_string(&generated).unwrap());
    assert_eq!(ty.from_json_str(&text).unwrap(), value);
    assert_eq!(serde_json::from_str::<generated::Inner>(&text).unwrap(), generated);
}
