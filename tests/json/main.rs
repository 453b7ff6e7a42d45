//! JSON: what is written, what is read, and what is refused.

#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

thrift_rs::thrift!("../idl/everything.thrift", allow = [nonpositive_field_id, required_default]);

mod dialects;
mod golden;
mod hostile;
mod limits;
mod simple;
mod unknown;
mod values;

use std::fmt::Debug;

use thrift_rs::{DecodeOwned, Encode, ProtocolError, json};

fn write<T: Encode>(value: &T) -> String {
    String::from_utf8(json::to_vec(value).unwrap()).unwrap()
}

fn read<T: DecodeOwned>(text: &str) -> Result<T, ProtocolError> {
    json::from_slice(text.as_bytes())
}

/// That this is the text of the value, both ways.
fn assert_text<T: Encode + DecodeOwned + PartialEq + Debug>(value: &T, text: &str) {
    assert_eq!(write(value), text);
    assert_eq!(&read::<T>(text).unwrap(), value);
}

/// That this text is an error, and which.
fn assert_error<T: DecodeOwned + Debug>(text: &str, expected: &str) {
    assert_eq!(read::<T>(text).unwrap_err().to_string(), expected, "{text}");
}
