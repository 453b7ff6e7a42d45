//! The compact protocol (Thrift compact protocol encoding): `to_vec`, `from_slice`, and the reader and writer beneath.
//!
//! ```
//! let bytes = thrift_runtime::compact::to_vec(&vec![1, -2])?;
//! assert_eq!(bytes, [0x25, 2, 3]);
//! assert_eq!(thrift_runtime::compact::from_slice::<Vec<i32>>(&bytes)?, [1, -2]);
//! # Ok::<(), thrift_runtime::ProtocolError>(())
//! ```

mod blocks;
pub(crate) mod elements;
mod format;
mod message;
mod number;
mod reader;
mod ttype;
pub(crate) mod write;
mod writer;

use bytes::Bytes;

use crate::codec::{Decode, Encode, Input};
use crate::error::ProtocolError;
use crate::limits::Limits;

pub(crate) use format::Compact;
pub(crate) use message::{MessageHeader, PROTOCOL_ID};
pub(crate) use number::quick;
pub use reader::Reader;
pub(crate) use reader::header_bool;
pub(crate) use ttype::header_byte;
pub use writer::Writer;

/// Finds the end of values.
pub(crate) type Scanner = crate::scan::Scanner<Compact>;

/// Encodes a value.
///
/// # Errors
/// A string or container longer than 31 bits can say, or structs nested deeper than [`Limits::depth`].
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>, ProtocolError> {
    to_vec_with(value, &Limits::DEFAULT)
}

/// Encodes a value that is no deeper than these limits allow.
///
/// # Errors
/// Those of [`to_vec`].
pub fn to_vec_with<T: Encode + ?Sized>(value: &T, limits: &Limits) -> Result<Vec<u8>, ProtocolError> {
    let mut buffer = Vec::new();
    value.append_compact(&mut buffer, limits)?;
    Ok(buffer)
}

/// Encodes a value behind what `buffer` holds already; a buffer that is cleared and used again stops allocating.
///
/// # Errors
/// Those of [`to_vec`]; `buffer` is then as it was.
pub fn append_to<T: Encode + ?Sized>(buffer: &mut Vec<u8>, value: &T) -> Result<(), ProtocolError> {
    append_to_with(buffer, value, &Limits::DEFAULT)
}

/// The same with a value that is no deeper than these limits allow.
///
/// # Errors
/// Those of [`append_to`].
#[inline]
pub fn append_to_with<T: Encode + ?Sized>(
    buffer: &mut Vec<u8>,
    value: &T,
    limits: &Limits,
) -> Result<(), ProtocolError> {
    let start = buffer.len();
    value.append_compact(buffer, limits).inspect_err(|_| buffer.truncate(start))
}

/// Decodes a value that takes up the whole slice.
///
/// # Errors
/// Bytes that are no such value, bytes left over, or more than the default [`Limits`] allow.
#[inline]
pub fn from_slice<'de, T: Decode<'de>>(bytes: &'de [u8]) -> Result<T, ProtocolError> {
    from_slice_with(bytes, &Limits::DEFAULT)
}

/// Decodes a value that takes up the whole slice, within these limits.
///
/// # Errors
/// Those of [`from_slice`].
#[inline]
pub fn from_slice_with<'de, T: Decode<'de>>(bytes: &'de [u8], limits: &Limits) -> Result<T, ProtocolError> {
    decode(Reader::new(bytes, limits))
}

/// Decodes a value that takes up all of `bytes`; `binary` fields come out as slices of it, not as copies.
///
/// # Errors
/// Those of [`from_slice`].
#[inline]
pub fn from_bytes<'de, T: Decode<'de>>(bytes: &'de Bytes) -> Result<T, ProtocolError> {
    from_bytes_with(bytes, &Limits::DEFAULT)
}

/// Decodes a value that takes up all of `bytes`, within these limits.
///
/// # Errors
/// Those of [`from_slice`].
#[inline]
pub fn from_bytes_with<'de, T: Decode<'de>>(bytes: &'de Bytes, limits: &Limits) -> Result<T, ProtocolError> {
    decode(Reader::of_frame(bytes, limits))
}

/// Decodes a value that takes up all that is read.
#[inline(always)]
fn decode<'de, T: Decode<'de>>(mut input: Reader<'de>) -> Result<T, ProtocolError> {
    if T::CHECKS_END {
        input.cursor().outermost_is_next();
        return T::decode_compact(&mut input);
    }
    let value = T::decode_compact(&mut input)?;
    input.finish()?;
    Ok(value)
}
