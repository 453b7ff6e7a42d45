//! Structs and unions.

use std::cell::Cell;
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use thrift_idl::program::Field;

use super::{Context, DEPTH, Seed};
use crate::dynamic::decode::Unknown;
use crate::dynamic::defaults::{Defaults, charge};
use crate::dynamic::layout::{Layouts, Presence, Shape};
use crate::dynamic::value::{StructValue, Value};
use crate::limits::Limits;
use crate::unknown::UnknownField;

impl<'s> Context<'s> {
    /// `{"id": 7, "name": "Ada"}`
    pub(super) fn structure<'de, A: MapAccess<'de>>(
        self,
        shape: Shape<'s>,
        mut map: A,
    ) -> Result<StructValue, A::Error> {
        let mut fields = Vec::new();
        let mut seen = vec![false; shape.fields.len()];
        let mut unknown = None;
        while let Some(name) = map.next_key_seed(Names(shape))? {
            match name {
                Known::Field(place, field) => {
                    if std::mem::replace(seen.get_mut(place).unwrap_or(&mut false), true) {
                        return Err(duplicate(&field.name.text));
                    }
                    let optional = shape.find(field.id).is_some_and(|(_, presence)| presence == Presence::WhereSet);
                    let value = match optional {
                        true => map.next_value_seed(Optional(self.seed(&field.ty)))?,
                        false => Some(map.next_value_seed(self.seed(&field.ty))?),
                    };
                    fields.extend(value.map(|value| (field.id, value)));
                }
                Known::Unknown(name)
                    if self.unknown == Unknown::Kept && name == super::super::unknown_fields(shape) =>
                {
                    if unknown.replace(map.next_value::<Vec<UnknownField>>()?).is_some() {
                        return Err(duplicate(&name));
                    }
                }
                Known::Unknown(name) if self.unknown == Unknown::Refused => {
                    return Err(A::Error::custom(shape.unknown(&name)));
                }
                Known::Unknown(_) => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        for (field, _) in shape.fields.iter().zip(&seen).filter(|(_, seen)| !**seen) {
            match shape.find(field.id) {
                Some((_, Presence::Required)) => {
                    return Err(A::Error::custom(format_args!("missing field `{}`", field.name.text)));
                }
                Some((_, Presence::Always)) => {
                    let made = Defaults::new(self.schema, &mut charge(self.budget)).field(field);
                    fields.push((field.id, made.map_err(A::Error::custom)?));
                }
                _ => {}
            }
        }
        let mut value: StructValue = fields.into_iter().collect();
        *value.unknown_fields_mut() = unknown.unwrap_or_default();
        Ok(value)
    }

    /// `{"circle": 7}`
    pub(super) fn union<'de, A: MapAccess<'de>>(self, shape: Shape<'s>, mut map: A) -> Result<StructValue, A::Error> {
        let mut value = StructValue::new();
        match map.next_key_seed(Names(shape))? {
            Some(Known::Field(_, field)) => _ = value.set(field.id, map.next_value_seed(self.seed(&field.ty))?),
            Some(Known::Unknown(name)) if name == super::super::unknown_member(shape) => {
                value.unknown_fields_mut().push(map.next_value()?);
            }
            Some(Known::Unknown(name)) => return Err(A::Error::custom(shape.unknown(&name))),
            None => return Err(A::Error::custom(format_args!("a member of `{}` is expected", shape.name))),
        }
        match map.next_key::<IgnoredAny>()? {
            None => Ok(value),
            Some(_) => Err(A::Error::custom(format_args!("more than one member of `{}`", shape.name))),
        }
    }
}

/// Reads a struct that is no type of a program: the arguments of a method.
#[derive(Clone, Copy)]
pub(in crate::dynamic) struct StructSeed<'s> {
    pub(in crate::dynamic) schema: &'s Layouts,
    pub(in crate::dynamic) shape: Shape<'s>,
}

impl<'de> DeserializeSeed<'de> for StructSeed<'_> {
    type Value = StructValue;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<StructValue, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for StructSeed<'_> {
    type Value = StructValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of arguments by their names")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<StructValue, A::Error> {
        let budget = Cell::new(Limits::DEFAULT.allocation);
        let context = Context { schema: self.schema, unknown: Unknown::Refused, budget: &budget, depth: DEPTH };
        context.structure(self.shape, map)
    }
}

#[cold]
fn duplicate<E: Error>(name: &str) -> E {
    E::custom(format_args!("duplicate field `{name}`"))
}

/// Reads the name of a field.
struct Names<'s>(Shape<'s>);

/// What a name means.
enum Known<'s> {
    /// A field, and its place in the IDL.
    Field(usize, &'s Field),
    Unknown(String),
}

impl<'de, 's> DeserializeSeed<'de> for Names<'s> {
    type Value = Known<'s>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Known<'s>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'s> Visitor<'_> for Names<'s> {
    type Value = Known<'s>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Known<'s>, E> {
        Ok(match self.0.place_of(name) {
            Some((place, field)) => Known::Field(place, field),
            None => Known::Unknown(name.to_owned()),
        })
    }
}

/// Reads a field that may be `null`.
struct Optional<'s>(Seed<'s>);

impl<'de> DeserializeSeed<'de> for Optional<'_> {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Value>, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for Optional<'_> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_none<E: Error>(self) -> Result<Option<Value>, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<Value>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Value>, D::Error> {
        self.0.deserialize(deserializer).map(Some)
    }
}
