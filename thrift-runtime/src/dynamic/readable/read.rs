//! Values out of what serde reads.

mod fields;
mod scalars;

pub(in crate::dynamic) use fields::StructSeed;

use std::cell::Cell;
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use thrift_idl::program::Type;

use crate::dynamic::decode::Unknown;
use crate::dynamic::layout::Layouts;
use crate::dynamic::validate::expected;
use crate::dynamic::value::Value;
use crate::dynamic::value_type::ValueType;
use crate::limits::Limits;

/// Structs and containers within each other, of formats that have no limit of their own.
const DEPTH: u32 = 256;

impl<'de> DeserializeSeed<'de> for &ValueType {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let budget = Cell::new(Limits::DEFAULT.allocation);
        let context =
            Context { schema: self.schema().layouts(), unknown: self.unknown(), budget: &budget, depth: DEPTH };
        context.seed(self.idl()).deserialize(deserializer)
    }
}

/// What all values that are read have in common.
#[derive(Clone, Copy)]
struct Context<'s> {
    schema: &'s Layouts,
    unknown: Unknown,
    /// Bytes of memory that may be made up for what is missing; more of it for each value that is there.
    budget: &'s Cell<usize>,
    /// Structs and containers that may still be entered.
    depth: u32,
}

impl<'s> Context<'s> {
    fn seed(self, ty: &'s Type) -> Seed<'s> {
        Seed { context: self, ty: self.schema.program.resolve(ty), place: Place::Value }
    }

    fn key(self, ty: &'s Type) -> Seed<'s> {
        Seed { place: Place::Key, ..self.seed(ty) }
    }

    /// One level deeper.
    fn deeper<E: Error>(self) -> Result<Self, E> {
        let depth = self.depth.checked_sub(1).ok_or_else(|| E::custom("the value is nested too deeply"))?;
        Ok(Self { depth, ..self })
    }
}

/// Where a value stands: what JSON writes as text in a key is read there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Value,
    Key,
}

/// Reads a value of a type, with typedefs resolved.
#[derive(Clone, Copy)]
struct Seed<'s> {
    context: Context<'s>,
    ty: &'s Type,
    place: Place,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let budget = self.context.budget;
        budget.set(budget.get().saturating_add(2 * Limits::BUDGET_PER_BYTE));
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&expected(self.context.schema, self.ty))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        match self.ty {
            Type::Bool => Ok(Value::Bool(value)),
            _ => Err(E::invalid_type(Unexpected::Bool(value), &self)),
        }
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        self.integer(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        match (i64::try_from(number), self.ty) {
            (Ok(number), _) => self.integer(number),
            (Err(_), Type::Double) => Ok(Value::from(number as f64)),
            (Err(_), _) => Err(E::invalid_value(Unexpected::Unsigned(number), &self)),
        }
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        match self.ty {
            Type::Double => Ok(Value::from(number)),
            _ => Err(E::invalid_type(Unexpected::Float(number), &self)),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        match self.ty {
            Type::String => Ok(Value::from(text)),
            _ => self.text(text),
        }
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        match self.ty {
            Type::String => Ok(Value::String(text)),
            _ => self.text(&text),
        }
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Value, E> {
        self.bytes(bytes)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let context = self.context.deeper()?;
        // No room is made for what is only claimed.
        match self.ty {
            Type::List(ty) | Type::Set(ty) => {
                let elements = std::iter::from_fn(|| seq.next_element_seed(context.seed(ty)).transpose());
                let elements = elements.collect::<Result<Vec<_>, _>>()?;
                Ok(if matches!(self.ty, Type::List(_)) { Value::List(elements) } else { Value::Set(elements) })
            }
            Type::Map(k, v) => {
                let pair = Pair { context, types: (k, v) };
                let entries = std::iter::from_fn(|| seq.next_element_seed(pair).transpose());
                Ok(Value::Map(entries.collect::<Result<_, _>>()?))
            }
            Type::Binary => {
                let bytes = std::iter::from_fn(|| seq.next_element::<u8>().transpose());
                Ok(Value::Binary(bytes.collect::<Result<Vec<_>, _>>()?.into()))
            }
            _ => Err(A::Error::invalid_type(Unexpected::Seq, &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let context = self.context.deeper()?;
        match self.ty {
            Type::Map(k, v) => {
                let entries = std::iter::from_fn(|| map.next_entry_seed(context.key(k), context.seed(v)).transpose());
                Ok(Value::Map(entries.collect::<Result<_, _>>()?))
            }
            Type::Struct(id) => match context.schema.structure(*id) {
                shape if shape.is_union() => context.union(shape, map).map(Value::Struct),
                shape => context.structure(shape, map).map(Value::Struct),
            },
            _ => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}

/// An entry of a map as an array of two.
#[derive(Clone, Copy)]
struct Pair<'s> {
    context: Context<'s>,
    types: (&'s Type, &'s Type),
}

impl<'de> DeserializeSeed<'de> for Pair<'_> {
    type Value = (Value, Value);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Pair<'_> {
    type Value = (Value, Value);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key and a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let missing = |found| A::Error::invalid_length(found, &self);
        let key = seq.next_element_seed(self.context.seed(self.types.0))?.ok_or_else(|| missing(0))?;
        let value = seq.next_element_seed(self.context.seed(self.types.1))?.ok_or_else(|| missing(1))?;
        match seq.next_element::<serde::de::IgnoredAny>()? {
            None => Ok((key, value)),
            Some(_) => Err(missing(3)),
        }
    }
}
