//! Writing the binary protocol.

use crate::codec::{Encode, IntoRun, Output, ValueRun, pieces};
use crate::cursor::field_header;
use crate::error::ProtocolError;
use crate::limits::Limits;
use crate::sink::{Sink, Space};
use crate::ttype::TType;

/// Writes values of the binary protocol into a buffer of its own.
///
/// The first error is kept, and [`finish`](Self::finish) gives it out in place of the bytes.
#[derive(Debug)]
pub struct Writer {
    sink: Sink,
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
        Self { sink: Sink::new(buffer) }
    }

    /// The writer with the depth of these limits instead of the default one; the others are for reading.
    #[must_use]
    pub fn within(mut self, limits: &Limits) -> Self {
        self.sink.limit_depth(limits.depth);
        self
    }

    /// Makes room for so many bytes.
    #[inline]
    pub(crate) fn reserve(&mut self, bytes: usize) {
        self.sink.buffer.reserve(bytes);
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

    #[inline]
    pub(crate) fn append<const N: usize>(&mut self, bytes: &[u8; N]) {
        self.sink.append(bytes);
    }

    /// Strings or binaries that are elements.
    pub(crate) fn all_bytes<T: AsRef<[u8]>>(&mut self, all: &[T]) {
        self.sink.append_all(all, |len| (((len as u64) << 32).to_be_bytes(), 4));
    }

    /// A field that is a string or binary.
    #[inline(always)]
    pub(crate) fn bytes_field(&mut self, id: i16, bytes: &[u8]) {
        if let Some(length) = self.sink.length(bytes.len()) {
            // Type, id and length, and a byte that is not taken: as one word, which takes one move.
            let header = u64::from(field_header(TType::String, id)) << 40 | u64::from(length.cast_unsigned()) << 8;
            self.sink.append_with(&header.to_be_bytes(), 7, bytes);
        }
    }
}

impl Output for Writer {
    #[inline]
    fn of_sink(sink: Sink) -> Self {
        Self { sink }
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
        value.encode_binary(self);
    }

    #[inline]
    fn elements<T: Encode>(&mut self, elements: &[T]) {
        T::encode_elements_binary(elements, self);
    }

    #[inline]
    fn bytes(&mut self, bytes: &[u8]) {
        if let Some(length) = self.sink.length(bytes.len()) {
            self.sink.append_with(&length.to_be_bytes(), 4, bytes);
        }
    }

    #[inline]
    fn list_header(&mut self, element: TType, len: usize) -> bool {
        let Some(length) = self.sink.length(len) else {
            return false;
        };
        let [a, b, c, d] = length.to_be_bytes();
        self.append(&[element as u8, a, b, c, d]);
        true
    }

    #[inline]
    fn map_header(&mut self, key: TType, value: TType, len: usize) -> bool {
        let Some(length) = self.sink.length(len) else {
            return false;
        };
        let [a, b, c, d] = length.to_be_bytes();
        self.append(&[key as u8, value as u8, a, b, c, d]);
        true
    }

    #[inline]
    fn begin_fields(&mut self) {}

    #[inline]
    fn end_fields(&mut self) {
        self.append(&[TType::Stop as u8]);
    }

    #[inline]
    fn field<T: Encode>(&mut self, id: i16, value: &T) {
        value.encode_field_binary(id, self);
    }

    #[inline]
    fn field_of(&mut self, ttype: TType, id: i16, body: impl FnOnce(&mut Self)) {
        let [high, low] = id.to_be_bytes();
        self.append(&[ttype as u8, high, low]);
        body(self);
    }

    #[inline]
    fn bool_field(&mut self, id: i16, value: bool) {
        let [high, low] = id.to_be_bytes();
        self.append(&[TType::Bool as u8, high, low, u8::from(value)]);
    }

    // In line, where numbers of fields are constants. What is in line without optimisation takes stack of its own, though, in a
    // function that may be called within itself.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn run<R: IntoRun>(&mut self, run: R) {
        let run = run.into_run();
        match pieces::space(&mut self.sink.buffer, &run) {
            Ok(mut space) => {
                run.write_binary(&mut space);
                space.end();
            }
            Err(error) => self.sink.keep(error),
        }
    }

    #[inline(always)]
    fn write_struct<R: ValueRun>(run: &R, space: &mut Space<'_>) {
        run.write_binary(space);
    }
}
