//! Fields that a struct does not have, before, between and behind those that it has; and fields of small numbers side by side.

use thrift_rs::{Limits, ProtocolErrorKind, compact};

use super::protocol::Protocol;
use super::*;

mod newer {
    thrift_rs::thrift!(
        idl = "
            struct Record {
                1: list<i32> a, 2: i32 b, 3: string c, 4: list<string> d, 5: i32 e, 6: string f, 7: i64 g, 8: bool h,
                9: i64 i, 10: Inner j, 11: map<i16, double> k, 12: list<i64> l, 32767: i32 m
            }
            struct Inner { 1: i16 a, 2: set<bool> b }
        "
    );
}

mod older {
    thrift_rs::thrift!(idl = "struct Record { 2: i32 b, 5: i32 e, 6: string f, 9: i64 i }");
}

mod keeping {
    thrift_rs::thrift!(idl = "struct Record { 2: i32 b, 5: i32 e, 6: string f, 9: i64 i }", keep_unknown = true);
}

mod small {
    thrift_rs::thrift!(
        allow = [nonpositive_field_id],
        idl = "
            enum Kind { A }
            struct Numbers { 1: required i32 a, 3: i16 b = 9, 4: Kind c, 5: i8 d, 6: optional i32 e }
            struct Longs { 1: i64 a, 2: i64 b }
            struct Triple { 1: required i32 a, 3: i16 b = 9, 4: Kind c }
            struct Triples { 1: list<Triple> all }
            struct Far { -1: i32 negative, 1: i32 near, 20: i32 far }
            struct Late { 16: i32 late }
            struct Sparse { 1: list<Far> fars, 2: list<Late> lates, 3: Far far, 4: i64 last }
        "
    );
}

fn newer() -> newer::Record {
    newer::Record {
        a: vec![1, 200, 70_000],
        b: 2,
        c: "three".into(),
        d: vec!["four".into(), "x".repeat(200)],
        e: 500,
        f: "six".into(),
        g: 1 << 40,
        h: true,
        i: 9,
        j: newer::Inner { a: 300, b: [true, false].into() },
        k: [(11, 1.5)].into(),
        l: vec![-1, 12],
        m: 13,
    }
}

fn older() -> older::Record {
    older::Record { b: 2, e: 500, f: "six".into(), i: 9 }
}

fn keeping() -> keeping::Record {
    keeping::Record { b: 2, e: 500, f: "six".into(), i: 9, ..keeping::Record::default() }
}

#[test]
fn what_a_newer_peer_knows_besides_is_skipped_wherever_it_stands() {
    for protocol in Protocol::ALL {
        let bytes = protocol.encode(&newer()).unwrap();
        assert_eq!(protocol.decode::<older::Record>(&bytes).unwrap(), older());
        for end in 0..bytes.len() {
            let error = protocol.decode::<older::Record>(&bytes[..end]).unwrap_err();
            assert_eq!(error.kind(), ProtocolErrorKind::InvalidData, "{protocol:?} up to {end}");
        }
    }
}

#[test]
fn what_a_newer_peer_knows_besides_is_kept_wherever_it_stands() {
    for protocol in Protocol::ALL {
        let bytes = protocol.encode(&newer()).unwrap();
        let kept = protocol.decode::<keeping::Record>(&bytes).unwrap();
        assert_eq!(kept, keeping::Record { unknown_fields: kept.unknown_fields.clone(), ..keeping() });
        let again = protocol.encode(&kept).unwrap();
        assert_eq!(protocol.decode::<newer::Record>(&again).unwrap(), newer());
    }
}

/// In compact, each with its id in full.
#[test]
fn what_is_unknown_and_what_is_known_may_come_in_any_order() {
    let fields: [&[u8]; 8] = [
        &[0x05, 4, 4],
        &[0x05, 10, 0xe8, 7],
        &[0x08, 12, 3, b's', b'i', b'x'],
        &[0x06, 18, 18],
        &[0x09, 2, 0x35, 2, 0x80, 1, 7],
        &[0x08, 8, 2, b'n', b'o'],
        &[0x0c, 16, 0x15, 2, 0],
        &[0x01, 0xfe, 0xff, 3],
    ];
    for by in [1, 3, 5, 7] {
        for start in 0..fields.len() {
            let order = (0..fields.len()).map(|n| fields[(start + n * by) % fields.len()]);
            let bytes: Vec<u8> = order.flatten().copied().chain([0]).collect();
            assert_eq!(compact::from_slice::<older::Record>(&bytes).unwrap(), older(), "{bytes:?}");
        }
    }
}

