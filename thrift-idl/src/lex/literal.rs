//! What a string literal stands for.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Rule, is_hidden};
use crate::source::Span;

/// The content of a literal.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Content<'s> {
    Text(Cow<'s, str>),
    /// Escapes made of it what is not UTF-8, as only a `binary` may be.
    Bytes(Vec<u8>),
}

impl<'s> Content<'s> {
    /// The content as text, with replacements for what is none.
    pub(crate) fn into_text(self) -> Cow<'s, str> {
        match self {
            Content::Text(text) => text,
            Content::Bytes(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
        }
    }
}

/// What a literal stands for, given with its quotes.
///
/// Escapes are `\r \n \t \" \' \\`, as in Apache's compiler. Those of Meta's are taken with a warning: `\x41`, a byte;
/// `\u00e9`, a character; and one before a line break, which goes with it. Others are reported through `report` and dropped.
pub(crate) fn unquote<'s>(literal: &'s str, span: Span, report: impl FnMut(Diagnostic)) -> Content<'s> {
    let quote = literal.chars().next().filter(|c| matches!(c, '"' | '\''));
    let inner = quote.and_then(|quote| literal.strip_prefix(quote)).unwrap_or(literal);
    // An unterminated literal has no closing quote, and has been reported.
    let inner = quote.and_then(|quote| inner.strip_suffix(quote)).unwrap_or(inner);
    if !inner.contains('\\') {
        return Content::Text(Cow::Borrowed(inner));
    }
    let start = span.start + (literal.len() - inner.len()).min(1) as u32;
    let mut unquoted =
        Unquoted { bytes: Vec::with_capacity(inner.len()), span: Span { start, ..span }, report, warned: false };
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        unquoted.bytes.extend(before.as_bytes());
        let offset = inner.len() - escape.len();
        let length = unquoted.escape(escape, offset).min(escape.len());
        rest = escape.get(length..).unwrap_or_default();
    }
    unquoted.bytes.extend(rest.as_bytes());
    match String::from_utf8(unquoted.bytes) {
        Ok(text) => Content::Text(Cow::Owned(text)),
        Err(error) => Content::Bytes(error.into_bytes()),
    }
}

/// A literal, as far as it has been read.
struct Unquoted<R> {
    bytes: Vec<u8>,
    /// The literal without its opening quote.
    span: Span,
    report: R,
    /// Whether there was a warning: one is enough for a literal.
    warned: bool,
}

impl<R: FnMut(Diagnostic)> Unquoted<R> {
    /// Adds what the escape that `text` starts with stands for; its length is the result.
    fn escape(&mut self, text: &str, offset: usize) -> usize {
        let Some(kind) = text.chars().nth(1) else { return 1 };
        let length = 1 + kind.len_utf8();
        match kind {
            'r' => self.bytes.push(b'\r'),
            'n' => self.bytes.push(b'\n'),
            't' => self.bytes.push(b'\t'),
            '"' | '\'' | '\\' => self.bytes.push(kind as u8),
            'x' => return self.byte(text, offset),
            'u' => return self.character(text, offset),
            '\n' => {}
            '\r' if text.starts_with("\\\r\n") => return 3,
            _ => self.bad(
                offset,
                length,
                format!("unknown escape `\\{kind}`"),
                "the escapes are `\\r`, `\\n`, `\\t`, `\\\"`, `\\'` and `\\\\`",
            ),
        }
        length
    }

    /// `\x41`
    fn byte(&mut self, text: &str, offset: usize) -> usize {
        let Some(byte) = hexadecimal(text, 2).and_then(|number| u8::try_from(number).ok()) else {
            self.bad(offset, 2, "the escape `\\x` has no two digits".to_owned(), "write it like `\\x0a`");
            return 2;
        };
        self.bytes.push(byte);
        self.nonstandard(text, offset, 4, Some(char::from(byte)).filter(char::is_ascii));
        4
    }

    /// `\u00e9`
    fn character(&mut self, text: &str, offset: usize) -> usize {
        let Some(number) = hexadecimal(text, 4) else {
            self.bad(offset, 2, "the escape `\\u` has no four digits".to_owned(), "write it like `\\u00e9`");
            return 2;
        };
        let Some(character) = char::from_u32(number) else {
            let message = format!("`\\u{number:04x}` is one half of a character");
            self.bad(offset, 6, message, "write the character itself");
            return 6;
        };
        self.bytes.extend(character.encode_utf8(&mut [0; 4]).as_bytes());
        self.nonstandard(text, offset, 6, Some(character));
        6
    }

    fn nonstandard(&mut self, text: &str, offset: usize, length: usize, character: Option<char>) {
        if std::mem::replace(&mut self.warned, true) {
            return;
        }
        let escape = text.get(..length).unwrap_or_default();
        let mut remark = Diagnostic::new(Rule::NonstandardSyntax, format!("the escape `{escape}` is not standard"))
            .label(self.place(offset, length), "other compilers reject this");
        if let Some(character) = character.filter(|c| !is_hidden(*c) && !matches!(c, '"' | '\'' | '\\')) {
            remark = remark.help(format!("write `{character}`"));
        }
        (self.report)(remark);
    }

    fn bad(&mut self, offset: usize, length: usize, message: String, help: &str) {
        let error = Diagnostic::new(Rule::BadEscape, message)
            .label(self.place(offset, length), "not an escape in Thrift")
            .help(help);
        (self.report)(error);
    }

    fn place(&self, offset: usize, length: usize) -> Span {
        let start = self.span.start + offset as u32;
        Span { start, end: start + length as u32, ..self.span }
    }
}

/// The number that so many digits after the first two characters are.
fn hexadecimal(text: &str, digits: usize) -> Option<u32> {
    let digits = text.get(2..2 + digits).filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u32::from_str_radix(digits, 16).ok()
}
