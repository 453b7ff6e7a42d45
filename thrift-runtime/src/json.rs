//! The JSON protocol, Apache's TJSONProtocol: `to_vec`, `from_slice`. It is there with the feature `json`.
//!
//! Fields go by their ids, not their names, and each type is spelt out. What people like to read is
//! [`simple_json`](crate::simple_json).
//!
//! ```
//! let text = thrift_runtime::json::to_vec(&vec![1, 2])?;
//! assert_eq!(text, br#"["i32",2,1,2]"#);
//! assert_eq!(thrift_runtime::json::from_slice::<Vec<i32>>(&text)?, [1, 2]);
//! # Ok::<(), thrift_runtime::ProtocolError>(())
//! ```
//!
//! What is written, every library of Apache's reads: no white space, binaries as base64 with padding, control characters as
//! `\u0001`, the shortest digits of a double, `"NaN"`, `"Infinity"` and `"-Infinity"` in quotes. Structs, lists, sets and maps
//! as keys of a map stand where JSON has strings only; that is the format.
//!
//! What is read is what any of them writes, and more: white space, base64 without padding, all escapes of JSON, `true` and
//! `false`, numbers in quotes and keys without, names of doubles in quotes or not.
//!
//! In JSON, text and bytes differ, but nothing in the text says which it is. A string of which the IDL says nothing, in an
//! unknown member of a union or in a field that is kept, is written as text if it is UTF-8 and else as base64; and read as text.
//!
//! Values are encoded in the [binary protocol](crate::binary) on the way: types have no code of their own for JSON. So what
//! is decoded can not borrow from the text, and a type that was made without the binary protocol can not be written or read.

mod blob;
mod form;
mod lookup;
#[doc(hidden)]
pub mod message;
mod number;
mod read;
#[doc(hidden)]
pub mod scan;
mod scratch;
mod tag;
mod text;
mod tokens;
mod types;
mod walk;

use bytes::Bytes;

use crate::binary::{self, Reader};
use crate::codec::{DecodeOwned, Encode, Input, Wire};
use crate::error::ProtocolError;
use crate::limits::Limits;

use form::Form;
use read::Transcoder;
use types::Descriptors;

pub(crate) use form::{Simple, Typed};
pub(crate) use types::Types;
#[cfg(feature = "dynamic")]
pub(crate) use walk::append as append_of;

/// Encodes a value.
///
/// # Errors
/// A string or container longer than 31 bits can say, or structs nested deeper than [`Limits::depth`].
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>, ProtocolError> {
    let mut text = Vec::new();
    append_to(&mut text, value).map(|()| text)
}

/// Encodes a value behind what `buffer` holds already; a buffer that is cleared and used again stops allocating.
///
/// # Errors
/// Those of [`to_vec`]; `buffer` is then as it was.
pub fn append_to<T: Encode + ?Sized>(buffer: &mut Vec<u8>, value: &T) -> Result<(), ProtocolError> {
    append::<Typed, T>(buffer, value)
}

/// Encodes a value in one form or another.
pub(crate) fn append<F: Form, T: Encode + ?Sized>(buffer: &mut Vec<u8>, value: &T) -> Result<(), ProtocolError> {
    let start = buffer.len();
    scratch::with(|mut scratch| {
        let appended = binary::append_to(&mut scratch, value)
            .and_then(|()| walk::append::<F, _>((Descriptors, const { &<T as Wire>::TYPE }), &scratch, buffer));
        if appended.is_err() {
            buffer.truncate(start);
        }
        (scratch, appended)
    })
}

/// Decodes a value that takes up the whole text.
///
/// # Errors
/// Text that is no such value, text left over, or more than the default [`Limits`] allow. Offsets are those in the text.
pub fn from_slice<T: DecodeOwned>(text: &[u8]) -> Result<T, ProtocolError> {
    from_slice_with(text, &Limits::DEFAULT)
}

/// Decodes a value that takes up the whole text, within these limits.
///
/// Whatever [`Limits::depth`] says, structs and containers can be within each other 512 times.
///
/// # Errors
/// Those of [`from_slice`].
pub fn from_slice_with<T: DecodeOwned>(text: &[u8], limits: &Limits) -> Result<T, ProtocolError> {
    decode_of((Descriptors, const { &<T as Wire>::TYPE }), text, limits, |input| T::decode_binary(input))
}

/// Decodes a value of this type that takes up the whole text by `read`, which reads the binary protocol.
///
/// # Errors
/// Those of [`from_slice`], and those of `read`.
pub(crate) fn decode_of<'s, S: Types<'s>, T>(
    ty: (S, &'s S::Type),
    text: &[u8],
    limits: &Limits,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T, ProtocolError>,
) -> Result<T, ProtocolError> {
    scratch::with(|scratch| {
        let (scratch, transcoded) = transcode(ty, text, limits, scratch);
        let value =
            transcoded.and_then(|()| decode(Reader::new(&scratch, limits), (text, scratch.len()), ty, limits, read));
        (scratch, value)
    })
}

/// Decodes a value that takes up all of `text`; its `binary` fields come out as slices of one buffer, not as copies.
///
/// # Errors
/// Those of [`from_slice`].
pub fn from_bytes<T: DecodeOwned>(text: &Bytes) -> Result<T, ProtocolError> {
    let limits = &Limits::DEFAULT;
    let ty = (Descriptors, const { &<T as Wire>::TYPE });
    let (binary, transcoded) = transcode(ty, text, limits, Vec::new());
    transcoded?;
    let binary = Bytes::from(binary);
    decode(Reader::of_frame(&binary, limits), (text, binary.len()), ty, limits, T::decode_binary)
}

/// Transcodes a struct of which nothing is known to the binary protocol.
///
/// # Errors
/// Text that is no struct, or more than the limits allow.
#[cfg(feature = "dynamic")]
pub(crate) fn read_any(text: &[u8], limits: &Limits) -> Result<Vec<u8>, ProtocolError> {
    let mut transcoder = Transcoder::new(Descriptors, text, limits, Vec::new());
    transcoder.any()?;
    Ok(transcoder.into_buffer())
}

fn transcode<'s, S: Types<'s>>(
    (types, ty): (S, &'s S::Type),
    text: &[u8],
    limits: &Limits,
    buffer: Vec<u8>,
) -> (Vec<u8>, Result<(), ProtocolError>) {
    let mut transcoder = Transcoder::new(types, text, limits, buffer);
    let transcoded = transcoder.whole(ty);
    (transcoder.into_buffer(), transcoded)
}

/// Decodes what has been transcoded from this text, and came to `len` bytes.
fn decode<'s, 'de, S: Types<'s>, T>(
    mut input: Reader<'de>,
    (text, len): (&[u8], usize),
    (types, ty): (S, &'s S::Type),
    limits: &Limits,
    read: impl FnOnce(&mut Reader<'de>) -> Result<T, ProtocolError>,
) -> Result<T, ProtocolError> {
    // The memory in between counts, and a value entitles to no more of it because it came as text.
    let left = limits.budget(text.len()).saturating_sub(len);
    input.cursor().charge(limits.budget(len).saturating_sub(left))?;
    let value = read(&mut input);
    let value = input.cursor().whole(value);
    value.map_err(|error| match error.offset() {
        Some(offset) => error.at(Transcoder::new(types, text, limits, Vec::new()).locate(ty, offset)),
        None => error,
    })
}
