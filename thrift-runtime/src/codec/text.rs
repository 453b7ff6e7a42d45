//! Strings, binaries and UUIDs.

use bytes::Bytes;
use uuid::Uuid;

use super::{Decode, Encode, Fixed, Input, Output, Wire, decode_by, encode_by, strings};
use crate::error::ProtocolError;
use crate::ttype::TType;
use crate::{binary, compact, utf8};

impl Wire for str {
    const TTYPE: TType = TType::String;
    const MIN_BINARY: usize = 4;
}

impl Encode for str {
    encode_by!(|this, out| out.bytes(this.as_bytes()));
}

impl Wire for String {
    const TTYPE: TType = TType::String;
    const MIN_BINARY: usize = 4;
}

impl Encode for String {
    encode_by!(|this, out| out.bytes(this.as_bytes()));

    #[inline(always)]
    fn encode_field_binary(&self, id: i16, out: &mut binary::Writer) {
        out.bytes_field(id, self.as_bytes());
    }

    #[inline(always)]
    fn encode_field_compact(&self, id: i16, out: &mut compact::Writer) {
        out.bytes_field(id, self.as_bytes());
    }

    fn encode_elements_binary(elements: &[Self], out: &mut binary::Writer) {
        out.all_bytes(elements);
    }

    fn encode_elements_compact(elements: &[Self], out: &mut compact::Writer) {
        out.all_bytes(elements);
    }
}

impl<'de> Decode<'de> for String {
    decode_by!(|input| string(input).map(str::to_owned));

    fn decode_elements_binary(input: &mut binary::Reader<'de>, len: usize) -> Result<Vec<Self>, ProtocolError> {
        strings::read(input, len, str::to_owned)
    }

    fn decode_elements_compact(input: &mut compact::Reader<'de>, len: usize) -> Result<Vec<Self>, ProtocolError> {
        strings::read(input, len, str::to_owned)
    }
}

/// Reads a string that is about to be copied.
#[inline]
fn string<'de, I: Input<'de>>(input: &mut I) -> Result<&'de str, ProtocolError> {
    let bytes = input.bytes()?;
    let cursor = input.cursor();
    cursor.charge(bytes.len())?;
    utf8::check(bytes).ok_or_else(|| cursor.not_utf8())
}

impl Wire for Bytes {
    const TTYPE: TType = TType::String;
    const MIN_BINARY: usize = 4;
}

impl Encode for Bytes {
    encode_by!(|this, out| out.bytes(this));

    #[inline]
    fn encode_field_binary(&self, id: i16, out: &mut binary::Writer) {
        out.bytes_field(id, self);
    }

    #[inline]
    fn encode_field_compact(&self, id: i16, out: &mut compact::Writer) {
        out.bytes_field(id, self);
    }
}

impl<'de> Decode<'de> for Bytes {
    // A slice of the frame where the reader has one, else a copy.
    decode_by!(|input| {
        let bytes = input.bytes()?;
        input.cursor().share(bytes)
    });
}

impl Wire for Uuid {
    const TTYPE: TType = TType::Uuid;
    const MIN_BINARY: usize = 16;
    const MIN_COMPACT: usize = 16;
}

impl Fixed for Uuid {
    const SIZE: usize = 16;

    #[inline(always)]
    fn write_binary(self, out: &mut [u8]) {
        if let Some(out) = out.first_chunk_mut() {
            *out = self.into_bytes();
        }
    }

    #[inline(always)]
    fn read_binary(input: &[u8]) -> Self {
        input.first_chunk().map_or(Self::nil(), |bytes| Self::from_bytes(*bytes))
    }
}

impl Encode for Uuid {
    encode_by!(|this, out| out.sink().append(this.as_bytes()));
}

impl<'de> Decode<'de> for Uuid {
    const INLINE: bool = true;

    #[inline]
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
        input.cursor().take_array().map(|bytes| Self::from_bytes(*bytes))
    }

    #[inline]
    fn decode_compact(input: &mut compact::Reader<'de>) -> Result<Self, ProtocolError> {
        input.cursor().take_array().map(|bytes| Self::from_bytes(*bytes))
    }
}
