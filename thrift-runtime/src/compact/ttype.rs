//! The compact protocol's own numbers of wire types.

use crate::ttype::TType;

/// The number of `true` in the header of a field, and of `bool` in that of a list.
pub(super) const TRUE: u8 = 1;
/// The number of `false` in the header of a field.
pub(super) const FALSE: u8 = 2;

/// The number of each type.
pub(super) const fn number(ttype: TType) -> u8 {
    match ttype {
        TType::Stop => 0,
        TType::Bool => TRUE,
        TType::I8 => 3,
        TType::I16 => 4,
        TType::I32 => 5,
        TType::I64 => 6,
        TType::Double => 7,
        TType::String => 8,
        TType::List => 9,
        TType::Set => 10,
        TType::Map => 11,
        TType::Struct => 12,
        TType::Uuid => 13,
    }
}

/// The types of the numbers; [`Stop`](TType::Stop) of those that are none.
pub(super) const TYPES: [TType; 16] = [
    TType::Stop,
    TType::Bool,
    TType::Bool,
    TType::I8,
    TType::I16,
    TType::I32,
    TType::I64,
    TType::Double,
    TType::String,
    TType::List,
    TType::Set,
    TType::Map,
    TType::Struct,
    TType::Uuid,
    TType::Stop,
    TType::Stop,
];

/// The type whose number is in the lower half of this byte; [`Stop`](TType::Stop) where that is none.
#[inline]
pub(super) const fn of_nibble(byte: u8) -> TType {
    TYPES[(byte & 0xf) as usize]
}

/// What a header of a field in one byte says, as `type << 16 | difference`; 0 of the stop, and where it says no type or no
/// difference.
pub(super) const HEADERS: [u32; 256] = {
    let mut headers = [0; 256];
    let mut byte = 0x10;
    while byte < headers.len() {
        let ttype = TYPES[byte & 0xf] as u32;
        if ttype != 0 {
            headers[byte] = ttype << 16 | (byte >> 4) as u32;
        }
        byte += 1;
    }
    headers
};

/// The header of the field behind the one with the header `last`, which is in this byte. `None` where it is not in one byte, or
/// none at all.
#[inline(always)]
pub(super) fn short_header(byte: u8, last: u32) -> Option<u32> {
    /// Ids up to this are no less than 0, and stay so with any difference.
    const HIGHEST: u32 = 0x7ff0;
    let (header, last) = (HEADERS[byte as usize], last & 0xffff);
    (header != 0 && last <= HIGHEST).then_some(header + last)
}

/// The header of the field with this type and header, behind the one with the header `last`, where it is in one byte.
#[inline(always)]
pub(crate) const fn header_byte(ttype: TType, header: u32, last: u32) -> Option<u8> {
    let (id, last) = (header & 0xffff, last & 0xffff);
    match id.checked_sub(last) {
        Some(delta @ 1..=15) if id < 0x8000 => Some((delta as u8) << 4 | number(ttype)),
        _ => None,
    }
}
