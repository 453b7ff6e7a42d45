//! Lengths, numbers and types that no honest peer sends.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use thrift_rs::ProtocolErrorKind::{self, InvalidData, NegativeSize, SizeLimit};
use thrift_rs::{Bytes, Limits, Uuid};

use super::protocol::{Binary, Compact, Protocol};
use super::*;

fn kind<T: DecodeOwned + Debug>(protocol: Protocol, bytes: &[u8], limits: &Limits) -> ProtocolErrorKind {
    protocol.decode_with::<T>(bytes, limits).unwrap_err().kind()
}

/// A length as this protocol writes it.
fn length(protocol: Protocol, length: i32) -> Vec<u8> {
    match protocol {
        Binary => length.to_be_bytes().to_vec(),
        Compact => {
            let (mut bytes, mut rest) = (Vec::new(), length.cast_unsigned());
            while rest > 0x7f {
                bytes.push(rest as u8 | 0x80);
                rest >>= 7;
            }
            bytes.push(rest as u8);
            bytes
        }
    }
}

/// The header of a list with elements of this type, and of a map of strings to them.
fn headers(protocol: Protocol, ttype: u8, len: i32) -> [Vec<u8>; 2] {
    let len = length(protocol, len);
    match protocol {
        Binary => [[vec![ttype], len.clone()].concat(), [vec![11, ttype], len].concat()],
        Compact => [[vec![0xf0 | ttype], len.clone()].concat(), [len, vec![0x80 | ttype]].concat()],
    }
}

/// Checks what becomes of a container that claims this many elements, whatever those are and whatever it is read to.
fn assert_claim(len: i32, limits: &Limits, expected: ProtocolErrorKind) {
    fn check<T: DecodeOwned + Debug>(types: [u8; 2], len: i32, limits: &Limits, expected: ProtocolErrorKind) {
        for (protocol, ttype) in [(Binary, types[0]), (Compact, types[1])] {
            let [mut list, mut map] = headers(protocol, ttype, len);
            list.extend([0; 20]);
            map.extend([0; 20]);
            assert_eq!(kind::<Vec<T>>(protocol, &list, limits), expected, "{protocol:?}, list of {ttype}");
            assert_eq!(kind::<HashMap<String, T>>(protocol, &map, limits), expected, "{protocol:?}, map to {ttype}");
            assert_eq!(kind::<BTreeMap<String, T>>(protocol, &map, limits), expected, "{protocol:?}, map to {ttype}");
            // The same of a field that nobody knows.
            let (list, map) = match protocol {
                Binary => ([vec![15, 0, 9], list].concat(), [vec![13, 0, 9], map].concat()),
                Compact => ([vec![0x99], list].concat(), [vec![0x9b], map].concat()),
            };
            for field in [list, map] {
                assert_eq!(kind::<Empty>(protocol, &field, limits), expected, "{protocol:?}, skipped {ttype}");
                assert_eq!(kind::<Choice>(protocol, &field, limits), expected, "{protocol:?}, kept {ttype}");
            }
        }
    }
    check::<bool>([2, 1], len, limits, expected);
    check::<i8>([3, 3], len, limits, expected);
    check::<i16>([6, 4], len, limits, expected);
    check::<i32>([8, 5], len, limits, expected);
    check::<i64>([10, 6], len, limits, expected);
    check::<f64>([4, 7], len, limits, expected);
    check::<Uuid>([16, 13], len, limits, expected);
    check::<String>([11, 8], len, limits, expected);
    check::<Bytes>([11, 8], len, limits, expected);
    check::<Empty>([12, 12], len, limits, expected);
    check::<Containers>([12, 12], len, limits, expected);
    check::<Choice>([12, 12], len, limits, expected);
    check::<Vec<Vec<i32>>>([15, 9], len, limits, expected);
    check::<HashSet<i32>>([14, 10], len, limits, expected);
    check::<BTreeSet<i64>>([14, 10], len, limits, expected);
    check::<HashMap<i32, Empty>>([13, 11], len, limits, expected);
}

