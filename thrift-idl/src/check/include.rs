//! Includes.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Rule};
use crate::resolve::Resolved;

/// A file is included once by another; other compilers refuse or merge what they get twice:
/// `include "a.thrift"`, `include "./a.thrift"`
pub(super) fn twice(resolved: &Resolved<'_>) {
    for file in &resolved.program.files {
        let mut first = HashMap::with_capacity(file.includes.len());
        for include in &file.includes {
            if let Some(place) = first.insert(include.file, include.span) {
                let path = &resolved.files.sources.file(include.file).origin.path;
                resolved.reports.push(
                    Diagnostic::new(Rule::DuplicateInclude, format!("`{path}` is included twice"))
                        .label(include.span, "included again here")
                        .label(place, "first included here")
                        .help("remove one of the two"),
                );
            }
        }
    }
}
