//! Values for serde.

use std::cell::Cell;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::ser::{Error, SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use thrift_idl::program::{EnumId, Type};

use crate::dynamic::defaults::{Defaults, charge};
use crate::dynamic::layout::{Layouts, Presence, Shape};
use crate::dynamic::validate::mismatch;
use crate::dynamic::value::{StructValue, Value};
use crate::dynamic::value_type::ValueType;
use crate::limits::Limits;
use crate::serde::double;

/// A value with its type, for serde: [how it looks](ValueType#readable-forms).
#[derive(Debug)]
pub struct TypedValue<'v> {
    ty: &'v ValueType,
    value: &'v Value,
}

impl<'v> TypedValue<'v> {
    pub(super) fn new(ty: &'v ValueType, value: &'v Value) -> Self {
        Self { ty, value }
    }
}

impl Serialize for TypedValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let budget = Cell::new(Limits::DEFAULT.allocation);
        let context = Context { schema: self.ty.schema().layouts(), budget: &budget };
        Part { context, ty: self.ty.idl(), value: self.value }.serialize(serializer)
    }
}

#[derive(Clone, Copy)]
struct Context<'s> {
    schema: &'s Layouts,
    /// Bytes of memory that may still be made up.
    budget: &'s Cell<usize>,
}

/// A value within another one.
struct Part<'s, 'v> {
    context: Context<'s>,
    ty: &'s Type,
    value: &'v Value,
}

impl<'s, 'v> Part<'s, 'v> {
    fn of<'w>(&self, ty: &'s Type, value: &'w Value) -> Part<'s, 'w> {
        Part { context: self.context, ty, value }
    }

    fn pairs<S: Serializer>(
        &self,
        (k, v): (&'s Type, &'s Type),
        entries: &[(Value, Value)],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() && !self.context.is_key(k) {
            return serializer.collect_seq(entries.iter().map(|(key, value)| (self.of(k, key), self.of(v, value))));
        }
        serializer.collect_map(entries.iter().map(|(key, value)| (self.of(k, key), self.of(v, value))))
    }

    fn structure<S: Serializer>(
        &self,
        shape: Shape<'s>,
        fields: &StructValue,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for field in shape.fields {
            let presence = shape.find(field.id).map(|(_, presence)| presence);
            match (fields.get(field.id), presence) {
                (Some(value), _) => map.serialize_entry(&field.name.text, &self.of(&field.ty, value))?,
                (None, Some(Presence::Always)) => {
                    let made = Defaults::new(self.context.schema, &mut charge(self.context.budget)).field(field);
                    let made = made.map_err(S::Error::custom)?;
                    map.serialize_entry(&field.name.text, &self.of(&field.ty, &made))?;
                }
                (None, Some(Presence::Required)) => {
                    return Err(S::Error::custom(format!("the required field `{}` is missing", field.name.text)));
                }
                (None, _) => {}
            }
        }
        if !fields.unknown_fields().is_empty() {
            map.serialize_entry(&super::unknown_fields(shape), fields.unknown_fields())?;
        }
        map.end()
    }

    fn union<S: Serializer>(&self, shape: Shape<'s>, fields: &StructValue, serializer: S) -> Result<S::Ok, S::Error> {
        let known = fields.iter().find_map(|(id, value)| Some((shape.find(id)?.0, value)));
        let mut map = match (known, fields.unknown_fields()) {
            (None, []) => return serializer.serialize_str(&super::unset(shape)),
            _ => serializer.serialize_map(Some(1))?,
        };
        match (known, fields.unknown_fields().first()) {
            (Some((field, value)), _) => map.serialize_entry(&field.name.text, &self.of(&field.ty, value))?,
            (None, Some(unknown)) => map.serialize_entry(&super::unknown_member(shape), unknown)?,
            (None, None) => {}
        }
        map.end()
    }
}

impl Serialize for Part<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let schema = self.context.schema;
        match (schema.program.resolve(self.ty), self.value) {
            (Type::Bool, Value::Bool(value)) => serializer.serialize_bool(*value),
            (Type::I8, Value::Int(value)) => narrow::<i8, S>(*value)?.serialize(serializer),
            (Type::I16, Value::Int(value)) => narrow::<i16, S>(*value)?.serialize(serializer),
            (Type::I32, Value::Int(value)) => narrow::<i32, S>(*value)?.serialize(serializer),
            (Type::I64, Value::Int(value)) => serializer.serialize_i64(*value),
            (Type::Double, Value::Double(value)) => double::serialize(value, serializer),
            (Type::String, Value::String(text)) => serializer.serialize_str(text),
            (Type::Binary, Value::Binary(bytes)) => match serializer.is_human_readable() {
                true => serializer.serialize_str(&STANDARD.encode(bytes)),
                false => serializer.serialize_bytes(bytes),
            },
            (Type::Uuid, Value::Uuid(id)) => id.serialize(serializer),
            (Type::Enum(id), Value::Enum(number)) => enumeration(schema, *id, *number, serializer),
            (Type::List(ty), Value::List(elements)) | (Type::Set(ty), Value::Set(elements)) => {
                let mut seq = serializer.serialize_seq(Some(elements.len()))?;
                elements.iter().try_for_each(|element| seq.serialize_element(&self.of(ty, element)))?;
                seq.end()
            }
            (Type::Map(k, v), Value::Map(entries)) => self.pairs((k, v), entries, serializer),
            (Type::Struct(id), Value::Struct(fields)) => match schema.structure(*id) {
                shape if shape.is_union() => self.union(shape, fields, serializer),
                shape => self.structure(shape, fields, serializer),
            },
            (ty, value) => Err(S::Error::custom(mismatch(schema, ty, value))),
        }
    }
}

impl Context<'_> {
    /// Whether a value can be a key in JSON.
    fn is_key(self, ty: &Type) -> bool {
        let ty = self.schema.program.resolve(ty);
        !matches!(ty, Type::List(_) | Type::Set(_) | Type::Map(..) | Type::Struct(_))
    }
}

fn narrow<T: TryFrom<i64>, S: Serializer>(value: i64) -> Result<T, S::Error> {
    T::try_from(value).map_err(|_| S::Error::custom(format!("{value} is out of the range of its type")))
}

/// Of two names for one number the first.
fn enumeration<S: Serializer>(schema: &Layouts, id: EnumId, number: i32, serializer: S) -> Result<S::Ok, S::Error> {
    let named = schema.program[id].values.iter().find(|value| value.number == number);
    match named {
        Some(value) if serializer.is_human_readable() => serializer.serialize_str(&value.name.text),
        _ => serializer.serialize_i32(number),
    }
}
