//! Tokens into an [`ast::File`](File).
//!
//! The functions here and below are nom parsers over a slice of tokens. What comes next is known from one token, rarely
//! from a few more, so that they choose by `match` and never go back.

use crate::ast::{Annotation, File, Ident};
use crate::diagnostic::{Diagnostic, Rule};
use crate::lex::{Kind, Word};
use crate::load::Files;
use crate::source::{FileId, Span};

mod annotation;
mod definition;
mod field;
mod header;
mod input;
mod literal;
mod lookahead;
mod method;
mod mistake;
mod recover;
mod skip;
mod types;
mod value;

pub(crate) use input::FileState;
use input::Tokens;
use literal::{content, int, literal};
use mistake::{Parsed, fail, mistake_of};

/// How deep types, values and field lists may be nested. It keeps the parser, and all that walks over its result, within
/// their stacks; real files stay below ten.
pub(crate) const MAX_DEPTH: usize = 64;

/// The state of the parser for each file, before it starts.
pub(crate) fn states(files: &Files) -> Vec<FileState<'_>> {
    let sources = files.sources.files().iter().zip(&files.lexed).enumerate();
    sources.map(|(id, (source, lexed))| FileState::new(FileId(id as u32), source.text(), lexed)).collect()
}

/// Parses a file. What cannot be read is reported in `state` and left out.
pub(crate) fn parse<'s>(state: &'s FileState<'s>) -> File<'s> {
    let mut input = Tokens::new(state);
    let mut file = File { incomplete: input.is_truncated(), ..File::default() };
    while !input.at_end() {
        let rest = match item(input, &mut file) {
            Ok((rest, ())) => rest,
            Err(error) => {
                let mistake = mistake_of(error, input);
                let at = mistake.at;
                input.report(mistake);
                // What cannot be a definition may belong to the one before.
                if let Some(last) = file.definitions.last_mut().filter(|_| !input.peek().first_on_line) {
                    last.spoil();
                }
                file.incomplete = true;
                skip::next_definition(input, at)
            }
        };
        input = if rest.is_past(input) { rest } else { input.next() };
    }
    file.incomplete |= input.has_lost_names();
    file
}

/// A header or a definition.
fn item<'s>(input: Tokens<'s>, file: &mut File<'s>) -> Parsed<'s, ()> {
    match input.kind() {
        Kind::Word(word) if word.opens_definition() => opened_by(word, input, file),
        Kind::Symbol(b'@') => {
            let (rest, annotations) = annotation::structured(input)?;
            let before = file.definitions.len();
            let (rest, ()) = item(rest, file)?;
            annotate(file, before, annotations, input);
            Ok((rest, ()))
        }
        Kind::Symbol(b',' | b';') => {
            input.remark(
                Diagnostic::new(Rule::NonstandardSyntax, format!("a {} here is not standard", input.found()))
                    .label(input.span(), "other compilers reject this"),
            );
            Ok((input.next(), ()))
        }
        Kind::Symbol(b'}') => {
            // It may close what was reported as not closed.
            if !input.take_unclosed() {
                let error =
                    Diagnostic::new(Rule::Syntax, "unexpected closing `}`").label(input.span(), "closes nothing");
                input.report(input.mistake(error));
            }
            Ok((skip::skip_annotations(input.next()), ()))
        }
        Kind::Name => named(input, file),
        _ => fail(input.unexpected("a definition")),
    }
}

/// Gives the definition of that index what precedes it: annotations that start at `input`, perhaps after docs.
fn annotate<'s>(file: &mut File<'s>, index: usize, annotations: Vec<Annotation<'s>>, input: Tokens<'s>) {
    let Some(definition) = file.definitions.get_mut(index) else { return };
    let meta = definition.meta_mut();
    meta.annotations.splice(0..0, annotations);
    if meta.docs.is_none() {
        meta.docs = input.docs();
    }
}

/// What the word at `input` opens.
fn opened_by<'s>(word: Word, input: Tokens<'s>, file: &mut File<'s>) -> Parsed<'s, ()> {
    match word {
        Word::Include | Word::CppInclude | Word::Namespace => header::header(word, input, file),
        _ => {
            let (rest, definition) = definition::definition(word, input)?;
            // A keyword instead of the name: the real one is lost.
            file.incomplete |= Word::parse(definition.name().text).is_some();
            file.definitions.push(definition);
            Ok((rest, ()))
        }
    }
}

