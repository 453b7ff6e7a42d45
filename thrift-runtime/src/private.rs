//! What generated code may name, and nobody else: no part of this is stable.

pub use bytes::Bytes;
pub use ordered_float::OrderedFloat;
pub use uuid::Uuid;

pub use crate::enumeration::{self, Enumeration, UnknownEnumValue};
pub use crate::forward_to_pointee;
pub use crate::{Decode, Encode, Key, ProtocolError, StructInfo, TType, UnknownField, Wire, binary};
