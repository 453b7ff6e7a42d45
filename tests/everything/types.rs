use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use thrift_rs::{Bytes, OrderedFloat, Uuid};
use thrift_rs::{ProtocolErrorKind, binary};

use super::*;

/// Something in each field.
pub(crate) fn scalars() -> Scalars {
    Scalars {
        truth: true,
        tiny: i8::MIN,
        small: i16::MIN,
        medium: i32::MIN,
        large: i64::MIN,
        real: f64::MIN_POSITIVE,
        text: "grüße 🦀".into(),
        raw: Bytes::from_static(&[0, 255]),
        id: Uuid::from_u128(7),
        color: Color(99),
        when: i64::MAX,
    }
}

/// Something in each container.
pub(crate) fn containers() -> Containers {
    let point = shared::Point { x: 1, y: f64::NAN };
    Containers {
        ints: vec![1, -1, i32::MAX],
        texts: vec!["".into(), "a".into()],
        longs: HashSet::from([1, i64::MIN]),
        counts: HashMap::from([("a".into(), 1)]),
        matrix: vec![vec![], vec![1.5, -0.0]],
        by_color: HashMap::from([(Color::RED, HashSet::from(["x".into()]))]),
        scalars: vec![scalars()],
        by_double: HashMap::from([(OrderedFloat(f64::NAN), "NaN".into())]),
        double_lists: HashSet::from([vec![OrderedFloat(1.0)]]),
        by_map: HashMap::from([(BTreeMap::from([("k".into(), BTreeSet::from([3]))]), HashMap::new())]),
        points: HashSet::from([point.clone()]),
        by_choice: HashMap::from([(Choice::Many(vec![Choice::Point(point.clone())]), 36.6)]),
        temperatures: HashSet::from([OrderedFloat(-273.15)]),
        paths: HashSet::from([vec![point]]),
        bools: vec![true, false],
        bytes: vec![-1, 0, 1],
        shorts: vec![i16::MIN, 0, i16::MAX],
        ids: vec![Uuid::from_u128(1), Uuid::from_u128(u128::MAX)],
        blobs: HashSet::from([Bytes::from_static(b"blob")]),
        deep: HashMap::from([(1, HashMap::from([(2, vec!["deep".into()])]))]),
    }
}

#[test]
fn every_type_survives_the_wire() {
    assert_round_trip(&Scalars::default());
    assert_round_trip(&scalars());
    assert_round_trip(&containers());
}

#[test]
fn the_bytes_are_those_of_the_protocol() {
    let point = shared::Point { x: 258, y: 1.0 };
    let bytes = [8, 0, 1, 0, 0, 1, 2, 4, 0, 2, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0];
    assert_eq!(binary::to_vec(&point).unwrap(), bytes);
    assert_eq!(binary::from_slice::<shared::Point>(&bytes).unwrap(), point);
}

#[test]
fn binaries_are_slices_of_the_frame() {
    let frame = Bytes::from(binary::to_vec(&scalars()).unwrap());
    let read: Scalars = binary::from_bytes(&frame).unwrap();
    assert!(frame.as_ptr_range().contains(&read.raw.as_ptr()));
}

#[test]
fn types_on_a_cycle_are_boxed_and_others_are_not() {
    let leaf = || Node { value: 2, ..Node::default() };
    let node = Node {
        value: 1,
        next: Some(Box::new(leaf())),
        children: vec![leaf()],
        plain: Some(Box::new(leaf())),
        named: HashMap::from([("a".into(), leaf())]),
    };
    assert_round_trip(&node);
    let wife = Wife { husband: Some(Box::new(Husband { wife: None })), name: "W".into() };
    assert_round_trip(&wife);
    let leaf = |value| Tree::Leaf(Leaf { value });
    assert_round_trip(&Tree::Branch(Box::new(Branch {
        left: Some(Box::new(leaf(1))),
        right: Some(Box::new(leaf(2))),
    })));
}

#[test]
fn nesting_is_bounded_on_both_sides() {
    let mut node = Node::default();
    for _ in 0..100 {
        node = Node { next: Some(Box::new(node)), ..Node::default() };
    }
    assert_eq!(binary::to_vec(&node).unwrap_err().kind(), ProtocolErrorKind::DepthLimit);
    let deep = [12, 0, 2].repeat(1000);
    assert_eq!(binary::from_slice::<Node>(&deep).unwrap_err().kind(), ProtocolErrorKind::DepthLimit);
}

