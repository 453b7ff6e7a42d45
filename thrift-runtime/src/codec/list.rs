//! Lists.

use super::{Decode, DecodeFields, Encode, Input, Output, Wire, decode_by, encode_by};
use crate::binary;
use crate::descriptor::Type;
use crate::error::ProtocolError;

impl<T: Wire> Wire for Vec<T> {
    const TYPE: Type = Type::List(&T::TYPE);
    const MIN_BINARY: usize = binary::LIST_HEADER;
}

impl<T: Encode> Encode for Vec<T> {
    encode_by!(|this, out| out.list(T::TTYPE, this.len(), |out| out.elements(this)));
}

impl<'de, T: Decode<'de>> Decode<'de> for Vec<T> {
    decode_by!(|input| {
        let len = input.begin_list::<T>()?;
        let elements = input.elements(len)?;
        input.end_container();
        Ok(elements)
    });
}

/// Reads that many elements.
pub(super) fn read<'de, T: Decode<'de>, I: Input<'de>>(input: &mut I, len: usize) -> Result<Vec<T>, ProtocolError> {
    let mut elements = Vec::with_capacity(input.cursor().capacity_for::<T>(len));
    for _ in 0..len {
        elements.push(input.value()?);
    }
    Ok(elements)
}

/// Reads that many structs, each where it stays.
#[inline]
pub fn read_structs<'de, T: DecodeFields<'de>, I: Input<'de>>(
    input: &mut I,
    len: usize,
) -> Result<Vec<T>, ProtocolError> {
    let mut elements = Vec::with_capacity(input.cursor().capacity_for::<T>(len));
    let may_be_short = input.cursor().can_enter_struct(size_of::<T>());
    for _ in 0..len {
        if may_be_short && let Some(element) = T::decode_short(input) {
            elements.push(element);
            continue;
        }
        if elements.len() == elements.capacity() {
            grow(&mut elements);
        }
        // What is pushed where there is room for sure is made there, and not elsewhere and copied.
        if elements.len() < elements.capacity() {
            elements.push(T::start());
        }
        if let Some(place) = elements.last_mut() {
            input.structure_into(place)?;
        }
    }
    Ok(elements)
}

#[cold]
#[inline(never)]
fn grow<T>(elements: &mut Vec<T>) {
    elements.reserve(1);
}
