//! SimpleJSON: JSON for people and scripts.

use std::collections::{BTreeMap, HashMap, HashSet};

use thrift_rs::{Bytes, OrderedFloat, UnknownField, WireValue, simple_json};

use super::*;

fn assert_simple<T: Encode>(value: &T, text: &str) {
    assert_eq!(simple_json::to_string(value).unwrap(), text);
    assert_eq!(simple_json::to_vec(value).unwrap(), text.as_bytes());
    let mut buffer = b"in front".to_vec();
    simple_json::append_to(&mut buffer, value).unwrap();
    assert_eq!(buffer, [b"in front", text.as_bytes()].concat());
}

#[test]
fn fields_go_by_their_names_in_the_idl() {
    assert_simple(&shared::Point { x: 1, y: 0.5 }, r#"{"x":1,"y":0.5}"#);
    assert_simple(&Choice::Self_(Box::new(Choice::Text("t\n".into()))), r#"{"self_":{"text":"t\n"}}"#);
    assert_simple(&Empty {}, "{}");
    assert_simple(&Choice::Unset, "{}");
    let node = Node { value: 1, children: vec![Node::default()], ..Node::default() };
    assert_simple(&node, r#"{"value":1,"children":[{"value":0,"children":[],"named":{}}],"named":{}}"#);
}

#[test]
fn scalars_are_written_as_apaches_libraries_do() {
    let scalars = Scalars { truth: true, color: Color::BLUE, raw: Bytes::from_static(b"\xff"), ..Scalars::default() };
    assert_simple(
        &scalars,
        concat!(
            r#"{"truth":1,"tiny":0,"small":0,"medium":0,"large":0,"real":0.0,"text":"","raw":"/w==","#,
            r#""id":"00000000-0000-0000-0000-000000000000","color":6,"when":0}"#
        ),
    );
    assert_simple(&vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY], r#"["NaN","Infinity","-Infinity"]"#);
}

#[test]
fn maps_are_objects_whose_keys_are_strings() {
    assert_simple(&BTreeMap::from([(1i32, "a".to_owned()), (2, "b".to_owned())]), r#"{"1":"a","2":"b"}"#);
    assert_simple(&BTreeMap::from([(true, HashSet::from([1i8]))]), r#"{"1":[1]}"#);
    assert_simple(&BTreeMap::from([("\"".to_owned(), Color::RED)]), r#"{"\"":1}"#);
    assert_simple(&BTreeMap::from([(OrderedFloat(f64::NAN), 0.5)]), r#"{"NaN":0.5}"#);
    assert_simple(&BTreeMap::from([(Bytes::from_static(b"a"), 1)]), r#"{"YQ==":1}"#);
    assert_simple(&BTreeMap::<i32, i32>::new(), "{}");
}

#[test]
fn maps_with_other_keys_are_lists_of_pairs() {
    assert_simple(&BTreeMap::from([(vec![1i32], 2i32), (vec![3, 4], 5)]), "[[[1],2],[[3,4],5]]");
    let point = shared::Point { x: 1, y: 0.5 };
    assert_simple(&HashMap::from([(point, HashMap::from([(1, 2)]))]), r#"[[{"x":1,"y":0.5},{"1":2}]]"#);
    assert_simple(&BTreeMap::<Vec<i32>, i32>::new(), "[]");
}

#[test]
fn what_the_idl_does_not_know_goes_by_its_id() {
    let unknown = |value| Choice::Unknown(UnknownField { id: -9, value });
    assert_simple(&unknown(WireValue::Bool(true)), r#"{"-9":1}"#);
    assert_simple(&unknown(WireValue::String(Bytes::from_static(b"text"))), r#"{"-9":"text"}"#);
    assert_simple(&unknown(WireValue::String(Bytes::from_static(b"\xff"))), r#"{"-9":"/w=="}"#);
    let inner = vec![UnknownField { id: 1, value: WireValue::I8(7) }, UnknownField { id: 2, value: WireValue::I8(8) }];
    assert_simple(&unknown(WireValue::Struct(inner)), r#"{"-9":{"1":7,"2":8}}"#);
}

#[test]
fn it_is_always_json() {
    let value = Containers {
        texts: vec!["\0\"\\\u{1f}\u{2028}😀".into()],
        by_double: HashMap::from([(OrderedFloat(f64::INFINITY), "x".into())]),
        matrix: vec![vec![1e300, 5e-324, -0.0, f64::NAN]],
        points: HashSet::from([shared::Point::default()]),
        by_map: HashMap::from([(BTreeMap::new(), HashMap::new())]),
        ..Containers::default()
    };
    let text = simple_json::to_string(&value).unwrap();
    let parsed: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(parsed["texts"][0], "\0\"\\\u{1f}\u{2028}😀");
    assert_eq!(parsed["matrix"][0][1], 5e-324);
    assert_eq!(parsed["by_map"], serde_json::json!([[{}, {}]]));
}
