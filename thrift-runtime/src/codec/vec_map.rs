//! Maps and sets whose entries are only kept, not looked up.

use super::{Decode, Encode, Input, Output, Wire, decode_by, encode_by};
use crate::binary;
use crate::descriptor::Type;
use crate::vec_map::{VecMap, VecSet};

impl<T: Wire> Wire for VecSet<T> {
    const TYPE: Type = Type::Set(&T::TYPE);
    const MIN_BINARY: usize = binary::LIST_HEADER;
}

impl<T: Encode> Encode for VecSet<T> {
    encode_by!(|this, out| out.list(T::TTYPE, this.len(), |out| out.elements(this)));
}

impl<'de, T: Decode<'de>> Decode<'de> for VecSet<T> {
    decode_by!(|input| {
        let len = input.begin_list::<T>()?;
        let elements = input.elements(len)?;
        input.end_container();
        Ok(Self::from(elements))
    });
}

impl<K: Wire, V: Wire> Wire for VecMap<K, V> {
    const TYPE: Type = Type::Map(&K::TYPE, &V::TYPE);
    const MIN_BINARY: usize = binary::MAP_HEADER;
}

impl<K: Encode, V: Encode> Encode for VecMap<K, V> {
    encode_by!(|this, out| out.map(K::TTYPE, V::TTYPE, this.len(), |out| {
        for (key, value) in this {
            out.value(key);
            out.value(value);
        }
    }));
}

impl<'de, K: Decode<'de>, V: Decode<'de>> Decode<'de> for VecMap<K, V> {
    decode_by!(|input| {
        let len = input.begin_map::<K, V>()?;
        let mut entries = Vec::with_capacity(input.cursor().capacity_for::<(K, V)>(len));
        for _ in 0..len {
            entries.push((input.value()?, input.value()?));
        }
        input.end_container();
        Ok(Self::from(entries))
    });
}
