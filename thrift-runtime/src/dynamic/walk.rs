//! How what walks over JSON reads a program.

use thrift_idl::program::{Field, Type};

use super::layout::{Layouts, Shape};
use crate::error::ProtocolError;
use crate::json::Types;
use crate::ttype::TType;

impl<'s> Types<'s> for &'s Layouts {
    type Type = Type;
    type Struct = Shape<'s>;
    type Field = Field;

    fn ttype(self, ty: &'s Type) -> TType {
        Layouts::ttype(self, ty)
    }

    fn is_binary(self, ty: &'s Type) -> bool {
        *self.program.resolve(ty) == Type::Binary
    }

    fn element(self, ty: &'s Type) -> Option<&'s Type> {
        match self.program.resolve(ty) {
            Type::List(element) | Type::Set(element) => Some(element),
            _ => None,
        }
    }

    fn entry(self, ty: &'s Type) -> Option<(&'s Type, &'s Type)> {
        match self.program.resolve(ty) {
            Type::Map(key, value) => Some((key, value)),
            _ => None,
        }
    }

    fn structure(self, ty: &'s Type) -> Option<Shape<'s>> {
        match self.program.resolve(ty) {
            Type::Struct(id) => Some(Layouts::structure(self, *id)),
            _ => None,
        }
    }

    fn struct_name(structure: Shape<'s>) -> &'s str {
        structure.name
    }

    fn fields(structure: Shape<'s>) -> &'s [Field] {
        structure.fields
    }

    fn id(field: &'s Field) -> i16 {
        field.id
    }

    fn name(field: &'s Field) -> &'s str {
        &field.name.text
    }

    fn field_type(field: &'s Field) -> &'s Type {
        &field.ty
    }

    fn within(structure: Shape<'s>, error: ProtocolError, id: Option<i16>) -> ProtocolError {
        structure.around(error, id)
    }

    fn show(self, ty: &'s Type) -> String {
        self.type_name(ty)
    }
}
