//! Text into tokens, once.
//!
//! The lexer never gives up: a character that belongs nowhere is reported and left out, an open string ends with its
//! line, an open comment with the file.

use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{FileId, Span};

pub(crate) mod comment;
pub(crate) mod literal;
mod number;
mod token;

pub(crate) use token::{Kind, Token, Word};

/// A file as tokens.
#[derive(Debug)]
pub(crate) struct Lexed {
    /// The tokens; the last one, and only that, is [`Kind::End`].
    pub(crate) tokens: Vec<Token>,
    /// The doc comments that stand before a token: its index, and the bytes of the comment.
    pub(crate) docs: Vec<(u32, Span)>,
    /// What was wrong.
    pub(crate) errors: Vec<Diagnostic>,
    /// Where that was, in order.
    pub(crate) error_starts: Vec<u32>,
    /// Whether an open comment swallowed the end of the file.
    pub(crate) truncated: bool,
}

/// Splits a file into tokens.
pub(crate) fn lex(file: FileId, text: &str) -> Lexed {
    let mut lexer = Lexer {
        file,
        text,
        bytes: text.as_bytes(),
        at: 0,
        doc: None,
        fresh_line: true,
        no_closing_quote_before: [0; 2],
        out: Lexed {
            tokens: Vec::with_capacity(text.len() / 5),
            docs: Vec::new(),
            errors: Vec::new(),
            error_starts: Vec::new(),
            truncated: false,
        },
    };
    lexer.run();
    lexer.out
}

struct Lexer<'s> {
    file: FileId,
    text: &'s str,
    bytes: &'s [u8],
    at: usize,
    /// The last doc comment that no token has followed yet.
    doc: Option<Span>,
    fresh_line: bool,
    /// For `"` and `'`: strings that start before here are not looked for beyond their line any more. It keeps the
    /// search for the ends of open strings linear.
    no_closing_quote_before: [usize; 2],
    out: Lexed,
}

