//! Maps. The last of two entries with one key wins.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use super::{Decode, Encode, Wire};
use crate::binary;
use crate::error::ProtocolError;
use crate::ttype::TType;

impl<K: Wire, V: Wire, S> Wire for HashMap<K, V, S> {
    const TTYPE: TType = TType::Map;
    const MIN_BINARY: usize = binary::MAP_HEADER;
}

impl<K: Encode, V: Encode, S> Encode for HashMap<K, V, S> {
    fn encode_binary(&self, out: &mut binary::Writer) {
        out.map(K::TTYPE, V::TTYPE, self.len(), |out| encode_entries(self, out));
    }
}

impl<'de, K, V, S> Decode<'de> for HashMap<K, V, S>
where
    K: Decode<'de> + Eq + Hash,
    V: Decode<'de>,
    S: BuildHasher + Default,
{
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
        input.map::<K, V, _>(|input, len| {
            let mut map = Self::with_capacity_and_hasher(input.capacity_for::<(K, V)>(len), S::default());
            for _ in 0..len {
                map.insert(K::decode_binary(input)?, V::decode_binary(input)?);
            }
            Ok(map)
        })
    }
}

impl<K: Wire, V: Wire> Wire for BTreeMap<K, V> {
    const TTYPE: TType = TType::Map;
    const MIN_BINARY: usize = binary::MAP_HEADER;
}

impl<K: Encode, V: Encode> Encode for BTreeMap<K, V> {
    fn encode_binary(&self, out: &mut binary::Writer) {
        out.map(K::TTYPE, V::TTYPE, self.len(), |out| encode_entries(self, out));
    }
}

impl<'de, K: Decode<'de> + Ord, V: Decode<'de>> Decode<'de> for BTreeMap<K, V> {
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
        input.map::<K, V, _>(|input, len| {
            (0..len).map(|_| Ok((K::decode_binary(input)?, V::decode_binary(input)?))).collect()
        })
    }
}

fn encode_entries<'a, K: Encode + 'a, V: Encode + 'a>(
    entries: impl IntoIterator<Item = (&'a K, &'a V)>,
    out: &mut binary::Writer,
) {
    for (key, value) in entries {
        key.encode_binary(out);
        value.encode_binary(out);
    }
}
