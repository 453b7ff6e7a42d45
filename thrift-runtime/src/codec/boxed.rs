//! Values behind a pointer.

use std::sync::Arc;

use super::{Decode, Encode, Input, Wire, decode_by, encode_by};
use crate::compact;
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
    fn encode_field_compact(&self, id: i16, out: &mut compact::Writer) {
        T::encode_field_compact(self, id, out);
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Box<T> {
    decode_by!(|input| read(input, |input| input.value()));

    #[inline]
    fn decode_field_compact(input: &mut compact::Reader<'de>) -> Result<Self, ProtocolError> {
        read(input, T::decode_field_compact)
    }
}

#[inline]
fn read<'de, T: Decode<'de>, I: Input<'de>>(
    input: &mut I,
    value: impl FnOnce(&mut I) -> Result<T, ProtocolError>,
) -> Result<Box<T>, ProtocolError> {
    input.cursor().charge(size_of::<T>())?;
    match T::START {
        Some(start) => {
            let mut place = Box::new(start());
            input.field_value_into(&mut *place)?;
            Ok(place)
        }
        None => value(input).map(Box::new),
    }
}

impl<T: Wire> Wire for Arc<T> {
    const TYPE: Type = T::TYPE;
    const MIN_BINARY: usize = T::MIN_BINARY;
    const MIN_COMPACT: usize = T::MIN_COMPACT;
}

impl<T: Encode> Encode for Arc<T> {
    encode_by!(|this, out| super::Output::value::<T>(out, this));

    #[inline]
    fn encode_field_compact(&self, id: i16, out: &mut compact::Writer) {
        T::encode_field_compact(self, id, out);
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Arc<T> {
    decode_by!(|input| share(input, |input| input.value()));

    #[inline]
    fn decode_field_compact(input: &mut compact::Reader<'de>) -> Result<Self, ProtocolError> {
        share(input, T::decode_field_compact)
    }
}

#[inline]
fn share<'de, T: Decode<'de>, I: Input<'de>>(
    input: &mut I,
    value: impl FnOnce(&mut I) -> Result<T, ProtocolError>,
) -> Result<Arc<T>, ProtocolError> {
    input.cursor().charge(size_of::<T>())?;
    value(input).map(Arc::new)
}
