//! Reading numbers of the compact protocol.

use super::Reader;
use super::format::{OUT_OF_RANGE, bad_bool, too_long};
use super::ttype::{FALSE, TRUE};
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::varint::{self, Malformed};

type Result<T, E = ProtocolError> = std::result::Result<T, E>;

/// Numbers at the start of bytes, with their lengths: those that are as most are.
pub(crate) mod quick {
    use crate::cursor::Cursor;
    use crate::{utf8, varint};

    type Quick<T> = Option<(T, usize)>;

    #[inline(always)]
    pub(crate) fn i8(cursor: &Cursor<'_>) -> Quick<i8> {
        let byte = cursor.rest.first()?;
        Some((byte.cast_signed(), 1))
    }

    #[inline(always)]
    pub(crate) fn i16(cursor: &Cursor<'_>) -> Quick<i16> {
        let (value, len) = i32(cursor)?;
        Some((value.try_into().ok()?, len))
    }

    #[inline(always)]
    pub(crate) fn i32(cursor: &Cursor<'_>) -> Quick<i32> {
        let (value, len) = varint(cursor)?;
        Some((varint::unzigzag32(value.try_into().ok()?), len))
    }

    #[inline(always)]
    pub(crate) fn i64(cursor: &Cursor<'_>) -> Quick<i64> {
        let (value, len) = varint(cursor)?;
        Some((varint::unzigzag64(value), len))
    }

    #[inline(always)]
    pub(crate) fn f64(cursor: &Cursor<'_>) -> Quick<f64> {
        Some((f64::from_le_bytes(*cursor.rest.first_chunk()?), 8))
    }

    /// One of up to eight bytes; a branch for each length up to four, which most have: that of a field is much the same from
    /// one message to the next, so that where the next field begins is known before the number is.
    #[inline(always)]
    fn varint(cursor: &Cursor<'_>) -> Quick<u64> {
        let bytes: &[u8; varint::MAX_64] = cursor.rest.first_chunk()?;
        let [a, b, c, d, ..] = *bytes;
        let first_two = || u64::from(a & 0x7f) | u64::from(b & 0x7f) << 7;
        match (a, b, c, d) {
            (..0x80, ..) => Some((a.into(), 1)),
            (_, ..0x80, ..) => Some((first_two(), 2)),
            (_, _, ..0x80, _) => Some((first_two() | u64::from(c) << 14, 3)),
            (_, _, _, ..0x80) => Some((first_two() | u64::from(c & 0x7f) << 14 | u64::from(d) << 21, 4)),
            _ => match varint::length(bytes) {
                len @ ..=8 => Some((varint::gather(bytes, len, false, varint::join).0, len)),
                _ => None,
            },
        }
    }

    /// A string or binary whose length is in one byte.
    #[inline(always)]
    pub(crate) fn bytes<'de>(cursor: &Cursor<'de>) -> Quick<&'de [u8]> {
        let [len @ ..0x80, rest @ ..] = cursor.rest else {
            return None;
        };
        let len = usize::from(*len);
        let bytes = rest.get(..len)?;
        (len <= cursor.string_size).then_some((bytes, 1 + len))
    }

    /// A string whose length is in one byte.
    #[inline(always)]
    pub(crate) fn text<'de>(cursor: &Cursor<'de>) -> Quick<&'de str> {
        let (bytes, len) = bytes(cursor)?;
        Some((utf8::check(bytes)?, len))
    }
}

impl Reader<'_> {
    /// A bool that is an element: 1 is true; false is 2, or 0 of the first libraries.
    #[inline]
    pub(crate) fn bool(&mut self) -> Result<bool> {
        match *self.cursor.take_array()? {
            [TRUE] => Ok(true),
            [0 | FALSE] => Ok(false),
            [byte] => Err(bad_bool(byte).at(self.cursor.offset())),
        }
    }

    #[inline]
    pub(crate) fn i8(&mut self) -> Result<i8> {
        Ok(i8::from_le_bytes(*self.cursor.take_array()?))
    }

    #[inline]
    pub(crate) fn i16(&mut self) -> Result<i16> {
        let value = self.i32()?;
        i16::try_from(value).map_err(|_| self.cursor.error(ProtocolErrorKind::InvalidData, OUT_OF_RANGE))
    }

    #[inline]
    pub(crate) fn i32(&mut self) -> Result<i32> {
        self.varint32().map(varint::unzigzag32)
    }

    #[inline]
    pub(crate) fn i64(&mut self) -> Result<i64> {
        self.varint64().map(varint::unzigzag64)
    }

    #[inline]
    pub(crate) fn f64(&mut self) -> Result<f64> {
        Ok(f64::from_le_bytes(*self.cursor.take_array()?))
    }

    /// A length, not below zero and not above `limit`.
    #[inline]
    pub(super) fn length(&mut self, limit: usize) -> Result<usize> {
        let length = self.varint32()?;
        match usize::try_from(length.cast_signed()) {
            Ok(len) if len <= limit => Ok(len),
            _ => Err(self.cursor.bad_length(length.cast_signed(), limit)),
        }
    }

    /// An unsigned integer of 32 bits.
    #[inline]
    pub(crate) fn varint32(&mut self) -> Result<u32> {
        match *self.cursor.rest {
            [byte @ ..0x80, ref rest @ ..] => {
                self.cursor.rest = rest;
                Ok(byte.into())
            }
            [low, high @ ..0x80, ref rest @ ..] => {
                self.cursor.rest = rest;
                Ok(u32::from(low & 0x7f) | u32::from(high) << 7)
            }
            _ => self.long_varint(u32::BITS).map(|value| value as u32),
        }
    }

    /// An unsigned integer of 64 bits.
    #[inline]
    pub(crate) fn varint64(&mut self) -> Result<u64> {
        match *self.cursor.rest {
            [byte @ ..0x80, ref rest @ ..] => {
                self.cursor.rest = rest;
                Ok(byte.into())
            }
            [low, high @ ..0x80, ref rest @ ..] => {
                self.cursor.rest = rest;
                Ok(u64::from(low & 0x7f) | u64::from(high) << 7)
            }
            _ => self.long_varint(u64::BITS),
        }
    }

    /// An unsigned integer of more than two bytes, most likely.
    #[inline(never)]
    fn long_varint(&mut self, bits: u32) -> Result<u64> {
        if let Some(bytes) = self.cursor.rest.first_chunk::<{ varint::MAX_64 }>()
            && let len = varint::length(bytes)
            && len <= 8
        {
            let (value, _) = varint::gather(bytes, len, false, varint::join);
            if bits == u64::BITS || (len <= varint::MAX_32 && value >> bits == 0) {
                self.cursor.take(len)?;
                return Ok(value);
            }
        }
        match varint::parse(self.cursor.rest, bits) {
            Ok((value, len)) => self.cursor.take(len).map(|_| value),
            Err(Malformed::EndsEarly) => Err(self.cursor.ends_early(self.cursor.rest.len() + 1)),
            Err(Malformed::TooLong) => Err(too_long().at(self.cursor.offset())),
        }
    }
}
