//! Defaults that are expressions of Rust, for descriptors.

use crate::adapter::Adapter;
use crate::codec::Encode;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::unknown::WireValue;

/// What the wire has for the default of a field.
pub fn computed<T: Encode>(value: T) -> Result<WireValue, ProtocolError> {
    WireValue::of(&value)
}

/// The same of a field with an adapter.
pub fn computed_by<A: Adapter<T>, T>(value: T) -> Result<WireValue, ProtocolError> {
    match A::to_wire(&value) {
        Ok(wire) => WireValue::of(&wire),
        Err(error) => Err(ProtocolError::new(ProtocolErrorKind::InvalidData, error.to_string())),
    }
}

/// The same of a field whose type has parameters: its descriptor can not ask of them that they can be encoded.
pub fn computed_of_parameter() -> Result<WireValue, ProtocolError> {
    let message = "the default is an expression of Rust, and its type has parameters";
    Err(ProtocolError::new(ProtocolErrorKind::NotImplemented, message))
}
