//! Mistakes: found where parser functions fail, reported where somebody knows how to go on.

use std::borrow::Cow;

use nom::IResult;
use nom::error::{ErrorKind, ParseError};

use super::input::Tokens;
use crate::diagnostic::{Diagnostic, Label, Rule};
use crate::lex::Kind;

/// Why a parser function failed: something to report, unless it can go on otherwise.
#[derive(Debug)]
pub(crate) struct Mistake {
    pub(super) diagnostic: Box<Diagnostic>,
    /// The byte where it was noticed.
    pub(super) at: u32,
    /// To recognise the same mistake in a row.
    pub(super) like: Like,
}

/// What was wanted, and what kind of token was there instead.
pub(super) type Like = (&'static str, Option<Kind>);

impl Mistake {
    /// Adds what to type.
    pub(super) fn help(mut self, help: &str) -> Mistake {
        self.diagnostic.help.push(help.to_owned());
        self
    }
}

/// What a parser function returns.
pub(crate) type Parsed<'s, T> = IResult<Tokens<'s>, T, Mistake>;

impl<'s> ParseError<Tokens<'s>> for Mistake {
    fn from_error_kind(input: Tokens<'s>, _: ErrorKind) -> Mistake {
        input.expected("something else")
    }

    fn append(_: Tokens<'s>, _: ErrorKind, other: Mistake) -> Mistake {
        other
    }
}

/// Within so many bytes of a mistake, and on its line, another one says nothing new.
const NEAR: usize = 160;

impl<'s> Tokens<'s> {
    /// How the next token is shown in messages.
    pub(super) fn found(self) -> Cow<'static, str> {
        match self.kind() {
            Kind::End => "the end of the file".into(),
            Kind::Literal => "a string".into(),
            Kind::Word(word) => format!("`{}`", word.text()).into(),
            Kind::Symbol(symbol) => format!("`{}`", char::from(symbol)).into(),
            Kind::Name | Kind::Int | Kind::Double => {
                let text = self.text_of(self.peek());
                match text.char_indices().nth(40) {
                    Some((cut, _)) => format!("`{}…`", text.get(..cut).unwrap_or_default()).into(),
                    None => format!("`{text}`").into(),
                }
            }
        }
    }

    /// The mistake that something else stands here than `what`, which the tokens before call for.
    ///
    /// What is missing at the end of a line is shown missing there, not on the next one.
    pub(super) fn expected(self, what: &'static str) -> Mistake {
        let token = self.peek();
        let mut mistake = self.unexpected(what);
        if let Some(previous) = self.previous().filter(|_| token.first_on_line) {
            let missing = Label { span: self.span_of(previous).after(), text: format!("expected {what}") };
            match mistake.diagnostic.labels.first_mut() {
                Some(label) if token.kind != Kind::End => label.text = "found this instead".to_owned(),
                _ => mistake.diagnostic.labels.clear(),
            }
            mistake.diagnostic.labels.insert(0, missing);
        }
        mistake
    }

    /// The mistake that something else stands here than `what`, which would start something new.
    pub(super) fn unexpected(self, what: &'static str) -> Mistake {
        let token = self.peek();
        let diagnostic = Diagnostic::new(Rule::Syntax, format!("expected {what}, found {}", self.found()))
            .label(self.span(), format!("expected {what}"));
        Mistake { diagnostic: Box::new(diagnostic), at: token.start, like: (what, Some(token.kind)) }
    }

    /// Another mistake about the next token.
    pub(super) fn mistake(self, diagnostic: Diagnostic) -> Mistake {
        Mistake { diagnostic: Box::new(diagnostic), at: self.peek().start, like: ("", None) }
    }

    /// Reports a mistake, unless it is likely to follow from one that was reported right before it on the same line.
    ///
    /// The result is the place of the report.
    pub(super) fn report(self, mistake: Mistake) -> Option<usize> {
        self.file.errors.set(self.file.errors.get() + 1);
        let swallowed = self.file.lexed.truncated && mistake.like.1 == Some(Kind::End);
        let shown = mistake.diagnostic.primary().map_or(mistake.at, |span| span.start);
        let last = self.file.last_error.replace(Some((mistake.at, shown)));
        let lexer_errors = &self.file.lexed.error_starts;
        let next = lexer_errors.partition_point(|error| *error <= shown);
        let nearest = [next.checked_sub(1), Some(next)].into_iter().flatten();
        let mut nearest =
            nearest.filter_map(|index| lexer_errors.get(index).copied()).chain(last.map(|(_, shown)| shown));
        let again = last.is_some_and(|(at, _)| at == mistake.at) || nearest.any(|other| self.follows(other, shown));
        if swallowed || again {
            return None;
        }
        let mut diagnostics = self.file.diagnostics.borrow_mut();
        diagnostics.push(*mistake.diagnostic);
        Some(diagnostics.len() - 1)
    }

    /// Adds a fact to what was reported.
    pub(super) fn note(self, report: usize, note: String) {
        if let Some(diagnostic) = self.file.diagnostics.borrow_mut().get_mut(report) {
            diagnostic.notes.push(note);
        }
    }

    /// Whether two places are near each other on one line.
    fn follows(self, a: u32, b: u32) -> bool {
        let (start, end) = (a.min(b) as usize, a.max(b) as usize);
        end - start <= NEAR && !self.file.text.as_bytes().get(start..end).unwrap_or_default().contains(&b'\n')
    }

    /// How many mistakes were found so far, reported or not.
    pub(super) fn errors(self) -> usize {
        self.file.errors.get()
    }

    /// Reports something that does not stop the parser.
    pub(super) fn remark(self, diagnostic: Diagnostic) {
        self.file.diagnostics.borrow_mut().push(diagnostic);
    }
}

/// Fails with a mistake.
pub(super) fn fail<'s, T>(mistake: Mistake) -> Parsed<'s, T> {
    Err(nom::Err::Error(mistake))
}

/// The mistake of a failure.
pub(super) fn mistake_of(error: nom::Err<Mistake>, at: Tokens<'_>) -> Mistake {
    match error {
        nom::Err::Error(mistake) | nom::Err::Failure(mistake) => mistake,
        nom::Err::Incomplete(_) => at.expected("more"),
    }
}
