//! Second pass: the content of enums, structs and services.

use super::Resolved;
use super::scope::{Definition, Lookup};
use super::unknown::Wanted;
use crate::ast;
use crate::diagnostic::{Diagnostic, Reports, Rule};
use crate::program::{Answer, EnumValue, Field, Method, Requiredness, ServiceId, StructKind, Type};
use crate::source::FileId;
use crate::suggest::nearest;

/// Whose fields a list of fields are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    Struct(StructKind),
    Arguments,
    Throws,
}

/// The values of an enum. One without a number gets the number after the one before; the first gets 0.
pub(super) fn enum_values(node: &ast::Enum<'_>, reports: &Reports) -> Vec<EnumValue> {
    let mut next = Some(0i32);
    let values = node.values.iter().map(|value| {
        let number = match value.number {
            Some(int) => match i32::try_from(int.value) {
                Ok(number) => Some(number),
                Err(_) => {
                    reports.push(
                        Diagnostic::new(
                            Rule::EnumValueOutOfRange,
                            format!("the number {} of `{}` does not fit 32 bits", int.value, value.name.text),
                        )
                        .label(int.span, format!("outside of {} to {}", i32::MIN, i32::MAX)),
                    );
                    // What follows counts from here, whatever it should have been.
                    Some(0)
                }
            },
            None => next,
        };
        let number = number.unwrap_or_else(|| {
            reports.push(
                Diagnostic::new(
                    Rule::EnumValueOutOfRange,
                    format!("`{}` would get a number that does not fit 32 bits", value.name.text),
                )
                .label(value.name.span, format!("the value before it is {}", i32::MAX))
                .help(format!("write `{} = …` with a number of its own", value.name.text)),
            );
            0
        });
        next = number.checked_add(1);
        EnumValue { name: super::convert::name(value.name), number, meta: super::convert::meta(&value.meta) }
    });
    values.collect()
}

impl<'s> Resolved<'s> {
    pub(super) fn structs(&mut self) {
        for index in 0..self.nodes.structs.len() {
            let (Some(node), Some(item)) = (self.nodes.structs.get(index), self.program.structs.get(index)) else {
                continue;
            };
            let fields = self.fields(item.file, &node.fields, Owner::Struct(node.kind));
            if let Some(item) = self.program.structs.get_mut(index) {
                item.fields = fields;
            }
        }
    }

    pub(super) fn services(&mut self) {
        for index in 0..self.nodes.services.len() {
            let (Some(node), Some(item)) = (self.nodes.services.get(index), self.program.services.get(index)) else {
                continue;
            };
            let file = item.file;
            let extends = node.extends.and_then(|base| self.base(file, base));
            let methods = node.methods.iter().map(|method| self.method(file, method)).collect();
            if let Some(item) = self.program.services.get_mut(index) {
                item.extends = extends;
                item.methods = methods;
            }
        }
    }

    /// The service that another extends.
    fn base(&self, file: FileId, name: ast::Ident<'s>) -> Option<ServiceId> {
        match self.find_definition(file, name.text) {
            Lookup::Found(Definition::Service(id)) => {
                self.warn_self_qualified(file, name.text, name.span);
                Some(id)
            }
            Lookup::Found(definition) => {
                let (what, defined) = self.introduce(definition);
                self.reports.push(
                    Diagnostic::new(Rule::NotAService, format!("`{}` is {what}, not a service", name.text))
                        .label(name.span, "only a service can be extended")
                        .label(defined, "defined here"),
                );
                None
            }
            Lookup::Lost => None,
            Lookup::Missing => {
                self.unknown(file, name.text, name.span, Wanted::Service);
                None
            }
        }
    }

    /// What kind of thing a definition is, and where.
    fn introduce(&self, definition: Definition) -> (&'static str, crate::source::Span) {
        match definition {
            Definition::Struct(id) => {
                let item = &self.program[id];
                let what = match item.kind {
                    StructKind::Struct => "a struct",
                    StructKind::Union => "a union",
                    StructKind::Exception => "an exception",
                };
                (what, item.name.span)
            }
            Definition::Enum(id) => ("an enum", self.program[id].name.span),
            Definition::Typedef(id) => ("a typedef", self.program[id].name.span),
            Definition::Service(id) => ("a service", self.program[id].name.span),
        }
    }

    fn method(&self, file: FileId, node: &ast::Method<'s>) -> Method {
        let returns = node.returns.as_ref().map(|ty| self.returned(file, ty));
        Method {
            name: super::convert::name(node.name),
            answer: node.answer,
            // Nothing can come back from a oneway method; `check` has a word on it.
            returns: returns.filter(|_| node.answer == Answer::Reply),
            args: self.fields(file, &node.args, Owner::Arguments),
            throws: match &node.throws {
                Some((_, throws)) => self.fields(file, throws, Owner::Throws),
                None => Vec::new(),
            },
            meta: super::convert::meta(&node.meta),
        }
    }

    /// What a method returns: of all types that are not known, `void` may be meant here only.
    fn returned(&self, file: FileId, node: &ast::Type<'s>) -> Type {
        if let ast::TypeKind::Named(name) = node.kind
            && nearest(name, ["void"]).is_some()
            && let Lookup::Missing = self.find_definition(file, name)
        {
            let error = Diagnostic::new(Rule::UnknownType, format!("cannot find the type `{name}`"));
            self.reports.push(error.label(node.span, "not defined").did_you_mean(Some("void")));
            return self.poisoned();
        }
        self.ty(file, node)
    }

    fn fields(&self, file: FileId, nodes: &[ast::Field<'s>], owner: Owner) -> Vec<Field> {
        let fields = nodes.iter().zip(ids(nodes)).map(|(node, id)| Field {
            id,
            name: super::convert::name(node.name),
            requiredness: requiredness(node, owner),
            ty: self.ty(file, &node.ty),
            default: None,
            meta: super::convert::meta(&node.meta),
            span: node.span,
        });
        fields.collect()
    }
}

/// The ids of fields. Those without one, or with one that is not positive, get -1, -2, and so on, as Apache's compiler
/// has it. One that does not fit 16 bits is an error, and 0 here.
pub(crate) fn ids(nodes: &[ast::Field<'_>]) -> Vec<i16> {
    let mut implicit = 0i16;
    let ids = nodes.iter().map(|node| match node.id {
        Some(id) if id.value > 0 => i16::try_from(id.value).unwrap_or(0),
        _ => {
            implicit = implicit.saturating_sub(1);
            implicit
        }
    });
    ids.collect()
}

fn requiredness(node: &ast::Field<'_>, owner: Owner) -> Requiredness {
    let written = node.requiredness.map_or(Requiredness::Default, |(written, _)| written);
    match (owner, written) {
        // Of a union and of the exceptions of a method, one at most is there.
        (Owner::Struct(StructKind::Union) | Owner::Throws, _) => Requiredness::Optional,
        (Owner::Arguments, Requiredness::Optional) => Requiredness::Default,
        (_, written) => written,
    }
}