impl Lexer<'_> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\n' => {
                    self.fresh_line = true;
                    self.at += 1;
                }
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.name(),
                b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
                b':' | b';' | b',' | b'{' | b'}' | b'(' | b')' | b'=' | b'<' | b'>' | b'[' | b']' | b'*' | b'&'
                | b'@' => self.push(Kind::Symbol(byte), self.at + 1),
                b'"' | b'\'' => self.literal(byte),
                b'#' => self.line_comment(),
                b'/' => match self.bytes.get(self.at + 1) {
                    Some(b'/') => self.line_comment(),
                    Some(b'*') => self.block_comment(),
                    _ => self.unexpected(),
                },
                _ => self.unexpected(),
            }
        }
        self.push(Kind::End, self.at);
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span { file: self.file, start: start as u32, end: end as u32 }
    }

    fn report(&mut self, error: Diagnostic) {
        self.out.error_starts.push(self.at as u32);
        self.out.errors.push(error);
    }

    /// Adds the token from here to `end`, and goes on there.
    fn push(&mut self, kind: Kind, end: usize) {
        if let Some(doc) = self.doc {
            self.out.docs.push((self.out.tokens.len() as u32, doc));
        }
        self.out.tokens.push(Token {
            kind,
            documented: self.doc.take().is_some(),
            first_on_line: self.fresh_line,
            start: self.at as u32,
            end: end as u32,
        });
        self.fresh_line = false;
        self.at = end;
    }

    /// Where the run of bytes that satisfy `wanted` ends that starts at `at`.
    fn run_end(&self, mut at: usize, wanted: impl Fn(u8) -> bool) -> usize {
        while self.bytes.get(at).is_some_and(|byte| wanted(*byte)) {
            at += 1;
        }
        at
    }

    fn name(&mut self) {
        let mut end = self.at + 1;
        let mut plain = true;
        loop {
            match self.bytes.get(end) {
                Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_') => end += 1,
                // A dot belongs to the name if something follows it.
                Some(b'.') if self.bytes.get(end + 1).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_') => {
                    end += 2;
                    plain = false;
                }
                Some(b'.') => return self.broken_name(end),
                Some(byte) if !byte.is_ascii() => return self.foreign_name(end),
                _ => break,
            }
        }
        let text = self.text.get(self.at..end).unwrap_or_default();
        let kind = match plain {
            true => Word::parse(text).map_or(Kind::Name, Kind::Word),
            false => Kind::Name,
        };
        self.push(kind, end);
    }

    /// A name that ends with a dot: an error, but still a name.
    fn broken_name(&mut self, end: usize) {
        let error = Diagnostic::new(Rule::UnexpectedCharacter, "unexpected `.` at the end of a name")
            .label(self.span(end, end + 1), "a dot stands between two parts of a name");
        self.report(error);
        self.push(Kind::Name, end + 1);
    }

    /// A name with letters beyond ASCII: an error, but still a name.
    fn foreign_name(&mut self, end: usize) {
        let rest = self.text.get(end..).unwrap_or_default();
        let more = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        if more == 0 {
            return self.push(Kind::Name, end);
        }
        let name = self.text.get(self.at..end + more).unwrap_or_default();
        let error = Diagnostic::new(Rule::UnexpectedCharacter, format!("the name `{name}` is not plain ASCII"))
            .label(self.span(self.at, end + more), "only `a` to `z`, `A` to `Z`, `0` to `9` and `_` may be used");
        self.report(error);
        self.push(Kind::Name, end + more);
    }

    fn line_comment(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    }

    fn block_comment(&mut self) {
        let body = self.at + 2;
        let Some(length) = self.text.get(body..).and_then(|rest| rest.find("*/")) else {
            let error = Diagnostic::new(Rule::UnterminatedComment, "this comment is never closed")
                .label(self.span(self.at, body), "opened here")
                .help("close it with `*/`");
            self.report(error);
            self.out.truncated = true;
            self.at = self.bytes.len();
            return;
        };
        let end = body + length + 2;
        // `/**/` and `/***/` are plain comments.
        if self.bytes.get(body) == Some(&b'*') && length > 1 {
            self.doc = Some(self.span(self.at, end));
        }
        self.at = end;
    }

    /// A string: up to the next quote of its kind that no backslash precedes.
    ///
    /// One that runs over several lines is taken if something may follow that ends a value; otherwise its closing quote
    /// is missing, and the one found opens the next string.
    fn literal(&mut self, quote: u8) {
        let kind = usize::from(quote == b'\'');
        let one_line = self.at < self.no_closing_quote_before.get(kind).copied().unwrap_or(0);
        let mut at = self.at + 1;
        let mut line_end = None;
        loop {
            match self.bytes.get(at) {
                None => break,
                Some(b'\\') => at += 2,
                Some(b'\n') => {
                    line_end.get_or_insert(at);
                    if one_line {
                        break;
                    }
                    at += 1;
                }
                Some(byte) if *byte == quote => {
                    if line_end.is_none() || self.ends_value(at + 1) {
                        return self.push(Kind::Literal, at + 1);
                    }
                    break;
                }
                Some(_) => at += 1,
            }
        }
        if let Some(limit) = self.no_closing_quote_before.get_mut(kind) {
            *limit = at.max(*limit);
        }
        let end = line_end.unwrap_or(self.bytes.len());
        let line = self.text.get(self.at..end).unwrap_or_default().trim_end();
        let end = self.at + line.len();
        let quote = char::from(quote);
        let error = Diagnostic::new(Rule::UnterminatedString, "this string is never closed")
            .label(self.span(self.at, end), format!("no closing `{quote}`"));
        self.report(error);
        self.push(Kind::Literal, end);
    }

    /// Whether what starts at `at` may follow a value.
    fn ends_value(&self, at: usize) -> bool {
        let at = self.run_end(at, |byte| byte == b' ' || byte == b'\t');
        match self.bytes.get(at) {
            None => true,
            Some(byte) => b",;)}]:(\r\n/#".contains(byte),
        }
    }

    /// Reports the character here, with those like it that follow at once, and goes on after them.
    fn unexpected(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let Some(first) = rest.chars().next() else {
            self.at += 1;
            return;
        };
        if first.is_alphabetic() {
            return self.foreign_name(self.at);
        }
        let length = rest.find(|c| c != first).unwrap_or(rest.len());
        let start = self.at;
        self.at += length;
        let shown = match first.is_control() || (first.is_whitespace() && first != ' ') {
            true => format!("U+{:04X}", u32::from(first)),
            false => first.to_string(),
        };
        let what = if first.is_whitespace() { "blank" } else { "character" };
        let error = Diagnostic::new(Rule::UnexpectedCharacter, format!("unexpected {what} `{shown}`"))
            .label(self.span(start, self.at), "this has no meaning in Thrift IDL");
        self.report(error);
    }
}
