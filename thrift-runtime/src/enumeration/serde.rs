//! Enums for serde, by the names of their values. The user's serde, whose path these are given: the runtime needs none for it.

/// Implements `Serialize` for an enum of the IDL.
#[doc(hidden)]
#[macro_export]
macro_rules! serialize_enum {
    ($type:ident, $($serde:tt)*) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl $($serde)*::Serialize for $type {
            fn serialize<S: $($serde)*::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match $crate::enumeration::name_of::<Self>(self.0) {
                    ::core::option::Option::Some(name) if serializer.is_human_readable() => {
                        serializer.serialize_str(name)
                    }
                    _ => serializer.serialize_i32(self.0),
                }
            }
        }
    };
}

/// Implements `Deserialize` for an enum of the IDL.
#[doc(hidden)]
#[macro_export]
macro_rules! deserialize_enum {
    ($type:ident, $($serde:tt)*) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<'de> $($serde)*::Deserialize<'de> for $type {
            fn deserialize<D: $($serde)*::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                struct Visitor;
                impl $($serde)*::de::Visitor<'_> for Visitor {
                    type Value = $type;

                    fn expecting(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                        f.write_str("the name or the number of a value of ")?;
                        f.write_str(<$type as $crate::Described>::DESCRIPTOR.name())
                    }

                    fn visit_str<E: $($serde)*::de::Error>(
                        self,
                        text: &::core::primitive::str,
                    ) -> ::core::result::Result<$type, E> {
                        $crate::enumeration::parse::<$type>(text).map($type).map_err(E::custom)
                    }

                    fn visit_i64<E: $($serde)*::de::Error>(
                        self,
                        number: ::core::primitive::i64,
                    ) -> ::core::result::Result<$type, E> {
                        ::core::convert::TryFrom::try_from(number).map($type).map_err(E::custom)
                    }

                    fn visit_u64<E: $($serde)*::de::Error>(
                        self,
                        number: ::core::primitive::u64,
                    ) -> ::core::result::Result<$type, E> {
                        ::core::convert::TryFrom::try_from(number).map($type).map_err(E::custom)
                    }
                }
                match deserializer.is_human_readable() {
                    true => deserializer.deserialize_any(Visitor),
                    false => deserializer.deserialize_i32(Visitor),
                }
            }
        }
    };
}
