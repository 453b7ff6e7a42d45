//! Fields: of structs, as arguments and as entries of `throws`.

use super::annotation::{annotations, structured};
use super::input::Tokens;
use super::lookahead::{at_definition, at_method, at_named_definition};
use super::mistake::{Parsed, fail};
use super::recover::{Body, Entries, Entry, entries, symbol};
use super::skip::too_deep;
use super::types::{starts_type, ty};
use super::value::{starts_value, value};
use super::{MAX_DEPTH, int};
use crate::ast::{Field, Ident, Int, Meta, TypeKind};
use crate::diagnostic::{Diagnostic, Rule};
use crate::lex::{Kind, Word};
use crate::program::Requiredness;

/// What a field looks like.
pub(super) const SAMPLE: &str = "a field is written `1: string name`";

/// The fields of a struct, between braces.
const FIELDS: Body = Body {
    entry: "a field",
    close: b'}',
    closer: "`}`",
    starts_entry: starts_field,
    ends_early: |input| at_definition(input) || at_misspelt_definition(input),
};

/// Arguments or entries of `throws`, between parentheses.
const ARGUMENTS: Body = Body {
    entry: "a field",
    close: b')',
    closer: "`)`",
    starts_entry: starts_field,
    ends_early: |input| {
        at_definition(input) || input.is_symbol(b'{') || input.is_word(Word::Throws) || at_method(input)
    },
};

/// Whether a definition starts here whose keyword is misspelt: `strct Foo {`. No field looks like it.
fn at_misspelt_definition(input: Tokens<'_>) -> bool {
    input.kind() == Kind::Name
        && input.peek().first_on_line
        && input.peek_at(1).kind == Kind::Name
        && input.peek_at(2).kind == Kind::Symbol(b'{')
}

fn starts_field(input: Tokens<'_>) -> bool {
    match input.kind() {
        Kind::Int | Kind::Symbol(b'@') => true,
        Kind::Word(Word::Required | Word::Optional) => true,
        kind => starts_type(kind),
    }
}

/// The fields of a struct whose opening brace is at `open` and has been taken.
pub(super) fn fields<'s>(input: Tokens<'s>, open: Tokens<'s>) -> (Tokens<'s>, Entries<Field<'s>>) {
    entries(input, open.peek(), FIELDS, field)
}

/// The arguments or entries of `throws` whose opening parenthesis is at `open` and has been taken.
pub(super) fn arguments<'s>(input: Tokens<'s>, open: Tokens<'s>) -> (Tokens<'s>, Vec<Field<'s>>) {
    let (rest, body) = entries(input, open.peek(), ARGUMENTS, field);
    (rest, body.entries)
}

impl Entry for Field<'_> {
    fn spoil(&mut self) {
        self.ty.kind = TypeKind::Bad;
        self.default = None;
    }
}

/// `1: required Type name = default (annotations)`
fn field<'s>(input: Tokens<'s>) -> Parsed<'s, Field<'s>> {
    let docs = input.docs();
    let errors = input.errors();
    let (rest, mut notes) = structured(input)?;
    let start = rest;
    let (rest, id) = id(rest)?;
    let (rest, requiredness) = requiredness(rest);
    let (rest, requiredness) = match requiredness.is_none() && rest.kind() == Kind::Name {
        true => misspelt_requiredness(rest),
        false => (rest, requiredness),
    };
    let (rest, mut ty) = ty(rest, if id.is_some() { "a type" } else { "a field" })?;
    let rest = if rest.is_symbol(b'&') { rest.next() } else { rest };
    let (rest, name) = name(rest)?;
    let (rest, default) = match rest.kind() {
        Kind::Symbol(b'=') => {
            let (rest, default) = value(rest.next())?;
            (rest, Some(default))
        }
        _ => (rest, None),
    };
    let span = rest.since(start);
    let rest = xsd(rest)?;
    let (rest, more) = annotations(rest);
    notes.extend(more);
    notes.append(&mut ty.annotations);
    let meta = Meta { docs, annotations: notes };
    let mut field = Field { id, requiredness, ty, name, default, meta, span };
    if rest.errors() > errors {
        field.spoil();
    }
    Ok((rest, field))
}

