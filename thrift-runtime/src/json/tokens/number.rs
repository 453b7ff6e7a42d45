//! Numbers and bools of JSON text, in quotes or not: keys of maps are in quotes, and some peers write others so, too.

use super::super::number::named_double;
use super::super::text::word_len;
use super::{Result, Tokens};
use crate::utf8;

impl<'t> Tokens<'t> {
    /// An integer, in quotes or not.
    #[inline]
    pub(in crate::json) fn integer(&mut self) -> Result<i64> {
        match self.rest {
            [b'0'..=b'9', ..] => {
                let (magnitude, rest) = self.digits(self.rest)?;
                self.rest = rest;
                i64::try_from(magnitude).map_err(|_| self.out_of_range("i64"))
            }
            _ => self.other_integer(),
        }
    }

    /// One with a sign, in quotes, or with space in front.
    fn other_integer(&mut self) -> Result<i64> {
        let quoted = self.take(b'"');
        let (negative, digits) = match self.rest {
            [b'-', rest @ ..] => (true, rest),
            rest => (false, rest),
        };
        let (magnitude, rest) = self.digits(digits)?;
        let value = if negative { 0i64.checked_sub_unsigned(magnitude) } else { i64::try_from(magnitude).ok() };
        let value = value.ok_or_else(|| self.out_of_range("i64"))?;
        self.rest = match (quoted, rest) {
            (false, _) => rest,
            (true, [b'"', rest @ ..]) => rest,
            (true, []) => return Err(self.ends_early()),
            (true, _) => return Err(self.unexpected("an integer")),
        };
        Ok(value)
    }

    /// The number that these digits say, and what is behind them. The error is about what comes next.
    #[inline]
    fn digits(&self, text: &'t [u8]) -> Result<(u64, &'t [u8])> {
        /// So many digits can not overflow; more are added with care.
        const SAFE: usize = 18;
        let mut number: u64 = 0;
        let mut count = 0;
        for byte in text {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            if count < SAFE {
                number = number * 10 + u64::from(digit);
            } else {
                let sum = number.checked_mul(10).and_then(|tens| tens.checked_add(u64::from(digit)));
                number = sum.ok_or_else(|| self.out_of_range("i64"))?;
            }
            count += 1;
        }
        match text.get(count..).unwrap_or_default() {
            [b'.' | b'e' | b'E', ..] => Err(self.unexpected("an integer")),
            rest if count > 0 => Ok((number, rest)),
            [] => Err(self.ends_early()),
            _ => Err(self.unexpected("an integer")),
        }
    }

    /// A double, in quotes or not.
    #[inline(never)]
    pub(in crate::json) fn double(&mut self) -> Result<f64> {
        let quoted = self.take(b'"');
        let Some((word, rest)) = self.rest.split_at_checked(word_len(self.rest)) else {
            return Err(self.ends_early());
        };
        let number = match word {
            [b'0'..=b'9' | b'.', ..] | [b'-' | b'+', b'0'..=b'9' | b'.', ..] => {
                utf8::check(word).and_then(|word| word.parse().ok())
            }
            // Rust would read more names of infinity.
            _ => named_double(word),
        };
        let number: f64 = number.ok_or_else(|| self.unexpected("a double"))?;
        if number.is_infinite() && word.iter().any(u8::is_ascii_digit) {
            return Err(self.out_of_range("double"));
        }
        self.rest = match (quoted, rest) {
            (false, _) => rest,
            (true, [b'"', rest @ ..]) => rest,
            (true, []) => return Err(self.ends_early()),
            (true, _) => return Err(self.unexpected("a double")),
        };
        Ok(number)
    }

    /// `true` or `false`, if one of them is next.
    pub(in crate::json) fn truth(&mut self) -> Option<bool> {
        self.peek();
        for (word, truth) in [(&b"true"[..], true), (b"false", false)] {
            if let Some(rest) = self.rest.strip_prefix(word) {
                self.rest = rest;
                return Some(truth);
            }
        }
        None
    }
}
