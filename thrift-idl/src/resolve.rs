//! From names to what they mean: files as written into a [`Program`].
//!
//! What cannot be resolved is reported once and then stands for the *poison*: a struct that no file defines, about which
//! nobody complains again. Only the partial program that comes with errors has it.

use std::cell::{Cell, OnceCell};
use std::collections::{HashMap, HashSet};

use crate::ast;
use crate::diagnostic::{Diagnostic, Reports};
use crate::load::Files;
use crate::program::{File, Include, Item, Namespace, Program, Struct, StructId, StructKind, Type, TypedefId};
use crate::source::FileId;

mod coerce;
mod collect;
mod constant;
mod convert;
pub(crate) mod define;
mod element;
mod fold;
pub(crate) mod foreign;
mod member;
pub(crate) mod name;
mod reference;
pub(crate) mod scope;
mod typedef;
mod unknown;
mod uuid;

use scope::Scope;

/// A program with the nodes that it was made from.
#[derive(Debug)]
pub(crate) struct Resolved<'s> {
    pub(crate) program: Program,
    pub(crate) nodes: Nodes<'s>,
    /// For each typedef, the last one of the chain that it starts.
    pub(crate) typedef_ends: Vec<TypedefId>,
    /// For each enum, the numbers of its values by name.
    enum_numbers: Vec<HashMap<&'s str, i32>>,
    /// For each enum, the numbers of its values.
    enum_sets: Vec<HashSet<i32>>,
    /// For each struct that constants are of, its fields.
    fields_by_name: Vec<OnceCell<member::Fields<'s>>>,
    /// For each constant, how big its value is; `None` for one that has none because of an error.
    folded: Vec<Option<reference::Folded>>,
    /// How much the references to constants have added to values so far.
    copied: Cell<usize>,
    /// What unknown types stand for. It is the last struct of the arena.
    pub(crate) poison: StructId,
    pub(crate) files: &'s Files,
    pub(crate) scopes: Vec<Scope<'s>>,
    pub(crate) reports: Reports,
    pub(crate) unknown: unknown::Unknown<'s>,
}

/// The node of each item of the arenas of a program, by the same index.
#[derive(Debug, Default)]
pub(crate) struct Nodes<'s> {
    pub(crate) structs: Vec<&'s ast::Struct<'s>>,
    pub(crate) enums: Vec<&'s ast::Enum<'s>>,
    pub(crate) typedefs: Vec<&'s ast::Typedef<'s>>,
    pub(crate) consts: Vec<&'s ast::Const<'s>>,
    pub(crate) services: Vec<&'s ast::Service<'s>>,
}

/// Resolves all names of all files.
pub(crate) fn resolve<'s>(files: &'s Files, asts: &'s [ast::File<'s>]) -> Resolved<'s> {
    let mut resolved = Resolved {
        program: Program { roots: files.roots.clone(), ..Program::default() },
        nodes: Nodes::default(),
        typedef_ends: Vec::new(),
        enum_numbers: Vec::new(),
        enum_sets: Vec::new(),
        fields_by_name: Vec::new(),
        folded: Vec::new(),
        copied: Cell::new(0),
        poison: StructId(0),
        files,
        scopes: Vec::with_capacity(asts.len()),
        reports: Reports::default(),
        unknown: unknown::Unknown::default(),
    };
    for (index, ast) in asts.iter().enumerate() {
        let id = FileId(index as u32);
        let file = resolved.file(id, ast);
        resolved.program.files.push(file);
        let scope = Scope::new(id, ast, files);
        resolved.scopes.push(scope);
        resolved.collect(id, ast);
    }
    resolved.poison = resolved.add_poison();
    resolved.fields_by_name.resize_with(resolved.program.structs.len(), OnceCell::new);
    resolved.typedefs();
    resolved.structs();
    resolved.services();
    resolved.constants();
    resolved.defaults();
    let more = std::mem::take(&mut resolved.unknown).into_diagnostics();
    for diagnostic in more {
        resolved.reports.push(diagnostic);
    }
    resolved
}

impl<'s> Resolved<'s> {
    fn file(&self, id: FileId, ast: &ast::File<'s>) -> File {
        let includes = ast.includes.iter().filter_map(|include| {
            let file = self.files.included(id, include.path.span)?;
            Some(Include { file, path: include.path.text.to_string(), span: include.path.span })
        });
        let namespaces = ast.namespaces.iter().map(|namespace| Namespace {
            scope: namespace.scope.to_string(),
            name: namespace.name.to_string(),
            span: namespace.span,
        });
        File {
            name: crate::load::stem(&self.files.sources.file(id).name).to_owned(),
            includes: includes.collect(),
            namespaces: namespaces.collect(),
            items: Vec::with_capacity(ast.definitions.len()),
            docs: ast.docs.clone(),
        }
    }

    fn add_item(&mut self, file: FileId, item: Item) {
        if let Some(file) = self.program.files.get_mut(file.0 as usize) {
            file.items.push(item);
        }
    }

    fn add_poison(&mut self) -> StructId {
        let span = crate::source::Span { file: FileId(0), start: 0, end: 0 };
        self.program.structs.push(Struct {
            kind: StructKind::Struct,
            name: crate::program::Name { text: String::new(), span },
            file: FileId(0),
            fields: Vec::new(),
            meta: crate::program::Meta::default(),
        });
        StructId(self.program.structs.len() as u32 - 1)
    }

    /// The type that stands for one that is not known.
    pub(crate) fn poisoned(&self) -> Type {
        Type::Struct(self.poison)
    }

    /// The type behind any chain of typedefs, at once.
    pub(crate) fn behind<'t>(&'t self, ty: &'t Type) -> &'t Type {
        match ty {
            Type::Typedef(id) => {
                let end = self.typedef_ends.get(id.0 as usize).unwrap_or(id);
                &self.program[*end].target
            }
            ty => ty,
        }
    }

    /// The program, whose last struct is the poison, and what was reported.
    pub(crate) fn into_parts(self) -> (Program, Vec<Diagnostic>) {
        (self.program, self.reports.into_vec())
    }
}
