//! Values that nobody has given, as the schema has them.

use std::cell::Cell;

use bytes::Bytes;
use thrift_idl::program::{Field, StructId, Type, Value as Constant};
use uuid::Uuid;

use super::layout::{Layouts, Presence};
use super::value::{StructValue, Value};
use crate::error::{ProtocolError, ProtocolErrorKind};

type Result<T, E = ProtocolError> = std::result::Result<T, E>;

/// Takes memory that is about to be allocated from a budget: a few structs that hold each other come to any number of values.
type Charge<'c> = &'c mut dyn FnMut(usize) -> Result<()>;

/// Makes up values.
pub(super) struct Defaults<'s, 'c> {
    schema: &'s Layouts,
    charge: Charge<'c>,
    /// Structs and containers that may still be entered.
    depth: u32,
}

/// Memory for what is made up outside of a message, which has its own budget.
pub(super) fn charge(budget: &Cell<usize>) -> impl FnMut(usize) -> Result<()> {
    |bytes| match budget.get().checked_sub(bytes) {
        Some(left) => {
            budget.set(left);
            Ok(())
        }
        None => Err(ProtocolError::new(ProtocolErrorKind::SizeLimit, "the defaults of the schema are too large")),
    }
}

/// Structs and containers within each other, in one default.
const DEPTH: u32 = 128;

impl<'s, 'c> Defaults<'s, 'c> {
    pub(super) fn new(schema: &'s Layouts, charge: Charge<'c>) -> Self {
        Self { schema, charge, depth: DEPTH }
    }

    /// What a field is where it is missing.
    pub(super) fn field(&mut self, field: &'s Field) -> Result<Value> {
        match &field.default {
            Some(value) => self.constant(value, &field.ty),
            None => self.zero(&field.ty),
        }
    }

    /// What a value of a type is of which nothing else is said.
    pub(super) fn zero(&mut self, ty: &'s Type) -> Result<Value> {
        (self.charge)(size_of::<(i16, Value)>())?;
        Ok(match self.schema.program.resolve(ty) {
            Type::Bool => Value::Bool(false),
            Type::I8 | Type::I16 | Type::I32 | Type::I64 => Value::Int(0),
            Type::Double => Value::from(0.0),
            Type::String => Value::String(String::new()),
            Type::Binary => Value::Binary(Bytes::new()),
            Type::Uuid => Value::Uuid(Uuid::nil()),
            Type::Enum(_) => Value::Enum(0),
            Type::List(_) => Value::List(Vec::new()),
            Type::Set(_) => Value::Set(Vec::new()),
            Type::Map(..) => Value::Map(Vec::new()),
            Type::Struct(id) => Value::Struct(self.structure(*id, &[])?),
            Type::Typedef(_) => return Err(endless()),
        })
    }

    /// A struct, of which these fields are said.
    fn structure(&mut self, id: StructId, said: &'s [(usize, Constant)]) -> Result<StructValue> {
        self.depth = self.depth.checked_sub(1).ok_or_else(endless)?;
        let shape = self.schema.structure(id);
        let known = said.iter().filter_map(|(index, value)| Some((shape.fields.get(*index)?, value)));
        let known = known.map(|(field, value)| Ok((field.id, self.constant(value, &field.ty)?)));
        let mut value: StructValue = known.collect::<Result<_>>()?;
        let mut others = Vec::new();
        // A union is what is said, or nothing.
        for (field, presence) in shape.by_id().filter(|(field, _)| !shape.is_union() && value.get(field.id).is_none()) {
            match (&field.default, presence) {
                (None, Presence::WhereSet) => {}
                _ => others.push((field.id, self.field(field)?)),
            }
        }
        value.extend(others);
        self.depth += 1;
        Ok(value)
    }

    fn constant(&mut self, value: &'s Constant, ty: &'s Type) -> Result<Value> {
        (self.charge)(size_of::<(i16, Value)>())?;
        let ty = self.schema.program.resolve(ty);
        Ok(match (value, ty) {
            (Constant::Bool(value), _) => Value::Bool(*value),
            (Constant::Int(value), _) => Value::Int(*value),
            (Constant::Double(value), _) => Value::from(*value),
            (Constant::String(text), _) => {
                (self.charge)(text.len())?;
                Value::String(text.clone())
            }
            (Constant::Binary(bytes), _) => {
                (self.charge)(bytes.len())?;
                Value::Binary(Bytes::copy_from_slice(bytes))
            }
            (Constant::Uuid(bytes), _) => Value::Uuid(Uuid::from_bytes(*bytes)),
            (Constant::Enum(_, number), _) => Value::Enum(*number),
            (Constant::List(elements), Type::List(ty)) => Value::List(self.constants(elements, ty)?),
            (Constant::Set(elements), Type::Set(ty)) => Value::Set(self.constants(elements, ty)?),
            (Constant::Map(entries), Type::Map(k, v)) => {
                self.depth = self.depth.checked_sub(1).ok_or_else(endless)?;
                let entries = entries.iter().map(|(key, value)| Ok((self.constant(key, k)?, self.constant(value, v)?)));
                let entries = entries.collect::<Result<_>>()?;
                self.depth += 1;
                Value::Map(entries)
            }
            (Constant::Struct(id, said), _) => Value::Struct(self.structure(*id, said)?),
            // A constant of another type than its field's does not pass the checks.
            _ => return self.zero(ty),
        })
    }

    fn constants(&mut self, elements: &'s [Constant], ty: &'s Type) -> Result<Vec<Value>> {
        self.depth = self.depth.checked_sub(1).ok_or_else(endless)?;
        let elements = elements.iter().map(|element| self.constant(element, ty)).collect();
        self.depth += 1;
        elements
    }
}

#[cold]
fn endless() -> ProtocolError {
    ProtocolError::new(ProtocolErrorKind::DepthLimit, "a default of the schema is nested too deeply")
}
