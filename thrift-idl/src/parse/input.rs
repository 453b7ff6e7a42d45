//! What the parser functions read: tokens, and the file that they are of.

use std::cell::{Cell, RefCell};

use crate::diagnostic::Diagnostic;
use crate::lex::{Kind, Lexed, Token, Word};
use crate::source::{FileId, Span};

/// The rest of the tokens of a file: the input of nom's combinators.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tokens<'s> {
    rest: &'s [Token],
    pub(super) file: &'s FileState<'s>,
    /// How deep types, values and field lists are nested here.
    pub(super) depth: usize,
}

/// What is known of the file, and what the parser found out about it so far.
#[derive(Debug)]
pub(crate) struct FileState<'s> {
    pub(super) id: FileId,
    pub(super) text: &'s str,
    pub(super) lexed: &'s Lexed,
    pub(super) diagnostics: RefCell<Vec<Diagnostic>>,
    /// Where the last error was noticed, and where it was shown, in bytes.
    pub(super) last_error: Cell<Option<(u32, u32)>>,
    /// How many errors were found.
    pub(super) errors: Cell<usize>,
    /// How many braces were reported as not closed and may still be closed later.
    unclosed: Cell<u32>,
    /// Whether the names of some definitions may be wrong.
    lost_names: Cell<bool>,
}

const END: Token = Token { kind: Kind::End, documented: false, first_on_line: true, start: 0, end: 0 };

impl<'s> FileState<'s> {
    pub(crate) fn new(id: FileId, text: &'s str, lexed: &'s Lexed) -> FileState<'s> {
        FileState {
            id,
            text,
            lexed,
            diagnostics: RefCell::default(),
            last_error: Cell::new(None),
            errors: Cell::new(0),
            unclosed: Cell::new(0),
            lost_names: Cell::new(false),
        }
    }
}

impl FileState<'_> {
    /// What was wrong with the grammar of the file.
    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics.into_inner()
    }
}

impl<'s> Tokens<'s> {
    pub(super) fn new(file: &'s FileState<'s>) -> Tokens<'s> {
        Tokens { rest: &file.lexed.tokens, file, depth: 0 }
    }

    /// The next token; at the end, and after it, [`Kind::End`].
    pub(super) fn peek(self) -> Token {
        match self.rest.first() {
            Some(token) => *token,
            None => END,
        }
    }

    /// The token that comes `n` after the next one.
    pub(super) fn peek_at(self, n: usize) -> Token {
        match self.rest.get(n).or(self.rest.last()) {
            Some(token) => *token,
            None => END,
        }
    }

    pub(super) fn kind(self) -> Kind {
        self.peek().kind
    }

    pub(super) fn at_end(self) -> bool {
        self.kind() == Kind::End
    }

    pub(super) fn is_symbol(self, symbol: u8) -> bool {
        self.kind() == Kind::Symbol(symbol)
    }

    pub(super) fn is_word(self, word: Word) -> bool {
        self.kind() == Kind::Word(word)
    }

    /// Whether the next token is a name that is spelled so: words of Meta's dialect are names elsewhere.
    pub(super) fn is_name(self, name: &str) -> bool {
        self.kind() == Kind::Name && self.text_of(self.peek()) == name
    }

    /// The tokens after the next one. The end stays.
    pub(super) fn next(mut self) -> Tokens<'s> {
        if let [_, rest @ ..] = self.rest
            && !rest.is_empty()
        {
            self.rest = rest;
        }
        self
    }

    /// One level further in.
    pub(super) fn deeper(self) -> Tokens<'s> {
        Tokens { depth: self.depth + 1, ..self }
    }

    /// The level of `outer`.
    pub(super) fn level_of(self, outer: Tokens<'_>) -> Tokens<'s> {
        Tokens { depth: outer.depth, ..self }
    }

    /// Whether `self` is further on than `other`.
    pub(super) fn is_past(self, other: Tokens<'_>) -> bool {
        self.rest.len() < other.rest.len()
    }

    pub(super) fn text_of(self, token: Token) -> &'s str {
        self.file.text.get(token.start as usize..token.end as usize).unwrap_or_default()
    }

    pub(super) fn span_of(self, token: Token) -> Span {
        Span { file: self.file.id, start: token.start, end: token.end }
    }

    /// The place of the next token.
    pub(super) fn span(self) -> Span {
        self.span_of(self.peek())
    }

    /// The token before the next one.
    pub(super) fn previous(self) -> Option<Token> {
        let all = &self.file.lexed.tokens;
        let index = all.len().checked_sub(self.rest.len() + 1)?;
        all.get(index).copied()
    }

    /// Whether the next token is the one before once more.
    pub(super) fn repeats_previous(self) -> bool {
        let token = self.peek();
        self.previous().is_some_and(|previous| {
            !token.first_on_line && previous.kind == token.kind && self.text_of(previous) == self.text_of(token)
        })
    }

    /// From the start of the next token of `start` to the end of the last token before `self`.
    pub(super) fn since(self, start: Tokens<'s>) -> Span {
        let first = start.span();
        match self.previous() {
            Some(last) if self.is_past(start) => first.to(self.span_of(last)),
            _ => Span { end: first.start, ..first },
        }
    }

    /// Whether nothing, not even a blank, stands between the next token and the one before.
    pub(super) fn touches_previous(self) -> bool {
        self.previous().is_some_and(|token| token.end == self.peek().start)
    }

    /// The doc comment before the next token.
    pub(super) fn docs(self) -> Option<String> {
        if !self.peek().documented {
            return None;
        }
        let all = &self.file.lexed;
        let index = all.tokens.len().checked_sub(self.rest.len())? as u32;
        let doc = all.docs.binary_search_by_key(&index, |(before, _)| *before).ok()?;
        let (_, span) = all.docs.get(doc)?;
        crate::lex::comment::clean(self.file.text.get(span.start as usize..span.end as usize)?)
    }

    /// Whether an open comment swallowed the end of the file.
    pub(super) fn is_truncated(self) -> bool {
        self.file.lexed.truncated
    }

    /// Remembers that the name of a definition may be wrong.
    pub(super) fn lose_names(self) {
        self.file.lost_names.set(true);
    }

    /// Whether that was so.
    pub(super) fn has_lost_names(self) -> bool {
        self.file.lost_names.get()
    }

    /// Remembers that a brace was reported as not closed.
    pub(super) fn add_unclosed(self) {
        self.file.unclosed.set(self.file.unclosed.get() + 1);
    }

    /// Whether a brace was reported as not closed that a closing one here may belong to.
    pub(super) fn take_unclosed(self) -> bool {
        let unclosed = self.file.unclosed.get();
        self.file.unclosed.set(unclosed.saturating_sub(1));
        unclosed > 0
    }
}
