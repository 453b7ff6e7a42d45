//! SimpleJSON, Apache's TSimpleJSONProtocol: JSON for people and scripts, written and never read. It is there with the
//! feature `json`.
//!
//! ```
//! let counts = std::collections::BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]);
//! assert_eq!(thrift_runtime::simple_json::to_string(&counts)?, r#"{"a":1,"b":2}"#);
//! # Ok::<(), thrift_runtime::ProtocolError>(())
//! ```
//!
//! The names of fields are keys, as the IDL writes them. What Apache's libraries write differs; here it is always JSON:
//!
//! - enums are numbers, and a bool is `1` or `0`, as Java and Python write it;
//! - a `binary` is base64 with padding, as Python and Go write it; a UUID is a string;
//! - lists and sets are arrays, and maps objects whose keys are strings, as Java and Python write them. A map whose keys are
//!   structs or containers, which Java refuses, is an array of pairs;
//! - doubles are the shortest digits that read as the same; `"NaN"`, `"Infinity"` and `"-Infinity"` are in quotes, as Go writes
//!   them;
//! - a field or a member of a union that the IDL does not know goes by its id, `"7"`; its strings are text if they are UTF-8,
//!   else base64.

use crate::codec::Encode;
use crate::error::ProtocolError;
use crate::json::{self, Simple};

/// Encodes a value.
///
/// # Errors
/// A string or container longer than 31 bits can say, or structs nested deeper than [`Limits::depth`](crate::Limits::depth).
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>, ProtocolError> {
    let mut text = Vec::new();
    append_to(&mut text, value).map(|()| text)
}

/// Encodes a value as a string.
///
/// # Errors
/// Those of [`to_vec`].
pub fn to_string<T: Encode + ?Sized>(value: &T) -> Result<String, ProtocolError> {
    let text = to_vec(value)?;
    String::from_utf8(text)
        .map_err(|_| ProtocolError::new(crate::ProtocolErrorKind::InvalidData, "a string is not UTF-8"))
}

/// Encodes a value behind what `buffer` holds already; a buffer that is cleared and used again stops allocating.
///
/// # Errors
/// Those of [`to_vec`]; `buffer` is then as it was.
pub fn append_to<T: Encode + ?Sized>(buffer: &mut Vec<u8>, value: &T) -> Result<(), ProtocolError> {
    json::append::<Simple, T>(buffer, value)
}
