//! What libraries write in different ways, or in none that ours would, and what it reads as.

use std::collections::{HashMap, HashSet};

use thrift_rs::{ProtocolErrorKind, Uuid};

use super::protocol::{Binary, Compact, Protocol};
use super::*;

fn assert_reads<T: DecodeOwned + PartialEq + Debug>(protocol: Protocol, bytes: &[u8], expected: T) {
    assert_eq!(protocol.decode::<T>(bytes).unwrap(), expected, "{protocol:?}, {bytes:?}");
}

#[test]
fn any_byte_but_zero_is_true_in_binary() {
    for byte in 0..=255 {
        assert_reads(Binary, &[2, 0, 1, byte, 0], Scalars { truth: byte != 0, ..Scalars::default() });
        assert_reads(Binary, &[2, 0, 0, 0, 1, byte], vec![byte != 0]);
    }
}

/// Both numbers stand for the type, and false was 0 once.
#[test]
fn compact_bools_are_one_and_two_or_zero() {
    for header in [0x31, 0x32] {
        assert_reads(Compact, &[header, 1, 2, 0], vec![true, false, false]);
    }
    for byte in 3..=255 {
        let error = Compact.decode::<Vec<bool>>(&[0x11, byte]).unwrap_err();
        assert_eq!(error.to_string(), format!("a bool is {byte} (at byte 2)"));
    }
    assert_reads(Compact, &[0x11, 0], Scalars { truth: true, ..Scalars::default() });
    assert_reads(Compact, &[0x12, 0], Scalars::default());
    assert_eq!(Compact.encode(&vec![true, false]).unwrap(), [0x21, 1, 2]);
}

#[test]
fn an_id_may_be_written_in_full_where_the_difference_would_do() {
    let expected = Scalars { tiny: 7, small: 9, ..Scalars::default() };
    for bytes in [&[0x23, 7, 0x14, 18, 0][..], &[0x03, 4, 7, 0x04, 6, 18, 0], &[0x03, 4, 7, 0x14, 18, 0]] {
        assert_reads(Compact, bytes, expected.clone());
    }
    // A difference of 15 is the largest that the header holds: from the first field to the sixteenth, `bytes`.
    assert_reads(
        Compact,
        &[0x19, 0x15, 2, 0xf9, 0x13, 7, 0],
        Containers { ints: vec![1], bytes: vec![7], ..Containers::default() },
    );
    // 300, -5 (which Apache's compiler turns into -1), and those that are required.
    let far = Compact.encode(&Presence { negative: 3, far: 5, ..Presence::default() }).unwrap();
    assert_eq!(far[..5], [0x05, 1, 6, 0x25, 0]);
    assert_eq!(far[far.len() - 5..], [0x06, 0xd8, 0x04, 10, 0]);
}

#[test]
fn the_number_of_few_elements_may_be_written_behind_the_header() {
    for bytes in [&[0x25, 2, 4][..], &[0xf5, 2, 2, 4], &[0xf5, 0x82, 0x00, 2, 4]] {
        assert_reads(Compact, bytes, vec![1, 2]);
    }
    for (len, header) in [(14, &[0xe3][..]), (15, &[0xf3, 15]), (200, &[0xf3, 0xc8, 1])] {
        let bytes = [header, &vec![1; len]].concat();
        assert_reads(Compact, &bytes, vec![1_i8; len]);
        assert_eq!(Compact.encode(&vec![1_i8; len]).unwrap(), bytes);
    }
}

#[test]
fn what_is_empty_may_name_any_type() {
    for types in [[0, 0], [8, 11], [99, 1]] {
        let [key, value] = types;
        assert_reads(Binary, &[key, value, 0, 0, 0, 0], HashMap::<String, i32>::new());
        assert_reads(Binary, &[key, 0, 0, 0, 0], Vec::<String>::new());
        assert_reads(Binary, &[13, 0, 9, key, value, 0, 0, 0, 0, 15, 0, 10, key, 0, 0, 0, 0, 0], Empty {});
    }
    for ttype in 0..16 {
        assert_reads(Compact, &[ttype], HashSet::<String>::new());
        assert_reads(Compact, &[0x99, ttype, 0], Empty {});
    }
    // An empty map is one byte, or as many as its zero has.
    assert_reads(Compact, &[0], HashMap::<String, i32>::new());
    assert_reads(Compact, &[0x80, 0], HashMap::<String, i32>::new());
    assert_eq!(Compact.encode(&HashMap::<String, i32>::new()).unwrap(), [0]);
    assert_reads(Compact, &[0x9b, 0, 0x13, 7, 0], Empty {});
}

#[test]
fn uuids_are_sixteen_bytes_in_the_order_of_their_text() {
    let id = Uuid::from_u128(0x0011_2233_4455_6677_8899_aabb_ccdd_eeff);
    let expected = Scalars { id, ..Scalars::default() };
    assert_reads(Binary, &[&[16, 0, 9], &id.as_bytes()[..], &[0]].concat(), expected.clone());
    assert_reads(Compact, &[&[0x9d], &id.as_bytes()[..], &[0]].concat(), expected);
    assert_eq!(id.to_string(), "00112233-4455-6677-8899-aabbccddeeff");
}

#[test]
fn doubles_are_little_endian_in_compact_and_big_endian_in_binary() {
    assert_reads(Binary, &1.5_f64.to_be_bytes(), 1.5);
    assert_reads(Compact, &1.5_f64.to_le_bytes(), 1.5);
    assert_eq!(Compact.encode(&vec![1.5]).unwrap()[1..], 1.5_f64.to_le_bytes());
}

/// Every order is read, and each field but the last of its id is forgotten.
#[test]
fn fields_may_come_in_any_order_and_more_than_once() {
    let binary =
        [[10, 0, 5].as_slice(), &9_i64.to_be_bytes(), &[6, 0, 3, 0, 8, 3, 0, 2, 1, 3, 0, 2, 7, 6, 0, 3, 0, 5, 0]];
    let compact = [0x06, 10, 18, 0x04, 6, 16, 0x03, 4, 1, 0x03, 4, 7, 0x04, 6, 10, 0];
    let expected = Scalars { tiny: 7, small: 5, large: 9, ..Scalars::default() };
    assert_reads(Binary, &binary.concat(), expected.clone());
    assert_reads(Compact, &compact, expected);
}

#[test]
fn a_missing_field_and_a_bad_one_are_named_with_their_place() {
    for (protocol, bytes, message) in [
        (Binary, &[8, 0, 1, 0, 0, 0, 1, 0][..], "the required field `must_text` is missing in `Presence` (at byte 8)"),
        (Compact, &[0x15, 2, 0], "the required field `must_text` is missing in `Presence` (at byte 3)"),
        (Compact, &[0x48, 1, b'x', 0], "the required field `must` is missing in `Presence` (at byte 4)"),
        (Compact, &[0x48, 1, 0xff, 0], "a string is not UTF-8 in `Presence.must_text` (at byte 3)"),
        (Compact, &[0x15, 0x80], "the input ends early: 2 bytes wanted, 1 left in `Presence.must` (at byte 1)"),
    ] {
        let error = protocol.decode::<Presence>(bytes).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert_eq!(error.kind(), ProtocolErrorKind::InvalidData);
    }
}

/// A peer that chooses the keys can not make them collide, and so can not make a large map slow.
#[test]
fn maps_and_sets_hash_with_a_key_of_their_own() {
    use std::hash::RandomState;
    let _: (HashMap<String, i32, RandomState>, HashSet<i64, RandomState>) = {
        let Containers { counts, longs, .. } = Containers::default();
        (counts, longs)
    };
}
