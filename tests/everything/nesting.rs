//! Structs in structs, which are read where they stay.

use thrift_rs::binary;

use super::*;

thrift_rs::thrift!("../idl/nesting.thrift");

/// A field of [`Whole`] with a part in which only `extra` is set.
fn extra(id: u8) -> Vec<u8> {
    vec![12, 0, id, 8, 0, 3, 0, 0, 0, id, 0]
}

fn with_extra(id: i32) -> Part {
    Part { extra: Some(id), ..Part::default() }
}

#[test]
fn what_is_missing_has_its_default() {
    let read: Whole = binary::from_slice(&[&extra(5)[..], &[0]].concat()).unwrap();
    assert_eq!(read, Whole { must: with_extra(5), ..Whole::default() });
    assert_eq!((read.plain.text.as_str(), read.boxed.number), ("default", 7));
    let error = binary::from_slice::<Whole>(&[0]).unwrap_err();
    assert_eq!(error.to_string(), "the required field `must` is missing in `Whole` (at byte 1)");
}

#[test]
fn a_field_that_comes_again_starts_again() {
    // Each part with `extra`, and once more without anything.
    let twice = (1..=5).flat_map(|id| [extra(id), vec![12, 0, id, 0]].concat());
    let read: Whole = binary::from_slice(&twice.chain([0]).collect::<Vec<u8>>()).unwrap();
    let expected = Whole { may: Some(Part::default()), may_boxed: Some(Box::default()), ..Whole::default() };
    assert_eq!(read, expected);
}

#[test]
fn a_box_is_allocated_once() {
    let (plain, boxed) = ([&extra(1)[..], &extra(5), &[0]].concat(), [&extra(2)[..], &extra(5), &[0]].concat());
    let allocations =
        |bytes: &[u8]| allocation_counter::measure(|| drop(binary::from_slice::<Whole>(bytes).unwrap())).count_total;
    // The box is there in both, and the default texts of three parts.
    assert_eq!((allocations(&plain), allocations(&boxed)), (4, 4));
}

#[test]
fn it_survives_every_protocol() {
    assert_round_trip(&Whole::default());
    let (part, boxed) = (with_extra(3), Box::new(with_extra(4)));
    assert_round_trip(&Whole {
        plain: part.clone(),
        boxed: boxed.clone(),
        may: Some(part),
        may_boxed: Some(boxed),
        must: with_extra(9),
    });
}