/// `1:`, perhaps with its colon or its number forgotten.
fn id<'s>(input: Tokens<'s>) -> Parsed<'s, Option<Int>> {
    match input.kind() {
        Kind::Int | Kind::Word(Word::True | Word::False) => {
            let (rest, id) = int(input, "a field id")?;
            let follows =
                |kind| starts_type(kind) || matches!(kind, Kind::Word(Word::Required | Word::Optional | Word::Void));
            let (rest, ()) = symbol(rest, b':', "`:`", follows)?;
            Ok((rest, Some(id)))
        }
        Kind::Symbol(b':') if !starts_field(input.next()) => fail(input.unexpected("a field id")),
        Kind::Symbol(b':') => {
            input.report(input.unexpected("a field id"));
            Ok((input.next(), None))
        }
        _ => Ok((input, None)),
    }
}

fn requiredness(input: Tokens<'_>) -> (Tokens<'_>, Option<(Requiredness, crate::source::Span)>) {
    match input.kind() {
        Kind::Word(Word::Required) => (input.next(), Some((Requiredness::Required, input.span()))),
        Kind::Word(Word::Optional) => (input.next(), Some((Requiredness::Optional, input.span()))),
        _ => (input, None),
    }
}

/// A word before the type that is meant to be `required` or `optional`.
fn misspelt_requiredness(input: Tokens<'_>) -> (Tokens<'_>, Option<(Requiredness, crate::source::Span)>) {
    let (next, then) = (input.peek_at(1), input.peek_at(2));
    let typed = starts_type(next.kind) && matches!(then.kind, Kind::Name | Kind::Word(_) | Kind::Symbol(b'<'));
    if !typed || next.first_on_line || then.first_on_line {
        return (input, None);
    }
    let found = crate::suggest::nearest(input.text_of(input.peek()), ["required", "optional"]);
    let Some(meant) = found else { return (input, None) };
    let mut mistake = input.unexpected("a type");
    mistake.diagnostic.help.push(format!("did you mean `{meant}`?"));
    input.report(mistake);
    let requiredness = if meant == "required" { Requiredness::Required } else { Requiredness::Optional };
    (input.next(), Some((requiredness, input.span())))
}

/// The name of a field: almost any word will do.
fn name<'s>(input: Tokens<'s>) -> Parsed<'s, Ident<'s>> {
    let token = input.peek();
    let text = input.text_of(token);
    match token.kind {
        Kind::Name if text.contains('.') && !text.ends_with('.') => {
            let error = Diagnostic::new(Rule::DottedName, format!("the field name `{text}` has a dot"))
                .label(input.span(), "a name that is defined has none");
            input.report(input.mistake(error));
        }
        Kind::Name => {}
        // On a new line, a word opens something else, unless what comes next shows that it is the name.
        Kind::Word(word) if word.can_name_field() => {
            if token.first_on_line && at_named_definition(input) {
                return fail(input.expected("a field name").help(SAMPLE));
            }
        }
        Kind::Word(_) => {
            let error = Diagnostic::new(Rule::Syntax, format!("expected a field name, found the keyword `{text}`"))
                .label(input.span(), "this keyword cannot be a name")
                .help(format!("choose another name, such as `{text}_`"));
            input.report(input.mistake(error));
        }
        _ => return fail(input.expected("a field name").help(SAMPLE)),
    }
    Ok((input.next(), Ident { text, span: input.span() }))
}

/// What XML schemas need to know, and nobody else: `xsd_optional xsd_nillable xsd_attrs {…}`.
fn xsd(mut input: Tokens<'_>) -> Result<Tokens<'_>, nom::Err<super::mistake::Mistake>> {
    for word in [Word::XsdOptional, Word::XsdNillable] {
        if input.is_word(word) {
            input = input.next();
        }
    }
    if !input.is_word(Word::XsdAttrs) {
        return Ok(input);
    }
    let open = input.next();
    if open.depth >= MAX_DEPTH {
        return Ok(too_deep(open, "fields"));
    }
    let (rest, ()) = symbol(open, b'{', "`{`", |kind| kind == Kind::Int || starts_value(kind))?;
    let (rest, _) = fields(rest.deeper(), open);
    Ok(rest.level_of(input))
}
