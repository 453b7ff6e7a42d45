//! Integers of the compact protocol that have more bytes, or bits, than their type.

use thrift_rs::{Limits, ProtocolErrorKind, compact};

use super::*;

/// Bytes that are longer than `N` but for their last, `last`.
fn varint(len: usize, last: u8) -> Vec<u8> {
    [vec![0xff; len - 1], vec![last]].concat()
}

fn assert_read<T: DecodeOwned + PartialEq + Debug>(bytes: &[u8], expected: Option<T>) {
    // Behind each there is enough for the ways of reading that look at eight bytes at once.
    for rest in [&[][..], &[0; 16]] {
        let elements = [&[0x20 | element::<T>()], bytes, bytes, rest].concat();
        let list = compact::from_slice::<Vec<T>>(&elements);
        match &expected {
            Some(value) if rest.is_empty() => assert_eq!(list.unwrap().iter().collect::<Vec<_>>(), [value, value]),
            Some(_) => assert!(list.unwrap_err().to_string().starts_with("16 bytes are left")),
            None => {
                let error = list.unwrap_err().to_string();
                let expected = ["an integer is longer than its type", "an i16 is beyond 16 bits"];
                assert!(expected.iter().any(|message| error.starts_with(message)), "{bytes:?}: {error}");
            }
        }
    }
    assert_eq!(compact::from_slice::<T>(bytes).ok(), expected, "{bytes:?}");
}

/// The number of a type in a list's header.
fn element<T: DecodeOwned>() -> u8 {
    match T::TTYPE {
        thrift_rs::TType::I16 => 4,
        thrift_rs::TType::I32 => 5,
        _ => 6,
    }
}

#[test]
fn an_integer_has_the_bytes_and_bits_of_its_type_and_no_more() {
    assert_read::<i32>(&varint(5, 0x0f), Some(i32::MIN));
    assert_read::<i32>(&varint(5, 0x1f), None);
    assert_read::<i32>(&varint(5, 0x8f), None);
    assert_read::<i32>(&varint(6, 0), None);
    assert_read::<i32>(&varint(10, 1), None);
    assert_read::<i32>(&[0x82, 0x80, 0x80, 0x80, 0x80, 0], None);
    assert_read::<i64>(&varint(10, 1), Some(i64::MIN));
    assert_read::<i64>(&varint(10, 2), None);
    assert_read::<i64>(&varint(10, 0x81), None);
    assert_read::<i64>(&varint(11, 0), None);
    assert_read::<i64>(&varint(20, 0), None);
    assert_read::<i16>(&varint(3, 3), Some(i16::MIN));
    assert_read::<i16>(&varint(3, 4), None);
    assert_read::<i16>(&varint(6, 0), None);
    // More bytes than are needed are no more than are allowed.
    assert_read::<i32>(&[0x82, 0x80, 0x80, 0x80, 0], Some(1));
    assert_read::<i64>(&[0x82, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0], Some(1));
}

#[test]
fn lengths_have_five_bytes_at_most() {
    let long = varint(5, 0x1f);
    let endless = [0x80; 4096];
    for length in [&long[..], &endless] {
        for (bytes, limits) in [
            ([&[0x18], length].concat(), Limits::DEFAULT),
            ([&[0x19, 0xf5], length].concat(), Limits::DEFAULT),
            ([&[0x1b], length].concat(), Limits::DEFAULT),
            ([&[0x05], length].concat(), Limits::DEFAULT),
        ] {
            let read = compact::from_slice_with::<Choice>(&bytes, &limits).unwrap_err();
            let skipped = compact::from_slice_with::<Empty>(&bytes, &limits).unwrap_err();
            for error in [read, skipped] {
                assert!(error.to_string().starts_with("an integer is longer than its type"), "{error}");
            }
        }
    }
}

#[test]
fn ids_of_fields_do_not_wrap_around() {
    // An i8 with the id 32,767, and one behind it.
    let last = [0x03, 0xfe, 0xff, 3, 7];
    let one_more = [&last[..], &[0x13, 7, 0]].concat();
    let beyond = [0x03, 0x80, 0x80, 4, 7, 0];
    assert!(compact::from_slice::<Empty>(&[&last[..], &[0]].concat()).is_ok());
    for (bytes, message) in [
        (&one_more[..], "the id of a field is beyond 16 bits in `Empty.32767` (at byte 6)"),
        (&beyond, "an i16 is beyond 16 bits in `Empty` (at byte 4)"),
    ] {
        assert_eq!(compact::from_slice::<Empty>(bytes).unwrap_err().to_string(), message);
        let unknown = [&[0x9c], bytes, &[0]].concat();
        assert_eq!(compact::from_slice::<Empty>(&unknown).unwrap_err().kind(), ProtocolErrorKind::InvalidData);
        assert_eq!(compact::from_slice::<Choice>(&unknown).unwrap_err().kind(), ProtocolErrorKind::InvalidData);
    }
}
