//! Reading the compact protocol.

use bytes::Bytes;

use super::Compact;
use super::format::bad_id;
use super::ttype::{self, TRUE, short_header};
use crate::codec::{Decode, Input, Run, STOP, Wire, begin_list};
use crate::cursor::{Cursor, field_header, field_id};
use crate::error::ProtocolError;
use crate::limits::Limits;
use crate::ttype::TType;

type Result<T, E = ProtocolError> = std::result::Result<T, E>;

/// Reads values of the compact protocol from a slice.
///
/// Every length is checked against the limits and against what is left of the slice before anything is allocated for it.
#[derive(Debug)]
pub struct Reader<'de> {
    pub(super) cursor: Cursor<'de>,
    /// The header of the last field that was read, which has the value of a bool in it.
    header: u8,
}

impl<'de> Reader<'de> {
    /// A reader of this slice.
    pub fn new(input: &'de [u8], limits: &Limits) -> Self {
        Self { cursor: Cursor::new(input, limits), header: 0 }
    }

    /// A reader of this buffer; `binary` values share it instead of being copied.
    pub fn of_frame(frame: &'de Bytes, limits: &Limits) -> Self {
        Self { cursor: Cursor::of_frame(frame, limits), header: 0 }
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

    /// The bool in the header of the field that is being read.
    #[inline]
    pub(crate) fn field_bool(&self) -> bool {
        header_bool(self.header)
    }

    /// The type of the elements; an empty container may name any.
    #[inline]
    fn element_type(&self, number: u8, len: usize) -> Result<TType> {
        match ttype::of_nibble(number) {
            TType::Stop if len > 0 => Err(self.cursor.unknown_type(number & 0xf)),
            ttype => Ok(ttype),
        }
    }

    /// The id of a field in full, behind a header without the difference to the last one.
    #[cold]
    fn long_id(&mut self) -> Result<i16> {
        self.i16()
    }

    #[cold]
    fn bad_header(&self, byte: u8) -> ProtocolError {
        match ttype::of_nibble(byte) {
            TType::Stop => self.cursor.unknown_type(byte & 0xf),
            _ => bad_id().at(self.offset()),
        }
    }
}

/// The bool in this header of a field.
#[inline(always)]
pub(crate) const fn header_bool(header: u8) -> bool {
    header & 0xf == TRUE
}

/// The upper half of a list's header where the number of elements follows.
const LONG: u8 = 0xf;
/// Such a header, of the type with the number 0.
const LONGER: u8 = LONG << 4;

impl<'de> Input<'de> for Reader<'de> {
    const INLINE: bool = false;

