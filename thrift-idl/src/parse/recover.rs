//! How the parser goes on after a mistake, so that one mistake is one error.
//!
//! Three means, in this order: take a single token as missing, superfluous or mistaken for another if what follows then
//! fits; else leave out the entry of the body (field, method, value) that holds the mistake; else leave out the
//! definition. A keyword that opens a definition is never left out with what precedes it.

use super::input::Tokens;
use super::lookahead::is_separator;
use super::mistake::{Like, Mistake, Parsed, fail, mistake_of};
use super::skip::next_entry;
use crate::lex::{Kind, Token};

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
        // The last word of a line, where the next line has what follows.
        None if !input.peek().first_on_line && input.peek_at(1).first_on_line && follows(then) => input.next(),
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
            Kind::Symbol(b'{') => {
                // One of the words may be the name that was meant.
                input.lose_names();
                return Some(input.next());
            }
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
            row.end();
            // After a mistake, the closing bracket may have been left out with what could not be read.
            if !damaged {
                unclosed(input, open, body);
            }
            if body.close == b'}' {
                input.add_unclosed();
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
        if here == Kind::Symbol(b'}') {
            // It closes what is around.
            row.end();
            unclosed(input, open, body);
            damaged = true;
            break;
        }
        match entry(input) {
            Ok((rest, value)) => {
                row.end();
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
                // What cannot even start an entry, right after one that was left out, is what remains of that.
                if row.first.is_none() || (body.starts_entry)(input) || row.is_like(&mistake) {
                    row.add(mistake);
                }
                input = if rest.is_past(input) { rest } else { input.next() };
            }
        }
    }
    row.end();
    (input, Entries { entries, damaged })
}

/// Mistakes of one kind in entries next to each other: the first is reported.
struct Row<'s> {
    input: Tokens<'s>,
    /// What they are like, and the place of the report, if it was made.
    first: Option<(Like, Option<usize>)>,
    more: usize,
}

impl Row<'_> {
    fn is_like(&self, mistake: &Mistake) -> bool {
        let like = self.first.as_ref().map(|(like, _)| like);
        like.is_some_and(|like| *like == mistake.like && like.1.is_some())
    }

    fn add(&mut self, mistake: Mistake) {
        if self.is_like(&mistake) {
            self.more += 1;
            return;
        }
        self.end();
        self.first = Some((mistake.like, self.input.report(mistake)));
    }

    fn end(&mut self) {
        if let Some((_, Some(report))) = self.first.take() {
            match self.more {
                0 => {}
                1 => self.input.note(report, "the next entry has the same mistake".to_owned()),
                more => self.input.note(report, format!("the next {more} entries have the same mistake")),
            }
        }
        self.more = 0;
    }
}

/// Reports that a bracket is not closed before the next token.
fn unclosed(input: Tokens<'_>, open: Token, body: Body) {
    let mut mistake = input.expected(body.closer);
    let diagnostic = mistake.diagnostic.label(input.span_of(open), "not closed");
    mistake.diagnostic = Box::new(diagnostic);
    input.report(mistake);
}
