//! Booleans, integers and doubles.

use ordered_float::OrderedFloat;

use super::{Decode, Encode, Fixed, Input, Output, Wire};
use crate::cursor::Cursor;
use crate::descriptor::Type;
use crate::error::ProtocolError;
use crate::sink::Space;
use crate::{binary, bulk, compact, varint};

type Result<T, E = ProtocolError> = std::result::Result<T, E>;

macro_rules! numbers {
    ($($type:ident $ty:ident $size:literal $min_compact:literal $of_byte:expr;)*) => {$(
        impl Wire for $type {
            const TYPE: Type = Type::$ty;
            const MIN_BINARY: usize = $size;
            const MIN_COMPACT: usize = $min_compact;
        }

        impl Fixed for $type {
            const SIZE: usize = $size;

            #[inline(always)]
            fn read_binary(input: &[u8]) -> Self {
                input.first_chunk().map_or(Self::default(), |bytes| Self::from_be_bytes(*bytes))
            }

            #[inline(always)]
            fn write_binary(self, header: u32, space: &mut Space<'_>) {
                space.put_value((header << 8).to_be_bytes(), self.to_be_bytes());
            }

            #[inline(always)]
            fn write_compact(self, id: i16, last: i16, space: &mut Space<'_>) {
                compact::write::$type(self, id, last, space);
            }

            const IS_SHORT: bool = $min_compact == 1;

            #[inline(always)]
            fn of_byte(byte: u8) -> Option<Self> {
                $of_byte(byte)
            }
        }

        impl Encode for $type {
            #[inline]
            fn encode_binary(&self, out: &mut binary::Writer) {
                out.append(&self.to_be_bytes());
            }

            #[inline]
            fn encode_compact(&self, out: &mut compact::Writer) {
                out.$type(*self);
            }

            fn encode_elements_binary(elements: &[Self], out: &mut binary::Writer) {
                bulk::write(elements, &mut out.sink().buffer, Self::to_be_bytes);
            }

            fn encode_elements_compact(elements: &[Self], out: &mut compact::Writer) {
                compact::elements::$type::write(elements, out);
            }
        }

        impl<'de> Decode<'de> for $type {
            const INLINE: bool = true;
            const QUICK: bool = true;

            #[inline(always)]
            fn quick_compact(cursor: &Cursor<'de>, _: u8) -> Option<(Self, usize)> {
                compact::quick::$type(cursor)
            }

            #[inline]
            fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self> {
                Ok(Self::from_be_bytes(*input.take_array()?))
            }

            #[inline]
            fn decode_compact(input: &mut compact::Reader<'de>) -> Result<Self> {
                input.$type()
            }

            fn decode_elements_binary(input: &mut binary::Reader<'de>, len: usize) -> Result<Vec<Self>> {
                Ok(bulk::read(input.take(len.saturating_mul($size))?, Self::from_be_bytes))
            }

            fn decode_elements_compact(input: &mut compact::Reader<'de>, len: usize) -> Result<Vec<Self>> {
                compact::elements::$type::read(input, len)
            }
        }
    )*};
}

numbers! {
    i8 I8 1 1 |byte: u8| Some(byte.cast_signed());
    i16 I16 2 1 |byte: u8| Some(varint::unzigzag32(byte.into()) as i16);
    i32 I32 4 1 |byte: u8| Some(varint::unzigzag32(byte.into()));
    i64 I64 8 1 |byte: u8| Some(varint::unzigzag64(byte.into()));
    f64 Double 8 8 |_| None;
}

impl Wire for bool {
    const TYPE: Type = Type::Bool;
}

impl Fixed for bool {
    const SIZE: usize = 1;

    #[inline(always)]
    fn read_binary(input: &[u8]) -> Self {
        input.first().is_some_and(|byte| *byte != 0)
    }

    #[inline(always)]
    fn write_binary(self, header: u32, space: &mut Space<'_>) {
        space.put((header << 8 | u32::from(self)).to_be_bytes());
    }

    #[inline(always)]
    fn write_compact(self, id: i16, last: i16, space: &mut Space<'_>) {
        compact::write::bool(self, id, last, space);
    }
}

impl Encode for bool {
    #[inline]
    fn encode_binary(&self, out: &mut binary::Writer) {
        out.append(&[u8::from(*self)]);
    }

    #[inline]
    fn encode_compact(&self, out: &mut compact::Writer) {
        out.bool(*self);
    }

    #[inline]
    fn encode_field_compact(&self, id: i16, out: &mut compact::Writer) {
        out.bool_field(id, *self);
    }
}

impl<'de> Decode<'de> for bool {
    const INLINE: bool = true;
    const QUICK: bool = true;

    #[inline(always)]
    fn quick_compact(_: &Cursor<'de>, header: u8) -> Option<(Self, usize)> {
        Some((compact::header_bool(header), 0))
    }

    /// Any byte but 0 is true.
    #[inline]
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self> {
        Ok(*input.take_array::<1>()? != [0])
    }

    #[inline]
    fn decode_compact(input: &mut compact::Reader<'de>) -> Result<Self> {
        input.bool()
    }

    #[inline]
    fn decode_field_compact(input: &mut compact::Reader<'de>) -> Result<Self> {
        Ok(input.field_bool())
    }
}

/// A double as an element of a set or a key of a map.
impl Wire for OrderedFloat<f64> {
    const TYPE: Type = f64::TYPE;
    const MIN_BINARY: usize = f64::MIN_BINARY;
    const MIN_COMPACT: usize = f64::MIN_COMPACT;
}

impl Encode for OrderedFloat<f64> {
    super::encode_by!(|this, out| out.value(&this.0));
}

impl<'de> Decode<'de> for OrderedFloat<f64> {
    super::decode_by!(|input| input.value().map(Self));
}
