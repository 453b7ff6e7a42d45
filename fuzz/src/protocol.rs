//! Each protocol, by the same names.

use thrift_rs::__private::EndOfStruct;
use thrift_rs::{Bytes, Decode, DecodeOwned, Encode, Limits, ProtocolError, binary, compact};

/// A protocol that can be read and written.
pub trait Protocol {
    /// Encodes a value.
    fn to_vec<T: Encode>(value: &T) -> Result<Vec<u8>, ProtocolError>;

    /// Decodes a value that takes up the whole slice.
    fn from_slice<'de, T: Decode<'de>>(bytes: &'de [u8], limits: &Limits) -> Result<T, ProtocolError>;

    /// Decodes a value that takes up all of these bytes, and shares them.
    fn from_bytes<T: DecodeOwned>(bytes: &Bytes) -> Result<T, ProtocolError>;

    /// Searches for the end of a struct.
    fn end_of_struct(limits: &Limits) -> EndOfStruct;
}

macro_rules! protocols {
    ($($name:ident $module:ident)*) => {$(
        #[doc = concat!("The ", stringify!($module), " protocol.")]
        #[derive(Debug)]
        pub enum $name {}

        impl Protocol for $name {
            fn to_vec<T: Encode>(value: &T) -> Result<Vec<u8>, ProtocolError> {
                $module::to_vec(value)
            }

            fn from_slice<'de, T: Decode<'de>>(bytes: &'de [u8], limits: &Limits) -> Result<T, ProtocolError> {
                $module::from_slice_with(bytes, limits)
            }

            fn from_bytes<T: DecodeOwned>(bytes: &Bytes) -> Result<T, ProtocolError> {
                $module::from_bytes(bytes)
            }

            fn end_of_struct(limits: &Limits) -> EndOfStruct {
                EndOfStruct::$module(limits)
            }
        }
    )*};
}

protocols!(Binary binary Compact compact);
