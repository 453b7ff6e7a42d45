//! Strings and binaries that stay where they are read.

use std::borrow::Cow;

use bytes::Bytes;

use super::{Decode, Encode, Input, Output, Wire, decode_by, decode_text, encode_by, encode_bytes};
use crate::cursor::Cursor;
use crate::descriptor::Type;
use crate::{binary, compact};

encode_bytes! {
    &str: Type::String;
    &[u8]: Type::Binary;
}

impl<'de> Decode<'de> for &'de str {
    const QUICK: bool = true;
    const QUICK_IN_LINE: bool = true;

    #[inline(always)]
    fn quick_compact(cursor: &Cursor<'de>, _: u8) -> Option<(Self, usize)> {
        compact::quick::text(cursor)
    }

    #[inline(always)]
    fn quick_binary(cursor: &Cursor<'de>) -> Option<(Self, usize)> {
        binary::quick::text(cursor)
    }

    decode_text!(|_, text| Ok(text));
}

impl<'de> Decode<'de> for &'de [u8] {
    const QUICK: bool = true;
    const QUICK_IN_LINE: bool = true;

    #[inline(always)]
    fn quick_compact(cursor: &Cursor<'de>, _: u8) -> Option<(Self, usize)> {
        compact::quick::bytes(cursor)
    }

    #[inline(always)]
    fn quick_binary(cursor: &Cursor<'de>) -> Option<(Self, usize)> {
        binary::quick::bytes(cursor)
    }

    decode_by!(|input| input.bytes());
}

impl Wire for Cow<'_, str> {
    const TYPE: Type = Type::String;
    const MIN_BINARY: usize = 4;
}

impl Encode for Cow<'_, str> {
    encode_by!(|this, out| out.bytes(this.as_bytes()));
}

/// Borrows, always.
impl<'de> Decode<'de> for Cow<'de, str> {
    decode_by!(|input| input.value().map(Cow::Borrowed));
}

impl Wire for Cow<'_, [u8]> {
    const TYPE: Type = Type::Binary;
    const MIN_BINARY: usize = 4;
}

impl Encode for Cow<'_, [u8]> {
    encode_by!(|this, out| out.bytes(this));
}

/// Borrows, always.
impl<'de> Decode<'de> for Cow<'de, [u8]> {
    decode_by!(|input| input.value().map(Cow::Borrowed));
}

/// A type for binaries that owns them.
pub trait OwnedBinary {
    /// With a copy of these bytes.
    fn copy(bytes: &[u8]) -> Self;
}

impl OwnedBinary for Bytes {
    fn copy(bytes: &[u8]) -> Self {
        Self::copy_from_slice(bytes)
    }
}

/// A copy of a binary.
pub fn copy_binary<T: OwnedBinary>(bytes: &[u8]) -> T {
    T::copy(bytes)
}

/// A container with each element or entry as another type has it.
pub fn map_all<C: IntoIterator, E, D: FromIterator<E>>(container: C, map: impl FnMut(C::Item) -> E) -> D {
    container.into_iter().map(map).collect()
}
