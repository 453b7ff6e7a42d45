//! `thrift-rs`, in each build of its types.

use thrift_rs::{Decode, Encode, ProtocolError};

use crate::codec::Codec;

/// The build with default options.
pub(crate) mod owned {
    thrift_rs::thrift!("idl/codec.thrift", vis = "pub(crate)", derive = [serde::Serialize, serde::Deserialize]);
}

/// A protocol, by the module that has its functions.
macro_rules! protocol {
    ($name:ident, $protocol:ident) => {
        pub(crate) struct $name;

        impl<T: Encode + Decode<'static>> Codec<T> for $name {
            type Input = &'static [u8];
            type Buffer = Vec<u8>;
            type Error = ProtocolError;

            fn input(bytes: &'static [u8]) -> Self::Input {
                bytes
            }

            fn decode(input: &Self::Input) -> Result<T, ProtocolError> {
                thrift_rs::$protocol::from_slice(input)
            }

            fn encode(value: &T, buffer: &mut Vec<u8>) -> Result<(), ProtocolError> {
                buffer.clear();
                thrift_rs::$protocol::append_to(buffer, value)
            }

            fn bytes(buffer: &Vec<u8>) -> &[u8] {
                buffer
            }
        }
    };
}

protocol!(Binary, binary);
protocol!(Compact, compact);
