//! The error of a method that throws.

/// Defines the error enum of a method, given its exceptions.
///
/// ```ignore
/// method_error! {
///     /// Why a call of `getUser` failed.
///     pub enum GetUserError {
///         /// `1: NotFound notFound`
///         1 => NotFound(super::NotFound),
///     }
///     from { NotFound(super::NotFound) }
///     else Rpc
/// }
/// ```
/// expands to an enum with a variant for each exception, and one more, here `Rpc`, for everything else; to `Display`,
/// `Error` and `Thrown`, and to `From` for what `from` lists, which is each exception that no other variant holds, perhaps
/// in a box.
#[doc(hidden)]
#[macro_export]
macro_rules! method_error {
    (
        $(#[$attr:meta])*
        pub enum $error:ident {
            $($(#[$variant_attr:meta])* $id:literal => $variant:ident($ty:ty),)*
        }
        from { $($from:ident($thrown:ty),)* }
        else $rpc:ident
    ) => {
        $(#[$attr])*
        #[derive(::core::fmt::Debug)]
        pub enum $error {
            $($(#[$variant_attr])* $variant($ty),)*
            /// Everything that the method does not declare: the connection, the protocol, the peer, a time-out.
            $rpc($crate::Error),
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::fmt::Display for $error {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(Self::$variant(error) => ::core::fmt::Display::fmt(error, f),)*
                    Self::$rpc(error) => ::core::fmt::Display::fmt(error, f),
                }
            }
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::error::Error for $error {
            fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
                match self {
                    $(Self::$variant(error) => ::core::error::Error::source(error),)*
                    Self::$rpc(error) => ::core::error::Error::source(error),
                }
            }
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::private::Thrown for $error {
            fn encode(
                self,
                out: &mut dyn $crate::private::FieldWriter,
            ) -> ::core::result::Result<(), $crate::Error> {
                match self {
                    $(Self::$variant(error) => out.exception($id, &error),)*
                    Self::$rpc(error) => return ::core::result::Result::Err(error),
                }
                ::core::result::Result::Ok(())
            }

            fn decode<'de>(
                slot: &mut ::core::option::Option<Self>,
                id: ::core::primitive::i16,
                input: &mut impl $crate::private::FieldReader<'de>,
            ) -> ::core::primitive::bool {
                match id {
                    $($id => *slot = input.value().map(Self::$variant),)*
                    _ => return false,
                }
                true
            }
        }
        $(
            #[automatically_derived]
            #[allow(deprecated)]
            impl ::core::convert::From<$thrown> for $error {
                fn from(error: $thrown) -> Self {
                    Self::$from(::core::convert::From::from(error))
                }
            }
        )*
        #[automatically_derived]
        impl ::core::convert::From<$crate::Error> for $error {
            fn from(error: $crate::Error) -> Self {
                Self::$rpc(error)
            }
        }
    };
}
