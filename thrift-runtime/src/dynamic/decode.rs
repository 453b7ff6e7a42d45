//! Values from the wire, as generated types are read.

use thrift_idl::program::{Field, Type};

use super::defaults::Defaults;
use super::layout::{Layouts, Presence, Shape};
use super::value::{StructValue, Value};
use crate::codec::{Input, STOP, begin_list, begin_map};
use crate::cursor::{field_header, field_id};
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::ttype::TType;
use crate::unknown::UnknownField;
use crate::vec_map::VecMap;

type Result<T, E = ProtocolError> = std::result::Result<T, E>;

/// What becomes of fields that the schema does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Unknown {
    Skipped,
    Kept,
    /// An error: in arguments by their names, which somebody has misspelt.
    Refused,
}

/// Reads values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decoder<'s> {
    pub(super) schema: &'s Layouts,
    pub(super) unknown: Unknown,
}

/// What a struct takes of the part of the stack that structs have, as those of Rust do by their size.
const FRAME: usize = 256;

impl<'s> Decoder<'s> {
    pub(super) fn value<'de, I: Input<'de>>(self, ty: &'s Type, input: &mut I) -> Result<Value> {
        Ok(match self.schema.program.resolve(ty) {
            Type::Bool => Value::Bool(input.value()?),
            Type::I8 => Value::Int(input.value::<i8>()?.into()),
            Type::I16 => Value::Int(input.value::<i16>()?.into()),
            Type::I32 => Value::Int(input.value::<i32>()?.into()),
            Type::I64 => Value::Int(input.value()?),
            Type::Double => Value::Double(input.value()?),
            Type::String => Value::String(input.value()?),
            Type::Binary => Value::Binary(input.value()?),
            Type::Uuid => Value::Uuid(input.value()?),
            Type::Enum(_) => Value::Enum(input.value()?),
            Type::List(element) => Value::List(self.elements(element, input)?),
            Type::Set(element) => Value::Set(self.elements(element, input)?),
            Type::Map(key, value) => Value::Map(self.entries((key, value), input)?),
            Type::Struct(id) => Value::Struct(self.structure(self.schema.structure(*id), input)?),
            Type::Typedef(_) => {
                return Err(input.cursor().error(ProtocolErrorKind::InvalidData, "a typedef of itself"));
            }
        })
    }

    fn elements<'de, I: Input<'de>>(self, ty: &'s Type, input: &mut I) -> Result<Vec<Value>> {
        let len = begin_list(input, self.schema.ttype(ty), self.min_size::<I>(ty), size_of::<Value>())?;
        let mut elements = Vec::with_capacity(input.cursor().capacity_for::<Value>(len));
        for _ in 0..len {
            elements.push(self.value(ty, input)?);
        }
        input.end_container();
        Ok(elements)
    }

    fn entries<'de, I: Input<'de>>(self, (k, v): (&'s Type, &'s Type), input: &mut I) -> Result<Vec<(Value, Value)>> {
        let types = (self.schema.ttype(k), self.schema.ttype(v));
        let min_size = self.min_size::<I>(k) + self.min_size::<I>(v);
        let len = begin_map(input, types, min_size, size_of::<(Value, Value)>())?;
        let mut entries = Vec::with_capacity(input.cursor().capacity_for::<(Value, Value)>(len));
        for _ in 0..len {
            entries.push((self.value(k, input)?, self.value(v, input)?));
        }
        input.end_container();
        Ok(entries)
    }

    /// The fewest bytes that a value takes.
    fn min_size<'de, I: Input<'de>>(self, ty: &Type) -> usize {
        match self.schema.ttype(ty) {
            TType::Bool => I::min_size::<bool>(),
            TType::I8 => I::min_size::<i8>(),
            TType::I16 => I::min_size::<i16>(),
            TType::I32 => I::min_size::<i32>(),
            TType::I64 => I::min_size::<i64>(),
            TType::Double => I::min_size::<f64>(),
            TType::String => I::min_size::<String>(),
            TType::Uuid => I::min_size::<uuid::Uuid>(),
            TType::List | TType::Set => I::min_size::<Vec<bool>>(),
            TType::Map => I::min_size::<VecMap<bool, bool>>(),
            TType::Struct | TType::Stop => 1,
        }
    }

