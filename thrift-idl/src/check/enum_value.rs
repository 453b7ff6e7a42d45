//! The values of enums.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::ast::Enum;
use crate::diagnostic::{Diagnostic, Rule};
use crate::resolve::Resolved;

/// A value name is used once:
/// `enum A { X, X }`
pub(super) fn names(resolved: &Resolved<'_>, node: &Enum<'_>) {
    let mut first = HashMap::with_capacity(node.values.len());
    for value in &node.values {
        match first.entry(value.name.text) {
            Entry::Vacant(entry) => {
                entry.insert(value.name.span);
            }
            Entry::Occupied(entry) => {
                let message =
                    format!("the value name `{}` is used twice in enum `{}`", value.name.text, node.name.text);
                resolved.reports.push(
                    Diagnostic::new(Rule::DuplicateEnumValue, message)
                        .label(value.name.span, "used again here")
                        .label(*entry.get(), "first used here"),
                );
            }
        }
    }
}
