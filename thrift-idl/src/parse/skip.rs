//! Where to go on after a mistake that leaves nothing to repair.

use super::MAX_DEPTH;
use super::input::Tokens;
use super::lookahead::{at_definition, is_separator};
use super::recover::Body;
use crate::diagnostic::{Diagnostic, Rule};
use crate::lex::Kind;

/// The brackets that are open, by what closes them.
#[derive(Default)]
struct Brackets {
    open: Vec<u8>,
    /// How many of them each closing bracket would close.
    waiting: [usize; 3],
}

impl Brackets {
    fn count(&mut self, close: u8) -> &mut usize {
        let [round, square, curly] = &mut self.waiting;
        match close {
            b')' => round,
            b']' => square,
            _ => curly,
        }
    }

    fn open(&mut self, close: u8) {
        self.open.push(close);
        *self.count(close) += 1;
    }

    /// Closes the last one of its kind, and all that were opened after it; `false` if none is open.
    fn close(&mut self, close: u8) -> bool {
        if *self.count(close) == 0 {
            return false;
        }
        while let Some(last) = self.open.pop() {
            *self.count(last) -= 1;
            if last == close {
                break;
            }
        }
        true
    }

    fn in_braces(&self) -> bool {
        let [.., curly] = self.waiting;
        curly > 0
    }
}

/// Where the next entry of a body starts, or the body ends, after a mistake at `at` in the entry at `input`.
pub(super) fn next_entry<'s>(mut input: Tokens<'s>, at: u32, body: Body) -> Tokens<'s> {
    let mut brackets = Brackets::default();
    let mut first = true;
    loop {
        let token = input.peek();
        let past = token.start >= at;
        match token.kind {
            Kind::End => return input,
            Kind::Symbol(b'(') => brackets.open(b')'),
            Kind::Symbol(b'[') => brackets.open(b']'),
            Kind::Symbol(b'{') => brackets.open(b'}'),
            Kind::Symbol(bracket @ (b')' | b']' | b'}')) => {
                let ours = bracket == body.close || (body.close == b')' && bracket == b'}');
                if !brackets.close(bracket) && ours {
                    return input;
                }
            }
            kind if past && brackets.open.is_empty() && is_separator(kind) => return input.next(),
            Kind::Symbol(b',' | b';') => {}
            _ if !first && (token.first_on_line || past) && (body.ends_early)(input) => return input,
            // An id shows better than a new line that an entry starts: after it, even an open parenthesis is forgotten.
            kind if !first && past && !brackets.in_braces() => {
                let id = kind == Kind::Int && input.peek_at(1).kind == Kind::Symbol(b':');
                let signs = [id, token.first_on_line, brackets.open.is_empty()];
                if signs.iter().filter(|sign| **sign).count() > 1 && (body.starts_entry)(input) {
                    return input;
                }
            }
            _ => {}
        }
        first = false;
        input = input.next();
    }
}

/// Where the next definition starts after a mistake at `at` in the one at `input`.
pub(super) fn next_definition(mut input: Tokens<'_>, at: u32) -> Tokens<'_> {
    let mut depth = 0usize;
    let mut first = true;
    loop {
        let token = input.peek();
        let past = token.start >= at;
        match token.kind {
            Kind::End => return input,
            Kind::Symbol(b'{') => depth += 1,
            Kind::Symbol(b'}') => {
                let closed = depth == 1;
                depth = depth.saturating_sub(1);
                if closed && past {
                    let rest = skip_annotations(input.next());
                    // A brace may close a value, too: what was left out goes on after it.
                    if rest.at_end() || rest.is_symbol(b'@') || at_definition(rest) {
                        return rest;
                    }
                }
            }
            Kind::Symbol(b'@') if !first && depth == 0 && token.first_on_line => return input,
            Kind::Word(word) if !first && past && word.opens_definition() => {
                let named = matches!(input.peek_at(1).kind, Kind::Name | Kind::Word(_) | Kind::Literal);
                if named && (token.first_on_line || depth == 0) {
                    return input;
                }
            }
            // A misspelt keyword is no reason to leave out what it opens.
            Kind::Name
                if !first && past && depth == 0 && token.first_on_line && super::keyword_meant(input).is_some() =>
            {
                return input;
            }
            _ => {}
        }
        first = false;
        input = input.next();
    }
}

/// Annotations are looked for over so many tokens; nobody writes more after a definition with a mistake.
const MAX_SKIPPED: usize = 64;

/// After the parentheses here, if there are any.
pub(super) fn skip_annotations(input: Tokens<'_>) -> Tokens<'_> {
    let mut rest = input;
    let mut depth = 0usize;
    for _ in 0..MAX_SKIPPED {
        match rest.kind() {
            Kind::Symbol(b'(') => depth += 1,
            Kind::Symbol(b')') if depth > 0 => depth -= 1,
            Kind::End => break,
            _ if depth == 0 || at_definition(rest) => break,
            _ => {}
        }
        rest = rest.next();
        if depth == 0 {
            return rest;
        }
    }
    input
}

/// The error for a level of nesting beyond the limit, and the tokens after what is nested too deep: `input` is at its
/// opening bracket.
pub(super) fn too_deep<'s>(mut input: Tokens<'s>, what: &str) -> Tokens<'s> {
    let error = Diagnostic::new(Rule::NestedTooDeep, format!("{what} are nested more than {} deep", MAX_DEPTH))
        .label(input.span(), "too deep");
    input.report(input.mistake(error));
    let mut depth = 0usize;
    while !input.at_end() {
        match input.kind() {
            Kind::Symbol(b'<' | b'[' | b'{' | b'(') => depth += 1,
            Kind::Symbol(b'>' | b']' | b'}' | b')') => depth = depth.saturating_sub(1),
            Kind::Word(word) if word.opens_definition() && input.peek().first_on_line => return input,
            _ => {}
        }
        input = input.next();
        if depth == 0 {
            break;
        }
    }
    input
}