#[test]
fn no_container_has_more_elements_than_bytes_are_left() {
    assert_claim(100_000_000, &Limits::DEFAULT, InvalidData);
    // A message of six bytes that has been sent to many a library.
    let bytes = [0x19, 0xf5, 0x80, 0xc2, 0xd7, 0x2f];
    let error = Compact.decode::<Containers>(&bytes).unwrap_err();
    let claim = "the input ends early: 100000000 bytes wanted, 0 left in `Containers.ints` (at byte 6)";
    assert_eq!(error.to_string(), claim);
}

#[test]
fn the_limit_of_elements_holds_before_any_is_read() {
    assert_claim(i32::MAX, &Limits::DEFAULT, SizeLimit);
    assert_claim(-1, &Limits::DEFAULT, NegativeSize);
    assert_claim(i32::MIN, &Limits::DEFAULT, NegativeSize);
    let mut limits = Limits::DEFAULT;
    limits.container_size = 3;
    assert_claim(4, &limits, SizeLimit);
}

#[test]
fn no_multiple_of_a_length_overflows() {
    let mut limits = Limits::DEFAULT;
    (limits.container_size, limits.allocation) = (usize::MAX, usize::MAX);
    assert_claim(i32::MAX, &limits, InvalidData);
}

#[test]
fn no_string_is_longer_than_the_bytes_that_are_left() {
    let mut endless = Limits::DEFAULT;
    endless.string_size = usize::MAX;
    let mut short = Limits::DEFAULT;
    short.string_size = 3;
    for protocol in Protocol::ALL {
        for (len, limits, expected) in [
            (100_000_000, &Limits::DEFAULT, InvalidData),
            (i32::MAX, &endless, InvalidData),
            (i32::MAX, &Limits::DEFAULT, SizeLimit),
            (-1, &endless, NegativeSize),
            (4, &short, SizeLimit),
        ] {
            let bytes = [length(protocol, len), vec![b'x'; 20]].concat();
            assert_eq!(kind::<String>(protocol, &bytes, limits), expected, "{protocol:?}, {len}");
            assert_eq!(kind::<Bytes>(protocol, &bytes, limits), expected, "{protocol:?}, {len}");
            let field = match protocol {
                Binary => [vec![11, 0, 9], bytes].concat(),
                Compact => [vec![0x98], bytes].concat(),
            };
            assert_eq!(kind::<Empty>(protocol, &field, limits), expected, "{protocol:?}, {len}, skipped");
            assert_eq!(kind::<Choice>(protocol, &field, limits), expected, "{protocol:?}, {len}, kept");
        }
    }
}

#[test]
fn a_frame_has_the_limits_that_it_is_given() {
    let mut short = Limits::DEFAULT;
    short.string_size = 3;
    let text = "four".to_owned();
    let (in_binary, in_compact) = (binary::to_vec(&text).unwrap().into(), compact::to_vec(&text).unwrap().into());
    let errors = [
        binary::from_bytes_with::<String>(&in_binary, &short).unwrap_err(),
        compact::from_bytes_with::<String>(&in_compact, &short).unwrap_err(),
    ];
    assert_eq!(errors.map(|error| error.kind()), [SizeLimit; 2]);
    assert_eq!(binary::from_bytes_with::<String>(&in_binary, &Limits::DEFAULT).unwrap(), text);
}

/// Each struct takes one byte on the wire, and more than a hundred in memory.
#[test]
fn small_elements_can_not_claim_large_memory() {
    for (protocol, ttype) in [(Binary, 12), (Compact, 12)] {
        let count = 1_000_000;
        let [mut list, _] = headers(protocol, ttype, count);
        list.resize(list.len() + count as usize, 0);
        assert_eq!(kind::<Vec<Scalars>>(protocol, &list, &Limits::DEFAULT), SizeLimit);
        // Structs without fields take no memory.
        assert_eq!(protocol.decode::<Vec<Empty>>(&list).unwrap().len(), count as usize);
    }
}

