//! `prost`: no Thrift, but what many would take instead. Its messages have the same shape in the protobuf encoding, whose
//! size is close to the compact protocol's.

/// The messages.
pub(crate) mod types;

use prost::{DecodeError, Message};

use crate::codec::Codec;

pub(crate) struct Protobuf;

impl<T: Message + Default> Codec<T> for Protobuf {
    type Input = &'static [u8];
    type Buffer = Vec<u8>;
    type Error = Box<dyn std::error::Error>;

    fn input(bytes: &'static [u8]) -> Self::Input {
        bytes
    }

    fn decode(input: &Self::Input) -> Result<T, Self::Error> {
        Ok(read(input)?)
    }

    fn encode(value: &T, buffer: &mut Vec<u8>) -> Result<(), Self::Error> {
        buffer.clear();
        Ok(value.encode(buffer)?)
    }

    fn bytes(buffer: &Vec<u8>) -> &[u8] {
        buffer
    }
}

/// Decodes a message.
pub(crate) fn read<T: Message + Default>(bytes: &[u8]) -> Result<T, DecodeError> {
    T::decode(bytes)
}