    pub(super) fn structure<'de, I: Input<'de>>(self, shape: Shape<'s>, input: &mut I) -> Result<StructValue> {
        input.cursor().enter_struct(FRAME).map_err(|error| shape.around(error, None))?;
        let mut fields = Vec::new();
        let mut unknown = Vec::new();
        let mut last = STOP;
        loop {
            let around = |error, id| shape.around(error, id);
            let id = (last != STOP).then(|| field_id(last));
            let header = input.header(last).map_err(|error| around(error, id))?;
            if header == STOP {
                break;
            }
            let id = field_id(header);
            match self.known(shape, header) {
                Some(field) if shape.is_union() && !fields.is_empty() => {
                    let message = "a union has more than one member set";
                    let error = input.cursor().error(ProtocolErrorKind::InvalidData, message);
                    return Err(around(error, Some(field.id)));
                }
                Some(field) => fields.push((id, self.field(field, input).map_err(|error| around(error, Some(id)))?)),
                None => self.unknown(shape, header, &mut unknown, input).map_err(|error| around(error, Some(id)))?,
            }
            last = header;
        }
        let mut value: StructValue = fields.into_iter().collect();
        match shape.is_union() {
            true if value.is_empty() => value.unknown_fields_mut().extend(unknown.into_iter().next()),
            true => {}
            false => {
                *value.unknown_fields_mut() = unknown;
                self.complete(shape, &mut value, input)?;
            }
        }
        input.cursor().leave_kept_struct(FRAME);
        Ok(value)
    }

    /// The field with this header, of the type that it has.
    fn known(self, shape: Shape<'s>, header: u32) -> Option<&'s Field> {
        let (field, _) = shape.find(field_id(header))?;
        (header == field_header(self.schema.ttype(&field.ty), field.id)).then_some(field)
    }

    fn field<'de, I: Input<'de>>(self, field: &'s Field, input: &mut I) -> Result<Value> {
        input.cursor().charge(size_of::<(i16, Value)>())?;
        match self.schema.program.resolve(&field.ty) {
            Type::Bool => Ok(Value::Bool(input.field_value()?)),
            ty => self.value(ty, input),
        }
    }

    /// Skips or keeps a field. Unions keep what they can not tell from a member.
    fn unknown<'de, I: Input<'de>>(
        self,
        shape: Shape<'s>,
        header: u32,
        kept: &mut Vec<UnknownField>,
        input: &mut I,
    ) -> Result<()> {
        if shape.is_union() {
            let field = UnknownField::decode(header, input)?;
            if kept.is_empty() {
                kept.push(field);
            }
            return Ok(());
        }
        match self.unknown {
            Unknown::Kept => kept.push(UnknownField::decode(header, input)?),
            Unknown::Skipped | Unknown::Refused => {
                let ttype = input.cursor().field_type(header)?;
                input.skip(ttype)?;
            }
        }
        Ok(())
    }

    /// Makes up what is missing.
    fn complete<'de, I: Input<'de>>(self, shape: Shape<'s>, value: &mut StructValue, input: &mut I) -> Result<()> {
        let mut made = Vec::new();
        for (field, presence) in shape.by_id().filter(|(field, _)| value.get(field.id).is_none()) {
            match presence {
                Presence::WhereSet => {}
                Presence::Required => {
                    let message = format!("the required field `{}` is missing", field.name.text);
                    let error = input.cursor().error(ProtocolErrorKind::InvalidData, message);
                    return Err(shape.around(error, None));
                }
                Presence::Always => {
                    let mut charge = |bytes| input.cursor().charge(bytes);
                    let default = Defaults::new(self.schema, &mut charge).field(field);
                    made.push((field.id, default.map_err(|error| shape.around(error, Some(field.id)))?));
                }
            }
        }
        if !made.is_empty() {
            value.extend(made);
        }
        Ok(())
    }
}
