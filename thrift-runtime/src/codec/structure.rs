//! Structs, exceptions and unions.

/// Implements `Wire`, `Encode` and `Decode` for a type that has `EncodeFields` and `DecodeFields`.
///
/// The methods are concrete, so that they are compiled in the crate that has the type. Protocols that are not named are
/// left out. A type that borrows from what it is decoded from goes by `struct_codec!(borrowed User)`; one with parameters of the
/// user's by `struct_codec!(generic …)`, and one that is assembled by `struct_codec!(assembled …)`, with the heads of the three traits: parameters, type, bounds.
#[doc(hidden)]
#[macro_export]
macro_rules! struct_codec {
    (borrowed $type:ident) => {
        $crate::struct_codec!(borrowed $type: binary compact);
    };
    (borrowed $type:ident: $($protocol:ident)*) => {
        $crate::struct_codec!(@impls [] ($type<'_>) [] [] ($type<'_>) [] [<'de>] ($type<'de>) []; $($protocol)*);
    };
    (generic $($heads:tt)*) => {
        $crate::struct_codec!(@impls $($heads)*; binary compact);
    };
    (
        @impls
        [$($wire_generics:tt)*] ($wire:ty) [$($wire_bounds:tt)*]
        [$($encode_generics:tt)*] ($encode:ty) [$($encode_bounds:tt)*]
        [$($decode_generics:tt)*] ($decode:ty) [$($decode_bounds:tt)*];
        $($protocol:ident)*
    ) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl $($wire_generics)* $crate::Wire for $wire $($wire_bounds)* {
            const TYPE: $crate::Type = $crate::Type::Struct(|| <Self as $crate::Described>::DESCRIPTOR);
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl $($encode_generics)* $crate::Encode for $encode $($encode_bounds)* {
            $($crate::struct_codec!(@encode $protocol);)*
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl $($decode_generics)* $crate::Decode<'de> for $decode $($decode_bounds)* {
            const START: ::core::option::Option<fn() -> Self> =
                ::core::option::Option::Some(<Self as $crate::DecodeFields<'de>>::start);
            const CHECKS_END: ::core::primitive::bool = true;
            $($crate::struct_codec!(@decode $protocol);)*
        }
    };
    (
        assembled
        [$($wire_generics:tt)*] ($wire:ty) [$($wire_bounds:tt)*]
        [$($encode_generics:tt)*] ($encode:ty) [$($encode_bounds:tt)*]
        [$($decode_generics:tt)*] ($decode:ty) [$($decode_bounds:tt)*]
    ) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl $($wire_generics)* $crate::Wire for $wire $($wire_bounds)* {
            const TYPE: $crate::Type = $crate::Type::Struct(|| <Self as $crate::Described>::DESCRIPTOR);
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl $($encode_generics)* $crate::Encode for $encode $($encode_bounds)* {
            $crate::struct_codec!(@encode binary);
            $crate::struct_codec!(@encode compact);
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl $($decode_generics)* $crate::Decode<'de> for $decode $($decode_bounds)* {
            const CHECKS_END: ::core::primitive::bool = true;
            fn decode_binary(
                input: &mut $crate::binary::Reader<'de>,
            ) -> ::core::result::Result<Self, $crate::ProtocolError> {
                $crate::Input::assembled(input)
            }
            fn decode_compact(
                input: &mut $crate::compact::Reader<'de>,
            ) -> ::core::result::Result<Self, $crate::ProtocolError> {
                $crate::Input::assembled(input)
            }
        }
    };
    (@encode binary) => {
        fn encode_binary(&self, out: &mut $crate::binary::Writer) {
            $crate::Output::structure(out, self);
        }
        #[inline]
        fn append_binary(
            &self,
            buffer: &mut ::std::vec::Vec<::core::primitive::u8>,
            limits: &$crate::Limits,
        ) -> ::core::result::Result<(), $crate::ProtocolError> {
            <$crate::binary::Writer as $crate::Output>::append_struct(buffer, self, limits)
        }
    };
    (@encode compact) => {
        fn encode_compact(&self, out: &mut $crate::compact::Writer) {
            $crate::Output::structure(out, self);
        }
        #[inline]
        fn append_compact(
            &self,
            buffer: &mut ::std::vec::Vec<::core::primitive::u8>,
            limits: &$crate::Limits,
        ) -> ::core::result::Result<(), $crate::ProtocolError> {
            <$crate::compact::Writer as $crate::Output>::append_struct(buffer, self, limits)
        }
    };
    (@decode binary) => {
        fn decode_into_binary(
            place: &mut Self,
            input: &mut $crate::binary::Reader<'de>,
        ) -> ::core::result::Result<(), $crate::ProtocolError> {
            $crate::Input::structure_into(input, place)
        }
        fn decode_elements_binary(
            input: &mut $crate::binary::Reader<'de>,
            len: ::core::primitive::usize,
        ) -> ::core::result::Result<::std::vec::Vec<Self>, $crate::ProtocolError> {
            $crate::private::read_structs(input, len)
        }
        fn decode_binary(
            input: &mut $crate::binary::Reader<'de>,
        ) -> ::core::result::Result<Self, $crate::ProtocolError> {
            $crate::Input::structure(input)
        }
    };
    (@decode compact) => {
        fn decode_into_compact(
            place: &mut Self,
            input: &mut $crate::compact::Reader<'de>,
        ) -> ::core::result::Result<(), $crate::ProtocolError> {
            $crate::Input::structure_into(input, place)
        }
        fn decode_elements_compact(
            input: &mut $crate::compact::Reader<'de>,
            len: ::core::primitive::usize,
        ) -> ::core::result::Result<::std::vec::Vec<Self>, $crate::ProtocolError> {
            $crate::private::read_structs(input, len)
        }
        fn decode_compact(
            input: &mut $crate::compact::Reader<'de>,
        ) -> ::core::result::Result<Self, $crate::ProtocolError> {
            $crate::Input::structure(input)
        }
    };
    ($type:ty) => {
        $crate::struct_codec!($type: binary compact);
    };
    ($type:ty: $($protocol:ident)*) => {
        $crate::struct_codec!(@impls [] ($type) [] [] ($type) [] [<'de>] ($type) []; $($protocol)*);
    };
}
