//! Structs, exceptions and unions.

/// Implements `Wire`, `Encode` and `Decode` for a type that has `EncodeFields` and `DecodeFields`.
///
/// The methods are concrete, so that they are compiled in the crate that has the type. Protocols that are not named are
/// left out. A type that borrows from what it is decoded from goes by `struct_codec!(borrowed User)`.
#[doc(hidden)]
#[macro_export]
macro_rules! struct_codec {
    (borrowed $type:ident) => {
        $crate::struct_codec!(borrowed $type: binary compact);
    };
    (borrowed $type:ident: $($protocol:ident)*) => {
        $crate::struct_codec!(@impls $type<'_>, $type<'de>; $($protocol)*);
    };
    (@impls $type:ty, $decoded:ty; $($protocol:ident)*) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::Wire for $type {
            const TYPE: $crate::Type = $crate::Type::Struct(|| <Self as $crate::Described>::DESCRIPTOR);
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::Encode for $type {
            $($crate::struct_codec!(@encode $protocol);)*
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl<'de> $crate::Decode<'de> for $decoded {
            const START: ::core::option::Option<fn() -> Self> =
                ::core::option::Option::Some(<Self as $crate::DecodeFields<'de>>::start);
            $($crate::struct_codec!(@decode $protocol);)*
        }
    };
    (@encode binary) => {
        fn encode_binary(&self, out: &mut $crate::binary::Writer) {
            $crate::Output::structure(out, self);
        }
    };
    (@encode compact) => {
        fn encode_compact(&self, out: &mut $crate::compact::Writer) {
            $crate::Output::structure(out, self);
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
        $crate::struct_codec!(@impls $type, $type; $($protocol)*);
    };
}
