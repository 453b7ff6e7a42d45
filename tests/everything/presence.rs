use thrift_rs::binary;

use super::*;

/// The fewest bytes of a `Presence`: its required fields.
const REQUIRED: [u8; 16] = [8, 0, 1, 0, 0, 0, 1, 11, 0, 4, 0, 0, 0, 1, b'x', 0];

#[test]
fn defaults_are_those_of_the_idl() {
    let default = Presence::default();
    assert_eq!((default.must, default.may, default.plain), (0, None, 0));
    assert_eq!(default.must_text, "required default");
    assert_eq!(default.may_text.as_deref(), Some("optional default"));
    assert_eq!(default.plain_text, "plain default");
    assert_eq!(default.numbers, [1, 2, 3]);
    assert_eq!(default.point, Some(shared::Point { x: 7, y: 0.0 }));
    assert_eq!(default.color, Color::BLUE);
    assert_round_trip(&default);
}

#[test]
fn what_is_absent_has_its_default_but_optional_fields_stay_absent() {
    let read: Presence = binary::from_slice(&REQUIRED).unwrap();
    let expected = Presence { must: 1, must_text: "x".into(), may_text: None, point: None, ..Presence::default() };
    assert_eq!(read, expected);
    assert_round_trip(&read);
}

#[test]
fn a_missing_required_field_is_named() {
    let error = binary::from_slice::<Presence>(&[8, 0, 1, 0, 0, 0, 1, 0]).unwrap_err();
    assert_eq!(error.to_string(), "the required field `must_text` is missing in `Presence` (at byte 8)");
}

#[test]
fn fields_are_written_in_the_order_of_their_ids() {
    let bytes = binary::to_vec(&Presence::default()).unwrap();
    assert_eq!(
        bytes[..10],
        [8, 0xff, 0xff, 0, 0, 0, 0, 8, 0, 1],
        "Apache's compiler turns -5 into -1, which comes first"
    );
}

#[test]
fn unknown_fields_and_other_types_are_skipped() {
    // 9: a map of lists that nobody knows; 3: a string where an i32 is expected.
    let mut bytes = vec![13, 0, 99, 8, 15, 0, 0, 0, 1, 0, 0, 0, 5, 11, 0, 0, 0, 1, 0, 0, 0, 2, b'a', b'b'];
    bytes.extend([11, 0, 3, 0, 0, 0, 1, b'7']);
    bytes.extend(REQUIRED);
    let read: Presence = binary::from_slice(&bytes).unwrap();
    assert_eq!((read.must, read.plain), (1, 0));
}

#[test]
fn the_last_of_two_values_wins() {
    let mut bytes = vec![8, 0, 1, 0, 0, 0, 9];
    bytes.extend(REQUIRED);
    assert_eq!(binary::from_slice::<Presence>(&bytes).unwrap().must, 1);
}

#[test]
fn an_element_of_another_type_is_an_error() {
    let mut bytes = vec![15, 0, 7, 11, 0, 0, 0, 1, 0, 0, 0, 1, b'7'];
    bytes.extend(REQUIRED);
    let error = binary::from_slice::<Presence>(&bytes).unwrap_err();
    assert_eq!(error.to_string(), "an element is `string` where the IDL says `i32` in `Presence.numbers` (at byte 8)");
    // Some peers name no type where there is no element.
    let mut bytes = vec![15, 0, 7, 0, 0, 0, 0, 0];
    bytes.extend(REQUIRED);
    assert!(binary::from_slice::<Presence>(&bytes).unwrap().numbers.is_empty());
}
