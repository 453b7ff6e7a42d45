//! How deep structs and containers may be within each other: 64 levels, whatever they are, and whoever counts.

use thrift_rs::{Limits, ProtocolErrorKind, TType, UnknownField, WireValue};

use super::protocol::{Binary, Compact, Protocol};
use super::*;

/// A value of this many levels.
type Nest = fn(u32) -> WireValue;

const LISTS: Nest = |levels| match levels {
    1 => WireValue::List(TType::I32, vec![WireValue::I32(1)]),
    _ => WireValue::List(TType::List, vec![LISTS(levels - 1)]),
};
const EMPTY_LISTS: Nest = |levels| match levels {
    1 => WireValue::List(TType::List, vec![]),
    _ => WireValue::List(TType::List, vec![EMPTY_LISTS(levels - 1)]),
};
const SETS: Nest = |levels| match levels {
    1 => WireValue::Set(TType::String, vec![WireValue::String("x".into())]),
    _ => WireValue::Set(TType::Set, vec![SETS(levels - 1)]),
};
const MAPS: Nest = |levels| match levels {
    1 => WireValue::Map(TType::I8, TType::Bool, vec![(WireValue::I8(1), WireValue::Bool(true))]),
    _ => WireValue::Map(TType::I8, TType::Map, vec![(WireValue::I8(1), MAPS(levels - 1))]),
};
const STRUCTS: Nest = |levels| match levels {
    1 => WireValue::Struct(vec![]),
    _ => WireValue::Struct(vec![UnknownField { id: 1, value: STRUCTS(levels - 1) }]),
};

/// A union around it, which is a level as well.
fn choice(nest: Nest, levels: u32) -> Choice {
    Choice::Unknown(UnknownField { id: 9, value: nest(levels - 1) })
}

#[test]
fn sixty_four_levels_are_written_read_kept_and_skipped_and_no_more() {
    for protocol in Protocol::ALL {
        for nest in [LISTS, EMPTY_LISTS, SETS, MAPS, STRUCTS] {
            let bytes = protocol.encode(&choice(nest, 64)).unwrap();
            for _ in 0..2 {
                // Once more: each message starts anew.
                assert_eq!(protocol.decode::<Choice>(&bytes).unwrap(), choice(nest, 64));
                assert_eq!(protocol.decode::<Empty>(&bytes).unwrap(), Empty {});
            }
            let error = protocol.encode(&choice(nest, 65)).unwrap_err();
            assert_eq!(error.kind(), ProtocolErrorKind::DepthLimit);

            let deeper = match protocol {
                Binary => [&[12, 0, 8], &*bytes, &[0]].concat(),
                Compact => [&[0x8c], &*bytes, &[0]].concat(),
            };
            let kept = protocol.decode::<Choice>(&deeper).unwrap_err();
            let skipped = protocol.decode::<Empty>(&deeper).unwrap_err();
            assert_eq!([kept.kind(), skipped.kind()], [ProtocolErrorKind::DepthLimit; 2], "{protocol:?}, {deeper:?}");
        }
    }
}

#[test]
fn deeper_values_are_written_where_the_caller_says_so() {
    let value = choice(STRUCTS, 100);
    let mut limits = Limits::DEFAULT;
    for (depth, fits) in [(100, true), (99, false)] {
        limits.depth = depth;
        assert_eq!(binary::to_vec_with(&value, &limits).is_ok(), fits);
        assert_eq!(compact::to_vec_with(&value, &limits).is_ok(), fits);
    }
    limits.depth = 100;
    let mut bytes = b"before".to_vec();
    binary::append_to_with(&mut bytes, &value, &limits).unwrap();
    assert_eq!(binary::from_slice_with::<Choice>(&bytes[6..], &limits).unwrap(), value);
    bytes.truncate(6);
    compact::append_to_with(&mut bytes, &value, &limits).unwrap();
    assert_eq!(compact::from_slice_with::<Choice>(&bytes[6..], &limits).unwrap(), value);
}

#[test]
fn typed_values_count_alike() {
    /// Lists and structs by turns.
    fn many(levels: u32) -> Choice {
        match levels {
            1 => Choice::Number(7),
            _ => Choice::Many(vec![many(levels - 2)]),
        }
    }
    fn node(levels: u32) -> Node {
        Node { next: (levels > 1).then(|| Box::new(node(levels - 1))), ..Node::default() }
    }
    for protocol in Protocol::ALL {
        // The innermost node has an empty list and an empty map, which are a level too.
        let (list, structs) = (protocol.encode(&many(63)).unwrap(), protocol.encode(&node(62)).unwrap());
        for (depth, fits) in [(63, true), (62, false)] {
            let mut limits = Limits::DEFAULT;
            limits.depth = depth;
            assert_eq!(protocol.decode_with::<Choice>(&list, &limits).is_ok(), fits, "{protocol:?}");
            assert_eq!(protocol.decode_with::<Empty>(&list, &limits).is_ok(), fits, "{protocol:?}");
            assert_eq!(protocol.decode_with::<Node>(&structs, &limits).is_ok(), fits, "{protocol:?}");
            assert_eq!(protocol.decode_with::<Empty>(&structs, &limits).is_ok(), fits, "{protocol:?}");
        }
        assert_eq!(protocol.encode(&many(65)).unwrap_err().kind(), ProtocolErrorKind::DepthLimit);
        assert_eq!(protocol.encode(&node(64)).unwrap_err().kind(), ProtocolErrorKind::DepthLimit);
    }
}

