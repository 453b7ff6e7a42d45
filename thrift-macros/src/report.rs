//! What the macro expands to: the code, and what was wrong.

use std::path::{Component, Path, PathBuf};

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use thrift_idl::{Diagnostic, Severity};

use crate::expand::{self, Context};
use crate::load::Outcome;
use crate::options::Call;
use crate::schema::{self, Schema};

impl Outcome {
    /// The code of the program, or the errors and what can be made of the rest.
    pub(crate) fn expand(mut self, call: &Call) -> TokenStream {
        let cx = Context::new(call.facade.clone(), call.literal().span());
        let mut program = self.loaded.program.take();
        if let Some(program) = &mut program {
            self.loaded.diagnostics.extend(schema::retain_unique(program));
        }
        let errors = self.loaded.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        let errors: Vec<TokenStream> = errors.map(|error| self.compile_error(error, call.literal().span())).collect();
        let mut out = self.track(cx.span);
        if let Some(mut program) = program.or(self.loaded.partial.take()) {
            if !errors.is_empty() {
                // What an error of the IDL already names is not named again.
                drop(schema::retain_unique(&mut program));
                schema::mend(&mut program);
            }
            out.extend(expand::expand(&Schema::of_program(&program, &cx), &cx));
        }
        out.extend(errors);
        out
    }

    fn compile_error(&self, diagnostic: &Diagnostic, literal: Span) -> TokenStream {
        let text = diagnostic.render(&self.loaded.sources);
        quote_spanned!(literal=> ::core::compile_error! { #text })
    }

    /// Makes cargo build again when a file changes.
    ///
    /// In a function that nobody calls: a `const` of the bytes would ship them in the crate's metadata.
    fn track(&self, span: Span) -> TokenStream {
        let files = self.loaded.sources.files().iter().filter_map(|file| {
            let path = format!("/{}", relative(Path::new(&file.key), &self.package)?);
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
}

/// The way from a folder to a file. `None` for what is no path: inline IDL.
fn relative(file: &Path, folder: &Path) -> Option<String> {
    if !file.is_absolute() {
        return None;
    }
    let folder = std::fs::canonicalize(folder).unwrap_or(folder.to_owned());
    let shared = file.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    let path: PathBuf = up.chain(file.components().skip(shared)).collect();
    Some(path.to_string_lossy().replace('\\', "/"))
}
