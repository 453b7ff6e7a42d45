//! Lists whose first few elements lie in the struct that has them, and are not allocated.

use smallvec::{Array, SmallVec};

use super::{Decode, Encode, Input, Output, Wire, decode_by, encode_by};
use crate::binary;
use crate::descriptor::Type;

impl<T: Wire, const N: usize> Wire for SmallVec<[T; N]>
where
    [T; N]: Array<Item = T>,
{
    const TYPE: Type = Type::List(&T::TYPE);
    const MIN_BINARY: usize = binary::LIST_HEADER;
}

impl<T: Encode, const N: usize> Encode for SmallVec<[T; N]>
where
    [T; N]: Array<Item = T>,
{
    encode_by!(|this, out| out.list(T::TTYPE, this.len(), |out| out.elements(this)));
}

impl<'de, T: Decode<'de>, const N: usize> Decode<'de> for SmallVec<[T; N]>
where
    [T; N]: Array<Item = T>,
{
    decode_by!(|input| {
        let len = input.begin_list::<T>()?;
        let mut elements = Self::new();
        if len <= N {
            for _ in 0..len {
                elements.push(input.value()?);
            }
        } else {
            elements = Self::from_vec(input.elements(len)?);
        }
        input.end_container();
        Ok(elements)
    });
}
