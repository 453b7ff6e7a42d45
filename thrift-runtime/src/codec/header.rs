//! Headers of fields whose types a derive knows by name only.

use super::Wire;

/// The header of a field with this id, which is read to such a place.
#[inline(always)]
pub fn header<T: Wire>(id: i16, _: &T) -> u32 {
    of::<T>(id)
}

/// The same of an optional field.
#[inline(always)]
pub fn optional_header<T: Wire>(id: i16, _: &Option<T>) -> u32 {
    of::<T>(id)
}

/// The same of a member of a union, of which this makes the union.
#[inline(always)]
pub fn member_header<T: Wire, U>(id: i16, _: fn(T) -> U) -> u32 {
    of::<T>(id)
}

#[inline(always)]
fn of<T: Wire>(id: i16) -> u32 {
    (T::TTYPE as u32) << 16 | u32::from(id.cast_unsigned())
}
