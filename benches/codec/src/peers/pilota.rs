//! `pilota`, with its safe and its unsafe codec.
//!
//! Its compact protocol panics when it reads a bool and writes doubles with the wrong end first, so that it is left out where
//! there are any.

use pilota::thrift::binary::TBinaryProtocol;
use pilota::thrift::binary_unsafe::{TBinaryUnsafeInputProtocol, TBinaryUnsafeOutputProtocol};
use pilota::thrift::compact::{TCompactInputProtocol, TCompactOutputProtocol};
use pilota::thrift::{Message, ThriftException};
use pilota::{Bytes, BytesMut};

use crate::codec::Codec;

macro_rules! protocol {
    ($name:ident, $input:expr, $output:expr) => {
        pub(crate) struct $name;

        impl<T: Message> Codec<T> for $name {
            type Input = Bytes;
            type Buffer = BytesMut;
            type Error = ThriftException;

            fn input(bytes: &'static [u8]) -> Bytes {
                // Not `from_static`, which would spare it the counting of references that a received message has.
                Bytes::from(bytes.to_vec())
            }

            fn decode(input: &Bytes) -> Result<T, ThriftException> {
                T::decode(&mut $input(&mut input.clone()))
            }

            fn encode(value: &T, buffer: &mut BytesMut) -> Result<(), ThriftException> {
                buffer.clear();
                value.encode(&mut $output(buffer))
            }

            fn bytes(buffer: &BytesMut) -> &[u8] {
                buffer
            }
        }
    };
}

protocol!(Binary, |bytes| TBinaryProtocol::new(bytes, false), |bytes| TBinaryProtocol::new(bytes, false));
protocol!(Compact, TCompactInputProtocol::new, |bytes| TCompactOutputProtocol::new(bytes, false));

/// The binary protocol without checks of bounds.
pub(crate) struct BinaryUnsafe;

#[allow(unsafe_code, reason = "it is offered in no other way")]
impl<T: Message> Codec<T> for BinaryUnsafe {
    type Input = Bytes;
    type Buffer = BytesMut;
    type Error = ThriftException;

    fn input(bytes: &'static [u8]) -> Bytes {
        Bytes::from(bytes.to_vec())
    }

    fn decode(input: &Bytes) -> Result<T, ThriftException> {
        let mut input = input.clone();
        // SAFETY: what is decoded was encoded, whole, from a value of this very type.
        let mut protocol = unsafe { TBinaryUnsafeInputProtocol::new(&mut input) };
        T::decode(&mut protocol)
    }

    /// As volo does it: the size is computed, then there is room.
    fn encode(value: &T, buffer: &mut BytesMut) -> Result<(), ThriftException> {
        // The buffer that is used again has the size already.
        buffer.resize(value.size(&mut TBinaryProtocol::new((), false)), 0);
        // SAFETY: it is the memory of `buffer`, of the size that is needed, and nobody holds on to it for longer.
        let memory = unsafe { std::slice::from_raw_parts_mut(buffer.as_mut_ptr(), buffer.len()) };
        // SAFETY: they are the same memory.
        let mut protocol = unsafe { TBinaryUnsafeOutputProtocol::new(buffer, memory, false) };
        value.encode(&mut protocol)
    }

    fn bytes(buffer: &BytesMut) -> &[u8] {
        buffer
    }
}