#[test]
fn a_known_id_with_another_type_is_skipped_between_unknown_ones() {
    // `b` as text, 3 and 4, `e`.
    let bytes = [0x28, 1, b'x', 0x15, 2, 0x15, 4, 0x15, 0xe8, 7, 0];
    let expected = older::Record { e: 500, ..older::Record::default() };
    assert_eq!(compact::from_slice::<older::Record>(&bytes).unwrap(), expected);
}

/// Whether they fit into a byte of the compact protocol or not.
#[test]
fn small_numbers_side_by_side_are_what_they_were() {
    let numbers = [0, 1, -1, 63, -64, 64, -65, 127, -128];
    for a in numbers {
        for b in numbers {
            for c in numbers {
                for d in numbers {
                    let kind = small::Kind(c.into());
                    for e in [None, Some(d.into())] {
                        assert_round_trip(&small::Numbers { a: a.into(), b: b.into(), c: kind, d, e });
                    }
                }
            }
            assert_round_trip(&small::Longs { a: a.into(), b: b.into() });
        }
    }
}

#[test]
fn small_numbers_are_told_from_what_looks_like_them() {
    let numbers = |a, b, c| small::Numbers { a, b, c: small::Kind(c), d: 4, e: None };
    for (bytes, expected) in [
        (&[0x15, 2, 0x24, 4, 0x15, 6, 0x13, 4, 0][..], numbers(1, 2, 3)),
        // Numbers in more bytes than they need.
        (&[0x15, 0x82, 0, 0x24, 4, 0x15, 6, 0x13, 4, 0], numbers(1, 2, 3)),
        (&[0x15, 2, 0x24, 0x84, 0, 0x15, 6, 0x13, 4, 0], numbers(1, 2, 3)),
        // A number in two bytes, of which the second is as the header behind one byte would be, and so on.
        (&[0x15, 0x82, 0x24, 0x24, 0x15, 0x15, 0x13, 0x13, 4, 0], numbers(2305, -11, -10)),
        // The id in full, another type, and one that is missing.
        (&[0x15, 2, 0x04, 6, 4, 0x15, 6, 0x13, 4, 0], numbers(1, 2, 3)),
        (&[0x15, 2, 0x26, 4, 0x15, 6, 0x13, 4, 0], numbers(1, 9, 3)),
        (&[0x15, 2, 0x35, 6, 0x13, 4, 0], numbers(1, 9, 3)),
        // One that is unknown, or comes again, between them.
        (&[0x15, 2, 0x14, 8, 0x14, 4, 0x15, 6, 0x13, 4, 0], numbers(1, 2, 3)),
        (&[0x15, 2, 0x24, 4, 0x15, 8, 0x05, 8, 6, 0x13, 4, 0], numbers(1, 2, 3)),
        // Backwards.
        (&[0x53, 4, 0x05, 8, 6, 0x04, 6, 4, 0x05, 2, 2, 0], numbers(1, 2, 3)),
    ] {
        // With a field behind them there are always enough bytes to look at several at once.
        let longer = [bytes.strip_suffix(&[0]).unwrap(), &[0x08, 100, 3, b'a', b'n', b'd', 0]].concat();
        for bytes in [bytes, &longer] {
            assert_eq!(compact::from_slice::<small::Numbers>(bytes).unwrap(), expected, "{bytes:?}");
        }
    }
    let error = compact::from_slice::<small::Numbers>(&[0x34, 4, 0x15, 6, 0x13, 4, 0]).unwrap_err();
    assert!(error.to_string().starts_with("the required field `a` is missing"), "{error}");
}

