//! What generated code may name, and nobody else: no part of this is stable.

#[cfg(feature = "blocking")]
pub mod blocking;
mod computed;
mod end;

pub use bytes::Bytes;
pub use ordered_float::OrderedFloat;
pub use smallvec::SmallVec;
pub use uuid::Uuid;

pub use self::computed::{computed, computed_by, computed_of_parameter};
pub use self::end::EndOfStruct;
pub use crate::codec::{
    AssembleFields, DecodeFields, EncodeFields, Fixed, Input, IntoPiece, IntoRun, Output, Piece, Place, Run, STOP,
    ValueRun, read_structs,
};
pub use crate::codec::{Numbered, copy_binary, header, map_all, member_header, optional_header, read_numbered};
pub use crate::cursor::Cursor;
pub use crate::enumeration::{self, UnknownEnumValue};
pub use crate::method::{Argument, Arguments, FieldReader, FieldWriter, Required, Returned, Thrown};
pub use crate::service::{End, Handle, Handled, Handling, ServedMethod};
pub use crate::sink::Space;
pub use crate::vec_map::{VecMap, VecSet};
pub use crate::{
    Adapter, ConstValue, Decode, Described, Descriptor, Encode, FieldDescriptor, Key, Kind, MethodDescriptor, Notes,
    ProtocolError, ServiceDescriptor, SharedString, TType, Type, UnknownField, ValueDescriptor, Wire, binary,
};
pub use crate::{
    deserialize_enum, enum_codec, forward_to_pointee, method_error, numbered_codec, serialize_enum, struct_codec,
    transparent_codec,
};

/// The type of what the IDL does not say because of an error in it. Whoever meets it has a better message to read first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Broken {}

impl Described for Broken {
    const DESCRIPTOR: &'static Descriptor = &Descriptor::new("", Kind::Struct(&[]));
}

struct_codec!(Broken);

impl EncodeFields for Broken {
    fn encode_fields<O: Output>(&self, _: &mut O) {}
}

impl<'de> DecodeFields<'de> for Broken {
    fn start() -> Self {
        Self {}
    }

    fn decode_fields<I: Input<'de>>(&mut self, input: &mut I, mut next: u32) -> Result<(), ProtocolError> {
        while next != STOP {
            let mark = input.mark();
            next = input.end_pass(next, mark);
        }
        input.end_struct::<Self>()
    }
}

impl Key for Broken {
    fn key_cmp(&self, _: &Self) -> std::cmp::Ordering {
        std::cmp::Ordering::Equal
    }

    fn key_hash<H: std::hash::Hasher>(&self, _: &mut H) {}
}
