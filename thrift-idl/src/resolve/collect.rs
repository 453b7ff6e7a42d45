//! First pass: every definition gets its id, so that names may be used before they are defined.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Resolved;
use super::scope::Definition;
use crate::ast;
use crate::diagnostic::{Diagnostic, Rule};
use crate::program::{
    Const, ConstId, Enum, EnumId, Item, Service, ServiceId, Struct, StructId, Type, Typedef, TypedefId, Value,
};
use crate::source::{FileId, Span};

impl<'s> Resolved<'s> {
    /// Gives ids to the definitions of a file and puts their names into its scope.
    pub(super) fn collect(&mut self, file: FileId, ast: &'s ast::File<'s>) {
        // Where each name was defined first: types and services share one set of names, constants have another.
        let mut types: HashMap<&str, (Span, usize)> = HashMap::new();
        let mut consts: HashMap<&str, Span> = HashMap::new();
        let forward = forward_declarations(ast);
        for (index, definition) in ast.definitions.iter().enumerate() {
            let name = definition.name();
            if let Some(real) = forward.get(&index) {
                self.reports.push(
                    Diagnostic::new(
                        Rule::ForwardDeclaration,
                        format!("`{}` is declared before it is defined", name.text),
                    )
                    .label(name.span, "this empty declaration is left out")
                    .label(*real, "defined here")
                    .help("remove the empty one: a name may be used before it is defined"),
                );
                continue;
            }
            if let ast::Definition::Const(node) = definition {
                match consts.entry(name.text) {
                    Entry::Occupied(first) => self.report_duplicate(name, *first.get()),
                    Entry::Vacant(entry) => {
                        entry.insert(name.span);
                    }
                }
                self.add_const(file, node);
                continue;
            }
            match types.entry(name.text) {
                Entry::Occupied(first) => self.report_duplicate(name, first.get().0),
                Entry::Vacant(entry) => {
                    entry.insert((name.span, index));
                }
            }
            self.add_type(file, definition);
        }
    }

    fn report_duplicate(&self, name: ast::Ident<'_>, first: Span) {
        self.reports.push(
            Diagnostic::new(Rule::DuplicateDefinition, format!("`{}` is defined twice", name.text))
                .label(name.span, "defined again here")
                .label(first, "first defined here"),
        );
    }

    fn add_const(&mut self, file: FileId, node: &'s ast::Const<'s>) {
        let id = ConstId(self.program.consts.len() as u32);
        self.program.consts.push(Const {
            name: super::convert::name(node.name),
            file,
            ty: Type::Bool,
            value: Value::Bool(false),
            meta: super::convert::meta(&node.meta),
        });
        self.nodes.consts.push(node);
        if let Some(scope) = self.scopes.get_mut(file.0 as usize) {
            scope.consts.entry(node.name.text).or_insert(id);
        }
        self.add_item(file, Item::Const(id));
    }

    fn add_type(&mut self, file: FileId, definition: &'s ast::Definition<'s>) {
        let program = &mut self.program;
        let name = super::convert::name(definition.name());
        let (entry, item) = match definition {
            ast::Definition::Struct(node) => {
                let id = StructId(program.structs.len() as u32);
                let meta = super::convert::meta(&node.meta);
                program.structs.push(Struct { kind: node.kind, name, file, fields: Vec::new(), meta });
                self.nodes.structs.push(node);
                (Definition::Struct(id), Item::Struct(id))
            }
            ast::Definition::Enum(node) => {
                let id = EnumId(program.enums.len() as u32);
                let values = super::define::enum_values(node, &self.reports);
                let names = values.iter().zip(&node.values).rev().map(|(value, node)| (node.name.text, value.number));
                self.enum_numbers.push(names.collect());
                self.enum_sets.push(values.iter().map(|value| value.number).collect());
                program.enums.push(Enum { name, file, values, meta: super::convert::meta(&node.meta) });
                self.nodes.enums.push(node);
                (Definition::Enum(id), Item::Enum(id))
            }
            ast::Definition::Typedef(node) => {
                let id = TypedefId(program.typedefs.len() as u32);
                let meta = super::convert::meta(&node.meta);
                program.typedefs.push(Typedef { name, file, target: Type::Bool, meta });
                self.nodes.typedefs.push(node);
                (Definition::Typedef(id), Item::Typedef(id))
            }
            ast::Definition::Service(node) => {
                let id = ServiceId(program.services.len() as u32);
                let meta = super::convert::meta(&node.meta);
                program.services.push(Service { name, file, extends: None, methods: Vec::new(), meta });
                self.nodes.services.push(node);
                (Definition::Service(id), Item::Service(id))
            }
            ast::Definition::Const(_) => return,
        };
        if let Some(scope) = self.scopes.get_mut(file.0 as usize) {
            scope.types.entry(definition.name().text).or_insert(entry);
        }
        self.add_item(file, item);
    }
}

/// Empty structs that a struct of the same name and kind follows: by index, with the place of the real one.
fn forward_declarations(ast: &ast::File<'_>) -> HashMap<usize, Span> {
    let mut empty: HashMap<&str, (usize, crate::program::StructKind)> = HashMap::new();
    let mut found = HashMap::new();
    for (index, definition) in ast.definitions.iter().enumerate() {
        let ast::Definition::Struct(node) = definition else {
            continue;
        };
        if node.fields.is_empty() && !node.damaged {
            empty.entry(node.name.text).or_insert((index, node.kind));
        } else if let Some((first, kind)) = empty.get(node.name.text)
            && *kind == node.kind
        {
            found.entry(*first).or_insert(node.name.span);
        }
    }
    found
}
