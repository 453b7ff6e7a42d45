//! Maps. The last of two entries with one key wins.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use super::{Decode, Encode, Input, Output, Wire, decode_by, encode_by};
use crate::binary;
use crate::descriptor::Type;

impl<K: Wire, V: Wire, S> Wire for HashMap<K, V, S> {
    const TYPE: Type = Type::Map(&K::TYPE, &V::TYPE);
    const MIN_BINARY: usize = binary::MAP_HEADER;
}

impl<K: Encode, V: Encode, S> Encode for HashMap<K, V, S> {
    encode_by!(|this, out| out.map(K::TTYPE, V::TTYPE, this.len(), |out| write_entries(this, out)));
}

impl<'de, K, V, S> Decode<'de> for HashMap<K, V, S>
where
    K: Decode<'de> + Eq + Hash,
    V: Decode<'de>,
    S: BuildHasher + Default,
{
    decode_by!(|input| {
        let len = input.begin_map::<K, V>()?;
        input.cursor().charge_table::<(K, V)>(len)?;
        let mut map = Self::with_capacity_and_hasher(input.cursor().capacity_for::<(K, V)>(len), S::default());
        for _ in 0..len {
            map.insert(input.value()?, input.value()?);
        }
        input.end_container();
        Ok(map)
    });
}

impl<K: Wire, V: Wire> Wire for BTreeMap<K, V> {
    const TYPE: Type = Type::Map(&K::TYPE, &V::TYPE);
    const MIN_BINARY: usize = binary::MAP_HEADER;
}

impl<K: Encode, V: Encode> Encode for BTreeMap<K, V> {
    encode_by!(|this, out| out.map(K::TTYPE, V::TTYPE, this.len(), |out| write_entries(this, out)));
}

impl<'de, K: Decode<'de> + Ord, V: Decode<'de>> Decode<'de> for BTreeMap<K, V> {
    decode_by!(|input| {
        let len = input.begin_map::<K, V>()?;
        input.cursor().charge_tree::<(K, V)>(len)?;
        // Not collected, which would need the memory twice.
        let mut map = Self::new();
        for _ in 0..len {
            map.insert(input.value()?, input.value()?);
        }
        input.end_container();
        Ok(map)
    });
}

fn write_entries<'a, K: Encode + 'a, V: Encode + 'a>(
    entries: impl IntoIterator<Item = (&'a K, &'a V)>,
    out: &mut impl Output,
) {
    for (key, value) in entries {
        out.value(key);
        out.value(value);
    }
}
