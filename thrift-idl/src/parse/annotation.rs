//! Annotations: `(key = "value", key)`, and Meta's `@Name{field = value}`.

use std::borrow::Cow;

use super::input::Tokens;
use super::literal;
use super::lookahead::at_definition;
use super::mistake::{Parsed, fail};
use super::recover::{Body, Entry, entries, symbol};
use crate::ast::{Annotation, Ident, Literal};
use crate::diagnostic::{Diagnostic, Rule};
use crate::lex::{Kind, Word};

const BODY: Body = Body {
    entry: "an annotation",
    close: b')',
    closer: "`)`",
    starts_entry: |input| matches!(input.kind(), Kind::Name),
    ends_early: |input| {
        let field = input.kind() == Kind::Int && input.peek_at(1).kind == Kind::Symbol(b':');
        field || at_definition(input) && input.peek().first_on_line || input.is_symbol(b'{')
    },
};

/// The annotations here, if there are any.
pub(super) fn annotations<'s>(input: Tokens<'s>) -> (Tokens<'s>, Vec<Annotation<'s>>) {
    if !input.is_symbol(b'(') {
        return (input, Vec::new());
    }
    let (rest, body) = entries(input.next(), input.peek(), BODY, annotation);
    (rest, body.entries)
}

impl Entry for Annotation<'_> {}

fn annotation<'s>(input: Tokens<'s>) -> Parsed<'s, Annotation<'s>> {
    let token = input.peek();
    if !matches!(token.kind, Kind::Name | Kind::Word(_)) {
        return fail(input.unexpected("an annotation"));
    }
    let key = Ident { text: input.text_of(token), span: input.span() };
    let rest = input.next();
    if !rest.is_symbol(b'=') && rest.kind() != Kind::Literal {
        return Ok((rest, Annotation { key, value: None }));
    }
    let (rest, ()) = symbol(rest, b'=', "`=`", |kind| kind == Kind::Literal)?;
    let (rest, value) = match rest.kind() {
        Kind::Int | Kind::Word(Word::True | Word::False) => {
            let text = match rest.kind() {
                Kind::Word(Word::True) => "1",
                Kind::Word(_) => "0",
                _ => rest.text_of(rest.peek()),
            };
            let remark = Diagnostic::new(Rule::NonstandardSyntax, "an annotation that is no string is not standard")
                .label(rest.span(), "other compilers reject this")
                .help(format!("write `{} = \"{text}\"`", key.text));
            rest.remark(remark);
            (rest.next(), Literal { text: Cow::Borrowed(text), span: rest.span() })
        }
        Kind::Double | Kind::Name | Kind::Word(_) => {
            let text = rest.text_of(rest.peek());
            let error =
                Diagnostic::new(Rule::Syntax, format!("the value of the annotation `{}` is not a string", key.text))
                    .label(rest.span(), "expected a string")
                    .help(format!("write `{} = \"{text}\"`", key.text));
            rest.report(rest.mistake(error));
            (rest.next(), Literal { text: Cow::Borrowed(text), span: rest.span() })
        }
        _ => literal(rest, "a string")?,
    };
    Ok((rest, Annotation { key, value: Some(value) }))
}

/// Meta's structured annotations before a definition, field or method. Their content is kept as text.
pub(super) fn structured<'s>(mut input: Tokens<'s>) -> Parsed<'s, Vec<Annotation<'s>>> {
    let mut all = Vec::new();
    while input.is_symbol(b'@') {
        let name = input.next();
        if !matches!(name.kind(), Kind::Name | Kind::Word(_)) || !name.touches_previous() {
            return fail(name.expected("the name of an annotation right after the `@`"));
        }
        let key = Ident { text: name.text_of(name.peek()), span: name.span() };
        let (rest, value) = match name.next().is_symbol(b'{') {
            true => {
                let (rest, value) = braces(name.next())?;
                (rest, Some(value))
            }
            false => (name.next(), None),
        };
        all.push(Annotation { key, value });
        input = rest;
    }
    Ok((input, all))
}

/// Everything from the brace at `input` to the one that closes it.
fn braces<'s>(input: Tokens<'s>) -> Parsed<'s, Literal<'s>> {
    let mut rest = input;
    let mut depth = 0usize;
    loop {
        match rest.kind() {
            Kind::Symbol(b'{') => depth += 1,
            Kind::Symbol(b'}') => depth = depth.saturating_sub(1),
            Kind::End => return fail(rest.expected("`}`")),
            _ if at_definition(rest) && rest.peek().first_on_line => return fail(rest.expected("`}`")),
            _ => {}
        }
        rest = rest.next();
        if depth == 0 {
            let span = rest.since(input);
            let text = rest.file.text.get(span.start as usize..span.end as usize).unwrap_or_default();
            return Ok((rest, Literal { text: Cow::Borrowed(text), span }));
        }
    }
}
