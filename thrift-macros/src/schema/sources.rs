//! Where types and services are defined.

use std::path::Path;

use thrift_idl::{SourceMap, Span};

use crate::load;

/// A file, by the way to it from the folder of the package, and a line in it, from 1.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) file: String,
    pub(crate) line: u32,
}

/// The files of a program.
pub(crate) struct Sources<'a> {
    map: &'a SourceMap,
    /// What each is called; `None` for one without a way to it.
    names: Vec<Option<String>>,
}

impl<'a> Sources<'a> {
    /// Those of this map, seen from the folder of the package; inline IDL is in the file `inline`.
    pub(crate) fn new(map: &'a SourceMap, package: &Path, inline: Option<&str>) -> Self {
        let name = |key: &str| load::relative(Path::new(key), package).or_else(|| inline.map(str::to_owned));
        Self { map, names: map.files().iter().map(|file| name(&file.key)).collect() }
    }

    /// Where a span starts.
    pub(super) fn of(&self, span: Span) -> Option<Source> {
        let file = self.names.get(span.file.0 as usize)?.clone()?;
        Some(Source { file, line: self.map.position(span).0 })
    }
}
