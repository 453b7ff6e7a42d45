//! Reading: one cursor over a slice.

use std::fmt;

use bytes::Bytes;

use super::Scanner;
use crate::codec::Wire;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;
use crate::ttype::TType;

type Result<T, E = ProtocolError> = std::result::Result<T, E>;

/// Reads values of the binary protocol from a slice.
///
/// Every length is checked against the limits and against what is left of the slice before anything is allocated for it.
pub struct Reader<'de> {
    /// What has not been read yet.
    rest: &'de [u8],
    /// Length of the whole input, for offsets.
    len: usize,
    /// The buffer that the slice belongs to, where binaries can share it.
    frame: Option<&'de Bytes>,
    /// Structs and containers that may still be entered.
    depth: u32,
    /// Bytes of memory that may still be allocated.
    budget: usize,
    /// Bytes of structs that may still be begun inside of each other.
    pub(super) stack: usize,
    string_size: usize,
    container_size: usize,
}

impl<'de> Reader<'de> {
    /// A reader of this slice.
    pub fn new(input: &'de [u8], limits: &Limits) -> Self {
        Self {
            rest: input,
            len: input.len(),
            frame: None,
            depth: limits.depth,
            budget: limits.budget(input.len()),
            stack: STACK,
            string_size: limits.string_size,
            container_size: limits.container_size,
        }
    }

    /// A reader of this buffer; `binary` values share it instead of being copied.
    pub fn of_frame(frame: &'de Bytes, limits: &Limits) -> Self {
        Self { frame: Some(frame), ..Self::new(frame, limits) }
    }

    /// Bytes read so far.
    #[inline]
    pub fn offset(&self) -> usize {
        self.len - self.rest.len()
    }

    /// Checks that nothing is left.
    ///
    /// # Errors
    /// [`InvalidData`](ProtocolErrorKind::InvalidData) where something is.
    pub fn finish(self) -> Result<()> {
        self.check_end()
    }

    pub(super) fn check_end(&self) -> Result<()> {
        match self.rest.len() {
            0 => Ok(()),
            left => Err(self.error(ProtocolErrorKind::InvalidData, format!("{left} bytes are left after the value"))),
        }
    }

