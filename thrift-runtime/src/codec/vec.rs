//! Binaries as `Vec<u8>`. No element of a list is a `u8`, so that it can mean nothing else.

use super::borrowed::OwnedBinary;
use super::{Decode, Encode, Input, Output, Wire, decode_by, encode_by};
use crate::binary;
use crate::ttype::TType;

impl Wire for Vec<u8> {
    const TTYPE: TType = TType::String;
    const MIN_BINARY: usize = 4;
}

impl Encode for Vec<u8> {
    encode_by!(|this, out| out.bytes(this));

    #[inline]
    fn encode_field_binary(&self, id: i16, out: &mut binary::Writer) {
        out.bytes_field(id, self);
    }
}

impl<'de> Decode<'de> for Vec<u8> {
    decode_by!(|input| {
        let bytes = input.bytes()?;
        input.cursor().charge(bytes.len())?;
        Ok(bytes.to_vec())
    });
}

impl OwnedBinary for Vec<u8> {
    fn copy(bytes: &[u8]) -> Self {
        bytes.to_vec()
    }
}
