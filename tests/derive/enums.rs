//! Enums, open and closed.

use thrift_rs::{Described, Thrift, binary, compact, json};

#[derive(Thrift, Debug, Clone, Copy, PartialEq)]
enum Closed {
    Zero,
    Five = 5,
    Six,
    #[thrift(value = -1)]
    Minus,
}

#[derive(Thrift, Debug, Clone, Copy, PartialEq)]
enum Open {
    A,
    B,
    #[thrift(unknown)]
    Else(i32),
}

#[test]
fn numbers_are_those_of_rust() {
    let numbers: Vec<_> = Closed::DESCRIPTOR.values().iter().map(|value| (value.name(), value.number())).collect();
    assert_eq!(numbers, [("Zero", 0), ("Five", 5), ("Six", 6), ("Minus", -1)]);
    for (value, number) in [(Closed::Zero, 0), (Closed::Five, 5), (Closed::Six, 6), (Closed::Minus, -1)] {
        assert_eq!(binary::to_vec(&value).unwrap(), i32::to_be_bytes(number));
        assert_eq!(binary::from_slice::<Closed>(&number.to_be_bytes()).unwrap(), value);
    }
}

#[test]
fn a_closed_enum_refuses_other_numbers_and_says_which() {
    let error = binary::from_slice::<Closed>(&7_i32.to_be_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "`Closed` has no value with the number 7 (at byte 4)");
    assert!(compact::from_slice::<Closed>(&compact::to_vec(&1).unwrap()).is_err());
}

#[test]
fn an_open_enum_keeps_them() {
    for (value, number) in [(Open::A, 0), (Open::B, 1), (Open::Else(2), 2), (Open::Else(-9), -9)] {
        assert_eq!(binary::from_slice::<Open>(&i32::to_be_bytes(number)).unwrap(), value);
        assert_eq!(compact::to_vec(&value).unwrap(), compact::to_vec(&number).unwrap());
        assert_eq!(json::to_vec(&value).unwrap(), number.to_string().into_bytes());
    }
}
