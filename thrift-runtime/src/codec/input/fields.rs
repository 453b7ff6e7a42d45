//! What is behind the methods of [`Input`]: in functions of their own, so that there is one for each type, and not one for each field.

use std::mem;

use super::{Decode, Input, ProtocolErrorKind, Result, TType, UnknownField};

/// Reads a field. One function for all fields of a type, wherever they are, unless it is so small that a call costs more.
#[inline(always)]
pub(super) fn read_field<'de, T: Decode<'de>, I: Input<'de>>(input: &mut I, header: u32, place: &mut T) -> u32 {
    match (T::INLINE && I::INLINE, T::QUICK_IN_LINE) {
        (true, _) => read_field_inline(input, header, place),
        (false, true) => read_field_quickly(input, header, place),
        (false, false) => read_field_outlined(input, header, place),
    }
}

#[inline(never)]
fn read_field_outlined<'de, T: Decode<'de>, I: Input<'de>>(input: &mut I, header: u32, place: &mut T) -> u32 {
    read_field_quickly(input, header, place)
}

#[inline(always)]
fn read_field_quickly<'de, T: Decode<'de>, I: Input<'de>>(input: &mut I, header: u32, place: &mut T) -> u32 {
    if let Some((value, next)) = input.quick_field(header) {
        *place = value;
        return next;
    }
    if !T::QUICK {
        return read_field_inline(input, header, place);
    }
    let (value, next) = read_field_slowly(input, header);
    if let Some(value) = value {
        *place = value;
    }
    next
}

/// Behind a jump, so that the quick way need not keep anything for it; not even a place in memory for the value.
#[cold]
#[inline(never)]
fn read_field_slowly<'de, T: Decode<'de>, I: Input<'de>>(input: &mut I, header: u32) -> (Option<T>, u32) {
    match input.field_value() {
        Ok(value) => (Some(value), input.next_field(header)),
        Err(error) => (None, input.fail(error, header)),
    }
}

#[inline(always)]
fn read_field_inline<'de, T: Decode<'de>, I: Input<'de>>(input: &mut I, header: u32, place: &mut T) -> u32 {
    match input.field_value() {
        Ok(value) => {
            *place = value;
            input.next_field(header)
        }
        Err(error) => input.fail(error, header),
    }
}

#[inline(always)]
pub(super) fn read_optional_field<'de, T: Decode<'de>, I: Input<'de>>(
    input: &mut I,
    header: u32,
    place: &mut Option<T>,
) -> u32 {
    match T::INLINE && I::INLINE {
        true => read_optional_field_inline(input, header, place),
        false => read_optional_field_outlined(input, header, place),
    }
}

#[inline(never)]
fn read_optional_field_outlined<'de, T: Decode<'de>, I: Input<'de>>(
    input: &mut I,
    header: u32,
    place: &mut Option<T>,
) -> u32 {
    if let Some((value, next)) = input.quick_field(header) {
        put(place, value);
        return next;
    }
    match T::QUICK {
        true => read_optional_field_slowly(input, header, place),
        false => read_optional_field_inline(input, header, place),
    }
}

#[cold]
#[inline(never)]
fn read_optional_field_slowly<'de, T: Decode<'de>, I: Input<'de>>(
    input: &mut I,
    header: u32,
    place: &mut Option<T>,
) -> u32 {
    read_optional_field_inline(input, header, place)
}

#[inline(always)]
fn read_optional_field_inline<'de, T: Decode<'de>, I: Input<'de>>(
    input: &mut I,
    header: u32,
    place: &mut Option<T>,
) -> u32 {
    let read = match T::START {
        Some(start) => {
            clear(place);
            // There is nothing to drop. A value that is assigned is made elsewhere and copied; this is made where it stays.
            mem::forget(place.replace(start()));
            match place {
                Some(place) => input.field_value_into(place),
                None => Ok(()),
            }
        }
        None => input.field_value().map(|value| put(place, value)),
    };
    match read {
        Ok(()) => input.next_field(header),
        Err(error) => input.fail(error, header),
    }
}

/// Puts a value into a place that is as good as always empty: what drops another one is out of the way.
#[inline(always)]
fn put<T>(place: &mut Option<T>, value: T) {
    clear(place);
    mem::forget(place.replace(value));
}

#[inline(always)]
fn clear<T>(place: &mut Option<T>) {
    if mem::needs_drop::<T>() && place.is_some() {
        drop_value(place);
    }
}

/// Of a field that comes again, which none does.
#[cold]
#[inline(never)]
fn drop_value<T>(place: &mut Option<T>) {
    *place = None;
}

