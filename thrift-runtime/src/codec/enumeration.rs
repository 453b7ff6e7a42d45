//! Enums: a 32-bit integer on the wire.

/// Implements `Wire`, `Fixed`, `Encode` and `Decode` for an enum, which is a tuple struct of its number.
#[doc(hidden)]
#[macro_export]
macro_rules! enum_codec {
    ($type:ty) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::Wire for $type {
            const TYPE: $crate::Type = $crate::Type::Enum(|| <Self as $crate::Described>::DESCRIPTOR);
            const MIN_BINARY: ::core::primitive::usize = 4;
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::private::Fixed for $type {
            const SIZE: ::core::primitive::usize = 4;
            #[inline(always)]
            fn read_binary(input: &[::core::primitive::u8]) -> Self {
                Self($crate::private::Fixed::read_binary(input))
            }
            #[inline(always)]
            fn write_binary(self, header: ::core::primitive::u32, space: &mut $crate::private::Space<'_>) {
                $crate::private::Fixed::write_binary(self.0, header, space);
            }
            #[inline(always)]
            fn write_compact(
                self,
                id: ::core::primitive::i16,
                last: ::core::primitive::i16,
                space: &mut $crate::private::Space<'_>,
            ) {
                $crate::private::Fixed::write_compact(self.0, id, last, space);
            }
            const IS_SHORT: ::core::primitive::bool = true;
            #[inline(always)]
            fn of_byte(byte: ::core::primitive::u8) -> ::core::option::Option<Self> {
                $crate::private::Fixed::of_byte(byte).map(Self)
            }
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::Encode for $type {
            #[inline]
            fn encode_binary(&self, out: &mut $crate::binary::Writer) {
                $crate::Encode::encode_binary(&self.0, out);
            }
            #[inline]
            fn encode_compact(&self, out: &mut $crate::compact::Writer) {
                $crate::Encode::encode_compact(&self.0, out);
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
                let (value, len) = $crate::Decode::quick_compact(cursor, header)?;
                ::core::option::Option::Some((Self(value), len))
            }
            #[inline]
            fn decode_binary(
                input: &mut $crate::binary::Reader<'de>,
            ) -> ::core::result::Result<Self, $crate::ProtocolError> {
                $crate::Decode::decode_binary(input).map(Self)
            }
            #[inline]
            fn decode_compact(
                input: &mut $crate::compact::Reader<'de>,
            ) -> ::core::result::Result<Self, $crate::ProtocolError> {
                $crate::Decode::decode_compact(input).map(Self)
            }
        }
    };
}
