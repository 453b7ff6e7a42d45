//! Which files a program is made of: the roots and, from them, everything that is included.
//!
//! The library reads no files itself; a [`SourceLoader`] does.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, MAX_ERRORS, Rule};
use crate::lex::{self, Kind, Lexed, Word};
use crate::source::{FileId, Origin, SourceFile, SourceMap, Span};
use crate::suggest::nearest;

mod cycle;
mod memory;

pub use memory::MemoryLoader;

/// Finds and reads files.
pub trait SourceLoader {
    /// Loads a root, with `from` = `None`, or what the file with the key `from` includes as `path`.
    ///
    /// # Errors
    /// If there is no such file, or more than one, or it cannot be read.
    fn load(&mut self, path: &str, from: Option<&str>) -> Result<Source, LoadError>;

    /// Paths that could have been meant by one that is not found, as they would be written in its place: the files of the
    /// folders where it was looked for. The nearest one is suggested.
    fn alternatives(&mut self, path: &str, from: Option<&str>) -> Vec<String> {
        let _ = (path, from);
        Vec::new()
    }
}

/// A file, read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its identity: one file has one key however it is reached.
    pub key: String,
    /// Its name, from which `foo` of `foo.thrift` comes.
    pub name: String,
    /// Where its text starts.
    pub origin: Origin,
    /// Its content.
    pub text: Vec<u8>,
}

/// Why there is no [`Source`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoadError {
    /// There is no such file.
    NotFound {
        /// The places where it could have been.
        tried: Vec<String>,
    },
    /// There are several.
    Ambiguous {
        /// The places where they are.
        hits: Vec<String>,
    },
    /// The path is absolute, and the loader takes none.
    Absolute,
    /// It is there, and cannot be read.
    Unreadable {
        /// The place where it is.
        path: String,
        /// What went wrong.
        reason: String,
    },
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LoadError::NotFound { .. } => f.write_str("there is no such file"),
            LoadError::Ambiguous { .. } => f.write_str("more than one file matches"),
            LoadError::Absolute => f.write_str("the path is absolute"),
            LoadError::Unreadable { reason, .. } => f.write_str(reason),
        }
    }
}

impl std::error::Error for LoadError {}

/// The longest file that is read: offsets are 32 bits wide, and no one writes more.
const MAX_FILE_BYTES: usize = 1 << 30;

/// All files, as tokens, and who includes whom.
#[derive(Debug, Default)]
pub(crate) struct Files {
    pub(crate) sources: SourceMap,
    /// The tokens of each file.
    pub(crate) lexed: Vec<Lexed>,
    /// What each file includes, in order.
    pub(crate) includes: Vec<Vec<Edge>>,
    pub(crate) roots: Vec<FileId>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// An `include` line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    /// The included file, if it could be loaded.
    pub(crate) file: Option<FileId>,
    /// The place of the path.
    pub(crate) span: Span,
}

/// Loads the roots and all that they include, each file once.
pub(crate) fn load(roots: &[&str], loader: &mut dyn SourceLoader) -> Files {
    let mut files = Files::default();
    let mut known = HashMap::new();
    for root in roots {
        match loader.load(root, None) {
            Ok(source) => {
                let id = files.add(source, &mut known);
                match files.roots.contains(&id) {
                    false => files.roots.push(id),
                    true => files.diagnostics.push(
                        Diagnostic::new(Rule::DuplicateInclude, format!("the file `{root}` is asked for twice"))
                            .help("name it once"),
                    ),
                }
            }
            Err(error) => {
                let diagnostic = failure(&mut files.sources, root, error, None);
                let alternative = files.alternative(loader, root, None);
                files.diagnostics.push(diagnostic.did_you_mean(alternative));
            }
        }
    }
    // A list that grows instead of recursion: include chains may be as long as they like.
    let mut next = 0;
    while let Some(lexed) = files.lexed.get(next) {
        let file = FileId(next as u32);
        let mut edges = Vec::new();
        for (span, path) in includes(files.sources.file(file), file, lexed) {
            let from = files.sources.file(file).key.clone();
            let target = match loader.load(&path, Some(&from)) {
                Ok(source) => Some(files.add(source, &mut known)),
                Err(error) => {
                    let diagnostic = failure(&mut files.sources, &path, error, Some(span));
                    let alternative = files.alternative(loader, &path, Some(&from));
                    files.diagnostics.push(diagnostic.did_you_mean(alternative));
                    None
                }
            };
            edges.push(Edge { file: target, span });
        }
        files.includes.push(edges);
        next += 1;
    }
    cycle::check(&mut files);
    files
}

impl Files {
    /// What is included by the `include` line in `file` whose path is at `span`, if it could be loaded.
    pub(crate) fn included(&self, file: FileId, span: Span) -> Option<FileId> {
        let edges = self.includes.get(file.0 as usize)?;
        let index = edges.binary_search_by_key(&span.start, |edge| edge.span.start).ok()?;
        edges.get(index)?.file
    }

