//! Where text comes from and where it is: files, positions, spans.

use std::ops::Range;
use std::sync::OnceLock;

/// A file of a [`SourceMap`], by its place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The place of what is in no file.
    pub const NOWHERE: Span = Span { file: FileId(0), start: 0, end: 0 };
}

impl Span {
    /// The span from the start of `self` to the end of `last`, in the same file.
    pub fn to(self, last: Span) -> Span {
        Span { end: last.end.max(self.start), ..self }
    }

    /// The empty span at the end of `self`.
    pub fn after(self) -> Span {
        Span { start: self.end, ..self }
    }
}

/// Where a text starts: the path that diagnostics show, and the place of its first character there.
///
/// A file starts at line 1, column 1; IDL that is written inside a Rust file starts further down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The path that diagnostics show.
    pub path: String,
    /// The line of the first character, from 1.
    pub line: u32,
    /// The column of the first character, from 1, in characters.
    pub column: u32,
}

impl Origin {
    /// The origin of a whole file.
    pub fn file(path: impl Into<String>) -> Origin {
        Origin { path: path.into(), line: 1, column: 1 }
    }
}

/// A file that was loaded.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its identity, as its loader gave it: one file has one key however it is reached.
    pub key: String,
    /// The file's name, from which other files get the `foo` of `foo.thrift`.
    pub name: String,
    /// Where its text starts.
    pub origin: Origin,
    text: String,
    /// Offset of the first byte of every line; made when the first position is asked for.
    lines: OnceLock<Vec<u32>>,
    /// How many characters precede each block of [`BLOCK`] bytes; empty if the text is all ASCII.
    chars: OnceLock<Vec<u32>>,
}

/// Bytes between two known character counts: finding a column reads at most so many, however long the line is.
const BLOCK: usize = 4096;

impl SourceFile {
    pub(crate) fn new(key: String, name: String, origin: Origin, text: String) -> SourceFile {
        SourceFile { key, name, origin, text, lines: OnceLock::new(), chars: OnceLock::new() }
    }

    /// Its text, without a byte order mark. Bytes that are not UTF-8 have been replaced, one by one, by `?`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span, empty if there is no such range in the file.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let mut starts = vec![0];
            starts.extend(self.text.match_indices('\n').map(|(at, _)| at as u32 + 1));
            starts
        })
    }

    /// The line, from 0, that holds the byte at `offset`.
    pub(crate) fn line_at(&self, offset: u32) -> usize {
        self.lines().partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The bytes of a line, from 0, without its line break.
    pub(crate) fn line_range(&self, line: usize) -> Range<usize> {
        let at = |line: usize| self.lines().get(line).map(|start| *start as usize);
        let start = at(line).unwrap_or(self.text.len());
        let end = at(line + 1).unwrap_or(self.text.len());
        let text = self.text.get(start..end).unwrap_or_default();
        start..start + text.trim_end_matches(['\n', '\r']).len()
    }

    /// How many characters precede the byte at `offset`.
    fn chars_before(&self, offset: usize) -> usize {
        let counts = self.chars.get_or_init(|| match self.text.is_ascii() {
            true => Vec::new(),
            false => {
                let mut total = 0;
                let mut counts = Vec::with_capacity(self.text.len() / BLOCK + 1);
                for block in self.text.as_bytes().chunks(BLOCK) {
                    counts.push(total);
                    total += count_chars(block) as u32;
                }
                counts
            }
        });
        let block = offset / BLOCK;
        match counts.get(block) {
            None if counts.is_empty() => offset,
            None => self.text.chars().count(),
            Some(before) => {
                let rest = self.text.as_bytes().get(block * BLOCK..offset).unwrap_or_default();
                *before as usize + count_chars(rest)
            }
        }
    }

    /// The line and column, from 1, of the byte at `offset`. Columns count characters.
    pub fn position(&self, offset: u32) -> (u32, u32) {
        let offset = offset.min(self.text.len() as u32);
        let line = self.line_at(offset);
        let start = self.line_range(line).start;
        let column = self.chars_before(offset as usize) - self.chars_before(start);
        let shift = if line == 0 { self.origin.column } else { 1 };
        ((line as u32).saturating_add(self.origin.line), (column as u32).saturating_add(shift))
    }
}

/// Characters that start in `bytes` of UTF-8.
fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count()
}

/// A path that was asked for and not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The path as written.
    pub path: String,
    /// The places where the loader looked, by the names that it gave them.
    pub tried: Vec<String>,
}

/// All files that were loaded, and the paths that were not found.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
    missing: Vec<Missing>,
}

impl SourceMap {
    pub(crate) fn push(&mut self, file: SourceFile) -> FileId {
        self.files.push(file);
        FileId(self.files.len() as u32 - 1)
    }

    pub(crate) fn push_missing(&mut self, path: &str, tried: Vec<String>) {
        self.missing.push(Missing { path: path.to_owned(), tried });
    }

    /// The files that were loaded, whether or not they are free of errors; a [`FileId`] is an index into it.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The paths that were not found, for build tools that wait for them to appear.
    pub fn missing(&self) -> &[Missing] {
        &self.missing
    }

    /// A file of this map.
    ///
    /// # Panics
    /// If `id` belongs to another map.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The line and column, from 1, where a span starts. Columns count characters.
    pub fn position(&self, span: Span) -> (u32, u32) {
        self.file(span.file).position(span.start)
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).slice(span)
    }
}
