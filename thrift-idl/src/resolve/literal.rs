//! Values with members: struct constants, sets and maps, UUIDs.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Resolved;
use super::fold::Place;
use super::scope::{Definition, Lookup};
use super::unknown::Wanted;
use crate::ast::{self, ValueKind};
use crate::diagnostic::{Diagnostic, Rule};
use crate::program::{Requiredness, StructId, StructKind, Type, Value};
use crate::source::Span;

/// A UUID with its dashes, in braces or not.
pub(super) fn parse_uuid(text: &str) -> Option<[u8; 16]> {
    let text = match text.strip_prefix('{') {
        Some(text) => text.strip_suffix('}')?,
        None => text,
    };
    let mut bytes = Vec::with_capacity(16);
    for (part, length) in text.split('-').zip([8, 4, 4, 4, 12]) {
        if part.len() != length || !part.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        for at in (0..length).step_by(2) {
            bytes.push(u8::from_str_radix(part.get(at..at + 2)?, 16).ok()?);
        }
    }
    if text.len() != 36 {
        return None;
    }
    bytes.try_into().ok()
}

impl<'s> Resolved<'s> {
    /// A struct constant: `{"field": value}`.
    pub(super) fn fold_struct(
        &self,
        id: StructId,
        pairs: &[(ast::Value<'s>, ast::Value<'s>)],
        span: Span,
        place: Place<'_>,
    ) -> Option<Value> {
        let mut members = Vec::with_capacity(pairs.len());
        let mut good = true;
        for (key, value) in pairs {
            match &key.kind {
                ValueKind::Literal(text) => members.push((text.as_ref(), key.span, value)),
                ValueKind::Bad => good = false,
                kind => {
                    good = false;
                    let diagnostic = Diagnostic::new(Rule::TypeMismatch, "the field names of a struct are strings")
                        .label(key.span, "expected a string");
                    self.reports.push(match kind {
                        ValueKind::Name(name) => diagnostic.help(format!("write `\"{name}\"`")),
                        _ => diagnostic,
                    });
                }
            }
        }
        let value = self.fold_members(id, &members, span, place);
        value.filter(|_| good)
    }

    /// Meta's `Name{field = value}`.
    pub(super) fn fold_named(
        &self,
        id: StructId,
        name: ast::Ident<'s>,
        fields: &[(ast::Ident<'s>, ast::Value<'s>)],
        span: Span,
        place: Place<'_>,
    ) -> Option<Value> {
        let found = match self.find_definition(place.file, name.text) {
            Lookup::Found(Definition::Struct(found)) => Some(found),
            Lookup::Found(Definition::Typedef(found)) => match self.behind(&Type::Typedef(found)) {
                Type::Struct(found) if *found == self.poison => return None,
                Type::Struct(found) => Some(*found),
                _ => None,
            },
            Lookup::Found(_) => None,
            Lookup::Lost => return None,
            Lookup::Missing => {
                self.unknown(place.file, name.text, name.span, Wanted::Type);
                return None;
            }
        };
        if found != Some(id) {
            self.mismatch(name.span, &format!("a `{}`", name.text), &Type::Struct(id), place.deeper());
            return None;
        }
        let members: Vec<_> = fields.iter().map(|(field, value)| (field.text, field.span, value)).collect();
        self.fold_members(id, &members, span, place)
    }

