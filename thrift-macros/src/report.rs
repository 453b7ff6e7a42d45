//! What the macro expands to: the code, and what was wrong.

use std::path::Path;

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use thrift_idl::{Diagnostic, Severity, SourceFile};

mod compatible;
mod warnings;

pub(crate) use compatible::{allowable, errors_of, unused};

use crate::expand::{self, Context};
use crate::load::{self, Outcome};
use crate::options::{Call, Level};
use crate::schema::{self, Paths, Schema, Sources};

impl Outcome {
    /// The code of the program, or the errors and what can be made of the rest.
    pub(crate) fn expand(mut self, call: &Call) -> TokenStream {
        let literal = call.literal().span();
        let cx = Context::new(facade(call), &call.options, literal);
        let mut out = self.track(cx.span);
        let found = self.loaded.program.is_some();
        // Before options change the program.
        let incompatible = self.incompatible(call);
        let Some(mut program) = self.loaded.program.take().or(self.loaded.partial.take()) else {
            out.extend(self.errors(call));
            out.extend(incompatible);
            return out;
        };
        let applied = schema::apply_options(&call.options, &mut program);
        // Of a program with errors, what a selector names may be missing because of one of them.
        let misapplied = applied.as_ref().err().filter(|_| found).map(syn::Error::to_compile_error);
        let files = applied.unwrap_or_default();
        let paths = Paths::new(&program, &files, cx.span);
        let collisions = schema::retain_unique(&mut program, &paths);
        if found {
            self.loaded.diagnostics.extend(collisions);
            self.loaded.diagnostics.extend(schema::check_annotations(&program));
        }
        let errors = self.errors(call);
        if !errors.is_empty() {
            schema::mend(&mut program);
        }
        let inline = load::source(literal).map(|source| source.file);
        let sources = Sources::new(&self.loaded.sources, &self.package, inline.as_deref());
        let schema = Schema::of_program(&program, paths, Some(&sources), &cx);
        out.extend(through_a_file(expand::expand(&schema, &cx), call));
        out.extend(errors);
        out.extend(misapplied);
        out.extend(incompatible);
        out.extend(self.warnings(call));
        out
    }

    /// The errors, warnings that the user denies among them.
    fn errors(&self, call: &Call) -> Vec<TokenStream> {
        let literal = call.literal().span();
        let fatal = self.loaded.diagnostics.iter().filter(|diagnostic| is_fatal(diagnostic, call));
        let error = |diagnostic: &Diagnostic| {
            let text = diagnostic.render(&self.loaded.sources);
            quote_spanned!(literal=> ::core::compile_error! { #text })
        };
        fatal.map(error).collect()
    }

    fn track(&self, span: Span) -> TokenStream {
        let old = self.old.iter().flat_map(|old| old.sources.files());
        tracked(self.loaded.sources.files().iter().chain(old), &self.package, span)
    }
}

/// Makes cargo build again when one of these files changes, which a package reads.
///
/// In a function that nobody calls: a `const` of the bytes would ship them in the crate's metadata.
pub(crate) fn tracked<'f>(files: impl IntoIterator<Item = &'f SourceFile>, package: &Path, span: Span) -> TokenStream {
    let files = files.into_iter().filter_map(|file| {
        let path = format!("/{}", load::relative(Path::new(&file.key), package)?);
        Some(quote_spanned! {span=>
            let _ = ::core::include_bytes!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #path));
        })
    });
    let files: Vec<TokenStream> = files.collect();
    if files.is_empty() {
        return TokenStream::new();
    }
    quote_spanned! {span=>
        const _: () = {
            #[allow(dead_code)]
            fn track() { #(#files)* }
        };
    }
}

/// The path of the facade. In a file of its own nothing but the usual name of the dependency has a meaning.
fn facade(call: &Call) -> TokenStream {
    #[cfg(feature = "debug")]
    if crate::debug::is_on() {
        return quote::quote!(::thrift_rs);
    }
    call.facade.clone()
}

/// The expansion, or where the user asks for it an `include!` of the file that it is written to.
fn through_a_file(items: TokenStream, call: &Call) -> TokenStream {
    #[cfg(feature = "debug")]
    if crate::debug::is_on() {
        return crate::debug::through_a_file(items, call);
    }
    let _ = call;
    items
}

/// Whether a diagnostic fails the build.
fn is_fatal(diagnostic: &Diagnostic, call: &Call) -> bool {
    diagnostic.severity == Severity::Error || call.options.level(diagnostic.rule) == Level::Deny
}
