//! The ids of fields.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{FieldList, id_span};
use crate::ast::TypeKind;
use crate::diagnostic::{Diagnostic, Rule};
use crate::resolve::Resolved;
use crate::resolve::define::ids;

/// A field id is used once:
/// `struct A { 1: i32 a, 1: i32 b }`
pub(super) fn unique(resolved: &Resolved<'_>, list: &FieldList<'_, '_>) {
    let ids = ids(list.fields);
    let mut first = HashMap::with_capacity(list.fields.len());
    // Ids that are free: no field has one above this.
    let mut free = ids.iter().copied().max().unwrap_or(0).max(0).checked_add(1);
    let mut implicit = 0usize;
    for (field, id) in list.fields.iter().zip(&ids) {
        implicit += usize::from(is_implicit(field));
        // Where ids from places run out, that is the error.
        let is_out = is_implicit(field) && implicit > MOST_IMPLICIT;
        if !written_in_range(field) || is_out || matches!(field.ty.kind, TypeKind::Bad) {
            continue;
        }
        match first.entry(id) {
            Entry::Vacant(entry) => {
                entry.insert(id_span(field));
            }
            Entry::Occupied(entry) => {
                let message = format!("{} id {id} is used twice in {}", list.field(), list.place());
                let mut diagnostic = Diagnostic::new(Rule::DuplicateFieldId, message)
                    .label(id_span(field), "used again here")
                    .label(*entry.get(), "first used here");
                if let Some(id) = free {
                    diagnostic = diagnostic.help(format!("use the next free id, `{id}:`"));
                    free = id.checked_add(1);
                }
                resolved.reports.push(diagnostic);
            }
        }
    }
}

/// Whether a field has no id, or one that fits 16 bits: others have been reported.
fn written_in_range(field: &crate::ast::Field<'_>) -> bool {
    field.id.is_none_or(|id| i16::try_from(id.value).is_ok())
}

/// How many fields can get their ids from their places: -1 to the smallest.
const MOST_IMPLICIT: usize = i16::MIN.unsigned_abs() as usize;

/// Whether a field gets its id from its place.
fn is_implicit(field: &crate::ast::Field<'_>) -> bool {
    field.id.is_none_or(|id| id.value <= 0)
}

/// A field id fits 16 bits:
/// `struct A { 32768: i32 a }`
pub(super) fn in_range(resolved: &Resolved<'_>, list: &FieldList<'_, '_>) {
    for field in list.fields.iter().filter(|field| !written_in_range(field)) {
        let Some(id) = field.id else { continue };
        let message = format!("the {} id {} does not fit 16 bits", list.field(), id.value);
        resolved.reports.push(
            Diagnostic::new(Rule::FieldIdOutOfRange, message).label(id.span, format!("outside of 1 to {}", i16::MAX)),
        );
    }
    let mut implicit = list.fields.iter().filter(|field| is_implicit(field));
    if let Some(field) = implicit.nth(MOST_IMPLICIT) {
        let message = format!("there are too many {}s without an id in {}", list.field(), list.place());
        resolved.reports.push(
            Diagnostic::new(Rule::FieldIdOutOfRange, message)
                .label(field.name.span, format!("this would get the id {}", i32::from(i16::MIN) - 1)),
        );
    }
}

/// A field has an explicit id, because one that it gets from its place changes with that:
/// `struct A { i32 a }`
pub(super) fn explicit(resolved: &Resolved<'_>, list: &FieldList<'_, '_>) {
    let mut without = list
        .fields
        .iter()
        .zip(ids(list.fields))
        .filter(|(field, _)| field.id.is_none() && !matches!(field.ty.kind, TypeKind::Bad));
    let Some((field, id)) = without.next() else { return };
    let mut diagnostic = Diagnostic::new(
        Rule::ImplicitFieldId,
        format!("the {} `{}` of {} has no id", list.field(), field.name.text, list.place()),
    )
    .label(field.span, format!("gets the id {id}, which changes with its place"));
    match without.count() {
        0 => {}
        1 => diagnostic = diagnostic.note(format!("one more {} has none", list.field())),
        more => diagnostic = diagnostic.note(format!("{more} more {}s have none", list.field())),
    }
    resolved.reports.push(diagnostic);
}

/// A field id is positive; otherwise it does not count, and the field gets one from its place:
/// `struct A { 0: i32 a }`
pub(super) fn positive(resolved: &Resolved<'_>, list: &FieldList<'_, '_>) {
    for (field, real) in list.fields.iter().zip(ids(list.fields)) {
        let Some(id) = field.id.filter(|id| id.value <= 0 && i16::try_from(id.value).is_ok()) else {
            continue;
        };
        let message = format!("the {} id {} is not positive", list.field(), id.value);
        resolved.reports.push(
            Diagnostic::new(Rule::NonpositiveFieldId, message)
                .label(id.span, format!("counts as none: the {} gets the id {real} from its place", list.field())),
        );
    }
}