/// What starts with a name: old syntax, Meta's dialect, or a misspelt keyword.
fn named<'s>(input: Tokens<'s>, file: &mut File<'s>) -> Parsed<'s, ()> {
    let name = input.text_of(input.peek());
    let then = input.peek_at(1);
    match name {
        "package" if then.kind == Kind::Literal => return header::package(input, file),
        "c_include" | "hs_include" if then.kind == Kind::Literal => {
            let (rule, message) = match name {
                "c_include" => (Rule::OldSyntax, "`c_include` is no longer part of Thrift"),
                _ => (Rule::NonstandardSyntax, "`hs_include` is not standard"),
            };
            input.remark(Diagnostic::new(rule, message).label(input.span(), "other compilers reject this"));
            return header::header(Word::CppInclude, input, file);
        }
        "senum" if then.kind == Kind::Name => {
            let (rest, typedef) = definition::senum(input)?;
            file.definitions.push(typedef);
            return Ok((rest, ()));
        }
        "interaction" if then.kind == Kind::Name => return fail(input.mistake(not_supported(name, input.span()))),
        _ if is_exception_word(name) => {
            // Meta's words on how an exception is to be treated, which are kept as annotations.
            let mut rest = input;
            let mut words = Vec::new();
            while rest.kind() == Kind::Name && is_exception_word(rest.text_of(rest.peek())) {
                words.push(Annotation {
                    key: Ident { text: rest.text_of(rest.peek()), span: rest.span() },
                    value: None,
                });
                rest = rest.next();
            }
            if rest.is_word(Word::Exception) {
                let before = file.definitions.len();
                let (rest, ()) = opened_by(Word::Exception, rest, file)?;
                annotate(file, before, words, input);
                return Ok((rest, ()));
            }
        }
        _ => {}
    }
    if then.kind == Kind::Name && !then.first_on_line && header::old_namespace(name).is_some() {
        return header::header(Word::Namespace, input, file);
    }
    let Some(word) = keyword_meant(input) else {
        return fail(input.unexpected("a definition"));
    };
    let error = Diagnostic::new(Rule::Syntax, format!("expected a definition, found `{name}`"))
        .label(input.span(), "not a keyword")
        .did_you_mean(Some(word.text()));
    input.report(input.mistake(error));
    opened_by(word, input, file)
}

fn is_exception_word(name: &str) -> bool {
    matches!(name, "safe" | "transient" | "stateful" | "permanent" | "client" | "server")
}

/// The keyword that the name at `input` is probably meant to be.
fn keyword_meant(input: Tokens<'_>) -> Option<Word> {
    use Word::*;
    let then = input.peek_at(1);
    if then.first_on_line {
        return None;
    }
    let words: &[Word] = match then.kind {
        Kind::Name => match input.peek_at(2).kind {
            Kind::Symbol(b'{') => &[Struct, Union, Exception, Enum, Service],
            Kind::Word(Extends) => &[Service],
            Kind::Name => &[Const, Typedef, Namespace, Struct, Union, Exception, Enum, Service],
            _ => &[Namespace],
        },
        Kind::Word(word) if word.starts_type() => &[Const, Typedef],
        Kind::Symbol(b'*') => &[Namespace],
        Kind::Literal => &[Include],
        _ => return None,
    };
    let name = input.text_of(input.peek());
    let text = crate::suggest::nearest(name, words.iter().map(|word| word.text()))?;
    words.iter().copied().find(|word| word.text() == text)
}

/// The name that a definition, enum value or method gets; `what` is it.
fn defined_name<'s>(input: Tokens<'s>, what: &'static str) -> Parsed<'s, Ident<'s>> {
    let token = input.peek();
    let text = input.text_of(token);
    match token.kind {
        Kind::Name => {
            if text.contains('.') && !text.ends_with('.') {
                let error = Diagnostic::new(Rule::DottedName, format!("the name `{text}` has a dot"))
                    .label(input.span(), "a name that is defined has none");
                input.report(input.mistake(error));
            }
        }
        // A keyword is taken for a name if nothing else can be meant.
        Kind::Word(word)
            if !(matches!(word, Word::Extends | Word::XsdAll)
                || token.first_on_line
                || lookahead::at_named_definition(input)) =>
        {
            let error = Diagnostic::new(Rule::Syntax, format!("expected {what}, found the keyword `{text}`"))
                .label(input.span(), "a keyword cannot be a name here")
                .help(format!("choose another name, such as `{text}_`"));
            input.report(input.mistake(error));
            let name = input.next();
            if name.kind() == Kind::Name && !name.peek().first_on_line {
                // The keyword is what is too much.
                return Ok((name.next(), Ident { text: name.text_of(name.peek()), span: name.span() }));
            }
        }
        _ => return fail(input.expected(what)),
    }
    Ok((input.next(), Ident { text, span: input.span() }))
}

/// The error that a feature of Meta's dialect is not there.
fn not_supported(feature: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Rule::NotSupported, format!("`{feature}` is not supported yet")).label(span, "not supported")
}