    /// The next `len` bytes.
    #[inline]
    pub(crate) fn take(&mut self, len: usize) -> Result<&'de [u8]> {
        match self.rest.split_at_checked(len) {
            Some((taken, rest)) => {
                self.rest = rest;
                Ok(taken)
            }
            None => Err(self.ends_early(len)),
        }
    }

    /// The next `N` bytes.
    #[inline]
    pub(crate) fn take_array<const N: usize>(&mut self) -> Result<&'de [u8; N]> {
        match self.rest.split_first_chunk() {
            Some((taken, rest)) => {
                self.rest = rest;
                Ok(taken)
            }
            None => Err(self.ends_early(N)),
        }
    }

    /// A length, not below zero and not above `limit`.
    #[inline]
    fn length(&mut self, limit: usize) -> Result<usize> {
        let length = i32::from_be_bytes(*self.take_array()?);
        match usize::try_from(length) {
            Ok(len) if len <= limit => Ok(len),
            _ => Err(self.bad_length(length, limit)),
        }
    }

    /// The bytes of a string or binary.
    #[inline]
    pub(crate) fn bytes(&mut self) -> Result<&'de [u8]> {
        let len = self.length(self.string_size)?;
        self.take(len)
    }

    /// A string, checked for UTF-8.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<&'de str> {
        let bytes = self.bytes()?;
        match simdutf8::basic::from_utf8(bytes) {
            Ok(text) => Ok(text),
            Err(_) => Err(self.error(ProtocolErrorKind::InvalidData, "a string is not UTF-8")),
        }
    }

    /// A binary: a slice of the frame where there is one, else a copy.
    pub(crate) fn shared_bytes(&mut self) -> Result<Bytes> {
        let bytes = self.bytes()?;
        match self.frame {
            Some(frame) => Ok(frame.slice_ref(bytes)),
            None => {
                self.charge(bytes.len())?;
                Ok(Bytes::copy_from_slice(bytes))
            }
        }
    }

    /// Takes memory that is about to be allocated from the message's budget.
    #[inline]
    pub(crate) fn charge(&mut self, bytes: usize) -> Result<()> {
        match self.budget.checked_sub(bytes) {
            Some(budget) => {
                self.budget = budget;
                Ok(())
            }
            None => Err(self.error(ProtocolErrorKind::SizeLimit, "the message needs more memory than its size allows")),
        }
    }

    /// How many of `len` elements to reserve space for before they have arrived.
    #[inline]
    pub(crate) fn capacity_for<T>(&self, len: usize) -> usize {
        /// Bytes of memory reserved for each byte that is left; the rest grows as elements arrive.
        const RESERVE_PER_BYTE: usize = 8;
        len.min(self.rest.len().saturating_mul(RESERVE_PER_BYTE) / size_of::<T>().max(1))
    }

    /// A list or set: checks its header, then lets `body` read that many elements.
    pub(crate) fn list<T: Wire, R>(&mut self, body: impl FnOnce(&mut Self, usize) -> Result<R>) -> Result<R> {
        let [ttype] = *self.take_array()?;
        let len = self.elements(T::MIN_BINARY, size_of::<T>())?;
        if len > 0 && ttype != T::TTYPE as u8 {
            return Err(self.wrong_type("an element", T::TTYPE, ttype));
        }
        self.nested(|input| body(input, len))
    }

    /// A map: checks its header, then lets `body` read that many entries.
    pub(crate) fn map<K: Wire, V: Wire, R>(&mut self, body: impl FnOnce(&mut Self, usize) -> Result<R>) -> Result<R> {
        let [key, value] = *self.take_array()?;
        let len = self.elements(K::MIN_BINARY + V::MIN_BINARY, size_of::<(K, V)>())?;
        if len > 0 && key != K::TTYPE as u8 {
            return Err(self.wrong_type("a key", K::TTYPE, key));
        }
        if len > 0 && value != V::TTYPE as u8 {
            return Err(self.wrong_type("a value", V::TTYPE, value));
        }
        self.nested(|input| body(input, len))
    }

    /// Types and number of the elements of a list or set whose element type only the wire knows.
    pub(crate) fn untyped_list(&mut self, size: usize) -> Result<(TType, usize)> {
        let [ttype] = *self.take_array()?;
        let len = self.elements(0, size)?;
        Ok((self.element_type(ttype, len)?, len))
    }

    /// Types and number of the entries of a map whose types only the wire knows.
    pub(crate) fn untyped_map(&mut self, size: usize) -> Result<(TType, TType, usize)> {
        let [key, value] = *self.take_array()?;
        let len = self.elements(0, size)?;
        Ok((self.element_type(key, len)?, self.element_type(value, len)?, len))
    }

    /// A number of elements, which what is left of the input and of the budget must be able to hold.
    #[inline]
    fn elements(&mut self, wire_size: usize, memory_size: usize) -> Result<usize> {
        let len = self.length(self.container_size)?;
        if len.saturating_mul(wire_size.max(1)) > self.rest.len() {
            return Err(self.ends_early(len.saturating_mul(wire_size.max(1))));
        }
        self.charge(len.saturating_mul(memory_size))?;
        Ok(len)
    }

    /// The type of the elements; an empty container may name any, since some peers write 0.
    fn element_type(&self, number: u8, len: usize) -> Result<TType> {
        match TType::from_u8(number) {
            Some(TType::Stop) | None if len > 0 => Err(self.unknown_type(number)),
            ttype => Ok(ttype.unwrap_or(TType::Stop)),
        }
    }

    /// Goes one level deeper.
    #[inline]
    pub(super) fn enter(&mut self) -> Result<()> {
        match self.depth.checked_sub(1) {
            Some(depth) => {
                self.depth = depth;
                Ok(())
            }
            None => Err(self.error(ProtocolErrorKind::DepthLimit, "the value is nested too deeply")),
        }
    }

    /// Comes back from one level deeper. Behind an error nothing is read any more, so that it need not.
    #[inline]
    pub(super) fn leave(&mut self) {
        self.depth += 1;
    }

    /// Runs `body` one level deeper.
    #[inline]
    pub(crate) fn nested<R>(&mut self, body: impl FnOnce(&mut Self) -> Result<R>) -> Result<R> {
        self.enter()?;
        let result = body(self)?;
        self.leave();
        Ok(result)
    }

    /// The header of the next field, its wire type and its id in one integer; [`STOP`](Self::STOP) at the end.
    #[inline]
    pub(crate) fn field_header(&mut self) -> Result<u32> {
        match *self.rest {
            [0, ref rest @ ..] => {
                self.rest = rest;
                Ok(Self::STOP)
            }
            [ttype, high, low, ref rest @ ..] => {
                self.rest = rest;
                Ok(u32::from_be_bytes([0, ttype, high, low]))
            }
            _ => Err(self.ends_early(3)),
        }
    }

    /// The wire type in this field header.
    pub(crate) fn field_type(&self, header: u32) -> Result<TType> {
        let [_, number, ..] = header.to_be_bytes();
        TType::from_u8(number).ok_or_else(|| self.unknown_type(number))
    }

    /// Skips a value of this type, without recursion.
    pub(crate) fn skip(&mut self, ttype: TType) -> Result<()> {
        let mut scanner = Scanner::value(ttype, self.depth, self.container_size, self.string_size);
        match scanner.scan(self.rest) {
            Ok(Some(len)) => self.take(len).map(drop),
            // The scanner stands before a header that is cut short, or beyond the end.
            Ok(None) => Err(self.ends_early(scanner.position().max(self.rest.len() + 1))),
            Err(error) => Err(error.at(self.offset() + scanner.position())),
        }
    }

    /// An error at this place.
    #[cold]
    pub(crate) fn error(
        &self,
        kind: ProtocolErrorKind,
        message: impl Into<std::borrow::Cow<'static, str>>,
    ) -> ProtocolError {
        ProtocolError::new(kind, message).at(self.offset())
    }

    #[cold]
    fn ends_early(&self, wanted: usize) -> ProtocolError {
        let left = self.rest.len();
        self.error(ProtocolErrorKind::InvalidData, format!("the input ends early: {wanted} bytes wanted, {left} left"))
    }

    #[cold]
    fn bad_length(&self, length: i32, limit: usize) -> ProtocolError {
        match length {
            ..0 => self.error(ProtocolErrorKind::NegativeSize, format!("a length is {length}")),
            _ => self.error(ProtocolErrorKind::SizeLimit, format!("a length is {length}, above the limit of {limit}")),
        }
    }

    #[cold]
    fn wrong_type(&self, what: &str, expected: TType, found: u8) -> ProtocolError {
        let message = match TType::from_u8(found) {
            Some(found) => format!("{what} is `{found}` where the IDL says `{expected}`"),
            None => format!("{what} has the unknown wire type {found}"),
        };
        self.error(ProtocolErrorKind::InvalidData, message)
    }

    #[cold]
    fn unknown_type(&self, number: u8) -> ProtocolError {
        self.error(ProtocolErrorKind::InvalidData, format!("unknown wire type {number}"))
    }
}

/// Bytes of structs that may be begun inside of each other. A depth alone does not bound the stack: 64 structs of hundreds of
/// fields take megabytes of it in a debug build, which needs about a dozen bytes of stack for each of these.
pub(super) const STACK: usize = 96 * 1024;

/// The header of a field as [`Reader::field_header`] gives it.
pub(crate) const fn field_header(ttype: TType, id: i16) -> u32 {
    (ttype as u32) << 16 | id.cast_unsigned() as u32
}

/// The id in a field header.
pub(crate) fn field_id(header: u32) -> i16 {
    let [_, _, high, low] = header.to_be_bytes();
    i16::from_be_bytes([high, low])
}

impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("offset", &self.offset()).field("left", &self.rest.len()).finish_non_exhaustive()
    }
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
