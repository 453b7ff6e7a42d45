//! Numbers, and what stands as text in JSON.

use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;
use serde::de::{Error, Unexpected};
use thrift_idl::program::{EnumId, Type};
use uuid::Uuid;

use super::{Place, Seed};
use crate::dynamic::value::{StructValue, Value};
use crate::serde::double;

/// Reads what has padding and what has none.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

impl Seed<'_> {
    pub(super) fn integer<E: Error>(self, number: i64) -> Result<Value, E> {
        let fits = match self.ty {
            Type::I8 => i8::try_from(number).is_ok(),
            Type::I16 => i16::try_from(number).is_ok(),
            Type::I32 => i32::try_from(number).is_ok(),
            Type::I64 => true,
            Type::Double => return Ok(Value::from(number as f64)),
            Type::Enum(_) => return i32::try_from(number).map(Value::Enum).map_err(|_| self.out_of_range(number)),
            _ => return Err(E::invalid_type(Unexpected::Signed(number), &self)),
        };
        if fits { Ok(Value::Int(number)) } else { Err(self.out_of_range(number)) }
    }

    #[cold]
    fn out_of_range<E: Error>(self, number: i64) -> E {
        let name = self.context.schema.type_name(self.ty);
        E::custom(format!("{number} is out of the range of `{name}`"))
    }

    /// What is no string of the IDL's.
    pub(super) fn text<E: Error>(self, text: &str) -> Result<Value, E> {
        let value = match self.ty {
            Type::String => Some(Value::from(text)),
            Type::Binary => BASE64.decode(text).ok().map(|bytes| Value::Binary(bytes.into())),
            Type::Uuid => Uuid::try_parse(text).ok().map(Value::Uuid),
            Type::Enum(id) => return self.named(*id, text),
            Type::Double => self.double(text).map(Value::from),
            Type::Struct(id) => {
                let shape = self.context.schema.structure(*id);
                (shape.is_union() && text == super::super::unset(shape)).then(|| StructValue::new().into())
            }
            Type::Bool if self.place == Place::Key => text.parse().ok().map(Value::Bool),
            Type::I8 | Type::I16 | Type::I32 | Type::I64 if self.place == Place::Key => match text.parse() {
                Ok(number) => return self.integer(number),
                Err(_) => None,
            },
            _ => return Err(E::invalid_type(Unexpected::Str(text), &self)),
        };
        value.ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }

    fn double(self, text: &str) -> Option<f64> {
        match double::parse(text) {
            None if self.place == Place::Key => text.parse().ok(),
            number => number,
        }
    }

    /// A value of an enum; a number in digits stands for itself.
    fn named<E: Error>(self, id: EnumId, text: &str) -> Result<Value, E> {
        /// Characters of a mistaken name that its error shows.
        const SHOWN: usize = 64;
        let item = &self.context.schema.program[id];
        let named = item.values.iter().find(|value| value.name.text == text).map(|value| value.number);
        named.or_else(|| text.parse().ok()).map(Value::Enum).ok_or_else(|| {
            let text: String = text.chars().take(SHOWN).collect();
            E::custom(format!("`{}` has no value `{text}`", item.name.text))
        })
    }

    pub(super) fn bytes<E: Error>(self, bytes: &[u8]) -> Result<Value, E> {
        let value = match self.ty {
            Type::Binary => Some(Value::Binary(Bytes::copy_from_slice(bytes))),
            Type::Uuid => Uuid::from_slice(bytes).ok().map(Value::Uuid),
            _ => None,
        };
        value.ok_or_else(|| E::invalid_type(Unexpected::Bytes(bytes), &self))
    }
}