/// Whether they are read at a glance or not.
#[test]
fn small_structs_side_by_side_are_what_they_were() {
    let numbers = [0, 1, -1, 63, -64, 64, -65, 300];
    let mut all = Vec::new();
    for a in numbers {
        for b in numbers {
            all.extend(numbers.map(|c| small::Triple { a: a.into(), b, c: small::Kind(c.into()) }));
        }
    }
    for len in [0, 1, 2, 3, all.len()] {
        assert_round_trip(&small::Triples { all: all[..len].to_vec() });
        assert_round_trip(&small::Triples { all: all[all.len() - len..].to_vec() });
    }
}

#[test]
fn small_structs_are_told_from_what_looks_like_them() {
    let triple = |a, b, c| small::Triple { a, b, c: small::Kind(c) };
    for (bytes, expected) in [
        (&[0x15, 2, 0x24, 4, 0x15, 6, 0][..], triple(1, 2, 3)),
        (&[0x15, 0x82, 0, 0x24, 4, 0x15, 6, 0], triple(1, 2, 3)),
        (&[0x15, 0x82, 0x24, 0x24, 0x15, 0x15, 0, 0], triple(2305, -11, 0)),
        (&[0x15, 2, 0x24, 4, 0x15, 0x80, 0, 0], triple(1, 2, 0)),
        // A field that is missing, in another place, unknown, or of another type.
        (&[0x15, 2, 0x24, 4, 0], triple(1, 2, 0)),
        (&[0x15, 2, 0x35, 6, 0], triple(1, 9, 3)),
        (&[0x45, 6, 0x05, 2, 2, 0x24, 4, 0], triple(1, 2, 3)),
        (&[0x15, 2, 0x24, 4, 0x15, 6, 0x15, 8, 0], triple(1, 2, 3)),
        (&[0x15, 2, 0x25, 4, 0x15, 6, 0], triple(1, 9, 3)),
    ] {
        let zero = [0x15, 0, 0x24, 0, 0x15, 0, 0];
        for (list, expected) in [
            ([&[0x19, 0x1c][..], bytes, &[0]].concat(), vec![expected.clone()]),
            (
                [&[0x19, 0x3c], &zero[..], bytes, bytes, &[0]].concat(),
                vec![triple(0, 0, 0), expected.clone(), expected],
            ),
        ] {
            assert_eq!(compact::from_slice::<small::Triples>(&list).unwrap().all, expected, "{list:?}");
        }
    }
    let bytes = [0x19, 0x1c, 0x34, 4, 0x15, 6, 0, 0, 0];
    let error = compact::from_slice::<small::Triples>(&bytes).unwrap_err();
    assert!(error.to_string().starts_with("the required field `a` is missing"), "{error}");
}

/// A header that needs more than a byte looks like no other, and not like the end of a struct.
#[test]
fn a_struct_ends_where_a_field_that_is_far_off_is_missing() {
    let far = |near| small::Far { near, ..small::Far::default() };
    let expected =
        small::Sparse { fars: vec![far(1), far(2)], lates: vec![small::Late::default(); 3], far: far(3), last: 4 };
    let fars = [0x19, 0x2c, 0x15, 2, 0, 0x15, 4, 0];
    let bytes = [&fars[..], &[0x19, 0x3c, 0, 0, 0], &[0x1c, 0x15, 6, 0], &[0x16, 8, 0]].concat();
    assert_eq!(compact::from_slice::<small::Sparse>(&bytes).unwrap(), expected);
    let negative = [0x19, 0x2c, 0x05, 1, 5, 0, 0x05, 1, 7, 0, 0x36, 8, 0];
    let read: small::Sparse = compact::from_slice(&negative).unwrap();
    assert_eq!(read.fars.iter().map(|far| far.negative).collect::<Vec<_>>(), [-3, -4]);
    assert_eq!(read.last, 4);
}

#[test]
fn small_structs_are_no_deeper_than_the_limit() {
    let bytes = compact::to_vec(&small::Triples { all: vec![small::Triple::default(); 3] }).unwrap();
    for (depth, is_read) in [(2, false), (3, true)] {
        let mut limits = Limits::DEFAULT;
        limits.depth = depth;
        let read = compact::from_slice_with::<small::Triples>(&bytes, &limits);
        assert_eq!(read.is_ok(), is_read, "{depth}");
    }
}
