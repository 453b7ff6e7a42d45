//! What generated code may name, and nobody else: no part of this is stable.

pub use bytes::Bytes;
pub use ordered_float::OrderedFloat;
pub use uuid::Uuid;

pub use crate::enumeration::{self, UnknownEnumValue};
pub use crate::method::{Argument, Arguments, FieldReader, FieldWriter, Required, Returned, Thrown};
pub use crate::service::{End, Handle, Handled, Handling, ServedMethod};
pub use crate::{
    Decode, Described, Descriptor, Encode, FieldDescriptor, Key, Kind, MethodDescriptor, Notes, ProtocolError,
    ServiceDescriptor, TType, UnknownField, ValueDescriptor, Wire, binary,
};
pub use crate::{forward_to_pointee, method_error};

/// The type of what the IDL does not say because of an error in it. Whoever meets it has a better message to read first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Broken {}

impl Wire for Broken {}

impl Encode for Broken {
    fn encode_binary(&self, out: &mut binary::Writer) {
        if out.begin_struct() {
            out.end_struct();
        }
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
