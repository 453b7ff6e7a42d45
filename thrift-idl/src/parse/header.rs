//! Headers: `include`, `cpp_include`, `namespace`, `package`.

use std::borrow::Cow;

use super::annotation::annotations;
use super::input::Tokens;
use super::literal;
use super::mistake::{Parsed, fail};
use crate::ast::{File, Ident, Include, Namespace};
use crate::diagnostic::{Diagnostic, Rule};
use crate::lex::{Kind, Word};

/// The header that the word at `input` opens.
pub(super) fn header<'s>(word: Word, input: Tokens<'s>, file: &mut File<'s>) -> Parsed<'s, ()> {
    take_docs(input, file);
    if let Some(last) = file.definitions.last() {
        let remark =
            Diagnostic::new(Rule::NonstandardSyntax, format!("{} after a definition is not standard", input.found()))
                .label(input.span(), "other compilers reject this")
                .label(last.name().span, "this definition precedes it")
                .help("move it up, before the first definition");
        input.remark(remark);
    }
    match word {
        Word::Include => {
            let (rest, path) = literal(input.next(), "the path of a file, in quotes")?;
            let (rest, alias) = match rest.is_name("as") && rest.peek_at(1).kind == Kind::Name {
                true => {
                    let name = rest.next();
                    (name.next(), Some(Ident { text: name.text_of(name.peek()), span: name.span() }))
                }
                false => (rest, None),
            };
            file.includes.push(Include { path, alias });
            Ok((rest, ()))
        }
        Word::CppInclude => Ok((literal(input.next(), "a string")?.0, ())),
        _ => namespace(input, file),
    }
}

/// `package "domain.tld/path"`, which means nothing here.
pub(super) fn package<'s>(input: Tokens<'s>, file: &mut File<'s>) -> Parsed<'s, ()> {
    take_docs(input, file);
    Ok((literal(input.next(), "a string")?.0, ()))
}

/// A doc comment before the first header is the file's own.
fn take_docs<'s>(input: Tokens<'s>, file: &mut File<'s>) {
    if file.docs.is_none() && file.includes.is_empty() && file.namespaces.is_empty() && file.definitions.is_empty() {
        file.docs = input.docs();
    }
}

/// The scope that a keyword of old stands for: `php_namespace foo` is `namespace php foo`.
pub(super) fn old_namespace(keyword: &str) -> Option<&'static str> {
    Some(match keyword {
        "cocoa_prefix" => "cocoa",
        "cpp_namespace" => "cpp",
        "csharp_namespace" => "csharp",
        "delphi_namespace" => "delphi",
        "java_package" => "java",
        "perl_package" => "perl",
        "php_namespace" => "php",
        "py_module" => "py",
        "ruby_namespace" => "rb",
        "smalltalk_category" => "smalltalk.category",
        "smalltalk_prefix" => "smalltalk.prefix",
        "xsd_namespace" => "xsd",
        _ => return None,
    })
}

/// `namespace scope name (annotations)`
fn namespace<'s>(input: Tokens<'s>, file: &mut File<'s>) -> Parsed<'s, ()> {
    let (rest, scope) = match old_namespace(input.text_of(input.peek())) {
        Some(scope) => {
            let keyword = input.text_of(input.peek());
            let remark = Diagnostic::new(Rule::OldSyntax, format!("`{keyword}` is no longer part of Thrift"))
                .label(input.span(), "other compilers reject this")
                .help(format!("write `namespace {scope} …`"));
            input.remark(remark);
            (input.next(), Cow::Borrowed(scope))
        }
        None => {
            let scope = input.next();
            match scope.kind() {
                Kind::Symbol(b'*') => (scope.next(), Cow::Borrowed("*")),
                _ => name(scope, "the language of the namespace, or `*`")?,
            }
        }
    };
    let at = rest;
    let (rest, name) = name(rest, "the name of the namespace")?;
    file.namespaces.push(Namespace { scope, name, span: rest.since(at) });
    let (rest, _) = annotations(rest);
    Ok((rest, ()))
}

/// A part of a namespace: a name. With quotes or `-` it is taken, with a warning.
fn name<'s>(input: Tokens<'s>, what: &'static str) -> Parsed<'s, Cow<'s, str>> {
    let odd = match input.kind() {
        Kind::Literal => {
            let (rest, name) = literal(input, what)?;
            Some((rest, name.text, "quotes in a namespace are not standard"))
        }
        Kind::Name => {
            let mut rest = input.next();
            while rest.touches_previous()
                && matches!(rest.kind(), Kind::Symbol(b'-') | Kind::Name | Kind::Int | Kind::Word(_))
            {
                rest = rest.next();
            }
            let span = rest.since(input);
            let text = input.file.text.get(span.start as usize..span.end as usize).unwrap_or_default();
            if !rest.is_past(input.next()) {
                return Ok((rest, Cow::Borrowed(text)));
            }
            Some((rest, Cow::Borrowed(text), "`-` in a namespace is not standard"))
        }
        _ => None,
    };
    let Some((rest, name, message)) = odd else {
        return fail(input.expected(what));
    };
    let span = rest.since(input);
    input.remark(Diagnostic::new(Rule::NonstandardSyntax, message).label(span, "other compilers reject this"));
    Ok((rest, name))
}
