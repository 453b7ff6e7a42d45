//! Definitions: constants, typedefs, enums, structs, services.

use super::annotation::annotations;
use super::field::fields;
use super::input::Tokens;
use super::lookahead::{at_definition, is_separator};
use super::method::methods;
use super::mistake::{Parsed, fail};
use super::recover::{Body, Entries, Entry, entries, symbol};
use super::types::{starts_type, ty};
use super::value::{starts_value, value};
use super::{annotation, defined_name, int, literal};
use crate::ast::{
    Const, Definition, Enum, EnumValue, Ident, Literal, Meta, Service, Struct, Type, TypeKind, Typedef, ValueKind,
};
use crate::diagnostic::{Diagnostic, Rule};
use crate::lex::{Kind, Word};
use crate::program::StructKind;

/// The definition that the word at `input` opens, or should open.
pub(super) fn definition<'s>(word: Word, input: Tokens<'s>) -> Parsed<'s, Definition<'s>> {
    let (rest, mut definition) = match word {
        Word::Const => constant(input)?,
        Word::Typedef => typedef(input)?,
        Word::Enum => enumeration(input)?,
        Word::Struct => structure(input, StructKind::Struct)?,
        Word::Union => structure(input, StructKind::Union)?,
        Word::Exception => structure(input, StructKind::Exception)?,
        Word::Service => service(input)?,
        _ => return fail(input.unexpected("a definition")),
    };
    definition.meta_mut().docs = input.docs();
    Ok((rest, definition))
}

/// `const Type NAME = value`
fn constant<'s>(input: Tokens<'s>) -> Parsed<'s, Definition<'s>> {
    let errors = input.errors();
    let (rest, mut ty) = ty(input.next(), "the type of the constant")?;
    let (rest, name) = defined_name(rest, "the name of the constant")?;
    let (rest, ()) = symbol(rest, b'=', "`=`", starts_value)?;
    let (rest, mut value) = value(rest)?;
    let mut notes = std::mem::take(&mut ty.annotations);
    let mut rest = rest;
    if rest.is_symbol(b'(') {
        let remark = Diagnostic::new(Rule::NonstandardSyntax, "annotations on a constant are not standard")
            .label(rest.span(), "other compilers reject this");
        rest.remark(remark);
        let (after, more) = annotations(rest);
        notes.extend(more);
        rest = after;
    }
    if rest.errors() > errors {
        ty.kind = TypeKind::Bad;
        value.kind = ValueKind::Bad;
    }
    let meta = Meta { docs: None, annotations: notes };
    Ok((separator(rest), Definition::Const(Const { ty, name, value, meta })))
}

/// `typedef Type Name (annotations)`
fn typedef<'s>(input: Tokens<'s>) -> Parsed<'s, Definition<'s>> {
    let (rest, mut target) = ty(input.next(), "the type that the typedef stands for")?;
    let (rest, name) = defined_name(rest, "the name of the typedef")?;
    let (rest, mut notes) = annotations(rest);
    notes.append(&mut target.annotations);
    let meta = Meta { docs: None, annotations: notes };
    Ok((separator(rest), Definition::Typedef(Typedef { target, name, meta })))
}

/// `senum Name { "a", "b" }`, which once was an enum of strings: a typedef to `string`.
pub(super) fn senum<'s>(input: Tokens<'s>) -> Parsed<'s, Definition<'s>> {
    const STRINGS: Body = Body {
        entry: "a string",
        close: b'}',
        closer: "`}`",
        starts_entry: |input| input.kind() == Kind::Literal,
        ends_early: at_definition,
    };
    let remark = Diagnostic::new(Rule::OldSyntax, "`senum` is no longer part of Thrift")
        .label(input.span(), "read as a typedef to `string`");
    input.remark(remark);
    let target = Type { kind: TypeKind::String, annotations: Vec::new(), span: input.span() };
    let (open, name) = defined_name(input.next(), "the name of the enum")?;
    let (rest, ()) = symbol(open, b'{', "`{`", |kind| kind == Kind::Literal)?;
    let (rest, _) = entries(rest, open.peek(), STRINGS, |input| literal(input, "a string"));
    let (rest, annotations) = annotations(rest);
    let meta = Meta { docs: input.docs(), annotations };
    Ok((rest, Definition::Typedef(Typedef { target, name, meta })))
}

