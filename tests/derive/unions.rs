//! Unions without variants for what is not there.

use thrift_rs::{Thrift, binary, compact};

#[derive(Thrift, Debug, PartialEq)]
enum Strict {
    #[thrift(id = 1)]
    Number(i64),
    #[thrift(id = 2)]
    Text(String),
}

#[test]
fn a_member_comes_back() {
    for value in [Strict::Number(7), Strict::Text("seven".into())] {
        assert_eq!(binary::from_slice::<Strict>(&binary::to_vec(&value).unwrap()).unwrap(), value);
        assert_eq!(compact::from_slice::<Strict>(&compact::to_vec(&value).unwrap()).unwrap(), value);
    }
}

#[test]
fn without_a_variant_for_it_nothing_is_an_error() {
    let error = binary::from_slice::<Strict>(&[0]).unwrap_err().to_string();
    assert_eq!(error, "a union has no member set in `Strict` (at byte 1)");
    let error = binary::from_slice::<Strict>(&[3, 0, 9, 1, 0]).unwrap_err().to_string();
    assert_eq!(error, "a union has a member with the unknown id 9 in `Strict` (at byte 5)");
}
