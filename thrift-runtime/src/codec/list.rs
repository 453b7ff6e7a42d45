//! Lists.

use super::{Decode, Encode, Wire};
use crate::binary;
use crate::error::ProtocolError;
use crate::ttype::TType;

impl<T: Wire> Wire for Vec<T> {
    const TTYPE: TType = TType::List;
    const MIN_BINARY: usize = binary::LIST_HEADER;
}

impl<T: Encode> Encode for Vec<T> {
    fn encode_binary(&self, out: &mut binary::Writer) {
        out.list(T::TTYPE, self.len(), |out| T::encode_elements_binary(self, out));
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Vec<T> {
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
        input.list::<T, _>(|input, len| T::decode_elements_binary(input, len))
    }
}
