//! What a generated type refuses, a value refuses, and nothing else.

use std::fmt::Debug;

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, proptest};
use thrift_rs::dynamic::Schema;
use thrift_rs::{DecodeOwned, Encode, Limits, Protocol, ProtocolError, ProtocolErrorKind};

use super::build::{build, normal};
use super::{PROTOCOLS, decode, encode, find, for_each_type};

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_that_are_damaged_are_read_alike(
        choices in vec(any::<u8>(), 0..200),
        damage in vec((any::<usize>(), any::<u8>()), 1..4),
        cut in any::<u8>(),
    ) {
        for_each_type!(assert_alike &choices, &damage, cut);
    }

    #[test]
    fn any_bytes_are_read_alike(bytes in vec(any::<u8>(), 0..64)) {
        for_each_type!(assert_bytes_alike &bytes);
    }
}

fn assert_alike<T: Encode + DecodeOwned + Debug>(name: &str, choices: &[u8], damage: &[(usize, u8)], cut: u8) {
    let ty = find(name);
    let value = build(&ty, choices);
    for protocol in PROTOCOLS {
        let mut bytes = ty.encode(protocol, &value).unwrap();
        for (place, byte) in damage {
            let len = bytes.len();
            bytes[place % len] = *byte;
        }
        if cut.is_multiple_of(4) {
            bytes.truncate(bytes.len() * usize::from(cut) / 256);
        }
        assert_read_alike::<T>(name, protocol, &bytes);
    }
}

fn assert_bytes_alike<T: Encode + DecodeOwned + Debug>(name: &str, bytes: &[u8]) {
    for protocol in PROTOCOLS {
        assert_read_alike::<T>(name, protocol, bytes);
    }
}

/// What both make of bytes, within limits of all kinds.
fn assert_read_alike<T: Encode + DecodeOwned + Debug>(name: &str, protocol: Protocol, bytes: &[u8]) {
    let ty = find(name);
    let mut shallow = Limits::DEFAULT;
    (shallow.depth, shallow.string_size, shallow.container_size) = (3, 10, 4);
    for limits in [Limits::DEFAULT, shallow] {
        let generated = decode::<T>(protocol, bytes, &limits);
        let value = ty.decode_with(protocol, bytes, &limits);
        match (generated, value) {
            // Integers of more bytes than any of their type needs: fields of generated types may take them.
            (_, Err(found)) if found.to_string().starts_with("an integer is longer than its type") => {}
            (Ok(generated), Ok(value)) => match (encode(protocol, &generated), ty.encode(protocol, &value)) {
                (Ok(expected), Ok(found)) if expected == found => {}
                (Ok(expected), Ok(_)) => {
                    let expected = ty.decode(protocol, &expected).unwrap();
                    assert_eq!(normal(value), normal(expected), "{protocol:?} {name}");
                }
                (Err(expected), Err(found)) => assert_eq!(found.kind(), expected.kind()),
                other => panic!("only one of them can be written: {other:?}"),
            },
            (Err(expected), Err(found)) => {
                let place = |error: &ProtocolError| (error.kind(), error.offset());
                assert_eq!(place(&found), place(&expected), "{protocol:?}, {name}, {bytes:?}: {found}, {expected}");
            }
            other => panic!("only one of them can be read: {other:?}, {protocol:?}, {name}, {bytes:?}"),
        }
    }
}

#[test]
fn depth_is_bounded() {
    let node = find("Node");
    // `next` within `next`.
    let deep = |levels: usize| [[12, 0, 2].repeat(levels), vec![0; levels + 1]].concat();
    assert!(node.decode(Protocol::Binary, &deep(60)).is_ok());
    for levels in [64, 100_000] {
        let error = node.decode(Protocol::Binary, &deep(levels)).unwrap_err();
        assert_eq!(error.kind(), ProtocolErrorKind::DepthLimit);
    }
    // However much is allowed, the stack is not.
    let mut limits = Limits::DEFAULT;
    limits.depth = u32::MAX;
    limits.allocation = usize::MAX;
    assert!(node.decode_with(Protocol::Binary, &deep(150), &limits).is_ok());
    let error = node.decode_with(Protocol::Binary, &deep(1_000_000), &limits).unwrap_err();
    assert_eq!(error.kind(), ProtocolErrorKind::DepthLimit);
}

#[test]
fn a_claim_is_not_believed() {
    let list = find("i64").list();
    for bytes in [&[10, 0x7f, 0xff, 0xff, 0xff][..], &[10, 0xff, 0xff, 0xff, 0xff]] {
        let counted = allocation_counter::measure(|| assert!(list.decode(Protocol::Binary, bytes).is_err()));
        assert!(counted.bytes_max < 4096, "{} bytes", counted.bytes_max);
    }
}

#[test]
fn what_a_schema_makes_up_is_counted() {
    // A byte on the wire, and two to the power of forty values in memory.
    let mut idl = String::from("struct S40 { 1: i32 a }\n");
    for level in (0..40).rev() {
        let next = level + 1;
        idl += &format!("struct S{level} {{ 1: S{next} a, 2: S{next} b }}\n");
    }
    let schema = Schema::parse(&idl).unwrap();
    let ty = schema.find("S0").unwrap();
    let error = ty.decode(Protocol::Binary, &[0]).unwrap_err();
    assert_eq!(error.kind(), ProtocolErrorKind::SizeLimit, "{error}");
    assert_eq!(ty.default_value().unwrap_err().kind(), ProtocolErrorKind::SizeLimit);
    let empty = thrift_rs::dynamic::StructValue::new().into();
    assert_eq!(ty.encode(Protocol::Binary, &empty).unwrap_err().kind(), ProtocolErrorKind::SizeLimit);

    let mut idl = String::from("struct S10000 { 1: i32 a }\n");
    for level in (0..10_000).rev() {
        idl += &format!("struct S{level} {{ 1: S{} a }}\n", level + 1);
    }
    let ty = Schema::parse(&idl).unwrap().find("S0").unwrap();
    assert_eq!(ty.default_value().unwrap_err().kind(), ProtocolErrorKind::DepthLimit);
    assert_eq!(ty.decode(Protocol::Compact, &[0]).unwrap_err().kind(), ProtocolErrorKind::DepthLimit);
}

#[test]
fn fields_in_no_order_take_no_square_of_time() {
    let mut idl = String::from("struct Wide {\n");
    (1..=30_000).for_each(|id| idl += &format!("{id}: optional bool f{id}\n"));
    let schema = Schema::parse(&(idl + "}")).unwrap();
    let mut bytes: Vec<u8> =
        (1..=30_000_i16).rev().flat_map(|id| [[2].as_slice(), &id.to_be_bytes(), &[1]].concat()).collect();
    bytes.push(0);
    let start = std::time::Instant::now();
    let value = schema.find("Wide").unwrap().decode(Protocol::Binary, &bytes).unwrap();
    assert_eq!(value.as_struct().unwrap().len(), 30_000);
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}
