//! Fields of a run in the compact protocol, each a header and a value: one function for each type.

use super::ttype::{self, FALSE, TRUE};
use super::writer::length_bytes;
use crate::sink::Space;
use crate::ttype::TType;
use crate::varint;

/// Writes the header of a field whose type has this number, behind the field with the id `last`.
#[inline(always)]
fn header(number: u8, id: i16, last: i16, space: &mut Space<'_>) {
    match short_header(number, id, last) {
        Some(header) => space.put([header]),
        None => {
            let (header, len) = long_header(number, id);
            space.put_first(header, len);
        }
    }
}

/// The header of a field in one byte.
#[inline(always)]
fn short_header(number: u8, id: i16, last: i16) -> Option<u8> {
    match id.wrapping_sub(last) {
        delta @ 1..=15 if id > last => Some((delta as u8) << 4 | number),
        _ => None,
    }
}

/// The header of a field whose id is too far from the last one, and its length. It is not written here: a space whose address is
/// known elsewhere is not in registers.
#[cold]
#[inline(never)]
fn long_header(number: u8, id: i16) -> ([u8; 4], usize) {
    let (word, len) = varint::spread(varint::zigzag32(id.into()).into(), varint::part);
    let [a, b, c, ..] = word.to_le_bytes();
    ([number, a, b, c], 1 + len)
}

#[inline(always)]
fn varint32(value: u32, space: &mut Space<'_>) {
    match value {
        ..0x80 => space.put([value as u8]),
        _ => {
            let (word, len) = varint::spread(value.into(), varint::part);
            space.put_first(word.to_le_bytes(), len);
        }
    }
}

#[inline(always)]
pub(crate) fn bool(value: bool, id: i16, last: i16, space: &mut Space<'_>) {
    header(if value { TRUE } else { FALSE }, id, last, space);
}

#[inline(always)]
pub(crate) fn i8(value: i8, id: i16, last: i16, space: &mut Space<'_>) {
    header(ttype::number(TType::I8), id, last, space);
    space.put(value.to_le_bytes());
}

#[inline(always)]
pub(crate) fn i16(value: i16, id: i16, last: i16, space: &mut Space<'_>) {
    header(ttype::number(TType::I16), id, last, space);
    varint32(varint::zigzag32(value.into()), space);
}

#[inline(always)]
pub(crate) fn i32(value: i32, id: i16, last: i16, space: &mut Space<'_>) {
    header(ttype::number(TType::I32), id, last, space);
    varint32(varint::zigzag32(value), space);
}

#[inline(always)]
pub(crate) fn i64(value: i64, id: i16, last: i16, space: &mut Space<'_>) {
    header(ttype::number(TType::I64), id, last, space);
    match varint::zigzag64(value) {
        value @ ..0x80 => space.put([value as u8]),
        value => {
            let (word, len) = varint::spread(value, varint::part);
            let ([a, b, c, d, e, f, g, h], [i, j]) = (word.to_le_bytes(), varint::spread_high(value));
            space.put_first([a, b, c, d, e, f, g, h, i, j], len);
        }
    }
}

#[inline(always)]
pub(crate) fn f64(value: f64, id: i16, last: i16, space: &mut Space<'_>) {
    header(ttype::number(TType::Double), id, last, space);
    space.put(value.to_le_bytes());
}

#[inline(always)]
pub(crate) fn uuid(value: [u8; 16], id: i16, last: i16, space: &mut Space<'_>) {
    header(ttype::number(TType::Uuid), id, last, space);
    space.put(value);
}

/// A string or binary, no longer than 31 bits can say.
#[inline(always)]
pub(crate) fn bytes(value: &[u8], id: i16, last: i16, space: &mut Space<'_>) {
    let number = ttype::number(TType::String);
    match (value.len(), short_header(number, id, last)) {
        (len @ ..0x80, Some(header)) => space.put_text([header, len as u8, 0, 0, 0, 0, 0, 0], 2, value),
        (len, _) => {
            header(number, id, last, space);
            let (head, len) = length_bytes(len);
            space.put_text(head, len, value);
        }
    }
}
