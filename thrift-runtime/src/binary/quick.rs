//! Text and bytes at the start of a slice, with their lengths: those that are as most are.

use crate::cursor::Cursor;
use crate::utf8;

type Quick<T> = Option<(T, usize)>;

/// A string or binary that is there as a whole.
#[inline(always)]
pub(crate) fn bytes<'de>(cursor: &Cursor<'de>) -> Quick<&'de [u8]> {
    let (len, rest) = cursor.rest.split_first_chunk()?;
    let len = usize::try_from(i32::from_be_bytes(*len)).ok()?;
    let bytes = rest.get(..len)?;
    (len <= cursor.string_size).then_some((bytes, 4 + len))
}

/// A string that is there as a whole.
#[inline(always)]
pub(crate) fn text<'de>(cursor: &Cursor<'de>) -> Quick<&'de str> {
    let (bytes, len) = bytes(cursor)?;
    Some((utf8::check(bytes)?, len))
}
