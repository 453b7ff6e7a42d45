//! Constant values as they are written.

use super::input::Tokens;
use super::lookahead::is_separator;
use super::mistake::{Parsed, fail};
use super::recover::symbol;
use super::skip::too_deep;
use super::{MAX_DEPTH, content, int};
use crate::ast::{Ident, Value, ValueKind};
use crate::diagnostic::{Diagnostic, Rule};
use crate::lex::literal::Content;
use crate::lex::{Kind, Word};

/// Whether a value may start with a token.
pub(super) fn starts_value(kind: Kind) -> bool {
    match kind {
        Kind::Int | Kind::Double | Kind::Literal | Kind::Name | Kind::Symbol(b'[' | b'{') => true,
        Kind::Word(word) => matches!(word, Word::True | Word::False),
        _ => false,
    }
}

/// A value.
pub(super) fn value<'s>(input: Tokens<'s>) -> Parsed<'s, Value<'s>> {
    let text = input.text_of(input.peek());
    let (rest, kind) = match input.kind() {
        Kind::Int | Kind::Word(Word::True | Word::False) => {
            let (rest, int) = int(input, "a value")?;
            (rest, ValueKind::Int(int.value))
        }
        Kind::Double => (input.next(), double(input, text)),
        Kind::Literal => {
            let (rest, content) = content(input, "a string")?;
            match content {
                Content::Text(text) => (rest, ValueKind::Literal(text)),
                Content::Bytes(bytes) => (rest, ValueKind::Bytes(bytes)),
            }
        }
        Kind::Name if opens_struct(input) => struct_literal(input)?,
        // The lexer has reported it.
        Kind::Name if text.ends_with('.') => (input.next(), ValueKind::Bad),
        Kind::Name => (input.next(), ValueKind::Name(text)),
        Kind::Symbol(b'[' | b'{') if input.depth >= MAX_DEPTH => (too_deep(input, "values"), ValueKind::Bad),
        Kind::Symbol(b'[') => list(input)?,
        Kind::Symbol(b'{') => map(input)?,
        _ => return fail(input.expected("a value")),
    };
    Ok((rest, Value { kind, span: rest.since(input) }))
}

fn double<'s>(input: Tokens<'s>, text: &str) -> ValueKind<'s> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => ValueKind::Double(number),
        _ => {
            let error = Diagnostic::new(Rule::NumberTooBig, "this number does not fit a `double`")
                .label(input.span(), format!("greater than {:e}", f64::MAX));
            input.report(input.mistake(error));
            ValueKind::Bad
        }
    }
}

/// `[value, …]`
fn list<'s>(input: Tokens<'s>) -> Parsed<'s, ValueKind<'s>> {
    let mut values = Vec::new();
    let rest = elements(input, b']', "`]`", |rest| {
        let (rest, element) = value(rest)?;
        values.push(element);
        Ok((rest, ()))
    })?;
    Ok((rest.level_of(input), ValueKind::List(values)))
}

/// `{key: value, …}`
fn map<'s>(input: Tokens<'s>) -> Parsed<'s, ValueKind<'s>> {
    let mut pairs = Vec::new();
    let rest = elements(input, b'}', "`}`", |rest| {
        let (rest, key) = value(rest)?;
        let (rest, ()) = symbol(rest, b':', "`:`", starts_value)?;
        let (rest, element) = value(rest)?;
        pairs.push((key, element));
        Ok((rest, ()))
    })?;
    Ok((rest.level_of(input), ValueKind::Map(pairs)))
}

/// Whether Meta's `Name{field = value}` starts here.
fn opens_struct(input: Tokens<'_>) -> bool {
    input.peek_at(1).kind == Kind::Symbol(b'{')
        && match input.peek_at(2).kind {
            Kind::Name | Kind::Word(_) => input.peek_at(3).kind == Kind::Symbol(b'='),
            kind => kind == Kind::Symbol(b'}'),
        }
}

/// `Name{field = value, …}`
fn struct_literal<'s>(input: Tokens<'s>) -> Parsed<'s, ValueKind<'s>> {
    let name = Ident { text: input.text_of(input.peek()), span: input.span() };
    if input.depth >= MAX_DEPTH {
        return Ok((too_deep(input.next(), "values"), ValueKind::Bad));
    }
    let mut fields = Vec::new();
    let rest = elements(input.next(), b'}', "`}`", |rest| {
        if !matches!(rest.kind(), Kind::Name | Kind::Word(_)) {
            return fail(rest.expected("a field name"));
        }
        let field = Ident { text: rest.text_of(rest.peek()), span: rest.span() };
        let (rest, ()) = symbol(rest.next(), b'=', "`=`", starts_value)?;
        let (rest, element) = value(rest)?;
        fields.push((field, element));
        Ok((rest, ()))
    })?;
    Ok((rest.level_of(input), ValueKind::Struct(name, fields)))
}

/// What stands between the bracket at `input` and the one that closes it.
fn elements<'s>(
    input: Tokens<'s>,
    close: u8,
    closer: &'static str,
    mut element: impl FnMut(Tokens<'s>) -> Parsed<'s, ()>,
) -> Result<Tokens<'s>, nom::Err<super::mistake::Mistake>> {
    let mut rest = input.next().deeper();
    loop {
        match rest.kind() {
            Kind::Symbol(symbol) if symbol == close => return Ok(rest.next()),
            kind if is_separator(kind) => {
                rest.report(rest.expected("a value"));
                rest = rest.next();
            }
            kind if starts_value(kind) || matches!(kind, Kind::Word(_)) && !stops(rest) => {
                let after = element(rest)?.0;
                rest = after;
                if is_separator(rest.kind()) {
                    rest = rest.next();
                }
            }
            kind => {
                let mut mistake = rest.expected(closer);
                mistake.diagnostic = Box::new((*mistake.diagnostic).label(input.span(), "not closed"));
                rest.report(mistake);
                // Another bracket in the place of ours, unless it may close what is around.
                let instead = matches!(kind, Kind::Symbol(b')' | b'>'))
                    || matches!(kind, Kind::Symbol(b']' | b'}')) && is_separator(rest.peek_at(1).kind);
                return Ok(if instead { rest.next() } else { rest });
            }
        }
    }
}

/// Whether a word here belongs to what follows the value.
fn stops(input: Tokens<'_>) -> bool {
    super::lookahead::at_definition(input)
}
