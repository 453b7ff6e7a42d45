//! How the parser goes on after a mistake, so that one mistake is one error.
//!
//! Three means, in this order: take a single token as missing, superfluous or mistaken for another if what follows then
//! fits; else leave out the entry of the body (field, method, value) that holds the mistake; else leave out the
//! definition. A keyword that opens a definition is never left out with what precedes it.

use super::input::{Mistake, Parsed, Tokens, fail, mistake_of};
use crate::diagnostic::{Diagnostic, Rule};
use crate::lex::{Kind, Token, Word};

/// Takes a symbol. `follows` says what may come after it: if that comes instead, the symbol is taken as forgotten.
pub(super) fn symbol<'s>(
    input: Tokens<'s>,
    symbol: u8,
    what: &'static str,
    follows: impl Fn(Kind) -> bool,
) -> Parsed<'s, ()> {
    if input.is_symbol(symbol) {
        return Ok((input.next(), ()));
    }
    let mistake = input.expected(what);
    // The token before, written twice.
    let input = match input.repeats_previous() {
        true => input.next(),
        false => input,
    };
    let (here, then) = (input.kind(), input.peek_at(1).kind);
    let skipped = match here == Kind::Symbol(symbol) {
        true => Some(input.next()),
        // Up to the brace of a definition, a few words on its line may be too many.
        false if symbol == b'{' => skip_words(input),
        false => (then == Kind::Symbol(symbol) && !input.peek_at(1).first_on_line).then(|| input.next().next()),
    };
    let rest = match skipped {
        Some(rest) => rest,
        None if follows(here) => input,
        None if follows(then) && matches!(here, Kind::Symbol(_)) => input.next(),
        None => return fail(mistake),
    };
    input.report(mistake);
    Ok((rest, ()))
}

