//! Strings, binaries and UUIDs.

use bytes::Bytes;
use uuid::Uuid;

use super::{Decode, Encode, Wire};
use crate::binary;
use crate::error::ProtocolError;
use crate::ttype::TType;

impl Wire for str {
    const TTYPE: TType = TType::String;
    const MIN_BINARY: usize = 4;
}

impl Encode for str {
    #[inline]
    fn encode_binary(&self, out: &mut binary::Writer) {
        out.bytes(self.as_bytes());
    }
}

impl Wire for String {
    const TTYPE: TType = TType::String;
    const MIN_BINARY: usize = 4;
}

impl Encode for String {
    #[inline]
    fn encode_binary(&self, out: &mut binary::Writer) {
        out.bytes(self.as_bytes());
    }
}

impl<'de> Decode<'de> for String {
    #[inline]
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
        let text = input.string()?;
        input.charge(text.len())?;
        Ok(text.to_owned())
    }
}

impl Wire for Bytes {
    const TTYPE: TType = TType::String;
    const MIN_BINARY: usize = 4;
}

impl Encode for Bytes {
    #[inline]
    fn encode_binary(&self, out: &mut binary::Writer) {
        out.bytes(self);
    }
}

impl<'de> Decode<'de> for Bytes {
    /// A slice of the frame where the reader has one, else a copy.
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
        input.shared_bytes()
    }
}

impl Wire for Uuid {
    const TTYPE: TType = TType::Uuid;
    const MIN_BINARY: usize = 16;
}

impl Encode for Uuid {
    #[inline]
    fn encode_binary(&self, out: &mut binary::Writer) {
        out.append(self.as_bytes());
    }
}

impl<'de> Decode<'de> for Uuid {
    #[inline]
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
        Ok(Self::from_bytes(*input.take_array()?))
    }
}
