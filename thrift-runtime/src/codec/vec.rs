//! Binaries as `Vec<u8>`. No element of a list is a `u8`, so that it can mean nothing else.

use super::borrowed::OwnedBinary;
use super::{Decode, Input, decode_by, encode_bytes};
use crate::descriptor::Type;

encode_bytes! {
    Vec<u8>: Type::Binary;
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
