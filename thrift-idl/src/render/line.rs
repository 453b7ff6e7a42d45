//! A line of source with its labels under it.

use super::width::{push, width};
use crate::source::SourceFile;

/// A label on one line, by the bytes of the file.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) primary: bool,
    pub(super) text: String,
}

/// A line as it is shown.
#[derive(Debug)]
pub(super) struct Shown {
    /// Its number in the diagnostic.
    pub(super) number: u32,
    pub(super) text: String,
    /// The rows under it.
    pub(super) rows: Vec<String>,
}

/// Lines wider than this are cut around their labels.
const WIDEST: usize = 140;
/// How many characters are kept before and after a label of a cut line.
const BEFORE: usize = 40;
const AFTER: usize = 80;
/// What is shown where a line is cut.
const CUT: &str = "...";

/// A line with its marks, which are in order: as one, or cut into as many pieces as it takes.
pub(super) fn shown(file: &SourceFile, line: usize, marks: Vec<Mark>) -> Vec<Shown> {
    let range = file.line_range(line);
    let text = file.text().get(range.clone()).unwrap_or_default();
    let number = (line as u32).saturating_add(file.origin.line);
    if text.len() <= WIDEST * 4 && width(text) <= WIDEST {
        return vec![piece(number, "", text, "", range.start, &marks)];
    }
    let mut pieces = Vec::new();
    let mut rest = marks.into_iter().peekable();
    while let Some(mark) = rest.next() {
        let at = mark.start - range.start;
        let start =
            text.get(..at).unwrap_or_default().char_indices().rev().take(BEFORE).last().map_or(at, |(at, _)| at);
        let after = text.get(at..).unwrap_or_default();
        let end = at + after.char_indices().nth(AFTER).map_or(after.len(), |(end, _)| end);
        let mut group = vec![mark];
        while let Some(mark) = rest.next_if(|mark| mark.start < range.start + end) {
            group.push(mark);
        }
        for mark in &mut group {
            mark.end = mark.end.min(range.start + end);
        }
        let left = if start > 0 { CUT } else { "" };
        let right = if end < text.len() { CUT } else { "" };
        pieces.push(piece(number, left, text.get(start..end).unwrap_or_default(), right, range.start + start, &group));
    }
    pieces
}

/// Columns that a mark covers: never none.
struct Columns<'m> {
    start: usize,
    end: usize,
    mark: &'m Mark,
}

/// A piece of a line that starts at the byte `offset` of the file.
fn piece(number: u32, left: &str, text: &str, right: &str, offset: usize, marks: &[Mark]) -> Shown {
    let mut line = left.to_owned();
    text.chars().for_each(|c| push(c, &mut line));
    line.push_str(right);
    let column = |at: usize| left.len() + width(text.get(..at.saturating_sub(offset)).unwrap_or(text));
    let columns: Vec<Columns<'_>> = marks
        .iter()
        .map(|mark| {
            let start = column(mark.start);
            Columns { start, end: column(mark.end).max(start + 1), mark }
        })
        .collect();
    Shown { number, text: line, rows: rows(&columns) }
}

/// The rows under a line: first what underlines the text, with the words of the last label beside it if nothing is in
/// their way, then the words of the others, each hanging from its start.
fn rows(columns: &[Columns<'_>]) -> Vec<String> {
    let mut underline = Canvas::default();
    // The primary label is drawn last, over the others.
    for primary in [false, true] {
        for label in columns.iter().filter(|label| label.mark.primary == primary) {
            for at in label.start..label.end {
                underline.put(at, if primary { '^' } else { '-' });
            }
        }
    }
    let end = columns.iter().map(|label| label.end).max().unwrap_or(0);
    let mut hanging: Vec<&Columns<'_>> = columns.iter().filter(|label| !label.mark.text.is_empty()).collect();
    hanging.sort_by_key(|label| label.start);
    let beside = match hanging.as_slice() {
        [.., before, last] => last.end == end && before.start < last.start,
        [last] => last.end == end,
        [] => false,
    };
    if beside && let Some(last) = hanging.pop() {
        underline.write(end + 1, &last.mark.text);
    }
    let mut rows = vec![underline.text()];
    if !hanging.is_empty() {
        rows.push(pipes(&hanging).text());
    }
    while let Some(label) = hanging.pop() {
        let mut row = pipes(&hanging);
        row.cut(label.start);
        row.write(label.start, &label.mark.text);
        rows.push(row.text());
    }
    rows
}

/// A row with a line down from every label.
fn pipes(labels: &[&Columns<'_>]) -> Canvas {
    let mut row = Canvas::default();
    for label in labels {
        row.put(label.start, '|');
    }
    row
}

/// A row that is drawn on.
#[derive(Default)]
struct Canvas(Vec<char>);

impl Canvas {
    fn put(&mut self, at: usize, c: char) {
        if self.0.len() <= at {
            self.0.resize(at + 1, ' ');
        }
        if let Some(slot) = self.0.get_mut(at) {
            *slot = c;
        }
    }

    fn write(&mut self, at: usize, text: &str) {
        for (index, c) in text.chars().enumerate() {
            self.put(at + index, c);
        }
    }

    fn cut(&mut self, at: usize) {
        self.0.truncate(at);
    }

    fn text(&self) -> String {
        self.0.iter().collect()
    }
}
