//! What a decoder reads into.

use std::mem;

use bytes::BytesMut;

use super::{Decoder, room};

/// Fewest bytes to make room for before a read.
pub(super) const READ_MIN: usize = room::BYTES;
/// Most bytes to make room for, where reads keep filling what there is.
pub(super) const READ_MAX: usize = 128 * 1024;
/// Most bytes of a message's beginning that are copied, so that the buffer is free for others.
pub(super) const LEFT: usize = 1024;

impl Decoder {
    /// The buffer to read into, with room for a good read.
    #[inline]
    pub(crate) fn space(&mut self) -> &mut BytesMut {
        if self.room == 0 {
            self.take_room();
        }
        let is_used = self.buffer.is_empty() && self.buffer.capacity() < self.room;
        if self.oversized || is_used || self.buffer.capacity() - self.buffer.len() < READ_MIN / 2 {
            self.make_room();
        }
        &mut self.buffer
    }

    /// Takes what the thread has to read into, in place of no more than the beginning of a message.
    fn take_room(&mut self) {
        let rest = mem::replace(&mut self.buffer, room::take());
        if !rest.is_empty() {
            self.push(&rest);
        }
        self.room = self.buffer.capacity().min(READ_MIN);
    }

    fn make_room(&mut self) {
        if self.oversized && self.buffer.is_empty() {
            self.buffer = BytesMut::new();
            self.oversized = false;
        }
        if self.buffer.is_empty() && self.buffer.capacity() < self.room {
            // From its start again, where nobody holds what was read there: that part is in the processor's cache.
            let _ = self.buffer.try_reclaim(self.room);
        }
        let room = self.buffer.capacity() - self.buffer.len();
        if room < READ_MIN / 2 {
            // A message larger than a read: what has arrived of it sets the pace.
            self.buffer.reserve(self.read_size.max(self.buffer.len()));
            self.room = self.buffer.capacity();
        }
    }

    /// Leaves the buffer to whoever reads next in this thread, where no more than the beginning of a message is in it, and it has
    /// not grown with what comes.
    #[inline]
    pub(crate) fn leave_buffer(&mut self) {
        self.drained = false;
        if self.room == 0 || self.has_grown() || self.buffer.len() > LEFT {
            return;
        }
        self.room = 0;
        let mut buffer = mem::take(&mut self.buffer);
        if !buffer.is_empty() {
            self.push(&buffer);
            buffer.clear();
        }
        room::give(buffer);
    }

    /// Whether it has a buffer of its own, for more than most connections have to say.
    pub(crate) fn has_grown(&self) -> bool {
        self.room >= 2 * READ_MIN
    }

    /// A small read was not enough: the next is one into [`space`](Self::space).
    pub(crate) fn expect_much(&mut self) {
        self.drained = false;
    }

    /// Whether a read now would bring little, if anything.
    pub(crate) fn expects_little(&self) -> bool {
        self.drained
    }

    /// Takes bytes that were read elsewhere, in no more memory than they need.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// Takes note of how many bytes the last read brought, to size the next.
    #[inline]
    pub(crate) fn was_read(&mut self, bytes: usize) {
        self.drained = bytes < READ_MIN / 4;
        self.read_size = if bytes >= self.read_size {
            (self.read_size * 2).min(READ_MAX)
        } else if bytes < self.read_size / 4 {
            (self.read_size / 2).max(READ_MIN)
        } else {
            self.read_size
        };
    }
}
