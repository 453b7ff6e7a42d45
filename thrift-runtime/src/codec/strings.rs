//! Lists of strings.

use super::Input;
use crate::error::ProtocolError;
use crate::utf8;

/// Strings that are checked together.
const BATCH: usize = 32;

/// Reads that many strings. They are checked for UTF-8 in batches, with the lengths between them: those of short strings are
/// ASCII, and what is longer is checked on its own.
pub(super) fn read<'de, T, I: Input<'de>>(
    input: &mut I,
    len: usize,
    of: impl Fn(&'de str) -> T,
) -> Result<Vec<T>, ProtocolError> {
    let mut strings = Vec::with_capacity(input.cursor().capacity_for::<T>(len));
    let mut places = [(0, 0); BATCH];
    while let left @ 1.. = len - strings.len() {
        let start = input.cursor().rest;
        let mut end = 0;
        let mut batch = 0;
        for place in places.iter_mut().take(left) {
            let bytes = input.bytes()?;
            input.cursor().charge(bytes.len())?;
            end = start.len() - input.cursor().rest.len();
            *place = (end - bytes.len(), end);
            batch += 1;
        }
        let all = start.get(..end).and_then(utf8::check_all);
        for (from, to) in places.iter().copied().take(batch) {
            // A part of text that begins or ends within a character is none.
            let text = match all {
                Some(all) => all.get(from..to),
                None => start.get(from..to).and_then(utf8::check),
            };
            let Some(text) = text else {
                input.cursor().rest = start.get(to..).unwrap_or_default();
                return Err(input.cursor().not_utf8());
            };
            strings.push(of(text));
        }
    }
    Ok(strings)
}
