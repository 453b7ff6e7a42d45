//! Numbers: where they end, and those that are none.

use super::{Kind, Lexer};
use crate::diagnostic::{Diagnostic, Rule};

impl Lexer<'_> {
    /// An integer, `[+-]?[0-9]+` or `[+-]?0x[0-9A-Fa-f]+`, or a double, `[+-]?[0-9]*(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
    ///
    /// Of Meta's compiler are `0X` for `0x`, and binary integers, `0b101`.
    pub(super) fn number(&mut self) {
        let sign = usize::from(matches!(self.bytes.get(self.at), Some(b'+' | b'-')));
        let start = self.at + sign;
        let (kind, end) = match self.radix(start) {
            Some(end) => (Kind::Int, end),
            None => {
                let whole = self.run_end(start, |byte| byte.is_ascii_digit());
                let end = self.exponent(self.fraction(whole));
                (if end == whole { Kind::Int } else { Kind::Double }, end)
            }
        };
        if end == start {
            // `-` alone is a symbol: it stands in namespaces.
            return match self.bytes.get(self.at) {
                Some(b'-') => self.push(Kind::Symbol(b'-'), start),
                _ => self.unexpected(),
            };
        }
        let more = self.run_end(end, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'));
        if more == end || self.continues_name() {
            return self.push(kind, end);
        }
        self.broken_number(end, more);
        self.push(kind, end);
        self.at = more;
    }

    /// The end of a hexadecimal or binary number.
    fn radix(&self, start: usize) -> Option<usize> {
        if self.bytes.get(start) != Some(&b'0') {
            return None;
        }
        let end = match self.bytes.get(start + 1)? {
            b'x' | b'X' => self.run_end(start + 2, |byte| byte.is_ascii_hexdigit()),
            b'b' | b'B' => self.run_end(start + 2, |byte| matches!(byte, b'0' | b'1')),
            _ => return None,
        };
        (end > start + 2).then_some(end)
    }

    /// The end of the fraction that may be at `at`.
    fn fraction(&self, at: usize) -> usize {
        match self.bytes.get(at) == Some(&b'.') && self.bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            true => self.run_end(at + 1, |byte| byte.is_ascii_digit()),
            false => at,
        }
    }

    /// The end of the exponent that may be at `at`.
    fn exponent(&self, at: usize) -> usize {
        if !matches!(self.bytes.get(at), Some(b'e' | b'E')) {
            return at;
        }
        let sign = usize::from(matches!(self.bytes.get(at + 1), Some(b'+' | b'-')));
        let end = self.run_end(at + 1 + sign, |byte| byte.is_ascii_digit());
        if end > at + 1 + sign { end } else { at }
    }

    /// Whether the number here goes on with a name, as the `-2x` of the namespace `a-2x`.
    fn continues_name(&self) -> bool {
        let last = self.out.tokens.last();
        last.is_some_and(|last| last.end as usize == self.at && matches!(last.kind, Kind::Name | Kind::Word(_)))
    }

    /// Reports what follows a number that ends at `end`, without a blank.
    fn broken_number(&mut self, end: usize, more: usize) {
        let written = self.text.get(self.at..more).unwrap_or_default();
        let (number, rest) = written.split_at(end - self.at);
        let shown: String = written.chars().take(40).collect();
        let label = match rest {
            "." => "a digit follows the dot of a number",
            _ => "Thrift has no number of this form",
        };
        let mut error =
            Diagnostic::new(Rule::Syntax, format!("`{shown}` is not a number")).label(self.span(self.at, more), label);
        if let Some(meant) = meant(written, number, rest) {
            error = error.help(format!("write `{meant}`"));
        }
        self.report(error);
    }
}

/// The number that is meant, as other languages write them.
fn meant(written: &str, number: &str, rest: &str) -> Option<String> {
    if let Some(digits) = rest.strip_prefix(['o', 'O']).filter(|_| number.trim_start_matches(['+', '-']) == "0") {
        let sign = number.trim_end_matches('0');
        return i64::from_str_radix(digits, 8).ok().map(|value| format!("{sign}{value}"));
    }
    match rest {
        "." => Some(format!("{number}` or `{number}.0")),
        "L" | "l" | "u" | "U" | "f" | "F" | "d" | "D" => Some(number.to_owned()),
        _ => {
            let plain = written.replace('_', "");
            plain.bytes().all(|byte| byte.is_ascii_digit()).then_some(plain)
        }
    }
}
