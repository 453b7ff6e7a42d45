//! Writing the compact protocol.

use super::ttype::{self, FALSE, TRUE};
use crate::codec::{Encode, IntoRun, Output, ValueRun, pieces};
use crate::error::ProtocolError;
use crate::limits::Limits;
use crate::sink::{Sink, Space};
use crate::ttype::TType;
use crate::varint;

/// Writes values of the compact protocol into a buffer of its own.
///
/// The first error is kept, and [`finish`](Self::finish) gives it out in place of the bytes.
#[derive(Debug)]
pub struct Writer {
    pub(super) sink: Sink,
    /// The id of the last field of the struct that is being written; 0 before the first.
    last: i16,
}

impl Default for Writer {
    fn default() -> Self {
        Self::new()
    }
}

impl Writer {
    /// A writer with an empty buffer.
    pub fn new() -> Self {
        Self::with_buffer(Vec::new())
    }

    /// A writer that goes on behind what this buffer holds.
    pub fn with_buffer(buffer: Vec<u8>) -> Self {
        Self { sink: Sink::new(buffer), last: 0 }
    }

    /// The writer with the depth of these limits instead of the default one; the others are for reading.
    #[must_use]
    pub fn within(mut self, limits: &Limits) -> Self {
        self.sink.limit_depth(limits.depth);
        self
    }

    /// The bytes.
    ///
    /// # Errors
    /// The first thing that could not be written.
    pub fn finish(self) -> Result<Vec<u8>, ProtocolError> {
        self.sink.finish()
    }

    /// Puts the buffer where it was [taken](std::mem::take). Gives the first thing that could not be written.
    #[inline]
    pub(crate) fn give_back(self, place: &mut Vec<u8>) -> Option<ProtocolError> {
        self.sink.give_back(place)
    }

    /// A bool that is an element.
    #[inline]
    pub(crate) fn bool(&mut self, value: bool) {
        self.sink.append(&[if value { TRUE } else { FALSE }]);
    }

    #[inline]
    pub(crate) fn i8(&mut self, value: i8) {
        self.sink.append(&value.to_le_bytes());
    }

    #[inline]
    pub(crate) fn i16(&mut self, value: i16) {
        self.i32(value.into());
    }

    #[inline]
    pub(crate) fn i32(&mut self, value: i32) {
        self.varint32(varint::zigzag32(value));
    }

    #[inline]
    pub(crate) fn i64(&mut self, value: i64) {
        self.varint64(varint::zigzag64(value));
    }

    #[inline]
    pub(crate) fn f64(&mut self, value: f64) {
        self.sink.append(&value.to_le_bytes());
    }

    /// An unsigned integer of 32 bits.
    #[inline]
    pub(crate) fn varint32(&mut self, value: u32) {
        match value {
            ..0x80 => self.sink.append(&[value as u8]),
            _ => {
                let (word, len) = varint::spread(value.into(), varint::part);
                self.sink.append_first(&word.to_le_bytes(), len);
            }
        }
    }

    /// An unsigned integer of 64 bits.
    #[inline]
    pub(crate) fn varint64(&mut self, value: u64) {
        match value {
            ..0x80 => self.sink.append(&[value as u8]),
            _ => {
                let (word, len) = varint::spread(value, varint::part);
                let ([a, b, c, d, e, f, g, h], [i, j]) = (word.to_le_bytes(), varint::spread_high(value));
                self.sink.append_first(&[a, b, c, d, e, f, g, h, i, j], len);
            }
        }
    }

    /// Strings or binaries that are elements.
    pub(crate) fn all_bytes<T: AsRef<[u8]>>(&mut self, all: &[T]) {
        self.sink.append_all(all, length_bytes);
    }

