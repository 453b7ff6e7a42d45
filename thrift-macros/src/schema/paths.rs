//! Where items are, and how one names another.

use std::collections::HashMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use thrift_idl::program::Program;
use thrift_idl::source::FileId;

use crate::names;

/// The modules of a program's files.
pub(crate) struct Paths {
    /// The module of each file that has one; root files have none.
    modules: HashMap<FileId, Ident>,
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
}

impl Paths {
    pub(crate) fn new(program: &Program, span: Span) -> Self {
        let modules = (0..program.files.len() as u32)
            .map(FileId)
            .filter(|file| !program.roots.contains(file))
            .map(|file| (file, names::ident(&names::snake_case(&program[file].name), span)))
            .collect();
        Self { modules, span }
    }

    /// The module of this file; `None` for a root.
    pub(crate) fn module(&self, file: FileId) -> Option<&Ident> {
        self.modules.get(&file)
    }

    /// The path of an item of `file`, as named from `place`.
    pub(crate) fn item(&self, place: Place, file: FileId, ident: &Ident) -> TokenStream {
        let span = self.span;
        let same_file = place.file == file;
        let out_of_module = !same_file && self.modules.contains_key(&place.file);
        let supers = usize::from(place.scope == Scope::Service) + usize::from(out_of_module);
        let supers = (0..supers).map(|_| quote_spanned!(span=> super::));
        let module = self.modules.get(&file).filter(|_| !same_file).map(|module| quote_spanned!(span=> #module::));
        quote_spanned!(span=> #(#supers)* #module #ident)
    }
}
