//! Room behind a buffer, asked for at once.
//!
//! A buffer that is asked for room, and told its new length, at each field takes more time for that than for the field. Here
//! the fields of a run are written side by side into room that was made for all of them: a struct with two strings encodes 2 times
//! as fast.

#![allow(unsafe_code, reason = "a struct with two strings is encoded 2 times as fast")]

use crate::copy;

/// Bytes that are written beyond the end of what is meant, at most, since that takes one move where less takes many.
pub(crate) const SLACK: usize = 32;

/// Where the next bytes go. What there is no room for is not written.
#[derive(Debug)]
pub struct Space<'a> {
    /// From the end of `buffer` to here, all is written.
    next: *mut u8,
    /// Bytes from there to the end of what the buffer has room for.
    left: usize,
    buffer: &'a mut Vec<u8>,
}

impl<'a> Space<'a> {
    /// Makes room for that many bytes, and [`SLACK`], behind the buffer. They belong to it once all is written, and this has come
    /// to its [end](Self::end).
    #[inline(always)]
    pub(crate) fn behind(buffer: &'a mut Vec<u8>, room: usize) -> Self {
        buffer.reserve(room.saturating_add(SLACK));
        let spare = buffer.spare_capacity_mut();
        Self { next: spare.as_mut_ptr().cast(), left: spare.len(), buffer }
    }

    #[inline(always)]
    pub(crate) fn end(self) {
        // SAFETY: a `Space` only moves over bytes that it has written, and has its buffer to itself: as many of the spare bytes are
        // written as are not left.
        unsafe { self.buffer.set_len(self.buffer.capacity() - self.left) };
    }

    /// Writes the first `len` of these bytes; all of them are copied.
    #[inline(always)]
    pub(crate) fn put_first<const N: usize>(&mut self, bytes: [u8; N], len: usize) {
        if N <= self.left {
            let len = if len < N { len } else { N };
            // SAFETY: there is room for `N` bytes, and `len` is no more.
            unsafe {
                self.next.cast::<[u8; N]>().write_unaligned(bytes);
                self.skip(len);
            }
        }
    }

    /// Writes these bytes.
    #[inline(always)]
    pub(crate) fn put<const N: usize>(&mut self, bytes: [u8; N]) {
        self.put_first(bytes, N);
    }

    /// Writes the first three bytes of `head`, and a value behind them.
    #[inline(always)]
    pub(crate) fn put_value<const N: usize>(&mut self, head: [u8; 4], value: [u8; N]) {
        if N + 4 <= self.left {
            // SAFETY: there is room for `N + 4` bytes.
            unsafe {
                self.next.cast::<[u8; 4]>().write_unaligned(head);
                self.next.add(3).cast::<[u8; N]>().write_unaligned(value);
                self.skip(3 + N);
            }
        }
    }

    /// Writes the first `len` bytes of `head`, and a string or binary behind them.
    #[inline(always)]
    pub(crate) fn put_text(&mut self, head: [u8; 8], len: usize, text: &[u8]) {
        let len = if len < 8 { len } else { 8 };
        // A slice is never as long that this would be too large a number.
        if 8 + text.len() <= self.left {
            // SAFETY: there is room for `head` and `text`, and `len` is no more than the one; and `text` is none of the spare
            // bytes of the buffer.
            unsafe {
                self.next.cast::<[u8; 8]>().write_unaligned(head);
                self.skip(len);
                copy::copy(text, self.next);
                self.skip(text.len());
            }
        }
    }

    /// # Safety
    /// As many bytes have been written.
    #[inline(always)]
    unsafe fn skip(&mut self, len: usize) {
        // SAFETY: they are in the room.
        self.next = unsafe { self.next.add(len) };
        self.left -= len;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_every_length_is_written_whole() {
        let text: Vec<u8> = (0..=u8::MAX).cycle().take(300).collect();
        for len in 0..text.len() {
            for head in 0..=8 {
                let mut buffer = b"before".to_vec();
                let mut space = Space::behind(&mut buffer, 2 * (8 + len) + 11);
                space.put_text(*b"12345678", head, &text[..len]);
                space.put_value(*b"abc.", [0, 1, 2, 3]);
                space.put_first([7; 16], 3);
                space.put_text(*b"12345678", head, &text[..len]);
                space.end();
                let written = [&b"12345678"[..head], &text[..len]].concat();
                let all = [b"before", &*written, b"abc\0\x01\x02\x03\x07\x07\x07", &*written].concat();
                assert_eq!(buffer, all, "{len} bytes behind {head}");
            }
        }
    }

    #[test]
    fn what_there_is_no_room_for_is_not_written() {
        let mut buffer = Vec::with_capacity(SLACK);
        let mut space = Space::behind(&mut buffer, 0);
        let room = space.left;
        space.put_text([0; 8], 8, &vec![1; room]);
        space.put_text([0; 8], 8, &vec![1; room - 8]);
        space.put_value([2; 4], [2; 4]);
        space.put([3; 1]);
        space.end();
        assert_eq!(buffer.len(), buffer.capacity());
        assert_eq!(buffer.iter().filter(|byte| **byte == 1).count(), buffer.len() - 8);
    }
}
