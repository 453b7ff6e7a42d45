//! `protocols = [binary]`

use thrift_rs::{ProtocolErrorKind, binary, compact};

mod types {
    thrift_rs::thrift!(
        idl = "struct User { 1: string name } union Key { 1: i32 id, 2: string name }",
        protocols = [binary],
        borrowed = true
    );
}

#[test]
fn a_protocol_that_is_left_out_is_an_error() {
    let user = types::User { name: "a".into() };
    let bytes = binary::to_vec(&user).unwrap();
    assert_eq!(binary::from_slice::<types::User>(&bytes).unwrap(), user);
    assert_eq!(binary::from_slice::<types::borrowed::User<'_>>(&bytes).unwrap().name, "a");
    for error in [
        compact::to_vec(&user).unwrap_err(),
        compact::to_vec(&vec![types::Key::Id(1)]).unwrap_err(),
        compact::from_slice::<types::User>(&[0]).unwrap_err(),
        compact::from_slice::<types::borrowed::User<'_>>(&[0]).unwrap_err(),
    ] {
        assert_eq!(error.kind(), ProtocolErrorKind::NotImplemented);
    }
}
