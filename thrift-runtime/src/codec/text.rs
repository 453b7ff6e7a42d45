//! Strings, binaries and UUIDs.

use bytes::Bytes;
use uuid::Uuid;

use super::{Decode, Encode, Fixed, Input, Output, Wire, decode_by, decode_text, encode_by, encode_bytes};
use crate::copy;
use crate::cursor::Cursor;
use crate::descriptor::Type;
use crate::error::ProtocolError;
use crate::sink::Space;
use crate::{binary, compact};

impl Wire for str {
    const TYPE: Type = Type::String;
    const MIN_BINARY: usize = 4;
}

impl Encode for str {
    encode_by!(|this, out| out.bytes(this.as_bytes()));
}

encode_bytes! {
    String: Type::String;
    Bytes: Type::Binary;
}

impl<'de> Decode<'de> for String {
    decode_text!(|cursor, text| {
        cursor.charge(text.len())?;
        Ok(copy::to_string(text))
    });
}

impl<'de> Decode<'de> for Bytes {
    const QUICK: bool = true;

    /// A slice of the frame.
    #[inline(always)]
    fn quick_compact(cursor: &Cursor<'de>, _: u8) -> Option<(Self, usize)> {
        let frame = cursor.frame()?;
        let (bytes, len) = compact::quick::bytes(cursor)?;
        let start = cursor.offset() + len - bytes.len();
        Some((frame.slice(start..start + bytes.len()), len))
    }

    #[inline(always)]
    fn quick_binary(cursor: &Cursor<'de>) -> Option<(Self, usize)> {
        let frame = cursor.frame()?;
        let (bytes, len) = binary::quick::bytes(cursor)?;
        let start = cursor.offset() + len - bytes.len();
        Some((frame.slice(start..start + bytes.len()), len))
    }

    // A slice of the frame where the reader has one, else a copy.
    decode_by!(|input| {
        let bytes = input.bytes()?;
        input.cursor().share(bytes)
    });
}

impl Wire for Uuid {
    const TYPE: Type = Type::Uuid;
    const MIN_BINARY: usize = 16;
    const MIN_COMPACT: usize = 16;
}

impl Fixed for Uuid {
    const SIZE: usize = 16;

    #[inline(always)]
    fn read_binary(input: &[u8]) -> Self {
        input.first_chunk().map_or(Self::nil(), |bytes| Self::from_bytes(*bytes))
    }

    #[inline(always)]
    fn write_binary(self, header: u32, space: &mut Space<'_>) {
        space.put_value((header << 8).to_be_bytes(), self.into_bytes());
    }

    #[inline(always)]
    fn write_compact(self, id: i16, last: i16, space: &mut Space<'_>) {
        compact::write::uuid(self.into_bytes(), id, last, space);
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
