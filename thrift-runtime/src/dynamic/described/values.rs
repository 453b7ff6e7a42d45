//! Defaults of descriptors as values of a program.

use thrift_idl::program::{Type as Idl, Value};

use super::program::Builder;
use crate::descriptor::{ConstValue, Descriptor, Type};
use crate::unknown::{UnknownField, WireValue};

type Result<T, E = String> = std::result::Result<T, E>;

impl Builder<'_> {
    /// A value of this type.
    pub(super) fn value(&self, value: &ConstValue, ty: Type) -> Result<Value> {
        Ok(match (value, ty) {
            (ConstValue::Bool(value), Type::Bool) => Value::Bool(*value),
            (ConstValue::Int(value), Type::I8 | Type::I16 | Type::I32 | Type::I64) => Value::Int(*value),
            (ConstValue::Double(value), Type::Double) => double(*value)?,
            (ConstValue::String(text), Type::String) => Value::String((*text).to_owned()),
            (ConstValue::Binary(bytes), Type::Binary) => Value::Binary(bytes.to_vec()),
            (ConstValue::Uuid(bytes), Type::Uuid) => Value::Uuid(*bytes),
            (ConstValue::Enum(number), Type::Enum(_)) => self.number(ty, *number)?,
            (ConstValue::List(elements), Type::List(ty)) => Value::List(self.all(elements, *ty)?),
            (ConstValue::Set(elements), Type::Set(ty)) => Value::Set(self.all(elements, *ty)?),
            (ConstValue::Map(entries), Type::Map(k, v)) => {
                let entry =
                    |(key, value): &(ConstValue, ConstValue)| Ok((self.value(key, *k)?, self.value(value, *v)?));
                Value::Map(entries.iter().map(entry).collect::<Result<_>>()?)
            }
            (ConstValue::Struct(members), Type::Struct(of)) => {
                let member = |(id, value): &(i16, ConstValue)| {
                    let (at, ty) = field(*id, of())?;
                    Ok((at, self.value(value, ty)?))
                };
                self.struct_value(ty, members.iter().map(member).collect::<Result<_>>()?)?
            }
            (ConstValue::Computed(value), ty) => self.of_wire(value().map_err(|error| error.to_string())?, ty)?,
            _ => return Err(format!("it is no `{ty}`")),
        })
    }

    fn all(&self, elements: &[ConstValue], ty: Type) -> Result<Vec<Value>> {
        elements.iter().map(|element| self.value(element, ty)).collect()
    }

    /// What an expression of Rust gave. Sets and maps are sorted, so that the text is the same each time.
    fn of_wire(&self, value: WireValue, ty: Type) -> Result<Value> {
        Ok(match (value, ty) {
            (WireValue::Bool(value), Type::Bool) => Value::Bool(value),
            (WireValue::I8(value), Type::I8) => Value::Int(value.into()),
            (WireValue::I16(value), Type::I16) => Value::Int(value.into()),
            (WireValue::I32(value), Type::I32) => Value::Int(value.into()),
            (WireValue::I64(value), Type::I64) => Value::Int(value),
            (WireValue::Double(value), Type::Double) => double(value.0)?,
            (WireValue::String(text), Type::String) => {
                Value::String(String::from_utf8(text.into()).map_err(|error| error.to_string())?)
            }
            (WireValue::String(bytes), Type::Binary) => Value::Binary(bytes.into()),
            (WireValue::Uuid(value), Type::Uuid) => Value::Uuid(value.into_bytes()),
            (WireValue::I32(number), Type::Enum(_)) => self.number(ty, number)?,
            (WireValue::List(_, elements), Type::List(ty)) => Value::List(self.all_of_wire(elements, *ty)?),
            (WireValue::Set(_, mut elements), Type::Set(ty)) => {
                elements.sort();
                Value::Set(self.all_of_wire(elements, *ty)?)
            }
            (WireValue::Map(_, _, mut entries), Type::Map(k, v)) => {
                entries.sort();
                let entry = |(key, value)| Ok((self.of_wire(key, *k)?, self.of_wire(value, *v)?));
                Value::Map(entries.into_iter().map(entry).collect::<Result<_>>()?)
            }
            (WireValue::Struct(fields), Type::Struct(of)) => {
                let member = |UnknownField { id, value }| {
                    let (at, ty) = field(id, of())?;
                    Ok((at, self.of_wire(value, ty)?))
                };
                self.struct_value(ty, fields.into_iter().map(member).collect::<Result<_>>()?)?
            }
            _ => return Err(format!("it is no `{ty}`")),
        })
    }

    fn all_of_wire(&self, elements: Vec<WireValue>, ty: Type) -> Result<Vec<Value>> {
        elements.into_iter().map(|element| self.of_wire(element, ty)).collect()
    }

    fn number(&self, ty: Type, number: i32) -> Result<Value> {
        let named = ty.descriptor().is_some_and(|of| of.values().iter().any(|value| value.number() == number));
        match self.ty(ty) {
            Idl::Enum(id) if named => Ok(Value::Enum(id, number)),
            _ => Err(format!("`{ty}` has no name for {number}")),
        }
    }

    fn struct_value(&self, ty: Type, members: Vec<(usize, Value)>) -> Result<Value> {
        match self.ty(ty) {
            Idl::Struct(id) => Ok(Value::Struct(id, members)),
            _ => Err(format!("it is no `{ty}`")),
        }
    }
}

/// The place of a field among those of its struct, and its type.
fn field(id: i16, of: &'static Descriptor) -> Result<(usize, Type)> {
    let found = of.fields().iter().enumerate().find(|(_, field)| field.id() == id);
    found.map(|(at, field)| (at, field.ty())).ok_or_else(|| format!("`{}` has no field with the id {id}", of.name()))
}

/// One that the IDL has digits for.
fn double(value: f64) -> Result<Value> {
    match value.is_finite() {
        true => Ok(Value::Double(value)),
        false => Err(format!("no IDL writes {value}")),
    }
}
