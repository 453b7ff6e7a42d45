//! The texts of values, both ways.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use thrift_rs::{Bytes, OrderedFloat, Type, UnknownField, Uuid, Wire, WireValue, binary, json};

use super::*;

#[test]
fn structs_are_objects_by_field_id() {
    let point = shared::Point { x: 258, y: 1.0 };
    assert_text(&point, r#"{"1":{"i32":258},"2":{"dbl":1.0}}"#);
    assert_text(&Empty {}, "{}");
    assert_text(&Oops { message: "m".into(), code: 7 }, r#"{"1":{"str":"m"},"2":{"i32":7}}"#);
    let nested = deep_er_v1::Deep { point };
    assert_text(&nested, r#"{"1":{"rec":{"1":{"i32":258},"2":{"dbl":1.0}}}}"#);
}

#[test]
fn ids_may_be_negative_or_large() {
    let presence =
        Presence { negative: -1, far: 1, numbers: vec![], may_text: None, point: None, ..Presence::default() };
    let text = write(&presence);
    assert!(text.starts_with(r#"{"-1":{"i32":-1},"1":{"i32":0},"#), "{text}");
    assert!(text.ends_with(r#","300":{"i64":1}}"#), "{text}");
    assert_eq!(read::<Presence>(&text).unwrap(), presence);
    for id in [i16::MIN, -1, 0, 9, 10, 99, i16::MAX] {
        let unknown = UnknownField { id, value: WireValue::I8(5) };
        assert_text(&Choice::Unknown(unknown), &format!(r#"{{"{id}":{{"i8":5}}}}"#));
    }
}

#[test]
fn lists_and_sets_have_a_type_and_a_length() {
    assert_text(&vec![1i32, -2], r#"["i32",2,1,-2]"#);
    assert_text(&Vec::<String>::new(), r#"["str",0]"#);
    assert_text(&HashSet::from([7i64]), r#"["i64",1,7]"#);
    assert_text(&BTreeSet::from([true, false]), r#"["tf",2,0,1]"#);
    assert_text(&vec![vec![0.5], vec![]], r#"["lst",2,["dbl",1,0.5],["dbl",0]]"#);
    assert_text(&vec![Color::RED], r#"["i32",1,1]"#);
    assert_text(&vec![Bytes::from_static(b"ab")], r#"["str",1,"YWI="]"#);
    assert_text(&vec![Uuid::from_u128(1)], r#"["uid",1,"00000000-0000-0000-0000-000000000001"]"#);
}

#[test]
fn scalars_may_stand_alone() {
    assert_text(&7i32, "7");
    assert_text(&true, "1");
    assert_text(&"text".to_owned(), "\"text\"");
}

#[test]
fn keys_are_in_quotes() {
    assert_text(&BTreeMap::from([(1i32, 2i64), (3, 4)]), r#"["i32","i64",2,{"1":2,"3":4}]"#);
    assert_text(&BTreeMap::from([(true, false)]), r#"["tf","tf",1,{"1":0}]"#);
    assert_text(&BTreeMap::from([("k".to_owned(), 0.5)]), r#"["str","dbl",1,{"k":0.5}]"#);
    assert_text(&BTreeMap::from([(OrderedFloat(0.5), 1i8)]), r#"["dbl","i8",1,{"0.5":1}]"#);
    assert_text(&BTreeMap::from([(OrderedFloat(f64::NAN), 1i16)]), r#"["dbl","i16",1,{"NaN":1}]"#);
    assert_text(&BTreeMap::from([(Bytes::from_static(b"ab"), 1)]), r#"["str","i32",1,{"YWI=":1}]"#);
    assert_text(
        &BTreeMap::from([(Uuid::nil(), Color::RED)]),
        r#"["uid","i32",1,{"00000000-0000-0000-0000-000000000000":1}]"#,
    );
    assert_text(&BTreeMap::<String, i32>::new(), r#"["str","i32",0,{}]"#);
}

#[test]
fn structs_and_containers_are_keys_as_they_are() {
    let point = shared::Point { x: 1, y: 0.5 };
    assert_text(&HashMap::from([(point, "p".to_owned())]), r#"["rec","str",1,{{"1":{"i32":1},"2":{"dbl":0.5}}:"p"}]"#);
    assert_text(
        &BTreeMap::from([(vec![1i32], 2i32), (vec![3, 4], 5)]),
        r#"["lst","i32",2,{["i32",1,1]:2,["i32",2,3,4]:5}]"#,
    );
    assert_text(
        &BTreeMap::from([(BTreeMap::from([(1i32, 2i32)]), BTreeSet::from([3i64]))]),
        r#"["map","set",1,{["i32","i32",1,{"1":2}]:["i64",1,3]}]"#,
    );
}

#[test]
fn unions_and_recursion() {
    let point = Choice::Point(shared::Point { x: 1, y: -0.0 });
    let many = Choice::Many(vec![Choice::Number(7), point, Choice::Unset]);
    assert_text(
        &Choice::Self_(Box::new(many)),
        concat!(
            r#"{"5":{"rec":{"4":{"lst":["rec",3,{"1":{"i32":7}},"#,
            r#"{"3":{"rec":{"1":{"i32":1},"2":{"dbl":-0.0}}}},{}]}}}}"#
        ),
    );
    let leaf = |value| Tree::Leaf(Leaf { value });
    let tree = Tree::Branch(Box::new(Branch { left: Some(Box::new(leaf(1))), right: None }));
    assert_eq!(read::<Tree>(&write(&tree)).unwrap(), tree);
    let node = Node {
        value: 1,
        next: Some(Box::new(Node { value: 2, ..Node::default() })),
        children: vec![Node::default()],
        plain: None,
        named: HashMap::from([("n".into(), Node::default())]),
    };
    assert_eq!(read::<Node>(&write(&node)).unwrap(), node);
}

#[test]
fn everything_that_binary_carries_json_carries() {
    let value = Containers {
        matrix: vec![vec![f64::MIN_POSITIVE, -0.0, f64::EPSILON, 1e22, 123_456_789_012_345_680.0]],
        by_color: HashMap::from([(Color(7), HashSet::from(["\0".into(), "😀".into()]))]),
        by_double: HashMap::from([(OrderedFloat(f64::NEG_INFINITY), "-Infinity".into())]),
        double_lists: HashSet::from([vec![OrderedFloat(f64::NAN)]]),
        by_map: HashMap::from([(BTreeMap::from([("k".into(), BTreeSet::from([3]))]), HashMap::new())]),
        points: HashSet::from([shared::Point::default()]),
        by_choice: HashMap::from([(Choice::Many(vec![Choice::Text("]}\"".into())]), 36.6)]),
        paths: HashSet::from([vec![shared::Point { x: 1, y: 2.0 }]]),
        deep: HashMap::from([(1, HashMap::from([(-2, vec!["deep".into()])]))]),
        ..Containers::default()
    };
    let text = write(&value);
    assert_eq!(read::<Containers>(&text).unwrap(), value);
    assert_eq!(json::from_bytes::<Containers>(&Bytes::from(text)).unwrap(), value);
}

#[test]
fn text_goes_behind_what_a_buffer_holds() {
    let mut buffer = b"in front".to_vec();
    json::append_to(&mut buffer, &vec![1i8]).unwrap();
    assert_eq!(buffer, br#"in front["i8",1,1]"#);
    let mut deep = Node::default();
    for _ in 0..64 {
        deep = Node { next: Some(Box::new(deep)), ..Node::default() };
    }
    assert_eq!(json::append_to(&mut buffer, &deep).unwrap_err().to_string(), "the value is nested too deeply");
    assert_eq!(buffer, br#"in front["i8",1,1]"#);
    let error = json::append_to(&mut buffer, &vec![Liar, Liar]).unwrap_err().to_string();
    assert!(error.starts_with("what has been encoded is not of the type `list<i64>`"), "{error}");
    assert_eq!(buffer, br#"in front["i8",1,1]"#);
}

/// Says that it is an `i64`, and writes less.
struct Liar;

impl Wire for Liar {
    const TYPE: Type = Type::I64;
}

impl Encode for Liar {
    fn encode_binary(&self, out: &mut binary::Writer) {
        7i32.encode_binary(out);
    }
}

#[test]
fn binaries_of_bytes_share_one_buffer() {
    let blobs = vec![Bytes::from_static(b"one"), Bytes::from_static(b"two")];
    let read: Vec<Bytes> = json::from_bytes(&Bytes::from(json::to_vec(&blobs).unwrap())).unwrap();
    assert_eq!(read, blobs);
    let distance = read[1].as_ptr() as usize - read[0].as_ptr() as usize;
    assert_eq!(distance, 7, "a length stands between them");
}

mod lent {
    thrift_rs::thrift!(idl = "struct User { 1: string name, 2: binary key, 3: list<string> tags }", borrowed = true);
}

#[test]
fn what_borrows_can_be_written() {
    let user = lent::borrowed::User { name: "a", key: b"b", tags: vec!["c"].into() };
    let text = r#"{"1":{"str":"a"},"2":{"str":"Yg=="},"3":{"lst":["str",1,"c"]}}"#;
    assert_eq!(write(&user), text);
    assert_eq!(read::<lent::User>(text).unwrap(), user.to_owned());
}
