//! Reading the binary protocol.

use bytes::Bytes;

use super::Binary;
use crate::codec::{Decode, Input, Run, STOP, Wire};
use crate::cursor::Cursor;
use crate::error::ProtocolError;
use crate::limits::Limits;
use crate::ttype::TType;

type Result<T, E = ProtocolError> = std::result::Result<T, E>;

/// Reads values of the binary protocol from a slice.
///
/// Every length is checked against the limits and against what is left of the slice before anything is allocated for it.
#[derive(Debug)]
pub struct Reader<'de> {
    cursor: Cursor<'de>,
}

impl<'de> Reader<'de> {
    /// A reader of this slice.
    pub fn new(input: &'de [u8], limits: &Limits) -> Self {
        Self { cursor: Cursor::new(input, limits) }
    }

    /// A reader of this buffer; `binary` values share it instead of being copied.
    pub fn of_frame(frame: &'de Bytes, limits: &Limits) -> Self {
        Self { cursor: Cursor::of_frame(frame, limits) }
    }

    /// One of what stands behind this many bytes of a message, with this budget of memory.
    #[inline]
    pub(crate) fn of_body(message: &'de Bytes, start: usize, budget: usize, limits: &Limits) -> Self {
        Self { cursor: Cursor::of_body(message, start, budget, limits) }
    }

    /// Bytes read so far.
    pub fn offset(&self) -> usize {
        self.cursor.offset()
    }

    /// Checks that nothing is left.
    ///
    /// # Errors
    /// [`InvalidData`](crate::ProtocolErrorKind::InvalidData) where something is.
    pub fn finish(self) -> Result<()> {
        self.cursor.check_end()
    }

    /// The next `N` bytes.
    #[inline]
    pub(crate) fn take_array<const N: usize>(&mut self) -> Result<&'de [u8; N]> {
        self.cursor.take_array()
    }

    /// The next `len` bytes.
    #[inline]
    pub(crate) fn take(&mut self, len: usize) -> Result<&'de [u8]> {
        self.cursor.take(len)
    }

    /// A length, not below zero and not above `limit`.
    #[inline]
    fn length(&mut self, limit: usize) -> Result<usize> {
        let length = i32::from_be_bytes(*self.take_array()?);
        match usize::try_from(length) {
            Ok(len) if len <= limit => Ok(len),
            _ => Err(self.cursor.bad_length(length, limit)),
        }
    }

    /// The type of the elements; an empty container may name any, since some peers write 0.
    #[inline]
    fn element_type(&self, number: u8, len: usize) -> Result<TType> {
        match TType::from_u8(number) {
            Some(TType::Stop) | None if len > 0 => Err(self.cursor.unknown_type(number)),
            ttype => Ok(ttype.unwrap_or(TType::Stop)),
        }
    }
}

impl<'de> Input<'de> for Reader<'de> {
    const INLINE: bool = true;

    #[inline]
    fn cursor(&mut self) -> &mut Cursor<'de> {
        &mut self.cursor
    }

    #[inline]
    fn value<T: Decode<'de>>(&mut self) -> Result<T> {
        T::decode_binary(self)
    }

    #[inline]
    fn field_value<T: Decode<'de>>(&mut self) -> Result<T> {
        T::decode_binary(self)
    }

    #[inline]
    fn field_value_into<T: Decode<'de>>(&mut self, place: &mut T) -> Result<()> {
        T::decode_into_binary(place, self)
    }

    #[inline]
    fn elements<T: Decode<'de>>(&mut self, len: usize) -> Result<Vec<T>> {
        T::decode_elements_binary(self, len)
    }

    #[inline]
    fn header(&mut self, _: u32) -> Result<u32> {
        match *self.cursor.rest {
            [0, ref rest @ ..] => {
                self.cursor.rest = rest;
                Ok(STOP)
            }
            [ttype, high, low, ref rest @ ..] => {
                self.cursor.rest = rest;
                Ok(u32::from_be_bytes([0, ttype, high, low]))
            }
            _ => Err(self.cursor.ends_early(3)),
        }
    }

    /// One question for the bytes of both, and no call.
    #[inline(always)]
    fn quick_field<T: Decode<'de>>(&mut self, _: u32) -> Option<(T, u32)> {
        let (value, len) = T::quick_binary(&self.cursor)?;
        let (next, rest) = match *self.cursor.rest.get(len..)? {
            [0, ref rest @ ..] => (STOP, rest),
            [ttype, high, low, ref rest @ ..] => (u32::from_be_bytes([0, ttype, high, low]), rest),
            _ => return None,
        };
        self.cursor.rest = rest;
        Some((value, next))
    }

    // In line before anything else is done to it: what is read at once stays in registers then, and does not go by the place in
    // memory that `broken_run` writes to. What is in line without optimisation takes stack, though.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn run<R: Run<'de>>(&mut self, next: u32, run: R) -> (u32, R::Values) {
        if next == run.first()
            && let Some((bytes, rest)) = self.cursor.rest.split_at_checked(R::SIZE_BEHIND_HEADER)
            && run.matches_binary(bytes)
        {
            let values = R::read_binary(bytes);
            self.cursor.rest = rest;
            return (self.next_field(next), values);
        }
        let (next, values) = broken_run(self, next, run);
        (next, values)
    }

    #[inline]
    fn bytes(&mut self) -> Result<&'de [u8]> {
        let len = self.length(self.cursor.string_size)?;
        self.take(len)
    }

    #[inline]
    fn list_header(&mut self) -> Result<(TType, usize)> {
        let [element] = *self.take_array()?;
        let len = self.length(self.cursor.container_size)?;
        Ok((self.element_type(element, len)?, len))
    }

    #[inline]
    fn map_header(&mut self) -> Result<(TType, TType, usize)> {
        let [key, value] = *self.take_array()?;
        let len = self.length(self.cursor.container_size)?;
        Ok((self.element_type(key, len)?, self.element_type(value, len)?, len))
    }

    fn skip(&mut self, ttype: TType) -> Result<()> {
        self.cursor.skip::<Binary>(ttype)
    }

    #[inline]
    fn min_size<T: Wire>() -> usize {
        T::MIN_BINARY
    }
}

/// Reads a run whose fields are not all there, or not in order.
#[inline(never)]
fn broken_run<'de, R: Run<'de>>(input: &mut Reader<'de>, next: u32, run: R) -> (u32, R::Values) {
    run.decode_each(input, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skipped_value_that_is_cut_short_wants_more_than_is_left() {
        for value in [&[0, 0][..], &[0, 0, 0, 9, 1], &[0, 0, 0]] {
            let error = Reader::new(value, &Limits::DEFAULT).skip(TType::String).unwrap_err();
            let wanted = if value.len() == 5 { 13 } else { value.len() + 1 };
            let message = format!("the input ends early: {wanted} bytes wanted, {} left (at byte 0)", value.len());
            assert_eq!(error.to_string(), message);
        }
    }
}
