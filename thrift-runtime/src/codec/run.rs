//! Runs: fields of fixed size that follow each other, read in one go.
//!
//! In Rust a run is nested pairs of a header or id and a field, `((1, a), ((2, b), ()))`.

use super::input::read_number;
use super::{Decode, Input, Wire};
use crate::compact;
use crate::sink::Space;

/// A type whose values all take the same bytes in the binary protocol.
pub trait Fixed: Wire + Copy {
    /// How many bytes.
    const SIZE: usize;

    /// Reads the value, of the binary protocol, from the start of `input`, which is that long.
    fn read_binary(input: &[u8]) -> Self;

    /// Writes a field of the binary protocol: this header, and the value.
    fn write_binary(self, header: u32, space: &mut Space<'_>);

    /// Writes a field of the compact protocol: its header, behind the field with the id `last`, and the value.
    fn write_compact(self, id: i16, last: i16, space: &mut Space<'_>);

    /// Whether any byte below 0x80 is a value of the compact protocol.
    const IS_SHORT: bool = false;

    /// The value that such a byte is, where it is one.
    #[inline(always)]
    fn of_byte(_: u8) -> Option<Self> {
        None
    }
}

/// What a field of a run is read to.
pub trait Place<'de>: Copy {
    /// The type of the field.
    type Value: Fixed + Decode<'de>;

    /// The same with this value.
    fn with(value: Self::Value) -> Self;
}

impl<'de, T: Fixed + Decode<'de>> Place<'de> for T {
    type Value = T;

    #[inline(always)]
    fn with(value: T) -> Self {
        value
    }
}

impl<'de, T: Fixed + Decode<'de>> Place<'de> for Option<T> {
    type Value = T;

    #[inline(always)]
    fn with(value: T) -> Self {
        Some(value)
    }
}

/// Fields to read: the header of each, and what is there so far. They are handed over by value and given back, so that they
/// stay in registers.
pub trait Run<'de>: Copy {
    /// What is there when all are read.
    type Values;

    /// Bytes of all values and of the headers in front of them, in the binary protocol.
    const SIZE: usize;

    /// The same without the first header, which is read already.
    const SIZE_BEHIND_HEADER: usize = Self::SIZE.saturating_sub(HEADER);

    /// The header of the first; 0 where there is none.
    fn first(&self) -> u32;

    /// Whether these bytes are the values, each but the first behind its header.
    fn matches_binary(&self, input: &[u8]) -> bool;

    /// Reads the values from such bytes.
    fn read_binary(input: &[u8]) -> Self::Values;

    /// How many fields there are.
    const LEN: usize;

    /// Whether each of them may be in one byte of the compact protocol, behind its header in another.
    const IS_SHORT: bool;

    /// What the bytes of the compact protocol are where the fields are so, the first byte in the lowest place, behind the field with
    /// the header `last`: which bits are the same in all of them, and these bits.
    fn short_compact(&self, last: u32) -> (u64, u64);

    /// The header of the last field; `before` where there is none.
    fn last(&self, before: u32) -> u32;

    /// Reads the values from such bytes.
    fn read_short(self, bytes: u64) -> Self::Values;

    /// Reads each field that is next, and skips what is between them. Gives the header of the next.
    fn decode_each<I: Input<'de>>(self, input: &mut I, next: u32) -> (u32, Self::Values);
}

/// What no two bytes are: a bit is set that is not compared.
const NEVER: (u64, u64) = (0, 0x100);

/// Bytes of the header of a field in the binary protocol.
pub(super) const HEADER: usize = 3;

impl<'de> Run<'de> for () {
    type Values = ();

    const SIZE: usize = 0;

    #[inline(always)]
    fn first(&self) -> u32 {
        0
    }

    #[inline(always)]
    fn matches_binary(&self, _: &[u8]) -> bool {
        true
    }

    #[inline(always)]
    fn read_binary(_: &[u8]) {}

    const LEN: usize = 0;

    const IS_SHORT: bool = true;

    #[inline(always)]
    fn short_compact(&self, _: u32) -> (u64, u64) {
        (0, 0)
    }

    #[inline(always)]
    fn last(&self, before: u32) -> u32 {
        before
    }

    #[inline(always)]
    fn read_short(self, _: u64) {}

    #[inline(always)]
    fn decode_each<I: Input<'de>>(self, _: &mut I, next: u32) -> (u32, ()) {
        (next, ())
    }
}

impl<'de, P: Place<'de>, R: Run<'de>> Run<'de> for ((u32, P), R) {
    type Values = (P, R::Values);

    const SIZE: usize = HEADER + P::Value::SIZE + R::SIZE;

    #[inline(always)]
    fn first(&self) -> u32 {
        self.0.0
    }

    #[inline(always)]
    fn matches_binary(&self, input: &[u8]) -> bool {
        let rest = input.get(P::Value::SIZE..).unwrap_or_default();
        match rest.first_chunk() {
            // With the first byte of the value: four bytes are compared at once, three are not.
            Some(header) if R::SIZE > 0 => {
                u32::from_be_bytes(*header) >> 8 == self.1.first()
                    && self.1.matches_binary(rest.get(HEADER..).unwrap_or_default())
            }
            _ => true,
        }
    }

    #[inline(always)]
    fn read_binary(input: &[u8]) -> Self::Values {
        let rest = input.get(P::Value::SIZE + HEADER..).unwrap_or_default();
        (P::with(P::Value::read_binary(input)), R::read_binary(rest))
    }

    const LEN: usize = 1 + R::LEN;

    const IS_SHORT: bool = P::Value::IS_SHORT && R::IS_SHORT;

    #[inline(always)]
    fn short_compact(&self, last: u32) -> (u64, u64) {
        let (mask, bits) = self.1.short_compact(self.0.0);
        let (own_mask, own_bits) = match compact::header_byte(P::Value::TTYPE, self.0.0, last) {
            Some(header) => (0x80ff, header.into()),
            None => NEVER,
        };
        (mask << 16 | own_mask, bits << 16 | own_bits)
    }

    #[inline(always)]
    fn last(&self, _: u32) -> u32 {
        self.1.last(self.0.0)
    }

    #[inline(always)]
    fn read_short(self, bytes: u64) -> Self::Values {
        let ((_, place), rest) = self;
        let [_, byte, ..] = bytes.to_le_bytes();
        (P::Value::of_byte(byte).map_or(place, P::with), rest.read_short(bytes >> 16))
    }

    #[inline(always)]
    fn decode_each<I: Input<'de>>(self, input: &mut I, next: u32) -> (u32, Self::Values) {
        let ((header, mut place), rest) = self;
        let mut next = next;
        if next == header {
            let mut value = None;
            next = read_number(input, header, &mut value);
            place = value.map_or(place, P::with);
        }
        next = input.gap(next, header as u16, rest.first() as u16);
        let (next, values) = rest.decode_each(input, next);
        (next, (place, values))
    }
}