/// They are written in one go, without a writer where nothing is around them.
#[test]
fn structs_of_numbers_alone_are_a_level_too() {
    fn check<T: Encode + DecodeOwned + Debug + PartialEq>(value: &T, levels: u32) {
        let mut limits = Limits::DEFAULT;
        limits.depth = levels;
        let mut bytes = b"before".to_vec();
        binary::append_to_with(&mut bytes, value, &limits).unwrap();
        assert_eq!(binary::from_slice::<T>(&bytes[6..]).unwrap(), *value);
        bytes.truncate(6);
        compact::append_to_with(&mut bytes, value, &limits).unwrap();
        assert_eq!(compact::from_slice::<T>(&bytes[6..]).unwrap(), *value);

        limits.depth = levels - 1;
        bytes.truncate(6);
        let binary = binary::append_to_with(&mut bytes, value, &limits).unwrap_err();
        let compact = compact::append_to_with(&mut bytes, value, &limits).unwrap_err();
        assert_eq!([binary.kind(), compact.kind()], [ProtocolErrorKind::DepthLimit; 2]);
        assert_eq!(bytes, b"before");
    }
    check(&Leaf { value: 7 }, 1);
    check(&Tree::Leaf(Leaf { value: 7 }), 2);
    check(&vec![Leaf { value: 7 }, Leaf { value: 8 }], 2);
    check(&Empty {}, 1);
}

/// What has been left counts no more.
#[test]
fn values_beside_each_other_do_not_add_up() {
    let wide: Vec<Choice> = [LISTS, SETS, MAPS, STRUCTS].map(|nest| choice(nest, 63)).into();
    for protocol in Protocol::ALL {
        let bytes = protocol.encode(&wide).unwrap();
        assert_eq!(protocol.decode::<Vec<Choice>>(&bytes).unwrap(), wide);
        assert_eq!(protocol.decode::<Vec<Empty>>(&bytes).unwrap().len(), wide.len());
    }
}

/// The stack bounds them, whatever the limits say; tests run on threads of 2 MiB, as tokio's do.
#[test]
fn typed_values_without_a_limit_do_not_overflow_the_stack() {
    fn check<T: DecodeOwned + Debug>(protocol: Protocol, level: &[u8]) {
        let mut limits = Limits::DEFAULT;
        limits.depth = u32::MAX;
        let bytes = level.repeat(1_000_000);
        let error = protocol.decode_with::<T>(&bytes, &limits).unwrap_err();
        assert_eq!(error.kind(), ProtocolErrorKind::DepthLimit, "{protocol:?}, {level:?}: {error}");
    }
    check::<Choice>(Binary, &[15, 0, 4, 12, 0, 0, 0, 1]);
    check::<Choice>(Binary, &[12, 0, 5]);
    check::<Tree>(Binary, &[12, 0, 2, 12, 0, 1]);
    check::<Husband>(Binary, &[12, 0, 1]);
    check::<Node>(Binary, &[12, 0, 2]);
    check::<Node>(Binary, &[15, 0, 3, 12, 0, 0, 0, 1]);
    check::<Node>(Binary, &[13, 0, 5, 11, 12, 0, 0, 0, 1, 0, 0, 0, 0]);
    check::<Choice>(Compact, &[0x49, 0x1c]);
    check::<Choice>(Compact, &[0x5c]);
    check::<Tree>(Compact, &[0x2c, 0x1c]);
    check::<Husband>(Compact, &[0x1c]);
    check::<Node>(Compact, &[0x2c]);
    check::<Node>(Compact, &[0x39, 0x1c]);
    check::<Node>(Compact, &[0x5b, 1, 0x8c, 0]);
}

#[test]
fn a_million_levels_are_refused_without_recursion() {
    for (protocol, first, level) in [
        (Binary, &[][..], &[12, 0, 9][..]),
        (Binary, &[15, 0, 9], &[15, 0, 0, 0, 1]),
        (Binary, &[13, 0, 9], &[3, 13, 0, 0, 0, 1, 7]),
        (Compact, &[], &[0x9c]),
        (Compact, &[0x99], &[0x19]),
        (Compact, &[0x9b], &[1, 0x3b, 7]),
    ] {
        let bytes = [first, &level.repeat(1_000_000)].concat();
        let skipped = protocol.decode::<Empty>(&bytes).unwrap_err();
        let kept = protocol.decode::<Choice>(&bytes).unwrap_err();
        // Kept values are trees. The stack bounds them, whatever the limits say.
        let mut limits = Limits::DEFAULT;
        limits.depth = u32::MAX;
        let endless = protocol.decode_with::<Choice>(&bytes, &limits).unwrap_err();
        for error in [skipped, kept, endless] {
            assert_eq!(error.kind(), ProtocolErrorKind::DepthLimit, "{protocol:?}, {level:?}: {error}");
        }
    }
}
