//! The names of fields.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::FieldList;
use crate::ast::TypeKind;
use crate::diagnostic::{Diagnostic, Rule};
use crate::resolve::Resolved;

/// A field name is used once:
/// `struct A { 1: i32 a, 2: i32 a }`
pub(super) fn unique(resolved: &Resolved<'_>, list: &FieldList<'_, '_>) {
    let mut first = HashMap::with_capacity(list.fields.len());
    // What was only half read may have got a wrong name.
    let read = list.fields.iter().filter(|field| !matches!(field.ty.kind, TypeKind::Bad));
    for field in read {
        match first.entry(field.name.text) {
            Entry::Vacant(entry) => {
                entry.insert(field.name.span);
            }
            Entry::Occupied(entry) => {
                let message =
                    format!("the {} name `{}` is used twice in {}", list.field(), field.name.text, list.place());
                resolved.reports.push(
                    Diagnostic::new(Rule::DuplicateFieldName, message)
                        .label(field.name.span, "used again here")
                        .label(*entry.get(), "first used here"),
                );
            }
        }
    }
}
