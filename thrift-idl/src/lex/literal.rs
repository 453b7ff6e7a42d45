//! What a string literal stands for.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Rule};
use crate::source::Span;

/// The text that a literal stands for, given with its quotes, and whether it runs over several lines.
///
/// Escapes are `\r \n \t \" \' \\`, as in Apache's compiler; others are reported through `report` and dropped.
pub(crate) fn unquote<'s>(literal: &'s str, span: Span, mut report: impl FnMut(Diagnostic)) -> Cow<'s, str> {
    let quote = literal.chars().next().filter(|c| matches!(c, '"' | '\''));
    let inner = quote.and_then(|quote| literal.strip_prefix(quote)).unwrap_or(literal);
    // An unterminated literal has no closing quote, and has been reported.
    let inner = quote.and_then(|quote| inner.strip_suffix(quote)).unwrap_or(inner);
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.char_indices();
    while let Some((at, c)) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match chars.next() {
            Some((_, 'r')) => text.push('\r'),
            Some((_, 'n')) => text.push('\n'),
            Some((_, 't')) => text.push('\t'),
            Some((_, c @ ('"' | '\'' | '\\'))) => text.push(c),
            Some((_, c)) => {
                let start = span.start + 1 + at as u32;
                let bad = Span { start, end: start + 1 + c.len_utf8() as u32, ..span };
                report(
                    Diagnostic::new(Rule::BadEscape, format!("unknown escape `\\{}`", c.escape_default()))
                        .label(bad, "not an escape in Thrift")
                        .help("the escapes are `\\r`, `\\n`, `\\t`, `\\\"`, `\\'` and `\\\\`"),
                );
            }
            None => {}
        }
    }
    Cow::Owned(text)
}