/// After the `{` that follows at most three words here.
fn skip_words(mut input: Tokens<'_>) -> Option<Tokens<'_>> {
    for _ in 0..4 {
        match input.kind() {
            _ if input.peek().first_on_line => return None,
            Kind::Symbol(b'{') => return Some(input.next()),
            Kind::Name | Kind::Word(_) => input = input.next(),
            Kind::Symbol(_) | Kind::Literal if input.peek_at(1).kind == Kind::Symbol(b'{') => input = input.next(),
            _ => return None,
        }
    }
    None
}

/// A list of entries between brackets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body {
    /// The bracket that closes it.
    pub(super) close: u8,
    /// How that is called in messages.
    pub(super) closer: &'static str,
    /// How an entry is.
    pub(super) entry: &'static str,
    /// Whether an entry may start at a token: those on a new line are where to go on after a mistake.
    pub(super) starts_entry: fn(Tokens<'_>) -> bool,
    /// Whether a token shows that the closing bracket was forgotten before it.
    pub(super) ends_early: fn(Tokens<'_>) -> bool,
}

/// An entry of a body.
pub(super) trait Entry {
    /// Makes nothing of what it means: it, or what follows it, has a mistake that was reported.
    fn spoil(&mut self) {}
}

/// The entries of a body, and whether some could not be read.
#[derive(Debug)]
pub(super) struct Entries<T> {
    pub(super) entries: Vec<T>,
    pub(super) damaged: bool,
}

/// Parses the entries of a body whose opening bracket `open` has been taken, and its closing bracket.
///
/// It never fails: a mistake in an entry is reported and the entry left out. The same mistake in entries next to each
/// other is reported once.
pub(super) fn entries<'s, T: Entry>(
    mut input: Tokens<'s>,
    open: Token,
    body: Body,
    entry: impl Fn(Tokens<'s>) -> Parsed<'s, T>,
) -> (Tokens<'s>, Entries<T>) {
    let mut entries = Vec::new();
    let mut row = Row { input, first: None, more: 0 };
    let mut damaged = false;
    let mut separated = true;
    loop {
        let here = input.kind();
        if here == Kind::Symbol(body.close) {
            input = input.next();
            break;
        }
        if input.at_end() || (body.ends_early)(input) {
            row.flush();
            // After a mistake, the closing bracket may have been left out with what could not be read.
            if !damaged {
                unclosed(input, open, body);
            }
            damaged = true;
            break;
        }
        if here == open.kind && matches!(here, Kind::Symbol(_)) {
            // The opening bracket once more.
            input.report(input.unexpected(body.entry));
            input = input.next();
            continue;
        }
        if let Kind::Symbol(symbol @ (b')' | b'}' | b']' | b'>')) = here {
            // Another closing bracket, in the place of ours or superfluous.
            row.flush();
            unclosed(input, open, body);
            damaged = true;
            if body.close == b')' && symbol == b'}' {
                break;
            }
            input = input.next();
            if body.close == b'}' && !input.at_end() && !ends_braces(input) {
                continue;
            }
            break;
        }
        match entry(input) {
            Ok((rest, value)) => {
                row.flush();
                entries.push(value);
                input = if rest.is_past(input) { rest } else { input.next() };
                separated = is_separator(input.kind());
                if separated {
                    input = input.next();
                }
            }
            Err(error) => {
                let mistake = mistake_of(error, input);
                damaged = true;
                // What seems to be another entry may be a part of the one before.
                if let Some(last) = entries.last_mut().filter(|_| !separated && !input.peek().first_on_line) {
                    last.spoil();
                }
                let rest = next_entry(input, mistake.at, body);
                row.add(mistake);
                input = if rest.is_past(input) { rest } else { input.next() };
            }
        }
    }
    row.flush();
    (input, Entries { entries, damaged })
}

/// Mistakes of one kind in entries next to each other.
struct Row<'s> {
    input: Tokens<'s>,
    first: Option<Mistake>,
    more: usize,
}

impl Row<'_> {
    fn add(&mut self, mistake: Mistake) {
        match &self.first {
            Some(first) if first.like == mistake.like && first.like.1.is_some() => self.more += 1,
            _ => {
                self.flush();
                self.first = Some(mistake);
            }
        }
    }

    fn flush(&mut self) {
        let Some(mut mistake) = self.first.take() else { return };
        if self.more > 0 {
            let note = match self.more {
                1 => "the next entry has the same mistake".to_owned(),
                more => format!("the next {more} entries have the same mistake"),
            };
            mistake.diagnostic.notes.push(note);
        }
        self.more = 0;
        self.input.report(mistake);
    }
}

/// Reports that a bracket is not closed before the next token.
fn unclosed(input: Tokens<'_>, open: Token, body: Body) {
    let mut mistake = input.expected(body.closer);
    let span = input.span_of(open);
    let text = "not closed";
    let diagnostic = *mistake.diagnostic;
    mistake.diagnostic = Box::new(diagnostic.label(span, text));
    input.report(mistake);
    if body.close == b'}' {
        input.add_unclosed();
    }
}

pub(super) fn is_separator(kind: Kind) -> bool {
    matches!(kind, Kind::Symbol(b',' | b';'))
}

/// Whether a definition starts here: a word that opens one, and what comes next bears it out.
pub(super) fn at_definition(input: Tokens<'_>) -> bool {
    let Kind::Word(word) = input.kind() else { return false };
    if !word.opens_definition() {
        return false;
    }
    let (next, then) = (input.peek_at(1).kind, input.peek_at(2).kind);
    let named = matches!(next, Kind::Name | Kind::Word(_));
    match word {
        Word::Include | Word::CppInclude => next == Kind::Literal,
        Word::Namespace => named || next == Kind::Symbol(b'*'),
        Word::Const | Word::Typedef => {
            let typed = matches!(then, Kind::Name | Kind::Symbol(b'<') | Kind::Word(Word::CppType));
            named && (typed || input.peek().first_on_line && then != Kind::Symbol(b'('))
        }
        _ => {
            let opened = matches!(then, Kind::Symbol(b'{') | Kind::Word(Word::Extends | Word::XsdAll));
            named && opened || input.peek().first_on_line && (named || next == Kind::Symbol(b'{'))
        }
    }
}

