//! What guides a walk: the types of the IDL, wherever they are kept.

use crate::descriptor::{Descriptor, FieldDescriptor, Type};
use crate::error::ProtocolError;
use crate::ttype::TType;

/// Where types of the IDL are kept: in descriptors, or in a program that is read at run time.
///
/// The walks are compiled for each, so that the one by descriptors pays nothing for the other.
pub(crate) trait Types<'s>: Copy {
    /// A type.
    type Type: 's;
    /// A struct, an exception or a union.
    type Struct: Copy;
    /// A field of one.
    type Field: 's;

    /// What a type is on the wire.
    fn ttype(self, ty: &'s Self::Type) -> TType;

    /// Whether it is `binary`, which on the wire is like `string`.
    fn is_binary(self, ty: &'s Self::Type) -> bool;

    /// The type of the elements of a list or set.
    fn element(self, ty: &'s Self::Type) -> Option<&'s Self::Type>;

    /// The types of the keys and values of a map.
    fn entry(self, ty: &'s Self::Type) -> Option<(&'s Self::Type, &'s Self::Type)>;

    /// The struct that a type is.
    fn structure(self, ty: &'s Self::Type) -> Option<Self::Struct>;

    /// The name of a struct.
    fn struct_name(structure: Self::Struct) -> &'s str;

    /// The fields of a struct.
    fn fields(structure: Self::Struct) -> &'s [Self::Field];

    /// The id of a field.
    fn id(field: &'s Self::Field) -> i16;

    /// The name of a field.
    fn name(field: &'s Self::Field) -> &'s str;

    /// The type of a field.
    fn field_type(field: &'s Self::Field) -> &'s Self::Type;

    /// An error in a struct, in the field with this id.
    fn within(structure: Self::Struct, error: ProtocolError, id: Option<i16>) -> ProtocolError;

    /// A type as the IDL writes it.
    fn show(self, ty: &'s Self::Type) -> String;
}

/// Those of generated types.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Descriptors;

impl Types<'static> for Descriptors {
    type Type = Type;
    type Struct = &'static Descriptor;
    type Field = FieldDescriptor;

    #[inline(always)]
    fn ttype(self, ty: &'static Type) -> TType {
        ty.ttype()
    }

    #[inline(always)]
    fn is_binary(self, ty: &'static Type) -> bool {
        matches!(ty, Type::Binary)
    }

    #[inline(always)]
    fn element(self, ty: &'static Type) -> Option<&'static Type> {
        match ty {
            Type::List(element) | Type::Set(element) => Some(element),
            _ => None,
        }
    }

    #[inline(always)]
    fn entry(self, ty: &'static Type) -> Option<(&'static Type, &'static Type)> {
        match ty {
            Type::Map(key, value) => Some((key, value)),
            _ => None,
        }
    }

    #[inline(always)]
    fn structure(self, ty: &'static Type) -> Option<&'static Descriptor> {
        ty.descriptor()
    }

    fn struct_name(structure: &'static Descriptor) -> &'static str {
        structure.name()
    }

    #[inline(always)]
    fn fields(structure: &'static Descriptor) -> &'static [FieldDescriptor] {
        structure.fields()
    }

    #[inline(always)]
    fn id(field: &'static FieldDescriptor) -> i16 {
        field.id()
    }

    #[inline(always)]
    fn name(field: &'static FieldDescriptor) -> &'static str {
        field.name()
    }

    #[inline(always)]
    fn field_type(field: &'static FieldDescriptor) -> &'static Type {
        field.ty_ref()
    }

    #[cold]
    fn within(structure: &'static Descriptor, error: ProtocolError, id: Option<i16>) -> ProtocolError {
        error.within(structure, id)
    }

    fn show(self, ty: &'static Type) -> String {
        ty.to_string()
    }
}
