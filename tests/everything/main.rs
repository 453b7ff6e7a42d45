//! One of everything that the IDL has: what it becomes in Rust, on the wire, and in a call.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

thrift_rs::thrift!("../idl/everything.thrift", allow = [nonpositive_field_id, required_default]);

mod constants;
mod damage;
mod depth;
mod divergences;
mod gaps;
mod hostile;
mod keys;
mod nesting;
mod presence;
mod protocol;
mod service;
mod types;
mod unions;
mod varints;

use std::fmt::Debug;

use thrift_rs::{DecodeOwned, Encode, binary, compact};

/// Through bytes and back.
fn round_trip<T: Encode + DecodeOwned>(value: &T) -> T {
    binary::from_slice(&binary::to_vec(value).unwrap()).unwrap()
}

/// In every protocol.
fn assert_round_trip<T: Encode + DecodeOwned + PartialEq + Debug>(value: &T) {
    assert_eq!(&round_trip(value), value);
    assert_eq!(&compact::from_slice::<T>(&compact::to_vec(value).unwrap()).unwrap(), value);
}
