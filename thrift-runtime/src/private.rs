//! What generated code may name, and nobody else: no part of this is stable.

pub use bytes::Bytes;
pub use ordered_float::OrderedFloat;
pub use uuid::Uuid;

pub use crate::enumeration::{self, Enumeration, UnknownEnumValue};
pub use crate::forward_to_pointee;
pub use crate::{Decode, Encode, Key, ProtocolError, StructInfo, TType, UnknownField, Wire, binary};

/// The type of what the IDL does not say because of an error in it. Whoever meets it has a better message to read first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Broken {}

impl Wire for Broken {
    const TTYPE: TType = TType::Struct;
    const MIN_BINARY: usize = 1;
}

impl Encode for Broken {
    fn encode_binary(&self, out: &mut binary::Writer) {
        out.structure(|_| {});
    }
}

impl<'de> Decode<'de> for Broken {
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
        input.nested(|input| input.skip(TType::Struct)).map(|()| Self {})
    }
}

impl Key for Broken {
    fn key_cmp(&self, _: &Self) -> std::cmp::Ordering {
        std::cmp::Ordering::Equal
    }

    fn key_hash<H: std::hash::Hasher>(&self, _: &mut H) {}
}