    fn fold_members(
        &self,
        id: StructId,
        members: &[(&str, Span, &ast::Value<'s>)],
        span: Span,
        place: Place<'_>,
    ) -> Option<Value> {
        let item = self.program.structs.get(id.0 as usize)?;
        // Small structs are searched; big ones get an index.
        let index: Option<HashMap<&str, usize>> = (item.fields.len() > 16 && members.len() > 4)
            .then(|| item.fields.iter().enumerate().rev().map(|(at, field)| (field.name.text.as_str(), at)).collect());
        let find = |name: &str| match &index {
            Some(index) => index.get(name).copied(),
            None => item.fields.iter().position(|field| field.name.text == name),
        };
        let mut values: Vec<(usize, Value)> = Vec::with_capacity(members.len());
        let mut given: HashMap<usize, (Span, usize)> = HashMap::new();
        let mut good = true;
        for (name, at, value) in members {
            let Some(field) = find(name) else {
                good = false;
                self.unknown_field(id, name, *at);
                continue;
            };
            let ty = item.fields.get(field).map(|field| &field.ty)?;
            let folded = self.fold(value, ty, place.deeper());
            good &= folded.is_some();
            let folded = folded.unwrap_or(Value::Bool(false));
            match given.entry(field) {
                Entry::Occupied(mut entry) => {
                    let (first, slot) = *entry.get();
                    self.duplicate(*at, first, format!("the field `{name}` is given twice"));
                    if let Some(slot) = values.get_mut(slot) {
                        slot.1 = folded;
                    }
                    entry.get_mut().0 = *at;
                }
                Entry::Vacant(entry) => {
                    entry.insert((*at, values.len()));
                    values.push((field, folded));
                }
            }
        }
        good &= self.check_members(id, &values, span, members);
        good.then_some(Value::Struct(id, values))
    }

    /// A constant of a union sets one member; one of a struct sets all required fields.
    fn check_members(
        &self,
        id: StructId,
        values: &[(usize, Value)],
        span: Span,
        members: &[(&str, Span, &ast::Value<'s>)],
    ) -> bool {
        let item = &self.program[id];
        if item.kind == StructKind::Union {
            if values.len() > 1 {
                let mut diagnostic = Diagnostic::new(
                    Rule::UnionConstant,
                    format!("a constant of the union `{}` sets one member", item.name.text),
                );
                let (first, rest) = (members.first(), members.iter().skip(1));
                for (name, at, _) in rest.take(4) {
                    diagnostic = diagnostic.label(*at, format!("`{name}` is one more"));
                }
                if let Some((name, at, _)) = first {
                    diagnostic = diagnostic.label(*at, format!("`{name}` is set here"));
                }
                self.reports.push(diagnostic);
            }
            return values.len() <= 1;
        }
        let missing = item.fields.iter().enumerate().filter(|(at, field)| {
            let default = self.nodes.structs.get(id.0 as usize).and_then(|node| node.fields.get(*at));
            field.requiredness == Requiredness::Required
                && default.is_none_or(|node| node.default.is_none())
                && !values.iter().any(|(given, _)| given == at)
        });
        let names: Vec<String> = missing.take(4).map(|(_, field)| format!("`{}`", field.name.text)).collect();
        if !names.is_empty() {
            let s = if names.len() == 1 { "" } else { "s" };
            self.reports.push(
                Diagnostic::new(
                    Rule::MissingRequiredField,
                    format!("this `{}` lacks the required field{s} {}", item.name.text, names.join(", ")),
                )
                .label(span, "the zero of its type stands in for what is missing"),
            );
        }
        true
    }

    fn unknown_field(&self, id: StructId, name: &str, at: Span) {
        let Some(node) = self.nodes.structs.get(id.0 as usize) else {
            return;
        };
        if node.damaged {
            return;
        }
        let near = self.nearest(name, node.fields.iter().map(|field| field.name.text).collect());
        self.reports.push(
            Diagnostic::new(Rule::UnknownField, format!("`{}` has no field `{name}`", node.name.text))
                .label(at, "no such field")
                .label(node.name.span, "defined here")
                .did_you_mean(near),
        );
    }

    fn duplicate(&self, at: Span, first: Span, message: String) {
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

#[cfg(test)]
mod tests {
    use super::parse_uuid;

    #[test]
    fn uuids_have_dashes_and_perhaps_braces() {
        let bytes = [0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff];
        assert_eq!(parse_uuid("00112233-4455-6677-8899-aabbccddEEFF"), Some(bytes));
        assert_eq!(parse_uuid("{00112233-4455-6677-8899-aabbccddeeff}"), Some(bytes));
        for bad in ["", "xyz", "00112233445566778899aabbccddeeff", "{00112233-4455-6677-8899-aabbccddeeff"] {
            assert_eq!(parse_uuid(bad), None, "{bad}");
        }
        assert_eq!(parse_uuid("00112233-4455-6677-8899-aabbccddeeff-00"), None);
        assert_eq!(parse_uuid("0011223ä-4455-6677-8899-aabbccddeeff"), None);
    }
}
