//! Structs of which there can be no value.

use crate::diagnostic::{Diagnostic, Rule};
use crate::graph::{Edge, walk};
use crate::program::{Requiredness, Type};
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
