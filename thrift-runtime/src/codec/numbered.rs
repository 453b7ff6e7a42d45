//! Enums of Rust: a 32-bit integer on the wire, of which only some numbers may have a meaning.

use crate::cursor::Cursor;
use crate::descriptor::Described;
use crate::error::{ProtocolError, ProtocolErrorKind};

/// An enum of Rust.
pub trait Numbered: Described + Sized {
    /// Its number on the wire.
    fn number(&self) -> i32;

    /// The value with this number, if there is one.
    fn from_number(number: i32) -> Option<Self>;
}

/// The value with a number that was read.
pub(crate) fn from_number<T: Numbered>(number: i32, cursor: &Cursor<'_>) -> Result<T, ProtocolError> {
    T::from_number(number).ok_or_else(|| {
        let message = format!("`{}` has no value with the number {number}", T::DESCRIPTOR.name());
        cursor.error(ProtocolErrorKind::InvalidData, message)
    })
}

/// Reads a value.
#[doc(hidden)]
pub fn read_numbered<'de, T: Numbered, I: super::Input<'de>>(input: &mut I) -> Result<T, ProtocolError> {
    let number = input.value()?;
    from_number(number, input.cursor())
}

/// Implements `Wire`, `Encode` and `Decode` for an enum that is `Numbered`.
#[doc(hidden)]
#[macro_export]
macro_rules! numbered_codec {
    ($type:ident) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::Wire for $type {
            const TYPE: $crate::Type = $crate::Type::Enum(|| <Self as $crate::Described>::DESCRIPTOR);
            const MIN_BINARY: ::core::primitive::usize = 4;
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::Encode for $type {
            #[inline]
            fn encode_binary(&self, out: &mut $crate::binary::Writer) {
                $crate::Encode::encode_binary(&$crate::private::Numbered::number(self), out);
            }
            #[inline]
            fn encode_compact(&self, out: &mut $crate::compact::Writer) {
                $crate::Encode::encode_compact(&$crate::private::Numbered::number(self), out);
            }
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl<'de> $crate::Decode<'de> for $type {
            const INLINE: ::core::primitive::bool = true;
            const QUICK: ::core::primitive::bool = true;
            #[inline(always)]
            fn quick_compact(
                cursor: &$crate::private::Cursor<'de>,
                header: ::core::primitive::u8,
            ) -> ::core::option::Option<(Self, ::core::primitive::usize)> {
                let (number, len) = $crate::Decode::quick_compact(cursor, header)?;
                ::core::option::Option::Some(($crate::private::Numbered::from_number(number)?, len))
            }
            #[inline]
            fn decode_binary(
                input: &mut $crate::binary::Reader<'de>,
            ) -> ::core::result::Result<Self, $crate::ProtocolError> {
                $crate::private::read_numbered(input)
            }
            #[inline]
            fn decode_compact(
                input: &mut $crate::compact::Reader<'de>,
            ) -> ::core::result::Result<Self, $crate::ProtocolError> {
                $crate::private::read_numbered(input)
            }
        }
    };
}
