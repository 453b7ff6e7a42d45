//! Generated types through serde, with `derive = [serde::Serialize, serde::Deserialize]`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use thrift_rs::{Bytes, SharedString, UnknownField, Uuid, WireValue};

mod kept {
    thrift_rs::thrift!(
        idl = r#"
            enum Color { RED = 1, dark_blue = 2 }
            union Shape { 1: double sideLength, 2: string name, 3: Color color }
            struct Inner { 1: string type, 2: i32 level = 3 }
            struct Everything {
                1: required i64 userId,
                2: string displayName,
                3: i32 retries = 5,
                4: optional string note,
                5: optional i32 limit = 7,
                6: binary blob,
                7: uuid id,
                8: Color color,
                9: list<Color> colors,
                10: map<Color, i32> counts,
                11: set<double> numbers,
                12: Shape shape,
                13: Inner inner,
                14: map<string, list<Inner>> table,
            }
        "#,
        derive = [serde::Serialize, serde::Deserialize],
        maps = btree,
        keep_unknown = true
    );
}

mod shared {
    thrift_rs::thrift!(
        idl = "struct Text { 1: string text, 2: map<string, i32> ages, 3: set<string> words }",
        derive = [::serde::Serialize, ::serde::Deserialize],
        strings = shared,
        maps = vec
    );
}

use kept::{Color, Everything, Inner, Shape};

fn everything() -> Everything {
    Everything {
        user_id: 7,
        display_name: "Ada".into(),
        blob: Bytes::from_static(b"\0\xff"),
        id: Uuid::from_u128(1),
        color: Color::DARK_BLUE,
        colors: vec![Color::RED, Color(9)],
        counts: [(Color::RED, 1)].into(),
        numbers: [0.5.into()].into(),
        shape: Shape::SideLength(1.5),
        table: [("a".to_owned(), vec![Inner { r#type: "t".into(), ..Default::default() }])].into(),
        ..Default::default()
    }
}

#[test]
fn names_are_those_of_the_idl() {
    let expected = json!({
        "userId": 7,
        "displayName": "Ada",
        "retries": 5,
        "limit": 7,
        "blob": [0, 255],
        "id": "00000000-0000-0000-0000-000000000001",
        "color": "dark_blue",
        "colors": ["RED", 9],
        "counts": {"RED": 1},
        "numbers": [0.5],
        "shape": {"sideLength": 1.5},
        "inner": {"type": "", "level": 3},
        "table": {"a": [{"type": "t", "level": 3}]},
    });
    assert_eq!(serde_json::to_value(everything()).unwrap(), expected);
    assert_eq!(serde_json::from_value::<Everything>(expected).unwrap(), everything());
}

#[test]
fn what_is_missing_has_its_default() {
    let read: Everything = serde_json::from_value(json!({"userId": 1, "shape": {"name": "x"}, "more": 2})).unwrap();
    assert_eq!((read.retries, read.limit, read.note, read.inner.level), (5, None, None, 3));
    assert_eq!(read.shape, Shape::Name("x".into()));
    let error = serde_json::from_value::<Everything>(json!({})).unwrap_err().to_string();
    assert_eq!(error, "missing field `userId`");
}

#[test]
fn enums_are_names_or_numbers() {
    for (text, color) in [("\"RED\"", Color::RED), ("2", Color::DARK_BLUE), ("-9", Color(-9)), ("\"12\"", Color(12))] {
        assert_eq!(serde_json::from_str::<Color>(text).unwrap(), color);
    }
    let error = serde_json::from_str::<Color>("\"BLUE\"").unwrap_err().to_string();
    assert!(error.starts_with("`Color` has no value `BLUE`"), "{error}");
    let error = serde_json::from_str::<Color>("[]").unwrap_err().to_string();
    assert!(error.contains("the name or the number of a value of Color"), "{error}");
    assert!(serde_json::from_str::<Color>("2147483648").is_err());
}

#[test]
fn what_is_not_known_comes_back() {
    let unknown = UnknownField { id: 99, value: WireValue::List(thrift_rs::TType::I32, vec![WireValue::I32(1)]) };
    let value = Everything {
        shape: Shape::Unknown(UnknownField { id: 4, value: WireValue::String(Bytes::from_static(b"?")) }),
        unknown_fields: vec![unknown],
        ..everything()
    };
    let text = serde_json::to_string(&value).unwrap();
    assert_eq!(serde_json::from_str::<Everything>(&text).unwrap(), value);
}

#[test]
fn other_types_of_ours_are_what_they_stand_for() {
    let value = shared::Text {
        text: SharedString::from("s"),
        ages: vec![("Ada".into(), 36)].into(),
        words: vec!["b".into(), "a".into()].into(),
    };
    let shown: Value = serde_json::to_value(&value).unwrap();
    assert_eq!(shown, json!({"text": "s", "ages": {"Ada": 36}, "words": ["b", "a"]}));
    assert_eq!(serde_json::from_value::<shared::Text>(shown).unwrap(), value);
}
