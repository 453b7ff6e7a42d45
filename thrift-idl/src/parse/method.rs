//! Methods of services.

use super::annotation::{annotations, structured};
use super::field::arguments;
use super::input::Tokens;
use super::lookahead::at_definition;
use super::mistake::{Parsed, fail};
use super::recover::{Body, Entries, Entry, entries, symbol};
use super::types::{starts_type, ty};
use super::{defined_name, not_supported};
use crate::ast::{Annotation, Ident, Meta, Method, TypeKind};
use crate::diagnostic::{Diagnostic, Rule};
use crate::lex::{Kind, Word};
use crate::program::Answer;

/// What a method looks like.
pub(super) const SAMPLE: &str = "a method is written `string name(1: i32 argument)`";

const METHODS: Body = Body {
    entry: "a method",
    close: b'}',
    closer: "`}`",
    starts_entry: |input| match input.kind() {
        Kind::Word(Word::Oneway | Word::Async | Word::Void) | Kind::Symbol(b'@') => true,
        kind => starts_type(kind),
    },
    ends_early: at_definition,
};

/// The methods of a service whose opening brace is at `open` and has been taken.
pub(super) fn methods<'s>(input: Tokens<'s>, open: Tokens<'s>) -> (Tokens<'s>, Entries<Method<'s>>) {
    entries(input, open.peek(), METHODS, method)
}

impl Entry for Method<'_> {
    fn spoil(&mut self) {
        if let Some(ty) = &mut self.returns {
            ty.kind = TypeKind::Bad;
        }
    }
}

/// `oneway Type name(arguments) throws (exceptions) (annotations)`
fn method<'s>(input: Tokens<'s>) -> Parsed<'s, Method<'s>> {
    let docs = input.docs();
    let (rest, mut notes) = structured(input)?;
    if rest.is_name("performs") && rest.peek_at(1).kind == Kind::Name {
        return fail(rest.mistake(not_supported("performs", rest.span())));
    }
    let (rest, answer) = answer(rest);
    let rest = qualifiers(rest, &mut notes);
    let (rest, returns) = match rest.kind() {
        Kind::Word(Word::Void) => (rest.next(), None),
        _ => {
            let (rest, mut ty) = ty(rest, "a method")?;
            notes.append(&mut ty.annotations);
            (rest, Some(ty))
        }
    };
    let (rest, returns) = match returns_more(rest) {
        true => (more(rest)?, None),
        false => (rest, returns),
    };
    let (rest, name) = defined_name(rest, "the name of a method")?;
    let open = rest;
    let starts = |kind| match kind {
        Kind::Int | Kind::Symbol(b')') | Kind::Word(Word::Required | Word::Optional) => true,
        kind => starts_type(kind),
    };
    let (rest, ()) = symbol(rest, b'(', "`(`", starts)?;
    let (rest, args) = arguments(rest, open);
    let (rest, throws) = match rest.kind() {
        Kind::Word(Word::Throws) => {
            let open = rest.next();
            let (after, ()) = symbol(open, b'(', "`(`", starts)?;
            let (after, throws) = arguments(after, open);
            (after, Some((rest.span(), throws)))
        }
        _ => (rest, None),
    };
    if throws.is_none() && at_misspelt_throws(rest) {
        return fail(
            rest.mistake(
                Diagnostic::new(Rule::Syntax, format!("expected a method, found {}", rest.found()))
                    .label(rest.span(), "not a keyword")
                    .did_you_mean(Some("throws")),
            ),
        );
    }
    let (rest, more) = annotations(rest);
    notes.extend(more);
    Ok((rest, Method { name, answer, returns, args, throws, meta: Meta { docs, annotations: notes } }))
}

/// `oneway`, or `async` as it was once called.
fn answer(input: Tokens<'_>) -> (Tokens<'_>, Answer) {
    match input.kind() {
        Kind::Word(Word::Oneway) => (input.next(), Answer::Oneway),
        Kind::Word(Word::Async) => {
            let remark = Diagnostic::new(Rule::OldSyntax, "`async` is called `oneway` now")
                .label(input.span(), "the old word")
                .help("write `oneway`");
            input.remark(remark);
            (input.next(), Answer::Oneway)
        }
        _ => (input, Answer::Reply),
    }
}

/// Whether `throws (` is what is meant here. A method would have a name before its bracket.
fn at_misspelt_throws(input: Tokens<'_>) -> bool {
    input.kind() == Kind::Name
        && input.peek_at(1).kind == Kind::Symbol(b'(')
        && crate::suggest::nearest(input.text_of(input.peek()), ["throws"]).is_some()
}

/// Whether a second type stands here that a method returns: `i32, stream<i32> f()`.
fn returns_more(input: Tokens<'_>) -> bool {
    let typed = starts_type(input.peek_at(1).kind) || input.peek_at(1).kind == Kind::Word(Word::Void);
    input.is_symbol(b',') && typed && matches!(input.peek_at(2).kind, Kind::Name | Kind::Symbol(b'<'))
}

/// Meta's second type of what a method returns: a stream or sink, or what comes with an interaction.
fn more(input: Tokens<'_>) -> Result<Tokens<'_>, nom::Err<super::mistake::Mistake>> {
    let errors = input.errors();
    let second = input.next();
    let rest = match second.is_word(Word::Void) {
        true => second.next(),
        false => ty(second, "a type")?.0,
    };
    if rest.errors() == errors {
        let error = Diagnostic::new(Rule::NotSupported, "a method that returns two things is not supported yet")
            .label(rest.since(second), "not supported");
        input.report(input.mistake(error));
    }
    Ok(rest)
}

/// Meta's `readonly` and `idempotent`, which are kept as annotations.
fn qualifiers<'s>(mut input: Tokens<'s>, notes: &mut Vec<Annotation<'s>>) -> Tokens<'s> {
    while (input.is_name("readonly") || input.is_name("idempotent")) && input.peek_at(2).kind != Kind::Symbol(b'(') {
        let key = Ident { text: input.text_of(input.peek()), span: input.span() };
        notes.push(Annotation { key, value: None });
        input = input.next();
    }
    input
}
