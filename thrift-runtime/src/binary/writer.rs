//! Writing: one growing buffer.

use std::fmt;

use crate::codec::Encode;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;
use crate::ttype::TType;

/// Writes values of the binary protocol into a buffer of its own.
///
/// Its methods return nothing: the first error is kept, and [`finish`](Self::finish) gives it out in place of the bytes. So encoding has no branch for errors at each field.
pub struct Writer {
    buffer: Vec<u8>,
    /// Structs and containers that may still be entered.
    depth: u32,
    error: Option<ProtocolError>,
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
        Self { buffer, depth: Limits::DEFAULT.depth, error: None }
    }

    /// The bytes.
    ///
    /// # Errors
    /// The first thing that could not be written.
    pub fn finish(self) -> Result<Vec<u8>, ProtocolError> {
        match self.error {
            None => Ok(self.buffer),
            Some(error) => Err(error),
        }
    }

    /// The buffer, and the first thing that could not be written.
    pub(crate) fn into_parts(self) -> (Vec<u8>, Option<ProtocolError>) {
        (self.buffer, self.error)
    }

    #[inline]
    pub(crate) fn append<const N: usize>(&mut self, bytes: &[u8; N]) {
        self.buffer.extend_from_slice(bytes);
    }

    #[inline]
    pub(crate) fn append_all<const N: usize>(&mut self, arrays: impl ExactSizeIterator<Item = [u8; N]>) {
        self.buffer.reserve(N.saturating_mul(arrays.len()));
        arrays.for_each(|array| self.buffer.extend_from_slice(&array));
    }

    /// A length and that many bytes.
    #[inline]
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        if self.length(bytes.len()) {
            self.buffer.extend_from_slice(bytes);
        }
    }

    /// A length. False, and an error, where 31 bits can not say it.
    #[inline]
    fn length(&mut self, len: usize) -> bool {
        match i32::try_from(len) {
            Ok(length) => {
                self.append(&length.to_be_bytes());
                true
            }
            Err(_) => {
                self.fail(ProtocolErrorKind::SizeLimit, "a string or container is longer than 31 bits can say");
                false
            }
        }
    }

    /// A list or set: its header, then what `body` writes.
    #[inline]
    pub(crate) fn list(&mut self, element: TType, len: usize, body: impl FnOnce(&mut Self)) {
        self.append(&[element as u8]);
        if self.length(len) {
            self.nested(body);
        }
    }

    /// A map: its header, then what `body` writes.
    #[inline]
    pub(crate) fn map(&mut self, key: TType, value: TType, len: usize, body: impl FnOnce(&mut Self)) {
        self.append(&[key as u8, value as u8]);
        if self.length(len) {
            self.nested(body);
        }
    }

    /// Begins a struct. False, and an error, where that is too deep; then nothing is to be written of it.
    #[must_use]
    #[inline]
    pub fn begin_struct(&mut self) -> bool {
        self.enter()
    }

    /// Goes one level deeper. False, and an error, where that is too deep.
    #[inline]
    fn enter(&mut self) -> bool {
        match self.depth.checked_sub(1) {
            Some(depth) => {
                self.depth = depth;
                true
            }
            None => {
                self.fail(ProtocolErrorKind::DepthLimit, "the value is nested too deeply");
                false
            }
        }
    }

    /// Ends a struct that was begun.
    #[inline]
    pub fn end_struct(&mut self) {
        self.depth += 1;
        self.append(&[TType::Stop as u8]);
    }

    /// A field.
    #[inline]
    pub fn field<T: Encode>(&mut self, id: i16, value: &T) {
        self.field_header(T::TTYPE, id);
        value.encode_binary(self);
    }

    /// A field, where it is set.
    #[inline]
    pub fn optional_field<T: Encode>(&mut self, id: i16, value: &Option<T>) {
        if let Some(value) = value {
            self.field(id, value);
        }
    }

    #[inline]
    pub(crate) fn field_header(&mut self, ttype: TType, id: i16) {
        let [high, low] = id.to_be_bytes();
        self.append(&[ttype as u8, high, low]);
    }

    /// Runs `body` one level deeper, or not at all where that is too deep.
    #[inline]
    fn nested(&mut self, body: impl FnOnce(&mut Self)) {
        if self.enter() {
            body(self);
            self.depth += 1;
        }
    }

    #[cold]
    fn fail(&mut self, kind: ProtocolErrorKind, message: &'static str) {
        self.error.get_or_insert_with(|| ProtocolError::new(kind, message));
    }
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("len", &self.buffer.len()).field("error", &self.error).finish_non_exhaustive()
    }
}
