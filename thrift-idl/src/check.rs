//! What a program must keep to besides the grammar: one rule a function, and in its documentation a sample of what
//! breaks it.

use crate::ast::Field;
use crate::program::StructKind;
use crate::resolve::Resolved;
use crate::resolve::define::Owner;
use crate::source::Span;

mod enum_value;
mod field_id;
mod field_name;
mod include;
mod infinite;
mod method;
mod namespace;
mod requiredness;
mod service;
mod throws;
mod union;

/// Checks a program.
pub(crate) fn check(resolved: &Resolved<'_>) {
    for node in &resolved.nodes.structs {
        let list = FieldList { owner: Owner::Struct(node.kind), name: node.name.text, fields: &node.fields };
        check_fields(resolved, &list);
        if node.kind == StructKind::Union {
            union::one_default(resolved, node);
        }
    }
    for node in &resolved.nodes.enums {
        enum_value::names(resolved, node);
    }
    for (at, node) in resolved.nodes.services.iter().enumerate() {
        for method in &node.methods {
            let name = method.name.text;
            check_fields(resolved, &FieldList { owner: Owner::Arguments, name, fields: &method.args });
            if let Some((_, fields)) = &method.throws {
                check_fields(resolved, &FieldList { owner: Owner::Throws, name, fields });
            }
            method::oneway(resolved, method);
        }
        throws::exceptions(resolved, at, node);
    }
    service::circles(resolved);
    method::names(resolved);
    infinite::structs(resolved);
    infinite::defaults(resolved);
    include::twice(resolved);
    namespace::shared(resolved);
}

/// The fields of a struct, or the arguments or exceptions of a method.
struct FieldList<'a, 's> {
    owner: Owner,
    /// The name of the struct or method.
    name: &'a str,
    fields: &'a [Field<'s>],
}

impl FieldList<'_, '_> {
    /// What a field is called here.
    fn field(&self) -> &'static str {
        match self.owner {
            Owner::Struct(_) => "field",
            Owner::Arguments => "argument",
            Owner::Throws => "exception",
        }
    }

    /// Where the fields are, such as ``struct `User` ``.
    fn place(&self) -> String {
        let what = match self.owner {
            Owner::Struct(StructKind::Struct) => "struct",
            Owner::Struct(StructKind::Union) => "union",
            Owner::Struct(StructKind::Exception) => "exception",
            Owner::Arguments | Owner::Throws => "method",
        };
        format!("{what} `{}`", self.name)
    }
}

fn check_fields(resolved: &Resolved<'_>, list: &FieldList<'_, '_>) {
    field_id::unique(resolved, list);
    field_id::in_range(resolved, list);
    field_id::explicit(resolved, list);
    field_id::positive(resolved, list);
    field_name::unique(resolved, list);
    requiredness::meaningful(resolved, list);
    requiredness::no_useless_default(resolved, list);
}

/// Where a field's id is written, or its name if it has none.
fn id_span(field: &Field<'_>) -> Span {
    field.id.map_or(field.name.span, |id| id.span)
}
