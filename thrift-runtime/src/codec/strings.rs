//! Strings, and lists of them.

use super::Input;
use crate::cursor::Cursor;
use crate::error::ProtocolError;
use crate::utf8;

type Result<T, E = ProtocolError> = std::result::Result<T, E>;

/// Strings that are checked together.
const BATCH: usize = 32;

/// Reads a string, and makes of its text what is wanted.
#[inline]
pub(super) fn read_one<'de, T, I: Input<'de>>(
    input: &mut I,
    of: impl Fn(&mut Cursor<'de>, &'de str) -> Result<T>,
) -> Result<T> {
    let bytes = input.bytes()?;
    let cursor = input.cursor();
    match utf8::check(bytes) {
        Some(text) => of(cursor, text),
        None => Err(cursor.not_utf8()),
    }
}

/// Reads that many strings. They are checked for UTF-8 in batches, with the lengths between them: those of short strings are
/// ASCII, and what is longer is checked on its own.
pub(super) fn read<'de, T, I: Input<'de>>(
    input: &mut I,
    len: usize,
    of: impl Fn(&mut Cursor<'de>, &'de str) -> Result<T>,
) -> Result<Vec<T>> {
    let mut strings = Vec::with_capacity(input.cursor().capacity_for::<T>(len));
    if len < BATCH {
        for _ in 0..len {
            strings.push(read_one(input, &of)?);
        }
        return Ok(strings);
    }
    let mut places = [(0, 0); BATCH];
    while let left @ 1.. = len - strings.len() {
        let start = input.cursor().rest;
        let (mut end, mut batch) = (0, 0);
        for place in places.iter_mut().take(left) {
            let len = input.bytes()?.len();
            end = start.len() - input.cursor().rest.len();
            *place = (end - len, end);
            batch += 1;
        }
        let cursor = input.cursor();
        let all = start.get(..end).and_then(utf8::check_all);
        for (from, to) in places.iter().copied().take(batch) {
            // A part of text that begins or ends within a character is none.
            let text = match all {
                Some(all) => all.get(from..to),
                None => start.get(from..to).and_then(utf8::check),
            };
            let Some(text) = text else {
                cursor.rest = start.get(to..).unwrap_or_default();
                return Err(cursor.not_utf8());
            };
            strings.push(of(cursor, text)?);
        }
    }
    Ok(strings)
}