/// Whether a definition with its name starts here, rather than a word being used as a name.
pub(super) fn at_named_definition(input: Tokens<'_>) -> bool {
    at_definition(input) && input.peek_at(1).kind == Kind::Name
}

/// Whether nothing is left that belongs into braces.
fn ends_braces(input: Tokens<'_>) -> bool {
    at_definition(input) || input.is_symbol(b'@')
}

/// Where the next entry of a body starts, or the body ends, after a mistake at `at` in the entry at `input`.
fn next_entry<'s>(mut input: Tokens<'s>, at: u32, body: Body) -> Tokens<'s> {
    let mut open: Vec<u8> = Vec::new();
    let mut first = true;
    loop {
        let token = input.peek();
        let past = token.start >= at;
        match token.kind {
            Kind::End => return input,
            Kind::Symbol(b'(') => open.push(b')'),
            Kind::Symbol(b'[') => open.push(b']'),
            Kind::Symbol(b'{') => open.push(b'}'),
            Kind::Symbol(bracket @ (b')' | b']' | b'}')) => match open.iter().rposition(|o| *o == bracket) {
                Some(level) => open.truncate(level),
                None if bracket == body.close || (body.close == b')' && bracket == b'}') => return input,
                None => {}
            },
            kind if past && open.is_empty() && is_separator(kind) => return input.next(),
            Kind::Symbol(b',' | b';') => {}
            _ if !first && (token.first_on_line || past) && (body.ends_early)(input) => return input,
            // An id shows better than a new line that an entry starts: after it, even an open parenthesis is forgotten.
            kind if !first && past && !open.contains(&b'}') => {
                let id = kind == Kind::Int && input.peek_at(1).kind == Kind::Symbol(b':');
                let signs = [id, token.first_on_line, open.is_empty()];
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
                    return skip_annotations(input.next());
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

/// After the parentheses here, if there are any on this line.
pub(super) fn skip_annotations(input: Tokens<'_>) -> Tokens<'_> {
    let mut rest = input;
    let mut depth = 0usize;
    while !rest.at_end() && !at_definition(rest) {
        match rest.kind() {
            Kind::Symbol(b'(') => depth += 1,
            Kind::Symbol(b')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return if rest.is_past(input) || rest.is_symbol(b')') { rest.next() } else { rest };
        }
        rest = rest.next();
    }
    input
}

/// The error for a level of nesting beyond the limit, and the tokens after what is nested too deep: `input` is at its
/// opening bracket.
pub(super) fn too_deep<'s>(mut input: Tokens<'s>, what: &str) -> Tokens<'s> {
    let error = Diagnostic::new(Rule::NestedTooDeep, format!("{what} are nested more than {} deep", super::MAX_DEPTH))
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

/// Whether a method starts here: `void f(`, `i32 f()` or `Type f(1: …`. A field without an id looks alike up to its
/// bracket.
pub(super) fn at_method(input: Tokens<'_>) -> bool {
    let input = match input.kind() {
        Kind::Word(Word::Oneway | Word::Async | Word::Void) => return true,
        Kind::Word(word) if word.starts_type() => input,
        Kind::Name => input,
        _ => return false,
    };
    let mut rest = input.next();
    if rest.is_symbol(b'<') {
        let mut depth = 0;
        for _ in 0..32 {
            match rest.kind() {
                Kind::Symbol(b'<') => depth += 1,
                Kind::Symbol(b'>') => depth -= 1,
                Kind::Name | Kind::Word(_) | Kind::Symbol(b',') => {}
                _ => return false,
            }
            rest = rest.next();
            if depth == 0 {
                break;
            }
        }
    }
    if rest.kind() != Kind::Name || rest.peek_at(1).kind != Kind::Symbol(b'(') {
        return false;
    }
    let (first, second) = (rest.peek_at(2).kind, rest.peek_at(3).kind);
    match first {
        Kind::Symbol(b')') => true,
        Kind::Int => second == Kind::Symbol(b':'),
        Kind::Word(word) => word.starts_type() || matches!(word, Word::Optional | Word::Required),
        Kind::Name => second == Kind::Name,
        _ => false,
    }
}
