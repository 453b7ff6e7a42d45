//! Structs of which there can be no value, or none by default.

use crate::diagnostic::{Diagnostic, Rule};
use crate::graph::{Edge, components, walk};
use crate::program::{Field, Program, Requiredness, StructKind, Type, Value};
use crate::resolve::Resolved;

/// A struct does not require a value of itself:
/// `struct A { 1: required B b }`, `struct B { 1: required A a }`
///
/// Any other field on the way makes it finite: it, or what is in a container, may be left out.
pub(super) fn structs(resolved: &Resolved<'_>) {
    let name = |id: usize| name(resolved, id);
    for circle in walk(&required(resolved)).circles {
        let message = format!("there can be no value of `{}`, since it requires another one", name(circle.start()));
        let diagnostic = circle.label(Diagnostic::new(Rule::InfiniteStruct, message), "requires", name);
        resolved.reports.push(diagnostic.help("make one of these fields `optional`"));
    }
}

/// The default of a field does not need the default of the struct that it is in:
/// `struct A { 1: A a = {} }`, `struct A { 1: B b }` with `struct B { 1: list<A> l = [{}] }`
///
/// A constant that leaves out a field takes it from the struct's own default. A field without a default takes that of its
/// struct, unless it is left out: an optional one is, and so is one of default requiredness where structs hold each other
/// by value.
pub(super) fn defaults(resolved: &Resolved<'_>) {
    let by_value = components(&held(resolved, |_| true));
    let required = components(&required(resolved));
    let together = |components: &[usize], a: usize, b: usize| components.get(a) == components.get(b);
    let edges = resolved.program.structs.iter().enumerate().map(|(at, item)| {
        let mut edges = Vec::new();
        // A union is unset by default.
        let fields = item.fields.iter().filter(|_| item.kind != StructKind::Union);
        for field in fields {
            match (&field.default, resolved.behind(&field.ty)) {
                (Some(value), _) => {
                    incomplete(&resolved.program, value, &mut |to| edges.push(Edge { to, span: field.span }))
                }
                (None, Type::Struct(id)) => {
                    let to = id.0 as usize;
                    let needed = match field.requiredness {
                        // A circle of required fields alone is an error of its own.
                        Requiredness::Required => !together(&required, at, to),
                        Requiredness::Default => !together(&by_value, at, to),
                        Requiredness::Optional => false,
                    };
                    if needed {
                        edges.push(Edge { to, span: field.span });
                    }
                }
                _ => {}
            }
        }
        edges
    });
    let name = |id: usize| name(resolved, id);
    for circle in walk(&edges.collect::<Vec<_>>()).circles {
        let message = format!("the default of `{}` never ends, since it holds another one", name(circle.start()));
        let diagnostic = circle.label(Diagnostic::new(Rule::InfiniteStruct, message), "holds by default", name);
        resolved.reports.push(
            diagnostic.help("leave out the default that leads back, or give all fields of the struct in it a value"),
        );
    }
}

fn name(resolved: &Resolved<'_>, id: usize) -> String {
    resolved.program.structs.get(id).map(|item| item.name.text.clone()).unwrap_or_default()
}

/// The structs that each struct's required fields hold by value.
fn required(resolved: &Resolved<'_>) -> Vec<Vec<Edge>> {
    held(resolved, |field| field.requiredness == Requiredness::Required)
}

/// The structs that some fields of each struct hold by value.
fn held(resolved: &Resolved<'_>, wanted: fn(&Field) -> bool) -> Vec<Vec<Edge>> {
    let edges = resolved.program.structs.iter().map(|item| {
        let fields = item.fields.iter().filter(|field| wanted(field));
        let edges = fields.filter_map(|field| match resolved.behind(&field.ty) {
            Type::Struct(id) => Some(Edge { to: id.0 as usize, span: field.span }),
            _ => None,
        });
        edges.collect()
    });
    edges.collect()
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
