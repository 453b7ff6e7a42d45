//! Sets and maps as its users have to write them: the runtime takes a set for a list, and writes maps without their types.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use compact_thrift_runtime::{
    CompactThriftInput, CompactThriftOutput, CompactThriftProtocol, ThriftError, read_collection_len_and_type,
    read_map_len_and_types,
};

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Map<K: Eq + Hash, V>(HashMap<K, V>);

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Set<T: Eq + Hash>(HashSet<T>);

impl<'i, K, V> CompactThriftProtocol<'i> for Map<K, V>
where
    K: CompactThriftProtocol<'i> + Default + Eq + Hash,
    V: CompactThriftProtocol<'i> + Default,
{
    const FIELD_TYPE: u8 = 11;

    #[inline]
    fn fill_thrift<I: CompactThriftInput<'i>>(&mut self, input: &mut I) -> Result<(), ThriftError> {
        let (number, key, value) = read_map_len_and_types(input)?;
        if number > 0 && (key, value) != (K::FIELD_TYPE, V::FIELD_TYPE) {
            return Err(ThriftError::InvalidType);
        }
        self.0.reserve(number as usize);
        for _ in 0..number {
            let key = K::read_thrift(input)?;
            self.0.insert(key, V::read_thrift(input)?);
        }
        Ok(())
    }

    #[inline]
    fn write_thrift<O: CompactThriftOutput>(&self, output: &mut O) -> Result<(), ThriftError> {
        output.write_len(self.0.len())?;
        if !self.0.is_empty() {
            output.write_byte(K::FIELD_TYPE << 4 | V::FIELD_TYPE)?;
        }
        self.0.iter().try_for_each(|(key, value)| {
            key.write_thrift(output)?;
            value.write_thrift(output)
        })
    }
}

impl<'i, T: CompactThriftProtocol<'i> + Default + Eq + Hash> CompactThriftProtocol<'i> for Set<T> {
    const FIELD_TYPE: u8 = 10;

    #[inline]
    fn fill_thrift<I: CompactThriftInput<'i>>(&mut self, input: &mut I) -> Result<(), ThriftError> {
        let (number, element) = read_collection_len_and_type(input)?;
        if element != T::FIELD_TYPE {
            return Err(ThriftError::InvalidType);
        }
        self.0.reserve(number as usize);
        for _ in 0..number {
            self.0.insert(T::read_thrift(input)?);
        }
        Ok(())
    }

    #[inline]
    fn write_thrift<O: CompactThriftOutput>(&self, output: &mut O) -> Result<(), ThriftError> {
        match u8::try_from(self.0.len()) {
            Ok(number @ 0..=14) => output.write_byte(number << 4 | T::FIELD_TYPE)?,
            _ => {
                output.write_byte(0xf0 | T::FIELD_TYPE)?;
                output.write_len(self.0.len())?;
            }
        }
        self.0.iter().try_for_each(|element| element.write_thrift(output))
    }
}