/// Reads a field of a run one by one: in line, unless the reader reads whole runs, and this is for those that are out of order.
#[inline(always)]
pub(in crate::codec) fn read_number<'de, T: Decode<'de>, I: Input<'de>>(
    input: &mut I,
    header: u32,
    place: &mut Option<T>,
) -> u32 {
    if let Some((value, next)) = input.quick_field(header) {
        *place = Some(value);
        return next;
    }
    match (I::INLINE, T::QUICK) {
        (true, _) => read_optional_field_outlined(input, header, place),
        (false, true) => read_optional_field_slowly(input, header, place),
        (false, false) => read_optional_field_inline(input, header, place),
    }
}

#[inline(never)]
pub(super) fn read_struct_field<'de, T: Decode<'de>, I: Input<'de>>(
    input: &mut I,
    header: u32,
    place: &mut T,
    seen: &mut bool,
) -> u32 {
    if mem::replace(seen, true)
        && let Some(start) = T::START
    {
        *place = start();
    }
    match input.field_value_into(place) {
        Ok(()) => input.next_field(header),
        Err(error) => input.fail(error, header),
    }
}

/// Not for each type anew, since a program has many.
#[inline(never)]
pub(crate) fn begin_list<'de, I: Input<'de>>(
    input: &mut I,
    expected: TType,
    min_size: usize,
    memory_size: usize,
) -> Result<usize> {
    let (ttype, len) = input.list_header()?;
    let cursor = input.cursor();
    if len > 0 && ttype != expected {
        return Err(cursor.wrong_type("an element", ttype, expected));
    }
    cursor.check_elements(len, min_size, memory_size)?;
    cursor.enter()?;
    Ok(len)
}

#[inline(never)]
pub(crate) fn begin_map<'de, I: Input<'de>>(
    input: &mut I,
    expected: (TType, TType),
    min_size: usize,
    memory_size: usize,
) -> Result<usize> {
    let (key, value, len) = input.map_header()?;
    let cursor = input.cursor();
    if len > 0 && key != expected.0 {
        return Err(cursor.wrong_type("a key", key, expected.0));
    }
    if len > 0 && value != expected.1 {
        return Err(cursor.wrong_type("a value", value, expected.1));
    }
    cursor.check_elements(len, min_size, memory_size)?;
    cursor.enter()?;
    Ok(len)
}

#[cold]
pub(super) fn second_member<'de, I: Input<'de>>(input: &mut I, header: u32) -> u32 {
    let error = input.cursor().error(ProtocolErrorKind::InvalidData, "a union has more than one member set");
    input.fail(error, header)
}

/// Skips the next field, if a pass over the known ones came to nothing.
#[inline(never)]
pub(super) fn skip_unknown<'de, I: Input<'de>>(input: &mut I, next: u32, mark: usize) -> u32 {
    match input.mark() == mark {
        true => skip_field(input, next),
        false => next,
    }
}

/// Skips the next fields that are behind the last of the known ones, or one, if a pass over those came to nothing.
#[inline(never)]
pub(super) fn skip_unknown_behind<'de, I: Input<'de>>(input: &mut I, next: u32, mark: usize, last: u16) -> u32 {
    let next = match input.mark() == mark {
        true => skip_field(input, next),
        false => next,
    };
    skip_gap(input, next, last, BEHIND_ALL)
}

/// Skips the next fields that have an id between these two.
#[inline(never)]
pub(super) fn skip_gap<'de, I: Input<'de>>(input: &mut I, mut next: u32, after: u16, before: u16) -> u32 {
    while is_between(next, after, before) {
        next = skip_field(input, next);
    }
    next
}

/// Behind the highest id: that of the lowest one below zero.
const BEHIND_ALL: u16 = 0x8000;

/// Whether the field with this header has an id between these two.
#[inline(always)]
pub(super) fn is_between(header: u32, after: u16, before: u16) -> bool {
    let [_, _, high, low] = header.to_be_bytes();
    let id = u16::from_be_bytes([high, low]);
    after < id && id < before
}

#[inline]
fn skip_field<'de, I: Input<'de>>(input: &mut I, next: u32) -> u32 {
    let ttype = input.cursor().field_type(next);
    match ttype.and_then(|ttype| input.skip(ttype)) {
        Ok(()) => input.next_field(next),
        Err(error) => input.fail(error, next),
    }
}

/// Keeps the next field, if a pass over the known ones came to nothing.
#[inline(never)]
pub(super) fn keep_unknown<'de, I: Input<'de>>(
    input: &mut I,
    next: u32,
    mark: usize,
    keep: &mut dyn FnMut(UnknownField),
) -> u32 {
    if input.mark() != mark {
        return next;
    }
    match UnknownField::decode(next, input) {
        Ok(field) => {
            keep(field);
            input.next_field(next)
        }
        Err(error) => input.fail(error, next),
    }
}
