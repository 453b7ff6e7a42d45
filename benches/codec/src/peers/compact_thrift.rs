//! `compact-thrift-runtime`, the codec behind a reader of Parquet files: the compact protocol and no other.

mod containers;
/// What its macro makes of Parquet's IDL.
#[allow(non_snake_case, reason = "its macro takes names as they are")]
pub(crate) mod parquet;
/// What its macro makes of the IDL.
pub(crate) mod types;

use compact_thrift_runtime::{CompactThriftInputSlice, CompactThriftProtocol, ThriftError};

use crate::codec::Codec;

pub(crate) struct Compact;

impl<T: CompactThriftProtocol<'static> + Default> Codec<T> for Compact {
    type Input = &'static [u8];
    type Buffer = Vec<u8>;
    type Error = ThriftError;

    fn input(bytes: &'static [u8]) -> Self::Input {
        bytes
    }

    fn decode(input: &Self::Input) -> Result<T, ThriftError> {
        read(input)
    }

    fn encode(value: &T, buffer: &mut Vec<u8>) -> Result<(), ThriftError> {
        buffer.clear();
        value.write_thrift(buffer)
    }

    fn bytes(buffer: &Vec<u8>) -> &[u8] {
        buffer
    }
}

/// Decodes a message.
pub(crate) fn read<'i, T: CompactThriftProtocol<'i> + Default>(bytes: &'i [u8]) -> Result<T, ThriftError> {
    T::read_thrift(&mut CompactThriftInputSlice::new(bytes))
}
