//! Values to the wire, as generated types are written.

use std::cell::Cell;

use thrift_idl::program::{Field, Type};

use super::defaults::{Defaults, charge};
use super::layout::{Layouts, Presence, Shape};
use super::value::{StructValue, Value};
use crate::codec::{Encode, Output};
use crate::error::ProtocolErrorKind;
use crate::limits::Limits;
use crate::ttype::TType;

/// Writes values.
pub(super) struct Encoder<'s> {
    schema: &'s Layouts,
    /// Bytes of memory that may still be made up.
    budget: Cell<usize>,
}

impl<'s> Encoder<'s> {
    pub(super) fn new(schema: &'s Layouts) -> Self {
        Self { schema, budget: Cell::new(Limits::DEFAULT.allocation) }
    }

    /// Writes a value. What is none of this type is an error of the writer's.
    pub(super) fn value<O: Output>(&mut self, ty: &'s Type, value: &Value, out: &mut O) {
        match (self.schema.program.resolve(ty), value) {
            (Type::Bool, Value::Bool(value)) => out.value(value),
            (Type::I8, Value::Int(value)) => integer::<i8>(*value, out),
            (Type::I16, Value::Int(value)) => integer::<i16>(*value, out),
            (Type::I32, Value::Int(value)) => integer::<i32>(*value, out),
            (Type::I64, Value::Int(value)) => out.value(value),
            (Type::Double, Value::Double(value)) => out.value(value),
            (Type::String, Value::String(text)) => out.value(text),
            (Type::Binary, Value::Binary(bytes)) => out.value(bytes),
            (Type::Uuid, Value::Uuid(id)) => out.value(id),
            (Type::Enum(_), Value::Enum(number)) => out.value(number),
            (Type::List(ty), Value::List(elements)) | (Type::Set(ty), Value::Set(elements)) => {
                out.list(self.schema.ttype(ty), elements.len(), |out| {
                    elements.iter().for_each(|element| self.value(ty, element, out));
                });
            }
            (Type::Map(k, v), Value::Map(entries)) => {
                out.map(self.schema.ttype(k), self.schema.ttype(v), entries.len(), |out| {
                    for (key, value) in entries {
                        self.value(k, key, out);
                        self.value(v, value, out);
                    }
                });
            }
            (Type::Struct(id), Value::Struct(fields)) => self.structure(self.schema.structure(*id), fields, out),
            _ => mismatch(out),
        }
    }

    pub(super) fn structure<O: Output>(&mut self, shape: Shape<'s>, value: &StructValue, out: &mut O) {
        if !out.begin_struct() {
            return;
        }
        let mut written = 0;
        for (field, presence) in shape.by_id() {
            match (value.get(field.id), presence) {
                (Some(value), _) => {
                    written += 1;
                    self.field(field, value, out);
                }
                (None, Presence::Always) if !shape.is_union() => self.default(field, out),
                (None, Presence::Required) => mismatch(out),
                (None, _) => {}
            }
        }
        out.unknown_fields(value.unknown_fields());
        let members = value.len() + value.unknown_fields().len();
        if written < value.len() || shape.is_union() && members > 1 {
            mismatch(out);
        }
        out.end_struct();
    }

    fn field<O: Output>(&mut self, field: &'s Field, value: &Value, out: &mut O) {
        match (self.schema.ttype(&field.ty), value) {
            (TType::Bool, Value::Bool(value)) => out.bool_field(field.id, *value),
            (TType::Bool, _) => mismatch(out),
            (ttype, value) => out.field_of(ttype, field.id, |out| self.value(&field.ty, value, out)),
        }
    }

    /// A field that is missing.
    fn default<O: Output>(&mut self, field: &'s Field, out: &mut O) {
        let made = Defaults::new(self.schema, &mut charge(&self.budget)).field(field);
        match made {
            Ok(value) => self.field(field, &value, out),
            Err(error) => out.sink().fail(error.kind(), error.to_string()),
        }
    }
}

fn integer<T: TryFrom<i64> + Encode>(value: i64, out: &mut impl Output) {
    match T::try_from(value) {
        Ok(value) => out.value(&value),
        Err(_) => mismatch(out),
    }
}

/// Where exactly, [validation](super::validate) finds out.
#[cold]
fn mismatch(out: &mut impl Output) {
    out.sink().fail(ProtocolErrorKind::InvalidData, "the value does not fit its type");
}
