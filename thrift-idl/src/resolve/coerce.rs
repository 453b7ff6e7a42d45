//! The value of one constant as that of another, which may be of another type.

use super::Resolved;
use crate::program::{Type, Value};
use crate::source::Span;

impl Resolved<'_> {
    /// A value as one of a type. The outer `None` says that it is of another kind; the inner one, that a number of it
    /// does not fit, which has been reported.
    pub(super) fn coerce(&self, value: &Value, ty: &Type, span: Span) -> Option<Option<Value>> {
        let target = self.behind(ty);
        let whole = match (value, target) {
            (Value::Bool(value), Type::Bool) => Value::Bool(*value),
            (Value::Bool(value), Type::I8 | Type::I16 | Type::I32 | Type::I64) => Value::Int(i64::from(*value)),
            (Value::Int(number), Type::Bool) => Value::Bool(*number != 0),
            (Value::Int(number), Type::I8 | Type::I16 | Type::I32 | Type::I64) => {
                return Some(self.in_range(*number, target, span));
            }
            (Value::Int(number), Type::Double) => Value::Double(*number as f64),
            (Value::Int(number), Type::Enum(id)) => return Some(self.enum_number(*id, *number, span)),
            (Value::Double(number), Type::Double) => Value::Double(*number),
            (Value::String(text), Type::String) => Value::String(text.clone()),
            (Value::String(text), Type::Binary) => Value::Binary(text.clone().into_bytes()),
            (Value::Binary(bytes), Type::Binary) => Value::Binary(bytes.clone()),
            (Value::Uuid(uuid), Type::Uuid) => Value::Uuid(*uuid),
            (Value::Enum(id, number), Type::Enum(wanted)) if id == wanted => Value::Enum(*id, *number),
            (Value::Enum(_, number), Type::I8 | Type::I16 | Type::I32 | Type::I64) => {
                return Some(self.in_range(i64::from(*number), target, span));
            }
            (Value::List(values) | Value::Set(values), Type::List(element)) => {
                return Some(self.coerce_all(values, element, span)?.map(Value::List));
            }
            (Value::Set(values), Type::Set(element)) => {
                return Some(self.coerce_all(values, element, span)?.map(Value::Set));
            }
            (Value::Map(pairs), Type::Map(key, element)) => {
                let mut coerced = Vec::with_capacity(pairs.len());
                for (name, value) in pairs {
                    let name = self.coerce(name, key, span)?;
                    let value = self.coerce(value, element, span)?;
                    match name.zip(value) {
                        Some(pair) => coerced.push(pair),
                        None => return Some(None),
                    }
                }
                Value::Map(coerced)
            }
            (Value::Struct(id, fields), Type::Struct(wanted)) if id == wanted => Value::Struct(*id, fields.clone()),
            _ => return None,
        };
        Some(Some(whole))
    }

    fn coerce_all(&self, values: &[Value], ty: &Type, span: Span) -> Option<Option<Vec<Value>>> {
        let mut coerced = Vec::with_capacity(values.len());
        for value in values {
            match self.coerce(value, ty, span)? {
                Some(value) => coerced.push(value),
                None => return Some(None),
            }
        }
        Some(Some(coerced))
    }
}
