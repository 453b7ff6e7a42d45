//! Room behind a buffer, asked for at once.
//!
//! A buffer that is asked for room, and told its new length, at each field takes more time for that than for the field. Here
//! the fields of a run are written side by side into room that was made for all of them: a struct with two strings encodes 2 times
//! as fast.

#![allow(unsafe_code, reason = "a struct with two strings is encoded 2 times as fast")]

use crate::copy;

/// Where the next bytes go. What there is no room for is not written.
///
/// How much room fields take beside their texts is known when they are compiled, and so is whether it suffices: where all is in
/// line, nothing is left of these checks.
#[derive(Debug)]
pub struct Space<'a> {
    /// From the end of `buffer` to here, all is written.
    next: *mut u8,
    /// Bytes that may be written for the field at hand, beside its text.
    field: usize,
    /// Bytes that may be written for the fields behind it, beside their texts.
    fields: usize,
    /// Bytes that may be written for texts. Behind `next` there is room for the sum of the three.
    text: usize,
    buffer: &'a mut Vec<u8>,
}

impl<'a> Space<'a> {
    /// Makes room behind the buffer for texts of so many bytes in all, and so many bytes beside them. What is written belongs to the
    /// buffer once this has come to its [end](Self::end).
    #[inline(always)]
    pub(crate) fn behind(buffer: &'a mut Vec<u8>, fields: usize, text: usize) -> Self {
        buffer.reserve(fields.saturating_add(text));
        Self { next: buffer.spare_capacity_mut().as_mut_ptr().cast(), field: 0, fields, text, buffer }
    }

    #[inline(always)]
    pub(crate) fn end(self) {
        let start = self.buffer.as_ptr().addr();
        // SAFETY: a `Space` only moves over bytes that it has written, and has its buffer to itself.
        unsafe { self.buffer.set_len(self.next.addr() - start) };
    }

    /// Begins a field that takes no more than so many bytes beside its text.
    #[inline(always)]
    pub(crate) fn field(&mut self, room: usize) {
        self.field = 0;
        if let Some(fields) = self.fields.checked_sub(room) {
            (self.field, self.fields) = (room, fields);
        }
    }

    /// Writes the first `len` of these bytes; all of them are copied.
    #[inline(always)]
    pub(crate) fn put_first<const N: usize>(&mut self, bytes: [u8; N], len: usize) {
        if N <= self.field {
            let len = if len < N { len } else { N };
            // SAFETY: there is room for `N` bytes, and `len` is no more.
            unsafe {
                self.next.cast::<[u8; N]>().write_unaligned(bytes);
                self.next = self.next.add(len);
            }
            self.field -= N;
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
        if N + 4 <= self.field {
            // SAFETY: there is room for `N + 4` bytes.
            unsafe {
                self.next.cast::<[u8; 4]>().write_unaligned(head);
                self.next.add(3).cast::<[u8; N]>().write_unaligned(value);
                self.next = self.next.add(3 + N);
            }
            self.field -= N + 4;
        }
    }

    /// Writes the first `len` bytes of `head`, and a string or binary behind them.
    #[inline(always)]
    pub(crate) fn put_text(&mut self, head: [u8; 8], len: usize, text: &[u8]) {
        let len = if len < 8 { len } else { 8 };
        if 8 <= self.field && text.len() <= self.text {
            // SAFETY: there is room for `head` and `text`, and `len` is no more than the one; and `text` is none of the spare
            // bytes of the buffer.
            unsafe {
                self.next.cast::<[u8; 8]>().write_unaligned(head);
                self.next = self.next.add(len);
                copy::copy(text, self.next);
                self.next = self.next.add(text.len());
            }
            self.field -= 8;
            self.text -= text.len();
        }
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
                let mut space = Space::behind(&mut buffer, 40, 2 * len);
                space.field(40);
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
        let mut buffer = Vec::new();
        let mut space = Space::behind(&mut buffer, 16, 10);
        space.put([1; 1]);
        space.field(17);
        space.put([2; 1]);
        space.field(12);
        space.put_text([3; 8], 8, &[3; 11]);
        space.put_text([4; 8], 8, &[4; 10]);
        space.put_text([5; 8], 8, &[]);
        space.put_value([6; 4], [6; 1]);
        space.put_value([7; 4], []);
        space.put([8; 1]);
        space.field(5);
        space.put([9; 1]);
        space.field(4);
        space.put_text([10; 8], 1, &[]);
        space.put([11; 4]);
        space.end();
        assert_eq!(buffer, [&[4; 18][..], &[7; 3], &[11; 4]].concat());
    }
}
