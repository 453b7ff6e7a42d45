//! What all writers share: a growing buffer, and what a value may still claim.

mod space;

use std::borrow::Cow;
use std::mem;

use crate::copy;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;

pub use space::Space;

/// A growing buffer, and the first error.
#[derive(Debug)]
pub struct Sink {
    pub(crate) buffer: Vec<u8>,
    /// Structs and containers that may still be entered.
    pub(crate) depth: u32,
    error: Option<ProtocolError>,
}

impl Sink {
    pub(crate) fn new(buffer: Vec<u8>) -> Self {
        Self { buffer, depth: Limits::DEFAULT.depth, error: None }
    }

    /// Sets how many structs and containers may be within each other.
    #[inline]
    pub(crate) fn limit_depth(&mut self, depth: u32) {
        self.depth = depth;
    }

    /// The buffer, or the first thing that could not be written.
    pub(crate) fn finish(self) -> Result<Vec<u8>, ProtocolError> {
        match self.error {
            None => Ok(self.buffer),
            Some(error) => Err(error),
        }
    }

    /// Puts the buffer where it was taken. Gives the first thing that could not be written.
    #[inline]
    pub(crate) fn give_back(self, place: &mut Vec<u8>) -> Option<ProtocolError> {
        // What was left there holds nothing that would have to be dropped.
        mem::forget(mem::replace(place, self.buffer));
        self.error
    }

    #[inline]
    pub(crate) fn append(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// Appends the first `len` bytes of `head`, and a string or binary behind them.
    #[inline(always)]
    pub(crate) fn append_with<const N: usize>(&mut self, head: &[u8; N], len: usize, body: &[u8]) {
        self.append_first(head, len);
        self.buffer.extend_from_slice(body);
    }

    /// Appends strings, each behind the bytes that `head` makes of its length. An error, where 31 bits can not say one.
    pub(crate) fn append_all<T: AsRef<[u8]>>(
        &mut self,
        strings: &[T],
        head: impl Fn(usize) -> ([u8; copy::HEAD], usize),
    ) {
        match strings.iter().find(|string| i32::try_from(string.as_ref().len()).is_err()) {
            None => copy::append_all(&mut self.buffer, strings, head),
            Some(string) => drop(self.length(string.as_ref().len())),
        }
    }

    /// Appends the first `len` bytes of these. All are copied, since that takes one move where `len` would take many.
    #[inline]
    pub(crate) fn append_first<const N: usize>(&mut self, bytes: &[u8; N], len: usize) {
        let end = self.buffer.len() + len;
        self.buffer.extend_from_slice(bytes);
        self.buffer.truncate(end);
    }

    /// A length as 31 bits. An error, where they can not say it.
    #[inline]
    pub(crate) fn length(&mut self, len: usize) -> Option<i32> {
        match i32::try_from(len) {
            Ok(length) => Some(length),
            Err(_) => {
                self.fail_too_long();
                None
            }
        }
    }

    /// Keeps the error of what 31 bits can not say the length of.
    #[cold]
    pub(crate) fn fail_too_long(&mut self) {
        self.keep(too_long());
    }

    /// Goes one level deeper. False, and an error, where that is too deep.
    #[must_use]
    #[inline]
    pub(crate) fn enter(&mut self) -> bool {
        match self.depth.checked_sub(1) {
            Some(depth) => {
                self.depth = depth;
                true
            }
            None => {
                self.keep(too_deep());
                false
            }
        }
    }

    /// Leaves the depth to the reader of what is copied, which has limits of its own.
    pub(crate) fn lift_depth(&mut self) {
        self.depth = u32::MAX;
    }

    /// Comes back from one level deeper.
    #[inline]
    pub(crate) fn leave(&mut self) {
        self.depth += 1;
    }

    /// Keeps an error, if it is the first.
    #[cold]
    pub(crate) fn fail(&mut self, kind: ProtocolErrorKind, message: impl Into<Cow<'static, str>>) {
        self.keep(ProtocolError::new(kind, message));
    }

    /// Keeps an error, if it is the first.
    #[cold]
    pub(crate) fn keep(&mut self, error: ProtocolError) {
        self.error.get_or_insert(error);
    }
}

/// The error of a struct or container that is within too many.
#[cold]
pub(crate) fn too_deep() -> ProtocolError {
    ProtocolError::new(ProtocolErrorKind::DepthLimit, "the value is nested too deeply")
}

/// The error of what 31 bits can not say the length of.
#[cold]
pub(crate) fn too_long() -> ProtocolError {
    ProtocolError::new(ProtocolErrorKind::SizeLimit, "a string or container is longer than 31 bits can say")
}
