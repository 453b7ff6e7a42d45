//! Where items are, and how one names another.

use std::collections::HashMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use thrift_idl::program::Program;
use thrift_idl::source::FileId;

use super::steer::Files;
use crate::names;

/// The modules of a program's files.
pub(crate) struct Paths {
    /// The module of each included file that expands; root files have none.
    modules: HashMap<FileId, Ident>,
    /// The user's modules for the files that do not expand.
    foreign: HashMap<FileId, TokenStream>,
    span: Span,
}

/// A place that names items.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) file: FileId,
    pub(crate) scope: Scope,
}

/// How deep a place is inside the items of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Among the items themselves.
    Items,
    /// In the module of a service.
    Service,
    /// In the module within that, of what is on plain threads.
    Blocking,
    /// In the module of the types that borrow.
    Borrowed,
}

impl Scope {
    /// How many modules there are between the place and the items.
    fn depth(self) -> usize {
        match self {
            Self::Items => 0,
            Self::Service | Self::Borrowed => 1,
            Self::Blocking => 2,
        }
    }
}

impl Place {
    /// The same place, where types own what they hold.
    pub(crate) fn owned(self) -> Self {
        match self.scope {
            // As deep among the items.
            Scope::Borrowed => Self { scope: Scope::Service, ..self },
            Scope::Items | Scope::Service | Scope::Blocking => self,
        }
    }
}

impl Paths {
    pub(crate) fn new(program: &Program, files: &Files, span: Span) -> Self {
        let name = |id: FileId| match files.rename.get(&id) {
            Some(name) => names::ident(name, span),
            None => names::ident(&names::snake_case(&program[id].name), span),
        };
        let expanded = reachable(program, &program.roots, |id| files.with.contains_key(&id));
        let modules = expanded.iter().filter(|id| !program.roots.contains(id)).map(|id| (*id, name(*id))).collect();
        let mut foreign = files.with.clone();
        for (file, path) in &files.with {
            // Whoever expanded that file has a module beside its items for each file that it includes.
            for id in reachable(program, &[*file], |id| expanded.contains(&id)) {
                let module = name(id);
                foreign.entry(id).or_insert_with(|| quote_spanned!(span=> #path::#module));
            }
        }
        Self { modules, foreign, span }
    }

    /// Whether the items of this file expand here.
    pub(crate) fn expands(&self, file: FileId) -> bool {
        !self.foreign.contains_key(&file)
    }

    /// The module of this file; `None` for a root.
    pub(crate) fn module(&self, file: FileId) -> Option<&Ident> {
        self.modules.get(&file)
    }

    /// The path of an item of `file`, as named from `place`.
    pub(crate) fn item(&self, place: Place, file: FileId, ident: &Ident) -> TokenStream {
        let span = self.span;
        if let Some(path) = self.foreign.get(&file) {
            return quote_spanned!(span=> #path::#ident);
        }
        let same_file = place.file == file;
        let out_of_module = !same_file && self.modules.contains_key(&place.file);
        let supers = place.scope.depth() + usize::from(out_of_module);
        let supers = (0..supers).map(|_| quote_spanned!(span=> super::));
        let module = self.modules.get(&file).filter(|_| !same_file).map(|module| quote_spanned!(span=> #module::));
        quote_spanned!(span=> #(#supers)* #module #ident)
    }

    /// The path of a type that borrows, in the module `borrowed` of `file`, as named from within such a module.
    pub(crate) fn borrowed_item(&self, place: Place, file: FileId, borrowed: &Ident, ident: &Ident) -> TokenStream {
        // All roots share one.
        if place.file == file || !(self.modules.contains_key(&place.file) || self.modules.contains_key(&file)) {
            return quote_spanned!(self.span=> #ident);
        }
        let module = self.item(place, file, borrowed);
        quote_spanned!(self.span=> #module::#ident)
    }
}

/// The files that these include, directly or not, and these themselves, without passing a file that `stops`.
fn reachable(program: &Program, from: &[FileId], stops: impl Fn(FileId) -> bool) -> Vec<FileId> {
    let mut found: Vec<FileId> = from.to_vec();
    let mut next = 0;
    while let Some(id) = found.get(next).copied() {
        next += 1;
        for include in &program[id].includes {
            if !stops(include.file) && !found.contains(&include.file) {
                found.push(include.file);
            }
        }
    }
    found
}
