use thrift_rs::{UnknownField, WireValue, binary};

use super::*;

#[test]
fn a_union_is_a_struct_with_one_field() {
    assert_eq!(binary::to_vec(&Choice::Number(7)).unwrap(), [8, 0, 1, 0, 0, 0, 7, 0]);
    assert_eq!(binary::to_vec(&Choice::Unset).unwrap(), [0]);
    for choice in [
        Choice::Unset,
        Choice::Number(-1),
        Choice::Text("x".into()),
        Choice::Many(vec![Choice::Number(1), Choice::Unset]),
        Choice::Self_(Box::new(Choice::Number(2))),
    ] {
        assert_round_trip(&choice);
    }
}

#[test]
fn a_member_of_a_newer_version_survives() {
    let bytes = [13, 0, 9, 11, 15, 0, 0, 0, 1, 0, 0, 0, 1, b'k', 3, 0, 0, 0, 2, 1, 2, 0];
    let Choice::Unknown(UnknownField { id, value }) = binary::from_slice(&bytes).unwrap() else {
        panic!("the member was dropped");
    };
    assert_eq!(id, 9);
    assert!(matches!(&value, WireValue::Map(_, _, entries) if entries.len() == 1));
    assert_eq!(binary::to_vec(&Choice::Unknown(UnknownField { id, value })).unwrap(), bytes);
}

#[test]
fn a_known_member_wins_over_unknown_ones_and_two_are_an_error() {
    let known = [8, 0, 1, 0, 0, 0, 7];
    let unknown = [3, 0, 9, 1];
    for parts in [[&known[..], &unknown], [&unknown, &known]] {
        let bytes = [parts.concat(), vec![0]].concat();
        assert_eq!(binary::from_slice::<Choice>(&bytes).unwrap(), Choice::Number(7));
    }
    let twice = [&known[..], &known, &[0]].concat();
    let error = binary::from_slice::<Choice>(&twice).unwrap_err();
    assert_eq!(error.to_string(), "a union has more than one member set in `Choice.number` (at byte 10)");
}
