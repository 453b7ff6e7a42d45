//! Nodes into their counterparts in a program, where nothing has to be looked up but types.

use super::Resolved;
use super::scope::{Definition, Lookup};
use super::unknown::Wanted;
use crate::ast;
use crate::diagnostic::{Diagnostic, Rule};
use crate::program::{Annotation, Meta, Name, Type};
use crate::source::FileId;

pub(super) fn name(ident: ast::Ident<'_>) -> Name {
    Name { text: ident.text.to_owned(), span: ident.span }
}

pub(super) fn meta(meta: &ast::Meta<'_>) -> Meta {
    let annotations = meta.annotations.iter().map(|annotation| Annotation {
        key: name(annotation.key),
        value: annotation.value.as_ref().map(|value| Name { text: value.text.to_string(), span: value.span }),
    });
    Meta { docs: meta.docs.clone(), annotations: annotations.collect() }
}

impl<'s> Resolved<'s> {
    /// The type that is written, or the poison if it is not known.
    pub(super) fn ty(&self, file: FileId, node: &ast::Type<'s>) -> Type {
        use ast::TypeKind;
        match &node.kind {
            TypeKind::Bool => Type::Bool,
            TypeKind::I8 => Type::I8,
            TypeKind::I16 => Type::I16,
            TypeKind::I32 => Type::I32,
            TypeKind::I64 => Type::I64,
            TypeKind::Double => Type::Double,
            TypeKind::String => Type::String,
            TypeKind::Binary => Type::Binary,
            TypeKind::Uuid => Type::Uuid,
            TypeKind::List(element) => Type::List(Box::new(self.ty(file, element))),
            TypeKind::Set(element) => Type::Set(Box::new(self.ty(file, element))),
            TypeKind::Map(key, value) => Type::Map(Box::new(self.ty(file, key)), Box::new(self.ty(file, value))),
            TypeKind::Named(name) => self.named_type(file, name, node.span),
            TypeKind::Bad => self.poisoned(),
        }
    }

    fn named_type(&self, file: FileId, name: &'s str, span: crate::source::Span) -> Type {
        let definition = match self.find_definition(file, name) {
            Lookup::Found(definition) => definition,
            Lookup::Lost if name != "float" => return self.poisoned(),
            Lookup::Lost | Lookup::Missing => {
                self.unknown(file, name, span, Wanted::Type);
                return self.poisoned();
            }
        };
        self.warn_self_qualified(file, name, span);
        match definition {
            Definition::Struct(id) => Type::Struct(id),
            Definition::Enum(id) => Type::Enum(id),
            Definition::Typedef(id) => Type::Typedef(id),
            Definition::Service(id) => {
                self.reports.push(
                    Diagnostic::new(Rule::UnknownType, format!("`{name}` is a service, not a type"))
                        .label(span, "expected a type")
                        .label(self.program[id].name.span, "defined here"),
                );
                self.poisoned()
            }
        }
    }
}