    #[inline]
    fn cursor(&mut self) -> &mut Cursor<'de> {
        &mut self.cursor
    }

    #[inline]
    fn value<T: Decode<'de>>(&mut self) -> Result<T> {
        T::decode_compact(self)
    }

    #[inline]
    fn field_value<T: Decode<'de>>(&mut self) -> Result<T> {
        T::decode_field_compact(self)
    }

    #[inline]
    fn field_value_into<T: Decode<'de>>(&mut self, place: &mut T) -> Result<()> {
        T::decode_into_compact(place, self)
    }

    #[inline]
    fn elements<T: Decode<'de>>(&mut self, len: usize) -> Result<Vec<T>> {
        T::decode_elements_compact(self, len)
    }

    #[inline]
    fn header(&mut self, last: u32) -> Result<u32> {
        let [byte] = *self.cursor.take_array()?;
        self.header = byte;
        let id = match byte >> 4 {
            _ if byte == 0 => return Ok(STOP),
            0 => Some(self.long_id()?),
            delta => field_id(last).checked_add(delta.into()),
        };
        match (ttype::of_nibble(byte), id) {
            (TType::Stop, _) | (_, None) => Err(self.bad_header(byte)),
            (ttype, Some(id)) => Ok(field_header(ttype, id)),
        }
    }

    #[inline]
    fn next_field(&mut self, last: u32) -> u32 {
        if let [byte, ref rest @ ..] = *self.cursor.rest {
            if let Some(header) = short_header(byte, last) {
                self.cursor.rest = rest;
                self.header = byte;
                return header;
            }
            if byte == 0 {
                self.cursor.rest = rest;
                return STOP;
            }
        }
        odd_field(self, last)
    }

    /// One question for the bytes of both, and no call.
    #[inline(always)]
    fn quick_field<T: Decode<'de>>(&mut self, last: u32) -> Option<(T, u32)> {
        if !T::QUICK {
            return None;
        }
        let (value, len) = T::quick_compact(&self.cursor, self.header)?;
        let (byte, rest) = self.cursor.rest.get(len..)?.split_first()?;
        let next = match short_header(*byte, last) {
            Some(header) => header,
            None if *byte == 0 => STOP,
            None => return None,
        };
        self.header = *byte;
        self.cursor.rest = rest;
        Some((value, next))
    }

    /// Small numbers are compared with what they look like, all at once.
    #[inline(always)]
    fn run<R: Run<'de>>(&mut self, next: u32, run: R) -> (u32, R::Values) {
        /// Fields whose headers and numbers fill what is compared.
        const MOST: usize = 4;
        if R::IS_SHORT
            && matches!(R::LEN, 1..=MOST)
            && next == run.first()
            && let Some(bytes) = self.cursor.rest.first_chunk()
            && let Some(rest) = self.cursor.rest.get(2 * R::LEN - 1..)
        {
            // The header of the first has been read.
            let (mask, bits) = run.short_compact(next - 1);
            let bytes = u64::from_le_bytes(*bytes);
            if bytes & (mask >> 8) == bits >> 8 {
                self.cursor.rest = rest;
                return (self.next_field(run.last(next)), run.read_short(bytes << 8));
            }
        }
        run.decode_each(self, next)
    }

    #[inline(always)]
    fn short_run<R: Run<'de>>(&mut self, run: R) -> Option<R::Values> {
        /// Fields that leave a byte for the end of the struct.
        const MOST: usize = 3;
        if !R::IS_SHORT || R::LEN > MOST {
            return None;
        }
        let bytes = u64::from_le_bytes(*self.cursor.rest.first_chunk()?);
        let rest = self.cursor.rest.get(2 * R::LEN + 1..)?;
        let (mask, bits) = run.short_compact(STOP);
        let mask = mask | 0xff << (16 * R::LEN);
        if bytes & mask != bits {
            return None;
        }
        self.cursor.rest = rest;
        Some(run.read_short(bytes))
    }

    #[inline(always)]
    fn begin_list<T: Wire>(&mut self) -> Result<usize> {
        if let [byte @ ..LONGER, ref rest @ ..] = *self.cursor.rest
            && ttype::of_nibble(byte) == T::TTYPE
            && self.cursor.enter_short(byte >> 4, T::MIN_COMPACT, size_of::<T>(), rest)
        {
            return Ok((byte >> 4).into());
        }
        begin_list(self, T::TTYPE, T::MIN_COMPACT, size_of::<T>())
    }

    #[inline]
    fn bytes(&mut self) -> Result<&'de [u8]> {
        let len = self.length(self.cursor.string_size)?;
        self.cursor.take(len)
    }

    #[inline]
    fn list_header(&mut self) -> Result<(TType, usize)> {
        let [byte] = *self.cursor.take_array()?;
        let len = match byte >> 4 {
            LONG => self.length(self.cursor.container_size)?,
            len => len.into(),
        };
        Ok((self.element_type(byte, len)?, len))
    }

    #[inline]
    fn map_header(&mut self) -> Result<(TType, TType, usize)> {
        let len = self.length(self.cursor.container_size)?;
        if len == 0 {
            return Ok((TType::Stop, TType::Stop, 0));
        }
        let [types] = *self.cursor.take_array()?;
        Ok((self.element_type(types >> 4, len)?, self.element_type(types, len)?, len))
    }

    /// Of a field: a bool is in its header.
    fn skip(&mut self, ttype: TType) -> Result<()> {
        match ttype {
            TType::Bool => Ok(()),
            ttype => self.cursor.skip::<Compact>(ttype),
        }
    }

    #[inline]
    fn min_size<T: Wire>() -> usize {
        T::MIN_COMPACT
    }
}

/// The next header, which is long or none.
#[cold]
#[inline(never)]
fn odd_field(input: &mut Reader<'_>, last: u32) -> u32 {
    match input.header(last) {
        Ok(header) => header,
        Err(error) => input.fail(error, last),
    }
}
