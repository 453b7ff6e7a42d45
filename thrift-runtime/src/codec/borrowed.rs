//! Strings and binaries that stay where they are read.

use bytes::Bytes;

use super::{Decode, Input, decode_by, decode_text, encode_bytes};
use crate::descriptor::Type;

encode_bytes! {
    &str: Type::String;
    &[u8]: Type::Binary;
}

impl<'de> Decode<'de> for &'de str {
    const INLINE: bool = true;

    decode_text!(|_, text| Ok(text));
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