/// Each of the fields is in its rights; the one that is too much is not the first.
#[test]
fn many_fields_can_not_claim_more_than_their_message() {
    let mut limits = Limits::DEFAULT;
    limits.allocation = 100 * size_of::<Scalars>();
    for protocol in Protocol::ALL {
        let [list, _] = headers(protocol, 12, 100);
        let field = match protocol {
            Binary => [vec![15, 0, 7], list, vec![0; 100]].concat(),
            Compact => [vec![0x09, 14], list, vec![0; 100]].concat(),
        };
        let message = |count| [field.repeat(count), vec![0]].concat();
        assert!(protocol.decode_with::<Containers>(&message(1), &limits).is_ok());
        assert_eq!(kind::<Containers>(protocol, &message(10), &limits), SizeLimit, "{protocol:?}");
        // Each message has a budget of its own.
        assert!(protocol.decode_with::<Containers>(&message(1), &limits).is_ok());
    }
}

#[test]
fn unknown_wire_types_are_errors_in_every_place() {
    for (protocol, bytes) in [
        (Binary, &[99, 0, 9, 0, 0][..]),
        (Binary, &[1, 0, 9, 0, 0]),
        (Binary, &[15, 0, 9, 99, 0, 0, 0, 1, 0, 0]),
        (Binary, &[14, 0, 9, 0, 0, 0, 0, 1, 0, 0]),
        (Binary, &[13, 0, 9, 99, 8, 0, 0, 0, 1, 0, 0]),
        (Binary, &[13, 0, 9, 8, 99, 0, 0, 0, 1, 0, 0, 0, 0, 0]),
        (Binary, &[12, 0, 9, 99, 0, 9, 0, 0]),
        (Compact, &[0x9e, 0, 0]),
        (Compact, &[0x9f, 0, 0]),
        (Compact, &[0x10, 0, 0]),
        (Compact, &[0x99, 0x1e, 0, 0]),
        (Compact, &[0x9a, 0x10, 0, 0]),
        (Compact, &[0x9b, 1, 0xe5, 0, 0]),
        (Compact, &[0x9b, 1, 0x50, 0, 0]),
        (Compact, &[0x9c, 0x9f, 0, 0]),
    ] {
        let skipped = protocol.decode::<Empty>(bytes).unwrap_err();
        let kept = protocol.decode::<Choice>(bytes).unwrap_err();
        for error in [skipped, kept] {
            assert!(error.to_string().starts_with("unknown wire type "), "{protocol:?}, {bytes:?}: {error}");
            assert_eq!(error.kind(), InvalidData);
        }
    }
}

#[test]
fn elements_of_other_types_are_errors_that_say_where() {
    for (protocol, bytes, message) in [
        (
            Binary,
            &[15, 0, 1, 11, 0, 0, 0, 1, 0, 0, 0, 0, 0][..],
            "an element is `string` where the IDL says `i32` in `Containers.ints` (at byte 8)",
        ),
        (
            Binary,
            &[14, 0, 3, 8, 0, 0, 0, 1, 0, 0, 0, 0, 0],
            "an element is `i32` where the IDL says `i64` in `Containers.longs` (at byte 8)",
        ),
        (
            Binary,
            &[13, 0, 4, 8, 8, 0, 0, 0, 1],
            "a key is `i32` where the IDL says `string` in `Containers.counts` (at byte 9)",
        ),
        (
            Binary,
            &[13, 0, 4, 11, 10, 0, 0, 0, 1],
            "a value is `i64` where the IDL says `i32` in `Containers.counts` (at byte 9)",
        ),
        (
            Compact,
            &[0x19, 0x18, 0, 0],
            "an element is `string` where the IDL says `i32` in `Containers.ints` (at byte 2)",
        ),
        (
            Compact,
            &[0x3a, 0x15, 0, 0],
            "an element is `i32` where the IDL says `i64` in `Containers.longs` (at byte 2)",
        ),
        (
            Compact,
            &[0x4b, 1, 0x55, 0, 0, 0],
            "a key is `i32` where the IDL says `string` in `Containers.counts` (at byte 3)",
        ),
        (
            Compact,
            &[0x4b, 1, 0x86, 0, 0, 0],
            "a value is `i64` where the IDL says `i32` in `Containers.counts` (at byte 3)",
        ),
    ] {
        assert_eq!(protocol.decode::<Containers>(bytes).unwrap_err().to_string(), message);
    }
}
