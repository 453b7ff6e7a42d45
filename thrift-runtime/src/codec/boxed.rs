//! Values behind a pointer.

use super::{Decode, Encode, Input, Wire, decode_by, encode_by};
use crate::descriptor::Type;
use crate::error::ProtocolError;

impl<T: Wire> Wire for Box<T> {
    const TYPE: Type = T::TYPE;
    const MIN_BINARY: usize = T::MIN_BINARY;
    const MIN_COMPACT: usize = T::MIN_COMPACT;
}

impl<T: Encode> Encode for Box<T> {
    encode_by!(|this, out| super::Output::value::<T>(out, this));

    #[inline]
    fn encode_field_compact(&self, id: i16, out: &mut crate::compact::Writer) {
        T::encode_field_compact(self, id, out);
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Box<T> {
    decode_by!(|input| {
        input.cursor().charge(size_of::<T>())?;
        input.value().map(Self::new)
    });

    #[inline]
    fn decode_field_compact(input: &mut crate::compact::Reader<'de>) -> Result<Self, ProtocolError> {
        input.cursor().charge(size_of::<T>())?;
        T::decode_field_compact(input).map(Self::new)
    }
}