#[test]
fn wide_structs_do_not_overflow_the_stack() {
    mod wide {
        thrift_rs::thrift!("../idl/wide.thrift");
    }
    // A depth that small structs may have; tests run on threads of 2 MiB, as tokio's do.
    let deep = [[12, 0, 1].repeat(63), vec![0; 64]].concat();
    assert_eq!(binary::from_slice::<wide::Wide>(&deep).unwrap_err().kind(), ProtocolErrorKind::DepthLimit);
    let shallow = [[12, 0, 1].repeat(10), vec![0; 11]].concat();
    assert_round_trip(&binary::from_slice::<wide::Wide>(&shallow).unwrap());
}

#[test]
fn errors_name_struct_field_and_offset() {
    let bad = [15, 0, 7, 12, 0, 0, 0, 1, 11, 0, 7, 0, 0, 0, 2, 0xff, 0xff, 0, 0];
    let error = binary::from_slice::<Containers>(&bad).unwrap_err();
    assert_eq!(error.field(), Some(("Scalars", "text")));
    assert_eq!(error.to_string(), "a string is not UTF-8 in `Scalars.text`, in `Containers.scalars` (at byte 17)");
    let error = binary::from_slice::<Scalars>(&[8, 0, 4, 0, 0]).unwrap_err();
    assert_eq!(error.to_string(), "the input ends early: 4 bytes wanted, 2 left in `Scalars.medium` (at byte 3)");
    let error = binary::from_slice::<Scalars>(&[0, 1]).unwrap_err();
    assert_eq!(error.to_string(), "1 bytes are left after the value (at byte 1)");
}

#[test]
fn what_is_behind_the_outermost_struct_is_an_error_and_nothing_else() {
    let leaf = || crate::types::Node {
        named: HashMap::from([("n".into(), crate::types::Node::default())]),
        ..Default::default()
    };
    let node =
        crate::types::Node { named: HashMap::from([("n".into(), leaf()), ("m".into(), leaf())]), ..Default::default() };
    for (name, mut bytes) in [("binary", binary::to_vec(&node).unwrap()), ("compact", compact::to_vec(&node).unwrap())]
    {
        let decode = |bytes: &[u8]| match name {
            "binary" => binary::from_slice::<crate::types::Node>(bytes),
            _ => compact::from_slice(bytes),
        };
        assert_eq!(decode(&bytes).unwrap(), node);
        bytes.push(0);
        let place = bytes.len() - 1;
        let error = decode(&bytes).unwrap_err().to_string();
        assert_eq!(error, format!("1 bytes are left after the value (at byte {place})"));
    }
}

#[test]
fn a_claimed_length_allocates_nothing() {
    for (bytes, kind) in [
        (&[15, 0, 1, 8, 0x05, 0xf5, 0xe1, 0x00, 0][..], ProtocolErrorKind::InvalidData),
        (&[15, 0, 1, 8, 0x7f, 0xff, 0xff, 0xff, 0], ProtocolErrorKind::SizeLimit),
        (&[15, 0, 1, 8, 0xff, 0xff, 0xff, 0xff, 0], ProtocolErrorKind::NegativeSize),
        (&[13, 0, 4, 11, 8, 0x05, 0xf5, 0xe1, 0x00, 0], ProtocolErrorKind::InvalidData),
        (&[15, 0, 2, 11, 0, 0, 0, 1, 0x7f, 0, 0, 0, 0], ProtocolErrorKind::SizeLimit),
    ] {
        assert_eq!(binary::from_slice::<Containers>(bytes).unwrap_err().kind(), kind, "{bytes:?}");
    }
}

#[test]
fn small_elements_can_not_claim_large_memory() {
    // Each `Scalars` takes one byte on the wire, and more than a hundred in memory.
    let count = 4_000_000i32;
    let mut bytes = vec![15, 0, 7, 12];
    bytes.extend(count.to_be_bytes());
    bytes.resize(bytes.len() + count as usize + 1, 0);
    assert_eq!(binary::from_slice::<Containers>(&bytes).unwrap_err().kind(), ProtocolErrorKind::SizeLimit);
}
