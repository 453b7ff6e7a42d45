//! `required` and `optional`.

use super::FieldList;
use crate::diagnostic::{Diagnostic, Rule};
use crate::program::{Requiredness, StructKind};
use crate::resolve::Resolved;
use crate::resolve::define::Owner;

/// A word on requiredness stands only where it means something:
/// `union A { 1: required i32 a }`, `void f(1: optional i32 a)`, `void f() throws (1: required E e)`
pub(super) fn meaningful(resolved: &Resolved<'_>, list: &FieldList<'_, '_>) {
    for field in list.fields {
        let Some((word, span)) = field.requiredness else {
            continue;
        };
        let (word, reason) = match (list.owner, word) {
            (Owner::Struct(StructKind::Union), Requiredness::Required) => {
                ("required", "a union has one member or none")
            }
            (Owner::Arguments, Requiredness::Optional) => ("optional", "an argument is always sent"),
            (Owner::Throws, Requiredness::Required) => ("required", "a method throws one exception or none"),
            _ => continue,
        };
        resolved.reports.push(
            Diagnostic::new(
                Rule::IgnoredRequiredness,
                format!("`{word}` has no effect on the {} `{}`", list.field(), field.name.text),
            )
            .label(span, reason)
            .help(format!("remove `{word}`")),
        );
    }
}

/// A required field has no default: it is always sent, so that the default is never used on reading:
/// `struct A { 1: required i32 a = 3 }`
pub(super) fn no_useless_default(resolved: &Resolved<'_>, list: &FieldList<'_, '_>) {
    if !matches!(list.owner, Owner::Struct(StructKind::Struct | StructKind::Exception)) {
        return;
    }
    for field in list.fields {
        if let (Some((Requiredness::Required, span)), Some(default)) = (field.requiredness, &field.default) {
            resolved.reports.push(
                Diagnostic::new(
                    Rule::RequiredDefault,
                    format!("the required field `{}` has a default", field.name.text),
                )
                .label(default.span, "never used on reading: a value without the field is refused")
                .label(span, "required here"),
            );
        }
    }
}
