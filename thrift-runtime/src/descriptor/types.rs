//! The types of fields, arguments, elements and keys.

use std::fmt;

use super::Descriptor;
use crate::ttype::TType;

/// A type of the IDL, with typedefs resolved.
///
/// What the wire does not tell apart is told apart here: text from bytes, an enum from its number, one struct from another.
/// It shows as the IDL writes it: `map<string, User>`.
///
/// ```
/// use thrift_runtime::{TType, Type};
///
/// const MATRIX: Type = Type::List(&Type::List(&Type::Double));
/// assert_eq!(MATRIX.ttype(), TType::List);
/// assert_eq!(MATRIX.to_string(), "list<list<double>>");
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
#[allow(missing_docs, reason = "each variant is the type of that name")]
pub enum Type {
    Bool,
    I8,
    I16,
    I32,
    I64,
    Double,
    /// Text, in UTF-8.
    String,
    /// Any bytes.
    Binary,
    Uuid,
    /// With the type of its elements.
    List(&'static Type),
    /// With the type of its elements.
    Set(&'static Type),
    /// With the types of its keys and values.
    Map(&'static Type, &'static Type),
    /// Behind a function, as structs are.
    Enum(fn() -> &'static Descriptor),
    /// A struct, exception or union. Behind a function, since its fields may be of the same type.
    Struct(fn() -> &'static Descriptor),
}

impl Type {
    /// Its type on the wire.
    #[inline]
    pub const fn ttype(self) -> TType {
        match self {
            Self::Bool => TType::Bool,
            Self::I8 => TType::I8,
            Self::I16 => TType::I16,
            Self::I32 | Self::Enum(_) => TType::I32,
            Self::I64 => TType::I64,
            Self::Double => TType::Double,
            Self::String | Self::Binary => TType::String,
            Self::Uuid => TType::Uuid,
            Self::List(_) => TType::List,
            Self::Set(_) => TType::Set,
            Self::Map(..) => TType::Map,
            Self::Struct(_) => TType::Struct,
        }
    }

    /// What the IDL says about a struct, exception, union or enum.
    pub fn descriptor(self) -> Option<&'static Descriptor> {
        match self {
            Self::Enum(descriptor) | Self::Struct(descriptor) => Some(descriptor()),
            _ => None,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Binary => f.write_str("binary"),
            Self::List(element) => write!(f, "list<{element}>"),
            Self::Set(element) => write!(f, "set<{element}>"),
            Self::Map(key, value) => write!(f, "map<{key}, {value}>"),
            Self::Enum(descriptor) | Self::Struct(descriptor) => f.write_str(descriptor().name()),
            scalar => scalar.ttype().fmt(f),
        }
    }
}

impl fmt::Debug for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Whether a field has to be there, as the IDL has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Requiredness {
    /// `required`: always written; its absence is an error.
    Required,
    /// Neither word: written, and made up where it is missing.
    Default,
    /// `optional`, and the members of a union: written where it is set. Also a field without either word that a struct of its
    /// own type can hold only where it is not set.
    Optional,
}
