//! Warnings.
//!
//! A macro can not warn on stable Rust; the compiler can, of a deprecated item. So each file with warnings gives one, whose
//! note is what the macro has to say.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use thrift_idl::Diagnostic;
use thrift_idl::source::FileId;

use super::is_fatal;
use crate::load::Outcome;
use crate::options::{Call, Level};

/// How many warnings of a file are shown whole; the others are counted by their rules.
const SHOWN: usize = 3;

impl Outcome {
    /// Expands to, for each file with warnings:
    /// ```ignore
    /// const _: () = {
    ///     #[deprecated(note = "…")]
    ///     const IDL: () = ();
    ///     IDL
    /// };
    /// ```
    pub(super) fn warnings(&self, call: &Call) -> TokenStream {
        let mut files: BTreeMap<Option<FileId>, Vec<&Diagnostic>> = BTreeMap::new();
        for diagnostic in &self.loaded.diagnostics {
            if !is_fatal(diagnostic, call) && call.options.level(diagnostic.rule) == Level::Warn {
                files.entry(diagnostic.primary().map(|span| span.file)).or_default().push(diagnostic);
            }
        }
        let span = call.literal().span();
        let warnings = files.values().map(|found| {
            let note = self.note(found);
            let name = Ident::new("IDL", span);
            quote_spanned! {span=>
                const _: () = {
                    #[deprecated(note = #note)]
                    const #name: () = ();
                    #name
                };
            }
        });
        warnings.collect()
    }

    /// The first warnings of a file, how many there are of each rule, and how to be rid of them.
    fn note(&self, found: &[&Diagnostic]) -> String {
        let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
        for diagnostic in found {
            *rules.entry(diagnostic.rule.name()).or_default() += 1;
        }
        let mut note = String::new();
        for diagnostic in found.iter().take(SHOWN) {
            note.push_str(&format!("\n{}\n", diagnostic.render(&self.loaded.sources)));
        }
        if found.len() > SHOWN {
            let counts: Vec<String> = rules.iter().map(|(rule, count)| format!("{count} `{rule}`")).collect();
            note.push_str(&format!("\n{} warnings in all: {}\n", found.len(), counts.join(", ")));
        }
        let names: Vec<&str> = rules.into_keys().collect();
        note.push_str(&format!("= help: mend it, or write `allow = [{}]` in the call of the macro", names.join(", ")));
        note
    }
}
