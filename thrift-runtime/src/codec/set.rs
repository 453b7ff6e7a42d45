//! Sets. A repeated element counts once.

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, Hash};

use super::{Decode, Encode, Input, Output, Wire, decode_by, encode_by};
use crate::binary;
use crate::descriptor::Type;

impl<T: Wire, S> Wire for HashSet<T, S> {
    const TYPE: Type = Type::Set(&T::TYPE);
    const MIN_BINARY: usize = binary::LIST_HEADER;
}

impl<T: Encode, S> Encode for HashSet<T, S> {
    encode_by!(|this, out| out.list(T::TTYPE, this.len(), |out| this.iter().for_each(|element| out.value(element))));
}

impl<'de, T: Decode<'de> + Eq + Hash, S: BuildHasher + Default> Decode<'de> for HashSet<T, S> {
    decode_by!(|input| {
        let len = input.begin_list::<T>()?;
        input.cursor().charge_table::<T>(len)?;
        let mut set = Self::with_capacity_and_hasher(input.cursor().capacity_for::<T>(len), S::default());
        for _ in 0..len {
            set.insert(input.value()?);
        }
        input.end_container();
        Ok(set)
    });
}

impl<T: Wire> Wire for BTreeSet<T> {
    const TYPE: Type = Type::Set(&T::TYPE);
    const MIN_BINARY: usize = binary::LIST_HEADER;
}

impl<T: Encode> Encode for BTreeSet<T> {
    encode_by!(|this, out| out.list(T::TTYPE, this.len(), |out| this.iter().for_each(|element| out.value(element))));
}

impl<'de, T: Decode<'de> + Ord> Decode<'de> for BTreeSet<T> {
    decode_by!(|input| {
        let len = input.begin_list::<T>()?;
        input.cursor().charge_tree::<T>(len)?;
        // Not collected, which would need the memory twice.
        let mut set = Self::new();
        for _ in 0..len {
            set.insert(input.value()?);
        }
        input.end_container();
        Ok(set)
    });
}
