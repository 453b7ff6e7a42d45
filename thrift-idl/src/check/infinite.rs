//! Structs of which there can be no value, or none by default.

use crate::diagnostic::{Diagnostic, Rule};
use crate::graph::{Edge, walk};
use crate::program::{Program, Requiredness, StructKind, Type, Value};
use crate::resolve::Resolved;

/// A struct does not require a value of itself:
/// `struct A { 1: required B b }`, `struct B { 1: required A a }`
///
/// Any other field on the way makes it finite: it, or what is in a container, may be left out.
pub(super) fn structs(resolved: &Resolved<'_>) {
    let structs = &resolved.program.structs;
    let edges = structs.iter().map(|item| {
        let required = item.fields.iter().filter(|field| field.requiredness == Requiredness::Required);
        let edges = required.filter_map(|field| match resolved.behind(&field.ty) {
            Type::Struct(id) => Some(Edge { to: id.0 as usize, span: field.span }),
            _ => None,
        });
        edges.collect()
    });
    let name = |id: usize| structs.get(id).map(|item| item.name.text.clone()).unwrap_or_default();
    for circle in walk(&edges.collect::<Vec<_>>()).circles {
        let message = format!("there can be no value of `{}`, since it requires another one", name(circle.start()));
        let diagnostic = circle.label(Diagnostic::new(Rule::InfiniteStruct, message), "requires", name);
        resolved.reports.push(diagnostic.help("make one of these fields `optional`"));
    }
}

/// The default of a field does not need the default of the struct that it is in:
/// `struct A { 1: A a = {} }`
///
/// A constant that leaves out a field takes it from the struct's own default.
pub(super) fn defaults(resolved: &Resolved<'_>) {
    let structs = &resolved.program.structs;
    let edges = structs.iter().map(|item| {
        let mut edges = Vec::new();
        for field in &item.fields {
            match (&field.default, resolved.behind(&field.ty)) {
                (Some(value), _) => {
                    incomplete(&resolved.program, value, &mut |to| edges.push(Edge { to, span: field.span }))
                }
                (None, Type::Struct(id)) if field.requiredness == Requiredness::Required => {
                    edges.push(Edge { to: id.0 as usize, span: field.span });
                }
                _ => {}
            }
        }
        edges
    });
    let name = |id: usize| structs.get(id).map(|item| item.name.text.clone()).unwrap_or_default();
    let is_default = |(at, edge): &(usize, Edge)| {
        let fields = structs.get(*at).map(|item| item.fields.as_slice()).unwrap_or_default();
        fields.iter().any(|field| field.span == edge.span && field.default.is_some())
    };
    for circle in walk(&edges.collect::<Vec<_>>()).circles {
        // A circle of required fields alone is an error of its own.
        if !circle.steps().iter().any(is_default) {
            continue;
        }
        let message = format!("the default of `{}` never ends, since it holds another one", name(circle.start()));
        let diagnostic = circle.label(Diagnostic::new(Rule::InfiniteStruct, message), "holds by default", name);
        resolved
            .reports
            .push(diagnostic.help("leave out this default, or give all fields of the struct in it a value"));
    }
}

/// The structs whose own default a value needs, since it leaves out fields of theirs.
fn incomplete(program: &Program, value: &Value, found: &mut impl FnMut(usize)) {
    match value {
        Value::Struct(id, members) => {
            let item = &program[*id];
            // A union without a member is that, and holds nothing.
            if item.kind != StructKind::Union && members.len() < item.fields.len() {
                found(id.0 as usize);
            }
            members.iter().for_each(|(_, value)| incomplete(program, value, found));
        }
        Value::List(elements) | Value::Set(elements) => {
            elements.iter().for_each(|element| incomplete(program, element, found));
        }
        Value::Map(entries) => entries.iter().for_each(|(key, value)| {
            incomplete(program, key, found);
            incomplete(program, value, found);
        }),
        _ => {}
    }
}
