//! What is wrong with a type, all of it.

use proc_macro2::{Span, TokenStream};

/// The mistakes in a type, in the order in which they are found.
#[derive(Default)]
pub(crate) struct Errors(Option<syn::Error>);

impl Errors {
    /// Notes a mistake at this place.
    pub(crate) fn push(&mut self, span: Span, message: impl std::fmt::Display) {
        self.add(syn::Error::new(span, message));
    }

    pub(crate) fn add(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(all) => all.combine(error),
            none => *none = Some(error),
        }
    }

    /// Notes two places that conflict.
    pub(crate) fn conflict(&mut self, span: Span, message: impl std::fmt::Display, first: Span) {
        self.push(span, message);
        self.push(first, "it is used first here");
    }

    pub(crate) fn into_compile_errors(self) -> Option<TokenStream> {
        self.0.map(|error| error.to_compile_error())
    }
}
