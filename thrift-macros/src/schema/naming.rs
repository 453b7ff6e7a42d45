//! The Rust name of everything that the IDL names: its own in Rust's casing, or what `rust.name` says.

use proc_macro2::{Ident, Span};
use thrift_idl::program::{Field, Meta, Name, Program, StructKind, Type};

use super::steer;
use crate::names;

/// Types and variants.
pub(crate) fn type_name(name: &Name, meta: &Meta) -> String {
    steer::name(meta).unwrap_or_else(|| names::camel_case(&name.text))
}

/// Arguments, methods and modules of services, fields of structs.
pub(crate) fn value_name(name: &Name, meta: &Meta) -> String {
    steer::name(meta).unwrap_or_else(|| names::snake_case(&name.text))
}

/// What the types of a method begin with, `GetUser` of `GetUserArgs`.
pub(crate) fn prefix(name: &Name, meta: &Meta) -> String {
    names::camel_case(&steer::name(meta).unwrap_or_else(|| name.text.clone()))
}

/// Constants and values of enums.
pub(crate) fn constant_name(name: &Name, meta: &Meta) -> String {
    steer::name(meta).unwrap_or_else(|| names::screaming_snake_case(&name.text))
}

/// Fields of structs, members of unions.
pub(crate) fn field_name(kind: StructKind, field: &Field) -> String {
    match kind {
        StructKind::Union => type_name(&field.name, &field.meta),
        StructKind::Struct | StructKind::Exception => value_name(&field.name, &field.meta),
    }
}

/// The exceptions of a method as variants of its error: by their types, and by their own names where two are of one type, or of
/// types of one name.
pub(crate) fn throw_names(program: &Program, throws: &[Field]) -> Vec<String> {
    let by_field = || throws.iter().map(|field| type_name(&field.name, &field.meta)).collect::<Vec<_>>();
    let by_type = |field: &Field| match program.resolve(&field.ty) {
        Type::Struct(id) => type_name(&program[*id].name, &program[*id].meta),
        _ => type_name(&field.name, &field.meta),
    };
    let types: Vec<String> = throws.iter().map(by_type).collect();
    let times = |names: &[String], name: &String| names.iter().filter(|other| *other == name).count();
    let mixed = types.iter().zip(by_field());
    let names: Vec<String> = mixed.map(|(ty, field)| if times(&types, ty) > 1 { field } else { ty.clone() }).collect();
    // A field may have the name of another one's type: then all go by their own.
    if names.iter().any(|name| times(&names, name) > 1) { by_field() } else { names }
}

pub(crate) fn type_ident(name: &Name, meta: &Meta, span: Span) -> Ident {
    names::ident(&type_name(name, meta), span)
}

pub(crate) fn value_ident(name: &Name, meta: &Meta, span: Span) -> Ident {
    names::ident(&value_name(name, meta), span)
}

pub(crate) fn constant_ident(name: &Name, meta: &Meta, span: Span) -> Ident {
    names::ident(&constant_name(name, meta), span)
}