/// `enum Name { NAME = number, … } (annotations)`
fn enumeration<'s>(input: Tokens<'s>) -> Parsed<'s, Definition<'s>> {
    const VALUES: Body = Body {
        entry: "an enum value",
        close: b'}',
        closer: "`}`",
        starts_entry: |input| matches!(input.kind(), Kind::Name | Kind::Symbol(b'@')),
        ends_early: at_definition,
    };
    let (open, name) = defined_name(input.next(), "the name of the enum")?;
    let (rest, ()) = symbol(open, b'{', "`{`", |kind| kind == Kind::Name)?;
    let (rest, Entries { entries: values, damaged }) = entries(rest, open.peek(), VALUES, enum_value);
    let (rest, annotations) = annotations(rest);
    let meta = Meta { docs: None, annotations };
    Ok((rest, Definition::Enum(Enum { name, values, meta, damaged })))
}

impl Entry for EnumValue<'_> {}
impl Entry for Literal<'_> {}

/// `NAME = number (annotations)`
fn enum_value<'s>(input: Tokens<'s>) -> Parsed<'s, EnumValue<'s>> {
    let docs = input.docs();
    let (rest, mut notes) = annotation::structured(input)?;
    if !matches!(rest.kind(), Kind::Name | Kind::Word(_)) {
        return fail(rest.unexpected("an enum value").help("an enum value is written `NAME` or `NAME = 1`"));
    }
    let (mut rest, name) = defined_name(rest, "an enum value")?;
    if rest.is_symbol(b'(') {
        let (after, early) = annotations(rest);
        if after.is_symbol(b'=') {
            let remark = Diagnostic::new(Rule::NonstandardSyntax, "annotations before the number are not standard")
                .label(rest.span(), "other compilers reject this")
                .help("write them after the number");
            rest.remark(remark);
        }
        notes.extend(early);
        rest = after;
    }
    let number = if rest.is_symbol(b'=') {
        let (after, number) = int(rest.next(), "an integer")?;
        rest = after;
        Some(number)
    } else if rest.kind() == Kind::Int {
        // The equals sign is forgotten.
        rest.report(rest.expected("`=`"));
        let (after, number) = int(rest, "an integer")?;
        rest = after;
        Some(number)
    } else {
        None
    };
    let (rest, more) = annotations(rest);
    notes.extend(more);
    Ok((rest, EnumValue { name, number, meta: Meta { docs, annotations: notes } }))
}

/// `struct Name { fields } (annotations)`, or `union` or `exception`.
fn structure<'s>(input: Tokens<'s>, kind: StructKind) -> Parsed<'s, Definition<'s>> {
    let what = match kind {
        StructKind::Struct => "the name of the struct",
        StructKind::Union => "the name of the union",
        StructKind::Exception => "the name of the exception",
    };
    let (mut open, name) = defined_name(input.next(), what)?;
    if open.is_word(Word::XsdAll) {
        open = open.next();
    }
    if open.is_word(Word::Extends) && open.peek_at(2).kind == Kind::Symbol(b'{') {
        let error = Diagnostic::new(Rule::Syntax, "only a service can extend another")
            .label(open.span(), "not possible here")
            .help("make the other one a field");
        open.report(open.mistake(error));
        open = open.next().next();
    }
    let starts = |kind| match kind {
        Kind::Int | Kind::Word(Word::Required | Word::Optional) => true,
        kind => starts_type(kind),
    };
    let (rest, ()) = symbol(open, b'{', "`{`", starts)?;
    let (rest, Entries { entries: fields, damaged }) = fields(rest, open);
    let (rest, annotations) = annotations(rest);
    let meta = Meta { docs: None, annotations };
    Ok((rest, Definition::Struct(Struct { kind, name, fields, meta, damaged })))
}

/// `service Name extends Base { methods } (annotations)`
fn service<'s>(input: Tokens<'s>) -> Parsed<'s, Definition<'s>> {
    let (mut open, name) = defined_name(input.next(), "the name of the service")?;
    let mut extends = None;
    if open.is_word(Word::Extends) {
        let base = open.next();
        open = base;
        match base.kind() {
            Kind::Name => {
                extends = Some(Ident { text: base.text_of(base.peek()), span: base.span() });
                open = base.next();
            }
            _ => drop(base.report(base.expected("the name of a service"))),
        }
    }
    let starts = |kind| match kind {
        Kind::Word(Word::Oneway | Word::Async | Word::Void) => true,
        kind => starts_type(kind),
    };
    let (rest, ()) = symbol(open, b'{', "`{`", starts)?;
    let (rest, Entries { entries: methods, .. }) = methods(rest, open);
    let (rest, annotations) = annotations(rest);
    let meta = Meta { docs: None, annotations };
    Ok((rest, Definition::Service(Service { name, extends, methods, meta })))
}

/// The one separator that may follow.
fn separator(input: Tokens<'_>) -> Tokens<'_> {
    if is_separator(input.kind()) { input.next() } else { input }
}
