//! Constants and defaults.

use super::Writer;
use super::literal::{quoted, quoted_bytes};
use crate::program::{EnumId, Value};

impl Writer<'_> {
    /// A value of the type that it is declared with.
    pub(super) fn value(&self, value: &Value) -> String {
        match value {
            Value::Bool(value) => value.to_string(),
            Value::Int(number) => number.to_string(),
            // With a dot or an exponent.
            Value::Double(number) => format!("{number:?}"),
            Value::String(text) => quoted(text),
            Value::Binary(bytes) => quoted_bytes(bytes),
            Value::Uuid(bytes) => quoted(&uuid(bytes)),
            Value::Enum(id, number) => self.enum_value(*id, *number),
            Value::List(values) | Value::Set(values) => {
                let values: Vec<String> = values.iter().map(|value| self.value(value)).collect();
                format!("[{}]", values.join(", "))
            }
            Value::Map(pairs) => {
                let pair = |(key, value)| format!("{}: {}", self.value(key), self.value(value));
                braces(pairs.iter().map(|(key, value)| (key, value)).map(pair))
            }
            Value::Struct(id, members) => {
                let fields = &self.program[*id].fields;
                let member = |(at, value): &(usize, Value)| {
                    let name = fields.get(*at).map(|field| field.name.text.as_str()).unwrap_or_default();
                    format!("{}: {}", quoted(name), self.value(value))
                };
                braces(members.iter().map(member))
            }
        }
    }

    /// A value of an enum by its name, or by its number where this file cannot name the enum.
    fn enum_value(&self, id: EnumId, number: i32) -> String {
        let item = &self.program[id];
        let named = item.values.iter().find(|value| value.number == number);
        match named.filter(|_| self.names.knows(item.file)) {
            Some(value) => format!("{}.{}", self.names.name(item.file, &item.name), value.name.text),
            None => number.to_string(),
        }
    }
}

fn braces(pairs: impl Iterator<Item = String>) -> String {
    format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
}

fn uuid(bytes: &[u8; 16]) -> String {
    let mut text = String::with_capacity(36);
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    text
}
