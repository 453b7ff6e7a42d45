//! Many short strings into a buffer.
//!
//! The function that copies any number of bytes takes longer to be called and to decide how than to copy a short string. For one
//! string that is no matter, but in a list the time is halved by moving each in a few pieces, which may overlap, and by asking for
//! the space of many at once.

#![allow(unsafe_code, reason = "lists of strings are written 1.4 times as fast")]

use std::mem::MaybeUninit;

/// Most bytes in front of a string.
pub(crate) const HEAD: usize = 8;

/// Strings whose space is asked for at once.
const BATCH: usize = 32;

/// Appends strings, each behind the bytes that `head` makes of its length, of which there are so many.
pub(crate) fn append_all<T: AsRef<[u8]>>(
    out: &mut Vec<u8>,
    strings: &[T],
    head: impl Fn(usize) -> ([u8; HEAD], usize),
) {
    for batch in strings.chunks(BATCH) {
        let needed = batch.iter().fold(0, |needed: usize, string| needed.saturating_add(HEAD + string.as_ref().len()));
        out.reserve(needed);
        let space = out.spare_capacity_mut();
        let mut end = 0;
        for string in batch {
            end += append(space.get_mut(end..).unwrap_or_default(), &head, string.as_ref());
        }
        // SAFETY: `append` says how many bytes it has written, one string behind the other.
        unsafe { out.set_len(out.len() + end) };
    }
}

/// Writes a string to the start of `space`. Gives how many bytes it has written there.
#[inline(always)]
fn append(space: &mut [MaybeUninit<u8>], head: impl Fn(usize) -> ([u8; HEAD], usize), string: &[u8]) -> usize {
    let (bytes, len) = head(string.len());
    match space.split_first_chunk_mut() {
        Some((place, _)) => *place = bytes.map(MaybeUninit::new),
        None => return 0,
    }
    let len = len.min(HEAD);
    match space.get_mut(len..).and_then(|space| space.get_mut(..string.len())) {
        // SAFETY: there is as much room as the string is long, and it is borrowed to be changed, so that it is no part of it.
        Some(place) => unsafe { copy_alike(string, place.as_mut_ptr().cast()) },
        None => return 0,
    }
    len + string.len()
}

/// A string of its own.
#[inline(always)]
pub(crate) fn to_string(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    // SAFETY: there is room for as many bytes as are copied, none of which was there before; and they are UTF-8.
    unsafe {
        copy(text.as_bytes(), bytes.as_mut_ptr());
        bytes.set_len(text.len());
        String::from_utf8_unchecked(bytes)
    }
}

/// Copies a string that is as long as most of its neighbours, so that a branch by its length is foretold.
///
/// # Safety
/// Behind `to` there is room for all bytes, of which none is one of `from`.
#[inline(always)]
unsafe fn copy_alike(from: &[u8], to: *mut u8) {
    // SAFETY: see above.
    unsafe {
        match from.len() {
            16..=32 => copy_parts::<16, 1>(from, to),
            _ => copy(from, to),
        }
    }
}

/// Copies a string: in line, where it is as long as most are.
///
/// # Safety
/// Behind `to` there is room for all bytes, of which none is one of `from`.
#[inline(always)]
pub(crate) unsafe fn copy(from: &[u8], to: *mut u8) {
    // SAFETY: see above.
    unsafe {
        match from.len() {
            8..=32 => copy_parts::<8, 2>(from, to),
            _ => copy_any(from, to),
        }
    }
}

/// # Safety
/// Behind `to` there is room for all bytes, of which none is one of `from`.
#[inline(never)]
unsafe fn copy_any(from: &[u8], to: *mut u8) {
    // SAFETY: see above.
    unsafe {
        match from.len() {
            4..8 => copy_parts::<4, 1>(from, to),
            16..=128 => copy_parts::<16, 4>(from, to),
            len => from.as_ptr().copy_to_nonoverlapping(to, len),
        }
    }
}

/// Copies `N` to `2 * N * PARTS` bytes: so many parts of `N` bytes from the start, and so many up to the end, which overlap where
/// there are fewer bytes. No branch asks how many there are: in messages of all sorts it would be foretold wrong half of the time.
///
/// # Safety
/// Behind `to` there is room for all bytes, of which none is one of `from`.
#[inline(always)]
unsafe fn copy_parts<const N: usize, const PARTS: usize>(from: &[u8], to: *mut u8) {
    let Some(last) = from.len().checked_sub(N) else {
        return;
    };
    // SAFETY: there are `N` bytes behind `last`, and behind what is in front of it.
    let copy = |start: usize| unsafe { from.as_ptr().add(start).copy_to_nonoverlapping(to.add(start), N) };
    for part in 0..PARTS {
        copy((part * N).min(last));
        copy(last.saturating_sub(part * N));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_of_every_length_are_copied_whole() {
        let text: String = ('a'..='z').cycle().take(300).collect();
        let strings: Vec<&str> = (0..text.len()).map(|len| &text[..len]).collect();
        for head in 0..=4 {
            let mut out = b"before".to_vec();
            append_all(&mut out, &strings, |_| (*b"head....", head));
            let all: Vec<String> = strings.iter().map(|string| format!("{}{string}", &"head"[..head])).collect();
            assert_eq!(out, format!("before{}", all.concat()).as_bytes());
        }
    }
}
