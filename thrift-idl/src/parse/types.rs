//! Types as they are used.

use super::annotation::annotations;
use super::input::Tokens;
use super::mistake::{Mistake, Parsed, fail};
use super::recover::symbol;
use super::skip::too_deep;
use super::{MAX_DEPTH, literal, not_supported};
use crate::ast::{Type, TypeKind};
use crate::diagnostic::{Diagnostic, Rule};
use crate::lex::{Kind, Token, Word};
use crate::resolve::foreign::thrift_container;

/// Whether a type may start with a token.
pub(super) fn starts_type(kind: Kind) -> bool {
    match kind {
        Kind::Name => true,
        Kind::Word(word) => word.starts_type(),
        _ => false,
    }
}

/// A type with its annotations; `what` is it called where it is missing.
pub(super) fn ty<'s>(input: Tokens<'s>, what: &'static str) -> Parsed<'s, Type<'s>> {
    let (mut rest, kind) = match input.kind() {
        Kind::Word(word) => match word {
            Word::Bool => (input.next(), TypeKind::Bool),
            Word::Byte | Word::I8 => (input.next(), TypeKind::I8),
            Word::I16 => (input.next(), TypeKind::I16),
            Word::I32 => (input.next(), TypeKind::I32),
            Word::I64 => (input.next(), TypeKind::I64),
            Word::Double => (input.next(), TypeKind::Double),
            Word::String => (input.next(), TypeKind::String),
            Word::Binary => (input.next(), TypeKind::Binary),
            Word::Uuid => (input.next(), TypeKind::Uuid),
            Word::List | Word::Set | Word::Map => container(input, word)?,
            Word::Void => {
                let error = Diagnostic::new(Rule::Syntax, "`void` is not a type of a value")
                    .label(input.span(), "only a method can be `void`");
                input.report(input.mistake(error));
                (input.next(), TypeKind::Bad)
            }
            _ => return fail(missing(input, what)),
        },
        Kind::Name if input.peek_at(1).kind == Kind::Symbol(b'<') => unknown_generic(input),
        Kind::Name => match input.text_of(input.peek()) {
            // The lexer has reported it.
            name if name.ends_with('.') => (input.next(), TypeKind::Bad),
            name => (input.next(), TypeKind::Named(name)),
        },
        _ => return fail(missing(input, what)),
    };
    let span = rest.since(input);
    let mut notes = Vec::new();
    if rest.is_symbol(b'(') && takes_annotations(rest, &kind) {
        if matches!(kind, TypeKind::Named(_)) {
            let remark = Diagnostic::new(Rule::NonstandardSyntax, "annotations on a named type are not standard")
                .label(rest.span(), "other compilers reject this");
            rest.remark(remark);
        }
        (rest, notes) = annotations(rest);
    }
    Ok((rest, Type { kind, annotations: notes, span }))
}

/// The mistake that there is no type, which is the first part of a field or method, or follows another part of it.
fn missing(input: Tokens<'_>, what: &'static str) -> Mistake {
    match what {
        "a field" => input.unexpected(what).help(super::field::SAMPLE),
        "a method" => input.unexpected(what).help(super::method::SAMPLE),
        _ => input.expected(what),
    }
}

/// Whether the bracket at `input` opens annotations of a type: after a named one it may as well open the arguments of a
/// method whose name is missing.
fn takes_annotations(input: Tokens<'_>, kind: &TypeKind<'_>) -> bool {
    let named = matches!(input.peek_at(1).kind, Kind::Name | Kind::Word(_));
    let then = input.peek_at(2).kind;
    match kind {
        TypeKind::Named(_) => named && then == Kind::Symbol(b'='),
        _ => named && matches!(then, Kind::Symbol(b'=' | b',' | b';' | b')')) || then == Kind::Symbol(b'='),
    }
}

/// `list<T>`, `set<T>` or `map<K, V>`, with the places for `cpp_type` that there are.
fn container<'s>(input: Tokens<'s>, word: Word) -> Parsed<'s, TypeKind<'s>> {
    if input.depth >= MAX_DEPTH {
        let next = input.next();
        let rest = if next.is_symbol(b'<') { too_deep(next, "types") } else { next };
        return Ok((rest, TypeKind::Bad));
    }
    let rest = cpp_type(input.next().deeper())?.0;
    let (rest, ()) = symbol(rest, b'<', "`<`", starts_type)?;
    let (rest, first) = ty(rest, "a type")?;
    let (rest, kind) = match word {
        Word::Map => {
            let (rest, ()) = symbol(rest, b',', "`,`", starts_type)?;
            let (rest, value) = ty(rest, "a type")?;
            (rest, TypeKind::Map(Box::new(first), Box::new(value)))
        }
        Word::Set => (rest, TypeKind::Set(Box::new(first))),
        _ => (rest, TypeKind::List(Box::new(first))),
    };
    let (rest, ()) = symbol(rest, b'>', "`>`", |_| true)?;
    // The old place of a list's `cpp_type`.
    let (rest, ()) = if word == Word::List { cpp_type(rest)? } else { (rest, ()) };
    Ok((rest.level_of(input), kind))
}

/// `cpp_type "…"`, which means nothing here.
fn cpp_type(input: Tokens<'_>) -> Parsed<'_, ()> {
    if !input.is_word(Word::CppType) {
        return Ok((input, ()));
    }
    let (rest, _) = literal(input.next(), "a string")?;
    Ok((rest, ()))
}

/// `stream<T>` and other containers that there are not.
fn unknown_generic<'s>(input: Tokens<'s>) -> (Tokens<'s>, TypeKind<'s>) {
    let name = input.text_of(input.peek());
    let error = match name {
        "stream" | "sink" => not_supported(name, input.span()),
        _ => Diagnostic::new(Rule::UnknownType, format!("there is no container type `{name}`"))
            .label(input.span(), "not a container")
            .did_you_mean(thrift_container(name).or_else(|| crate::suggest::nearest(name, ["list", "set", "map"]))),
    };
    input.report(input.mistake(error));
    let mut rest = input.next();
    let (mut depth, mut in_parentheses) = (0usize, 0usize);
    loop {
        match rest.kind() {
            Kind::Symbol(b'<') => depth += 1,
            Kind::Symbol(b'>') => depth = depth.saturating_sub(1),
            // What the elements of a stream throw.
            Kind::Word(Word::Throws) if rest.peek_at(1).kind == Kind::Symbol(b'(') => {}
            Kind::Symbol(b'(') if in_parentheses > 0 || rest.previous().is_some_and(follows_throws) => {
                in_parentheses += 1
            }
            Kind::Symbol(b')') if in_parentheses > 0 => in_parentheses -= 1,
            Kind::Int | Kind::Symbol(b':' | b';') if in_parentheses > 0 => {}
            Kind::Name | Kind::Word(_) | Kind::Symbol(b',') => {}
            _ => break,
        }
        rest = rest.next();
        if depth == 0 {
            break;
        }
    }
    (rest, TypeKind::Bad)
}

fn follows_throws(previous: Token) -> bool {
    previous.kind == Kind::Word(Word::Throws)
}
