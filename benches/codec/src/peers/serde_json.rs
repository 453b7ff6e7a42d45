//! `serde_json` on our types: JSON without Thrift's field ids and types, and bytes as numbers in a list.
//!
//! It is built with its feature `float_roundtrip`, for which `fbthrift` asks.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::codec::Codec;

pub(crate) struct Json;

impl<T: Serialize + DeserializeOwned> Codec<T> for Json {
    type Input = &'static [u8];
    type Buffer = Vec<u8>;
    type Error = serde_json::Error;

    fn input(bytes: &'static [u8]) -> Self::Input {
        bytes
    }

    fn decode(input: &Self::Input) -> Result<T, serde_json::Error> {
        serde_json::from_slice(input)
    }

    fn encode(value: &T, buffer: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        buffer.clear();
        serde_json::to_writer(buffer, value)
    }

    fn bytes(buffer: &Vec<u8>) -> &[u8] {
        buffer
    }
}
