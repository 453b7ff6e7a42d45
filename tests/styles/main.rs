//! How Rust holds what the IDL describes, where there is a choice: each choice, and that all of them are the same on the
//! wire.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

/// The default, which owns all.
mod plain {
    thrift_rs::thrift!("../idl/everything.thrift", allow = [nonpositive_field_id, required_default]);
}

mod binaries;
mod borrowed;
mod maps;
mod protocols;
mod shared;
mod unknown;

use std::fmt::Debug;

use thrift_rs::{Bytes, DecodeOwned, Encode, binary, compact};

/// The value that `value` is in another style, by way of every protocol; with frames to share, and without.
fn restyled<A: Encode, B: Encode + DecodeOwned + PartialEq + Debug>(value: &A) -> B {
    let bytes = binary::to_vec(value).unwrap();
    let restyled: B = binary::from_slice(&bytes).unwrap();
    assert_eq!(binary::from_bytes::<B>(&Bytes::from(bytes)).unwrap(), restyled);
    let bytes = compact::to_vec(value).unwrap();
    assert_eq!(compact::from_slice::<B>(&bytes).unwrap(), restyled);
    assert_eq!(compact::from_bytes::<B>(&Bytes::from(bytes)).unwrap(), restyled);
    assert_eq!(compact::from_slice::<B>(&compact::to_vec(&restyled).unwrap()).unwrap(), restyled);
    #[cfg(feature = "json")]
    {
        use thrift_rs::json;
        let text = json::to_vec(value).unwrap();
        assert_eq!(json::from_slice::<B>(&text).unwrap(), restyled);
        assert_eq!(json::from_bytes::<B>(&Bytes::from(text)).unwrap(), restyled);
        assert_eq!(json::from_slice::<B>(&json::to_vec(&restyled).unwrap()).unwrap(), restyled);
    }
    restyled
}
