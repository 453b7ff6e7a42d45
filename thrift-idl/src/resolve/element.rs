//! Elements of sets and keys of maps: each once.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Resolved;
use crate::ast;
use crate::diagnostic::{Diagnostic, Rule};
use crate::program::Value;
use crate::source::Span;

impl<'s> Resolved<'s> {
    /// Warns that of two, the last counts.
    pub(super) fn duplicate(&self, at: Span, first: Span, message: String) {
        self.reports.push(
            Diagnostic::new(Rule::DuplicateElement, message)
                .label(at, "this one counts")
                .label(first, "first given here"),
        );
    }

    /// A set has each element once.
    pub(super) fn without_duplicates(&self, nodes: &[ast::Value<'s>], values: Vec<Value>) -> Vec<Value> {
        let mut seen: HashMap<Vec<u8>, Span> = HashMap::with_capacity(values.len());
        let mut kept = Vec::with_capacity(values.len());
        for (node, value) in nodes.iter().zip(values) {
            match seen.entry(identity(&value)) {
                Entry::Occupied(first) => {
                    self.reports.push(
                        Diagnostic::new(Rule::DuplicateElement, "this element is in the set twice")
                            .label(node.span, "given again here")
                            .label(*first.get(), "first given here"),
                    );
                }
                Entry::Vacant(entry) => {
                    entry.insert(node.span);
                    kept.push(value);
                }
            }
        }
        kept
    }

    /// A map has each key once; the last value counts, as in Apache's compiler.
    pub(super) fn with_last_of_each_key(
        &self,
        nodes: &[(ast::Value<'s>, ast::Value<'s>)],
        pairs: Vec<(Value, Value)>,
    ) -> Vec<(Value, Value)> {
        let mut seen: HashMap<Vec<u8>, (Span, usize)> = HashMap::with_capacity(pairs.len());
        let mut kept: Vec<(Value, Value)> = Vec::with_capacity(pairs.len());
        for ((node, _), (key, value)) in nodes.iter().zip(pairs) {
            match seen.entry(identity(&key)) {
                Entry::Occupied(entry) => {
                    let (first, slot) = *entry.get();
                    self.duplicate(node.span, first, "this key is in the map twice".to_owned());
                    if let Some(slot) = kept.get_mut(slot) {
                        slot.1 = value;
                    }
                }
                Entry::Vacant(entry) => {
                    entry.insert((node.span, kept.len()));
                    kept.push((key, value));
                }
            }
        }
        kept
    }
}

/// Bytes that are the same for equal values of one type.
fn identity(value: &Value) -> Vec<u8> {
    fn add(value: &Value, bytes: &mut Vec<u8>) {
        let length = |bytes: &mut Vec<u8>, n: usize| bytes.extend((n as u64).to_le_bytes());
        match value {
            Value::Bool(value) => bytes.push(u8::from(*value)),
            Value::Int(number) => bytes.extend(number.to_le_bytes()),
            // 0.0 and -0.0 are equal.
            Value::Double(number) => bytes.extend((number + 0.0).to_bits().to_le_bytes()),
            Value::Enum(_, number) => bytes.extend(number.to_le_bytes()),
            Value::Uuid(uuid) => bytes.extend(uuid),
            Value::String(text) => {
                length(bytes, text.len());
                bytes.extend(text.as_bytes());
            }
            Value::Binary(content) => {
                length(bytes, content.len());
                bytes.extend(content);
            }
            Value::List(values) => {
                length(bytes, values.len());
                values.iter().for_each(|value| add(value, bytes));
            }
            // The order of a set, a map or the fields of a struct means nothing.
            Value::Set(values) => add_sorted(values.iter().map(identity).collect(), bytes),
            Value::Map(pairs) => {
                let pair = |(key, value): &(Value, Value)| [identity(key), identity(value)].concat();
                add_sorted(pairs.iter().map(pair).collect(), bytes);
            }
            Value::Struct(_, fields) => {
                let field = |(at, value): &(usize, Value)| [at.to_le_bytes().to_vec(), identity(value)].concat();
                add_sorted(fields.iter().map(field).collect(), bytes);
            }
        }
    }
    fn add_sorted(mut parts: Vec<Vec<u8>>, bytes: &mut Vec<u8>) {
        parts.sort_unstable();
        bytes.extend((parts.len() as u64).to_le_bytes());
        parts.iter().for_each(|part| bytes.extend(part));
    }
    let mut bytes = Vec::new();
    add(value, &mut bytes);
    bytes
}