    /// What is probably meant by a path that was just not found. After so many that more are not shown, nothing is.
    fn alternative(&self, loader: &mut dyn SourceLoader, path: &str, from: Option<&str>) -> Option<String> {
        if self.sources.missing().last().is_none_or(|last| last.path != path)
            || self.sources.missing().len() > MAX_ERRORS
        {
            return None;
        }
        let mut alternatives = loader.alternatives(path, from);
        alternatives.sort_unstable();
        nearest(path, alternatives.iter().map(String::as_str)).map(str::to_owned)
    }

    /// Adds a file, or finds it if it is already there.
    fn add(&mut self, mut source: Source, known: &mut HashMap<String, FileId>) -> FileId {
        if let Some(id) = known.get(&source.key) {
            return *id;
        }
        let id = FileId(self.lexed.len() as u32);
        if source.text.len() > MAX_FILE_BYTES {
            source.text.clear();
            let message = format!("the file `{}` is longer than {MAX_FILE_BYTES} bytes", source.origin.path);
            self.diagnostics.push(Diagnostic::new(Rule::UnreadableFile, message));
        }
        let (text, invalid) = decode(source.text);
        let mut lexed = lex::lex(id, &text);
        self.diagnostics.append(&mut lexed.errors);
        self.diagnostics.extend(invalid.map(|(start, end)| {
            Diagnostic::new(Rule::InvalidUtf8, format!("`{}` is not UTF-8", source.origin.path))
                .label(Span { file: id, start, end }, "these bytes are not UTF-8")
                .help("save the file as UTF-8")
        }));
        known.insert(source.key.clone(), id);
        self.sources.push(SourceFile::new(source.key, source.name, source.origin, text));
        self.lexed.push(lexed);
        id
    }
}

/// The text of a file without its byte order mark, and the first bytes in it that are not UTF-8. Each of those becomes a
/// `?`, so that all others keep their places.
fn decode(mut bytes: Vec<u8>) -> (String, Option<(u32, u32)>) {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, None),
        Err(error) => error.into_bytes(),
    };
    let mut text = String::with_capacity(bytes.len());
    let mut first = None;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let start = text.len() as u32;
        for _ in chunk.invalid() {
            text.push('?');
        }
        if !chunk.invalid().is_empty() {
            first.get_or_insert((start, text.len() as u32));
        }
    }
    (text, first)
}

/// The paths that a file includes, each with its place. The word and a string in a row are nothing else.
fn includes(file: &SourceFile, id: FileId, lexed: &Lexed) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    for pair in lexed.tokens.windows(2) {
        if let [word, path] = pair
            && word.kind == Kind::Word(Word::Include)
            && path.kind == Kind::Literal
        {
            let span = Span { file: id, start: path.start, end: path.end };
            // The parser reports what is wrong with the string.
            found.push((span, lex::literal::unquote(file.slice(span), span, |_| {}).into_text().into_owned()));
        }
    }
    found
}

/// The diagnostic for a file that could not be loaded.
fn failure(sources: &mut SourceMap, path: &str, error: LoadError, include: Option<Span>) -> Diagnostic {
    let what = if include.is_some() { "included file" } else { "file" };
    let place = |diagnostic: Diagnostic, text: &str| match include {
        Some(span) => diagnostic.label(span, text),
        None => diagnostic,
    };
    match error {
        LoadError::NotFound { tried } => {
            let diagnostic = Diagnostic::new(Rule::IncludeNotFound, format!("cannot find the {what} `{path}`"));
            let mut diagnostic = place(diagnostic, "not found");
            for place in &tried {
                diagnostic = diagnostic.note(format!("looked for `{place}`"));
            }
            sources.push_missing(path, tried);
            diagnostic
        }
        LoadError::Ambiguous { hits } => {
            let diagnostic =
                Diagnostic::new(Rule::IncludeNotFound, format!("the {what} `{path}` is found in more than one place"));
            let mut diagnostic = place(diagnostic, "which one is meant?");
            for place in hits {
                diagnostic = diagnostic.note(format!("there is `{place}`"));
            }
            diagnostic
        }
        LoadError::Absolute => {
            let diagnostic = Diagnostic::new(Rule::IncludeNotFound, format!("the path `{path}` is absolute"));
            place(diagnostic, "absolute").help("write a relative path, which is the same on every machine")
        }
        LoadError::Unreadable { path, reason } => {
            let diagnostic = Diagnostic::new(Rule::UnreadableFile, format!("cannot read the {what} `{path}`"));
            place(diagnostic, "included here").note(reason)
        }
    }
}

/// What other files call a file: its name up to the last dot.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
