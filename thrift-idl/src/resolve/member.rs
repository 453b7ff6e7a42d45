//! Constants of structs, unions and exceptions.

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

/// The fields of a struct, made once for all its constants.
#[derive(Debug)]
pub(super) struct Fields<'s> {
    names: HashMap<&'s str, usize>,
    /// Those that are required and have no default.
    required: Vec<usize>,
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
            self.mismatch(name.span, &format!("a `{}`", name.text), &Type::Struct(id), place);
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
        let index = self.index(id)?;
        let mut values: Vec<(usize, Value)> = Vec::with_capacity(members.len());
        let mut given: HashMap<usize, (Span, usize)> = HashMap::new();
        let mut good = true;
        for (name, at, value) in members {
            let Some(field) = index.names.get(name).copied() else {
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
        good &= match item.kind {
            StructKind::Union => self.check_union(id, &values, members),
            StructKind::Struct | StructKind::Exception => {
                self.check_required(id, &index.required, |field| given.contains_key(&field), span);
                true
            }
        };
        good.then_some(Value::Struct(id, values))
    }

    /// A constant of a union sets one member.
    fn check_union(&self, id: StructId, values: &[(usize, Value)], members: &[(&str, Span, &ast::Value<'s>)]) -> bool {
        if values.len() <= 1 {
            return true;
        }
        let name = &self.program[id].name.text;
        let mut diagnostic =
            Diagnostic::new(Rule::UnionConstant, format!("a constant of the union `{name}` sets one member"));
        let (first, rest) = (members.first(), members.iter().skip(1));
        for (name, at, _) in rest.take(4) {
            diagnostic = diagnostic.label(*at, format!("`{name}` is one more"));
        }
        if let Some((name, at, _)) = first {
            diagnostic = diagnostic.label(*at, format!("`{name}` is set here"));
        }
        self.reports.push(diagnostic);
        false
    }

    /// A constant of a struct sets all required fields, given by their indices.
    fn check_required(&self, id: StructId, required: &[usize], is_given: impl Fn(usize) -> bool, span: Span) {
        let item = &self.program[id];
        let missing = required.iter().filter(|field| !is_given(**field)).filter_map(|field| item.fields.get(*field));
        let names: Vec<String> = missing.take(4).map(|field| format!("`{}`", field.name.text)).collect();
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
    }

    /// What constants of a struct need to know of its fields.
    fn index(&self, id: StructId) -> Option<&Fields<'s>> {
        let node = self.nodes.structs.get(id.0 as usize)?;
        let index = self.fields_by_name.get(id.0 as usize)?;
        Some(index.get_or_init(|| {
            let fields = node.fields.iter().enumerate();
            let is_required = |field: &ast::Field<'_>| {
                let required = field.requiredness.is_some_and(|(word, _)| word == Requiredness::Required);
                required && field.default.is_none() && node.kind != StructKind::Union
            };
            Fields {
                // The first of two of one name counts.
                names: fields.clone().rev().map(|(at, field)| (field.name.text, at)).collect(),
                required: fields.filter(|(_, field)| is_required(field)).map(|(at, _)| at).collect(),
            }
        }))
    }

    fn unknown_field(&self, id: StructId, name: &str, at: Span) {
        let Some(node) = self.nodes.structs.get(id.0 as usize) else {
            return;
        };
        if node.damaged {
            return;
        }
        let near = self.nearest(name, node.fields.len(), node.fields.iter().map(|field| field.name.text));
        self.reports.push(
            Diagnostic::new(Rule::UnknownField, format!("`{}` has no field `{name}`", node.name.text))
                .label(at, "no such field")
                .label(node.name.span, "defined here")
                .did_you_mean(near),
        );
    }
}
