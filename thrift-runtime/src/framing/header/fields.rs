//! What stands in a header, piece by piece.

use crate::error::{ProtocolError, ProtocolErrorKind};

type Result<T, E = ProtocolError> = std::result::Result<T, E>;

/// What is left of a header. Every length in it is checked against that.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'h>(&'h [u8]);

impl<'h> Fields<'h> {
    pub(super) fn new(header: &'h [u8]) -> Self {
        Self(header)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'h [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or_else(|| self.too_short(length))?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk().ok_or_else(|| self.too_short(N))?;
        self.0 = rest;
        Ok(*taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8> {
        self.array().map(|[byte]| byte)
    }

    pub(super) fn short(&mut self) -> Result<u16> {
        self.array().map(u16::from_be_bytes)
    }

    /// An integer of up to five bytes, of 32 bits.
    pub(super) fn varint(&mut self) -> Result<u32> {
        let mut number = 0_u64;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(number).map_err(|_| invalid("an integer of a header has more than 32 bits"));
            }
        }
        Err(invalid("an integer of a header has more than five bytes"))
    }

    /// Bytes behind their length.
    pub(super) fn text(&mut self) -> Result<&'h [u8]> {
        let length = self.varint()?;
        self.take(usize::try_from(length).unwrap_or(usize::MAX))
    }

    /// Bytes behind their length in two bytes.
    pub(super) fn short_text(&mut self) -> Result<&'h [u8]> {
        let length = self.short()?;
        self.take(length.into())
    }

    #[cold]
    fn too_short(&self, wanted: usize) -> ProtocolError {
        let left = self.0.len();
        invalid(format!("a header ends early: {wanted} bytes wanted, {left} left"))
    }
}

#[cold]
pub(super) fn invalid(message: impl Into<std::borrow::Cow<'static, str>>) -> ProtocolError {
    ProtocolError::new(ProtocolErrorKind::InvalidData, message)
}

/// Writes an integer of 32 bits, in up to five bytes.
pub(super) fn write_varint(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
