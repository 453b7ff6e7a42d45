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
        let mut given = vec![false; item.fields.len()];
        for (at, _) in values {
            if let Some(given) = given.get_mut(*at) {
                *given = true;
            }
        }
        let nodes = self.nodes.structs.get(id.0 as usize).map_or(&[][..], |node| &node.fields);
        let missing = item.fields.iter().zip(nodes).zip(given).filter(|((field, node), given)| {
            field.requiredness == Requiredness::Required && node.default.is_none() && !given
        });
        let names: Vec<String> = missing.take(4).map(|((field, _), _)| format!("`{}`", field.name.text)).collect();
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
}
