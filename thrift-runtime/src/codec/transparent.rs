//! Types that are on the wire what they hold.

/// Implements `Wire`, `Encode` and `Decode` for a struct of one field, by what the field is. The heads are those of the three
/// traits: parameters, type, bounds; then the field, with its type in each of them.
#[doc(hidden)]
#[macro_export]
macro_rules! transparent_codec {
    (
        [$($wire_generics:tt)*] ($wire:ty) [$($wire_bounds:tt)*]
        [$($encode_generics:tt)*] ($encode:ty) [$($encode_bounds:tt)*]
        [$($decode_generics:tt)*] ($decode:ty) [$($decode_bounds:tt)*]
        $field:tt: $inner:ty, $decoded:ty
    ) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl $($wire_generics)* $crate::Wire for $wire $($wire_bounds)* {
            const TYPE: $crate::Type = <$inner as $crate::Wire>::TYPE;
            const MIN_BINARY: ::core::primitive::usize = <$inner as $crate::Wire>::MIN_BINARY;
            const MIN_COMPACT: ::core::primitive::usize = <$inner as $crate::Wire>::MIN_COMPACT;
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl $($encode_generics)* $crate::Encode for $encode $($encode_bounds)* {
            #[inline]
            fn encode_binary(&self, out: &mut $crate::binary::Writer) {
                $crate::Encode::encode_binary(&self.$field, out);
            }
            #[inline]
            fn encode_compact(&self, out: &mut $crate::compact::Writer) {
                $crate::Encode::encode_compact(&self.$field, out);
            }
            #[inline]
            fn encode_field_binary(&self, id: ::core::primitive::i16, out: &mut $crate::binary::Writer) {
                $crate::Encode::encode_field_binary(&self.$field, id, out);
            }
            #[inline]
            fn encode_field_compact(&self, id: ::core::primitive::i16, out: &mut $crate::compact::Writer) {
                $crate::Encode::encode_field_compact(&self.$field, id, out);
            }
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl $($decode_generics)* $crate::Decode<'de> for $decode $($decode_bounds)* {
            const INLINE: ::core::primitive::bool = <$decoded as $crate::Decode<'de>>::INLINE;
            const QUICK: ::core::primitive::bool = <$decoded as $crate::Decode<'de>>::QUICK;
            #[inline(always)]
            fn quick_compact(
                cursor: &$crate::private::Cursor<'de>,
                header: ::core::primitive::u8,
            ) -> ::core::option::Option<(Self, ::core::primitive::usize)> {
                let (value, len) = <$decoded as $crate::Decode<'de>>::quick_compact(cursor, header)?;
                ::core::option::Option::Some((Self { $field: value }, len))
            }
            #[inline]
            fn decode_binary(
                input: &mut $crate::binary::Reader<'de>,
            ) -> ::core::result::Result<Self, $crate::ProtocolError> {
                $crate::Decode::decode_binary(input).map(|value| Self { $field: value })
            }
            #[inline]
            fn decode_compact(
                input: &mut $crate::compact::Reader<'de>,
            ) -> ::core::result::Result<Self, $crate::ProtocolError> {
                $crate::Decode::decode_compact(input).map(|value| Self { $field: value })
            }
            #[inline]
            fn decode_field_compact(
                input: &mut $crate::compact::Reader<'de>,
            ) -> ::core::result::Result<Self, $crate::ProtocolError> {
                $crate::Decode::decode_field_compact(input).map(|value| Self { $field: value })
            }
        }
    };
}
