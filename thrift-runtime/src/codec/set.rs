//! Sets. A repeated element counts once.

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, Hash};

use super::{Decode, Encode, Wire};
use crate::binary;
use crate::error::ProtocolError;
use crate::ttype::TType;

impl<T: Wire, S> Wire for HashSet<T, S> {
    const TTYPE: TType = TType::Set;
    const MIN_BINARY: usize = binary::LIST_HEADER;
}

impl<T: Encode, S> Encode for HashSet<T, S> {
    fn encode_binary(&self, out: &mut binary::Writer) {
        out.list(T::TTYPE, self.len(), |out| self.iter().for_each(|element| element.encode_binary(out)));
    }
}

impl<'de, T: Decode<'de> + Eq + Hash, S: BuildHasher + Default> Decode<'de> for HashSet<T, S> {
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
        input.list::<T, _>(|input, len| {
            let mut set = Self::with_capacity_and_hasher(input.capacity_for::<T>(len), S::default());
            for _ in 0..len {
                set.insert(T::decode_binary(input)?);
            }
            Ok(set)
        })
    }
}

impl<T: Wire> Wire for BTreeSet<T> {
    const TTYPE: TType = TType::Set;
    const MIN_BINARY: usize = binary::LIST_HEADER;
}

impl<T: Encode> Encode for BTreeSet<T> {
    fn encode_binary(&self, out: &mut binary::Writer) {
        out.list(T::TTYPE, self.len(), |out| self.iter().for_each(|element| element.encode_binary(out)));
    }
}

impl<'de, T: Decode<'de> + Ord> Decode<'de> for BTreeSet<T> {
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
        input.list::<T, _>(|input, len| (0..len).map(|_| T::decode_binary(input)).collect())
    }
}
