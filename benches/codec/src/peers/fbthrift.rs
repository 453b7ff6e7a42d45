//! `fbthrift`, Meta's Thrift, with hand-written code: its generator is not in the registry.

/// The code.
pub(crate) mod types;

use std::io::Cursor;

use bytes::{Bytes, BytesMut};
use fbthrift::binary_protocol::{BinaryProtocolDeserializer, BinaryProtocolSerializer};
use fbthrift::compact_protocol::{CompactProtocolDeserializer, CompactProtocolSerializer};
use fbthrift::{Deserialize, ProtocolWriter, Serialize};

use crate::codec::Codec;

macro_rules! protocol {
    ($name:ident, $serializer:ident, $deserializer:ident) => {
        pub(crate) struct $name;

        impl<T> Codec<T> for $name
        where
            T: Serialize<$serializer<BytesMut>> + Deserialize<$deserializer<Cursor<&'static [u8]>>>,
        {
            type Input = &'static [u8];
            type Buffer = Bytes;
            type Error = anyhow::Error;

            fn input(bytes: &'static [u8]) -> Self::Input {
                bytes
            }

            fn decode(input: &Self::Input) -> anyhow::Result<T> {
                T::read(&mut $deserializer::new(Cursor::new(*input)))
            }

            /// It gives the buffer away, frozen, from which it is taken back for the next value. That neither copies nor
            /// allocates if the buffer is as long as the message, for which the first time is used.
            fn encode(value: &T, buffer: &mut Bytes) -> anyhow::Result<()> {
                let length = buffer.len();
                let mut bytes = BytesMut::from(std::mem::take(buffer));
                if bytes.capacity() != length {
                    bytes = BytesMut::with_capacity(length);
                }
                bytes.clear();
                let mut serializer = $serializer::with_buffer(bytes);
                value.write(&mut serializer);
                *buffer = serializer.finish();
                Ok(())
            }

            fn bytes(buffer: &Bytes) -> &[u8] {
                buffer
            }
        }
    };
}

protocol!(Binary, BinaryProtocolSerializer, BinaryProtocolDeserializer);
protocol!(Compact, CompactProtocolSerializer, CompactProtocolDeserializer);
