//! Strings and integers.

use super::input::Tokens;
use super::mistake::{Parsed, fail};
use crate::ast::{Int, Literal};
use crate::diagnostic::{Diagnostic, Rule};
use crate::lex::literal::{Content, unquote};
use crate::lex::{Kind, Word};

/// A string.
pub(super) fn literal<'s>(input: Tokens<'s>, what: &'static str) -> Parsed<'s, Literal<'s>> {
    let (rest, content) = content(input, what)?;
    if let Content::Bytes(_) = content {
        let error = Diagnostic::new(Rule::BadEscape, "the escapes of this string make it other than UTF-8")
            .label(input.span(), "only a `binary` may be so");
        input.remark(error);
    }
    Ok((rest, Literal { text: content.into_text(), span: input.span() }))
}

/// A string, which may be any bytes.
pub(super) fn content<'s>(input: Tokens<'s>, what: &'static str) -> Parsed<'s, Content<'s>> {
    if input.kind() != Kind::Literal {
        return fail(input.expected(what));
    }
    let (span, written) = (input.span(), input.text_of(input.peek()));
    let content = unquote(written, span, |error| input.remark(error));
    if written.contains('\n') {
        let remark = Diagnostic::new(Rule::NonstandardSyntax, "a string over several lines is not standard")
            .label(span, "other compilers reject this")
            .help("write `\\n` for a line break");
        input.remark(remark);
    }
    Ok((input.next(), content))
}

/// An integer; `true` and `false` are 1 and 0.
pub(super) fn int<'s>(input: Tokens<'s>, what: &'static str) -> Parsed<'s, Int> {
    let (token, span) = (input.peek(), input.span());
    let text = input.text_of(token);
    let value = match token.kind {
        Kind::Word(Word::True) => Ok(1),
        Kind::Word(Word::False) => Ok(0),
        Kind::Int => match radix(text) {
            Some((radix, sign, digits)) => {
                let value = i64::from_str_radix(digits, radix).map(|value| if sign == "-" { -value } else { value });
                if let Some(written) = value.iter().find_map(|value| nonstandard(text, *value)) {
                    input.remark(written.label(span, "other compilers reject this"));
                }
                value
            }
            None => {
                let digits = text.trim_start_matches(['+', '-']);
                if digits.len() > 1 && digits.starts_with('0') {
                    let number = digits.trim_start_matches('0');
                    let number = if number.is_empty() { "0" } else { number };
                    let remark = Diagnostic::new(Rule::LeadingZero, format!("`{text}` is the decimal number {number}"))
                        .label(span, "starts with a zero, which some compilers read as octal")
                        .help(format!("write `{number}`"));
                    input.remark(remark);
                }
                text.parse::<i64>()
            }
        },
        _ => return fail(input.expected(what)),
    };
    match value {
        Ok(value) => Ok((input.next(), Int { value, span })),
        Err(_) => {
            let error = Diagnostic::new(Rule::NumberTooBig, "this integer does not fit 64 bits")
                .label(span, format!("outside of {} to {}", i64::MIN, i64::MAX));
            fail(input.mistake(error))
        }
    }
}

/// The radix of a number that is not decimal, its sign, and its digits.
fn radix(text: &str) -> Option<(u32, &str, &str)> {
    let (at, radix) = match text.find(['x', 'X']) {
        Some(at) => (at, 16),
        None => (text.find(['b', 'B'])?, 2),
    };
    let sign = text.get(..at)?.strip_suffix('0')?;
    Some((radix, sign, text.get(at + 1..)?))
}

/// The warning about `0X` and `0b`, which only Meta's compiler takes.
fn nonstandard(text: &str, value: i64) -> Option<Diagnostic> {
    if text.contains('x') {
        return None;
    }
    let (what, instead) = match text.contains('X') {
        true => ("`0X`", text.replace('X', "x")),
        false => ("a binary number", value.to_string()),
    };
    let remark = Diagnostic::new(Rule::NonstandardSyntax, format!("{what} is not standard"));
    Some(remark.help(format!("write `{instead}`")))
}
