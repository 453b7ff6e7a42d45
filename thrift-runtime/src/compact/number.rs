//! Reading numbers of the compact protocol.

use super::Reader;
use super::format::{OUT_OF_RANGE, too_long};
use super::ttype::{FALSE, TRUE};
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::varint::{self, Malformed};

type Result<T, E = ProtocolError> = std::result::Result<T, E>;

impl Reader<'_> {
    /// A bool that is an element: 1 is true; false is 2, or 0 of the first libraries.
    #[inline]
    pub(crate) fn bool(&mut self) -> Result<bool> {
        match *self.cursor.take_array()? {
            [TRUE] => Ok(true),
            [0 | FALSE] => Ok(false),
            [byte] => Err(self.cursor.error(ProtocolErrorKind::InvalidData, format!("a bool is {byte}"))),
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
