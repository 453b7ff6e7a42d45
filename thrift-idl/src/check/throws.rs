//! What methods throw.

use crate::ast::Service;
use crate::diagnostic::{Diagnostic, Rule};
use crate::program::{StructKind, Type};
use crate::resolve::Resolved;

/// Only exceptions are thrown:
/// `struct A {}`, `void f() throws (1: A a)`
pub(super) fn exceptions(resolved: &Resolved<'_>, at: usize, node: &Service<'_>) {
    let Some(item) = resolved.program.services.get(at) else {
        return;
    };
    for (method, made) in node.methods.iter().zip(&item.methods) {
        let Some((_, fields)) = &method.throws else { continue };
        for (field, made) in fields.iter().zip(&made.throws) {
            let ty = resolved.behind(&made.ty);
            let defined = match ty {
                Type::Struct(id) if *id == resolved.poison => continue,
                Type::Struct(id) if resolved.program[*id].kind == StructKind::Exception => continue,
                Type::Struct(id) => Some(resolved.program[*id].name.span),
                Type::Enum(id) => Some(resolved.program[*id].name.span),
                _ => None,
            };
            let name = resolved.type_name(&made.ty);
            let mut diagnostic = Diagnostic::new(
                Rule::NotAnException,
                format!("`{}` throws `{name}`, which is not an exception", method.name.text),
            )
            .label(field.ty.span, "only exceptions can be thrown");
            if let Some(defined) = defined {
                diagnostic = diagnostic.label(defined, "defined here");
            }
            if matches!(ty, Type::Struct(_)) {
                diagnostic = diagnostic.help(format!("define it as `exception {name}`"));
            }
            resolved.reports.push(diagnostic);
        }
    }
}
