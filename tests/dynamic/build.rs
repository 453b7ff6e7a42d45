//! Values of a type out of bytes, each of which is a choice.

use std::collections::{BTreeMap, BTreeSet};

use thrift_rs::dynamic::idl::Program;
use thrift_rs::dynamic::idl::program::{Requiredness, StructKind, Type};
use thrift_rs::dynamic::{StructValue, Value, ValueType};
use thrift_rs::{Bytes, Uuid};

/// What is left to choose.
pub(crate) struct Choices<'c> {
    program: &'c Program,
    bytes: &'c [u8],
    /// Structs and containers that may still be built within each other.
    depth: u32,
}

/// A value of this type.
pub(crate) fn build(ty: &ValueType, bytes: &[u8]) -> Value {
    Choices { program: ty.schema().program(), bytes, depth: 8 }.value(ty.idl())
}

impl Choices<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        *first
    }

    fn integer(&mut self) -> i64 {
        let bits = self.byte() % 64;
        i64::from_be_bytes(std::array::from_fn(|_| self.byte())) >> bits
    }

    fn bytes(&mut self) -> Vec<u8> {
        (0..self.byte() % 20).map(|_| self.byte()).collect()
    }

    fn length(&mut self) -> u8 {
        match (self.depth, self.byte()) {
            (0, _) => 0,
            // Where compact's short header ends is a length of 15.
            (_, 99) => 17,
            (_, byte) => byte % 4,
        }
    }

    fn value(&mut self, ty: &Type) -> Value {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        let value = match self.program.resolve(ty) {
            Type::Bool => (self.byte() % 2 == 1).into(),
            Type::I8 => (self.integer() as i8).into(),
            Type::I16 => (self.integer() as i16).into(),
            Type::I32 => (self.integer() as i32).into(),
            Type::I64 => self.integer().into(),
            Type::Double => f64::from_bits(self.integer().cast_unsigned()).into(),
            Type::String => String::from_utf8_lossy(&self.bytes()).into_owned().into(),
            Type::Binary => Bytes::from(self.bytes()).into(),
            Type::Uuid => Uuid::from_u128(self.integer().cast_unsigned().into()).into(),
            Type::Enum(_) => Value::Enum(self.integer() as i32),
            Type::List(ty) => Value::List((0..self.length()).map(|_| self.value(ty)).collect()),
            Type::Set(ty) => Value::Set((0..self.length()).map(|_| normal(self.value(ty))).collect()),
            Type::Map(k, v) => Value::Map((0..self.length()).map(|_| (normal(self.value(k)), self.value(v))).collect()),
            Type::Struct(id) => {
                let item = &self.program[*id];
                let mut fields = StructValue::new();
                match item.kind {
                    StructKind::Union => {
                        let choice = usize::from(self.byte()) % (item.fields.len() + 1);
                        if let Some(field) = item.fields.get(choice).filter(|_| self.depth > 0) {
                            fields.set(field.id, self.value(&field.ty));
                        }
                    }
                    StructKind::Struct | StructKind::Exception => {
                        for field in &item.fields {
                            let required = field.requiredness == Requiredness::Required;
                            if required || self.depth > 0 && !self.byte().is_multiple_of(4) {
                                fields.set(field.id, self.value(&field.ty));
                            }
                        }
                    }
                }
                fields.into()
            }
            Type::Typedef(_) => panic!("it is resolved"),
        };
        self.depth = depth;
        value
    }
}

/// Generated types keep entries as they come, but for those of sets and maps that are keys themselves, or parts of keys: those are in
/// order, each once. Two values are alike where all are.
pub(crate) fn normal(value: Value) -> Value {
    match value {
        Value::List(elements) => Value::List(elements.into_iter().map(normal).collect()),
        Value::Set(elements) => {
            Value::Set(elements.into_iter().map(normal).collect::<BTreeSet<_>>().into_iter().collect())
        }
        Value::Map(entries) => {
            let entries = entries.into_iter().map(|(key, value)| (normal(key), normal(value)));
            Value::Map(entries.collect::<BTreeMap<_, _>>().into_iter().collect())
        }
        Value::Struct(fields) => {
            fields.iter().map(|(id, value)| (id, normal(value.clone()))).collect::<StructValue>().into()
        }
        value => value,
    }
}
