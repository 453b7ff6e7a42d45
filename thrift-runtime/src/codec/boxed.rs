//! Values behind a pointer.

use super::{Decode, Encode, Wire};
use crate::binary;
use crate::error::ProtocolError;
use crate::ttype::TType;

impl<T: Wire> Wire for Box<T> {
    const TTYPE: TType = T::TTYPE;
    const MIN_BINARY: usize = T::MIN_BINARY;
}

impl<T: Encode> Encode for Box<T> {
    #[inline]
    fn encode_binary(&self, out: &mut binary::Writer) {
        T::encode_binary(self, out);
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Box<T> {
    #[inline]
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
        input.charge(size_of::<T>())?;
        T::decode_binary(input).map(Self::new)
    }
}
