//! Unions.

use crate::ast::Struct;
use crate::diagnostic::{Diagnostic, Rule};
use crate::resolve::Resolved;

/// At most one member of a union has a default:
/// `union A { 1: i32 a = 1, 2: i32 b = 2 }`
pub(super) fn one_default(resolved: &Resolved<'_>, node: &Struct<'_>) {
    let mut defaults = node.fields.iter().filter_map(|field| Some((field.name.text, field.default.as_ref()?.span)));
    let Some((first, place)) = defaults.next() else { return };
    for (name, span) in defaults {
        resolved.reports.push(
            Diagnostic::new(
                Rule::UnionDefaults,
                format!("`{name}` is the second member of union `{}` with a default", node.name.text),
            )
            .label(span, "a union has one value, and so one default")
            .label(place, format!("`{first}` has a default here")),
        );
    }
}