    /// A field that is a string or binary.
    #[inline(always)]
    pub(crate) fn bytes_field(&mut self, id: i16, bytes: &[u8]) {
        let delta = id.wrapping_sub(self.last);
        match bytes.len() {
            len @ ..0x80 if id > self.last && (1..=15).contains(&delta) => {
                let header = (delta as u8) << 4 | ttype::number(TType::String);
                self.sink.append_with(&[header, len as u8], 2, bytes);
                self.last = id;
            }
            _ => self.field_of(TType::String, id, |out| out.bytes(bytes)),
        }
    }

    /// The header of a field; of the type with this number.
    #[inline]
    fn field_header(&mut self, number: u8, id: i16) {
        match id.wrapping_sub(self.last) {
            delta @ 1..=15 if id > self.last => self.sink.append(&[(delta as u8) << 4 | number]),
            _ => {
                self.sink.append(&[number]);
                self.i16(id);
            }
        }
        self.last = id;
    }
}

/// The bytes of a length, and how many they are.
#[inline(always)]
pub(super) fn length_bytes(length: usize) -> ([u8; 8], usize) {
    let (word, len) = match length {
        ..0x80 => (length as u64, 1),
        _ => varint::spread(length as u64, varint::part),
    };
    (word.to_le_bytes(), len)
}

impl Output for Writer {
    #[inline]
    fn of_sink(sink: Sink) -> Self {
        Self { sink, last: 0 }
    }

    #[inline]
    fn into_sink(self) -> Sink {
        self.sink
    }

    #[inline]
    fn sink(&mut self) -> &mut Sink {
        &mut self.sink
    }

    #[inline]
    fn value<T: Encode + ?Sized>(&mut self, value: &T) {
        value.encode_compact(self);
    }

    #[inline]
    fn elements<T: Encode>(&mut self, elements: &[T]) {
        T::encode_elements_compact(elements, self);
    }

    #[inline]
    fn bytes(&mut self, bytes: &[u8]) {
        if let Some(length) = self.sink.length(bytes.len()) {
            let (head, len) = length_bytes(length as usize);
            self.sink.append_with(&head, len, bytes);
        }
    }

    #[inline]
    fn list_header(&mut self, element: TType, len: usize) -> bool {
        let Some(length) = self.sink.length(len) else {
            return false;
        };
        let number = ttype::number(element);
        match length {
            0..=14 => self.sink.append(&[(length as u8) << 4 | number]),
            _ => {
                self.sink.append(&[0xf0 | number]);
                self.varint32(length.cast_unsigned());
            }
        }
        true
    }

    #[inline]
    fn map_header(&mut self, key: TType, value: TType, len: usize) -> bool {
        let Some(length) = self.sink.length(len) else {
            return false;
        };
        self.varint32(length.cast_unsigned());
        if len > 0 {
            self.sink.append(&[ttype::number(key) << 4 | ttype::number(value)]);
        }
        true
    }

    #[inline]
    fn begin_fields(&mut self) {
        self.last = 0;
    }

    #[inline]
    fn end_fields(&mut self) {
        self.sink.append(&[0]);
    }

    #[inline]
    fn field<T: Encode>(&mut self, id: i16, value: &T) {
        value.encode_field_compact(id, self);
    }

    #[inline]
    fn field_of(&mut self, ttype: TType, id: i16, body: impl FnOnce(&mut Self)) {
        self.field_header(ttype::number(ttype), id);
        body(self);
        self.last = id;
    }

    #[inline]
    fn bool_field(&mut self, id: i16, value: bool) {
        self.field_header(if value { TRUE } else { FALSE }, id);
    }

    // In line, where numbers of fields are constants. What is in line without optimisation takes stack of its own, though, in a
    // function that may be called within itself.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn run<R: IntoRun>(&mut self, run: R) {
        let run = run.into_run();
        match pieces::space(&mut self.sink.buffer, &run) {
            Ok(mut space) => {
                self.last = run.write_compact(self.last, &mut space);
                space.end();
            }
            Err(error) => self.sink.keep(error),
        }
    }

    #[inline(always)]
    fn write_struct<R: ValueRun>(run: &R, space: &mut Space<'_>) {
        run.write_compact(0, space);
    }
}
