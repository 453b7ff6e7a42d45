//! Booleans, integers and doubles.

use ordered_float::OrderedFloat;

use super::{Decode, Encode, Wire};
use crate::binary;
use crate::error::ProtocolError;
use crate::ttype::TType;

macro_rules! numbers {
    ($($type:ident $ttype:ident $size:literal)*) => {$(
        impl Wire for $type {
            const TTYPE: TType = TType::$ttype;
            const MIN_BINARY: usize = $size;
        }

        impl Encode for $type {
            #[inline]
            fn encode_binary(&self, out: &mut binary::Writer) {
                out.append(&self.to_be_bytes());
            }

            #[inline]
            fn encode_elements_binary(elements: &[Self], out: &mut binary::Writer) {
                out.append_all(elements.iter().map(|element| element.to_be_bytes()));
            }
        }

        impl<'de> Decode<'de> for $type {
            #[inline]
            fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
                Ok(Self::from_be_bytes(*input.take_array()?))
            }

            #[inline]
            fn decode_elements_binary(
                input: &mut binary::Reader<'de>,
                len: usize,
            ) -> Result<Vec<Self>, ProtocolError> {
                let (elements, _) = input.take(len.saturating_mul($size))?.as_chunks();
                Ok(elements.iter().map(|element| Self::from_be_bytes(*element)).collect())
            }
        }
    )*};
}

numbers! {
    i8 I8 1
    i16 I16 2
    i32 I32 4
    i64 I64 8
    f64 Double 8
}

impl Wire for bool {
    const TTYPE: TType = TType::Bool;
    const MIN_BINARY: usize = 1;
}

impl Encode for bool {
    #[inline]
    fn encode_binary(&self, out: &mut binary::Writer) {
        out.append(&[u8::from(*self)]);
    }
}

impl<'de> Decode<'de> for bool {
    /// Any byte but 0 is true.
    #[inline]
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
        Ok(*input.take_array::<1>()? != [0])
    }
}

/// A double as an element of a set or a key of a map.
impl Wire for OrderedFloat<f64> {
    const TTYPE: TType = f64::TTYPE;
    const MIN_BINARY: usize = f64::MIN_BINARY;
}

impl Encode for OrderedFloat<f64> {
    #[inline]
    fn encode_binary(&self, out: &mut binary::Writer) {
        self.0.encode_binary(out);
    }
}

impl<'de> Decode<'de> for OrderedFloat<f64> {
    #[inline]
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
        f64::decode_binary(input).map(Self)
    }
}
