//! Strings and binaries that stay where they are read.

use bytes::Bytes;

use super::{Decode, Encode, Input, Output, Wire, decode_by, encode_by};
use crate::ttype::TType;
use crate::{binary, utf8};

impl Wire for &str {
    const TTYPE: TType = TType::String;
    const MIN_BINARY: usize = 4;
}

impl Encode for &str {
    encode_by!(|this, out| out.bytes(this.as_bytes()));

    #[inline]
    fn encode_field_binary(&self, id: i16, out: &mut binary::Writer) {
        out.bytes_field(id, self.as_bytes());
    }
}

impl<'de> Decode<'de> for &'de str {
    const INLINE: bool = true;

    decode_by!(|input| {
        let bytes = input.bytes()?;
        utf8::check(bytes).ok_or_else(|| input.cursor().not_utf8())
    });
}

impl Wire for &[u8] {
    const TTYPE: TType = TType::String;
    const MIN_BINARY: usize = 4;
}

impl Encode for &[u8] {
    encode_by!(|this, out| out.bytes(this));

    #[inline]
    fn encode_field_binary(&self, id: i16, out: &mut binary::Writer) {
        out.bytes_field(id, self);
    }
}

impl<'de> Decode<'de> for &'de [u8] {
    const INLINE: bool = true;

    decode_by!(|input| input.bytes());
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
