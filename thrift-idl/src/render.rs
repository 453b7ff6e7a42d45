//! Diagnostics as text, in the look of rustc.
//!
//! ```text
//! field id 3 is used twice in struct `User`
//!  --> idl/user.thrift:9:3
//!   |
//! 7 |   3: string name,
//!   |   - first used here
//! ...
//! 9 |   3: string nick,
//!   |   ^ used again here
//!   |
//!   = help: use the next free id, `4:`
//! ```

use std::fmt::Write;

use crate::diagnostic::{Diagnostic, Label, printable};
use crate::source::{SourceFile, SourceMap};

mod line;
mod width;

use line::{Mark, Shown};

impl Diagnostic {
    /// The diagnostic with its snippets, without a final line break and without its severity in front.
    pub fn render(&self, sources: &SourceMap) -> String {
        let places = self.labels.iter().filter_map(|label| Place::new(label, sources));
        rendered(&self.message, &places.collect::<Vec<_>>(), &self.notes, &self.help)
    }
}

/// A label, and the file that it is in.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    label: &'a Label,
    file: &'a SourceFile,
}

impl<'a> Place<'a> {
    /// The place of a label, if there is such a file.
    pub(crate) fn new(label: &'a Label, sources: &'a SourceMap) -> Option<Self> {
        Some(Self { label, file: sources.files().get(label.span.file.0 as usize)? })
    }
}

/// A message with its snippets, the first of which is of the primary place, and what is to be said besides.
pub(crate) fn rendered(message: &str, places: &[Place<'_>], notes: &[String], help: &[String]) -> String {
    let snippets = snippets(places);
    let last = snippets.iter().flat_map(|snippet| &snippet.lines).map(|line| line.number).max();
    let gutter = last.map_or(1, |number| number.to_string().len());
    let mut out = message.to_owned();
    for snippet in &snippets {
        snippet.write(gutter, &mut out);
    }
    let facts = notes.iter().map(|note| ("note", note)).chain(help.iter().map(|help| ("help", help)));
    for (index, (kind, text)) in facts.enumerate() {
        if index == 0 && !snippets.is_empty() {
            let _ = write!(out, "\n{:gutter$} |", "");
        }
        // Further lines stand under the first one.
        let text = text.replace('\n', &format!("\n{:gutter$}         ", ""));
        let _ = write!(out, "\n{:gutter$} = {kind}: {text}", "");
    }
    out
}

const PRIMARY: &str = "-->";
const SECONDARY: &str = ":::";

/// The lines of one file that a diagnostic shows.
struct Snippet<'a> {
    /// [`PRIMARY`] for the file of the primary label, [`SECONDARY`] for others.
    arrow: &'static str,
    path: &'a str,
    position: (u32, u32),
    lines: Vec<Shown>,
}

/// One snippet for each file that has labels, that of the primary label first.
fn snippets<'a>(places: &[Place<'a>]) -> Vec<Snippet<'a>> {
    let mut files: Vec<&SourceFile> = Vec::new();
    for place in places {
        if !files.iter().any(|file| std::ptr::eq(*file, place.file)) {
            files.push(place.file);
        }
    }
    let mut snippets = Vec::new();
    for (index, file) in files.into_iter().enumerate() {
        let marks = places.iter().enumerate().filter(|(_, place)| std::ptr::eq(place.file, file));
        let marks: Vec<(&Label, bool)> = marks.map(|(at, place)| (place.label, at == 0)).collect();
        let Some((first, _)) = marks.first() else { continue };
        snippets.push(Snippet {
            arrow: if index == 0 { PRIMARY } else { SECONDARY },
            path: &file.origin.path,
            position: file.position(first.span.start),
            lines: lines(file, &marks),
        });
    }
    snippets
}

/// The lines of a file that have labels, each with them.
fn lines(file: &SourceFile, labels: &[(&Label, bool)]) -> Vec<Shown> {
    let mut marks: Vec<(usize, Mark)> = Vec::new();
    for (label, primary) in labels {
        let start = label.span.start.min(file.text().len() as u32);
        let line = file.line_at(start);
        let range = file.line_range(line);
        // What goes on over several lines is marked to the end of the first.
        let start = (start as usize).min(range.end);
        let end = (label.span.end as usize).clamp(start, range.end);
        marks.push((line, Mark { start, end, primary: *primary, text: label.text.clone() }));
    }
    marks.sort_by_key(|(line, mark)| (*line, mark.start));
    let mut shown: Vec<Shown> = Vec::new();
    let mut rest = marks.into_iter().peekable();
    while let Some((line, mark)) = rest.next() {
        let mut group = vec![mark];
        while let Some((_, mark)) = rest.next_if(|(next, _)| *next == line) {
            group.push(mark);
        }
        shown.extend(line::shown(file, line, group));
    }
    shown
}

impl Snippet<'_> {
    fn write(&self, gutter: usize, out: &mut String) {
        let (line, column) = self.position;
        if self.arrow != PRIMARY {
            let _ = write!(out, "\n{:gutter$} |", "");
        }
        let path = printable(self.path.to_owned());
        let _ = write!(out, "\n{:gutter$}{} {path}:{line}:{column}", "", self.arrow);
        let _ = write!(out, "\n{:gutter$} |", "");
        let mut before: Option<u32> = None;
        for line in &self.lines {
            if before.is_some_and(|before| line.number > before.saturating_add(1)) {
                out.push_str("\n...");
            }
            before = Some(line.number);
            let text = format!("{:>gutter$} | {}", line.number, line.text);
            let _ = write!(out, "\n{}", text.trim_end());
            for row in &line.rows {
                let _ = write!(out, "\n{:gutter$} | {}", "", row.trim_end());
            }
        }
    }
}
