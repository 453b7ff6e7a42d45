//! Strings of JSON text, their escapes read.

use super::{Result, Tokens};
use crate::error::{ProtocolError, ProtocolErrorKind};

impl Tokens<'_> {
    /// Appends what the string that comes next says, which has at most `limit` bytes. Whether it is UTF-8 is not looked at.
    ///
    /// # Errors
    /// No string, a longer one, or one with an escape that JSON does not have.
    #[inline]
    pub(in crate::json) fn string(&mut self, limit: usize, out: &mut Vec<u8>) -> Result {
        let (piece, ends) = self.string_piece()?;
        if piece.len() > limit {
            return Err(self.too_long(limit));
        }
        out.extend_from_slice(piece);
        if ends { Ok(()) } else { self.escaped_string(limit - piece.len(), out) }
    }

    /// More of a string, from behind the backslash of an escape.
    fn escaped_string(&mut self, mut limit: usize, out: &mut Vec<u8>) -> Result {
        loop {
            let character = self.escape()?;
            let (piece, ends) = self.piece()?;
            limit = (limit.checked_sub(character.len_utf8()))
                .and_then(|limit| limit.checked_sub(piece.len()))
                .ok_or_else(|| self.too_long(limit))?;
            out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            out.extend_from_slice(piece);
            if ends {
                return Ok(());
            }
        }
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Result<char> {
        let Some((byte, rest)) = self.rest.split_first() else {
            return Err(self.ends_early());
        };
        let character = match byte {
            b'"' | b'\\' | b'/' => char::from(*byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let start = self.clone();
                self.rest = rest;
                return self.code_point(&start);
            }
            _ => return Err(self.unexpected("an escape of JSON")),
        };
        self.rest = rest;
        Ok(character)
    }

    /// The character of a `\u` escape, or of two.
    fn code_point(&mut self, start: &Self) -> Result<char> {
        const HIGH: std::ops::RangeInclusive<u32> = 0xd800..=0xdbff;
        const LOW: std::ops::RangeInclusive<u32> = 0xdc00..=0xdfff;
        let unit = self.hexadecimal()?;
        if !HIGH.contains(&unit) {
            return char::from_u32(unit).ok_or_else(|| start.invalid("half of a surrogate pair stands alone"));
        }
        let Some(rest) = self.rest.strip_prefix(b"\\u") else {
            return Err(start.invalid("half of a surrogate pair stands alone"));
        };
        self.rest = rest;
        let low = self.hexadecimal()?;
        let pair = LOW.contains(&low).then(|| 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff));
        pair.and_then(char::from_u32).ok_or_else(|| start.invalid("half of a surrogate pair stands alone"))
    }

    fn hexadecimal(&mut self) -> Result<u32> {
        let Some((digits, rest)) = self.rest.split_first_chunk::<4>() else {
            return Err(self.ends_early());
        };
        let digit = |unit: Option<u32>, byte: &u8| Some(unit? << 4 | char::from(*byte).to_digit(16)?);
        let unit = digits.iter().fold(Some(0), digit).ok_or_else(|| self.unexpected("four hexadecimal digits"))?;
        self.rest = rest;
        Ok(unit)
    }

    #[cold]
    pub(in crate::json) fn too_long(&self, limit: usize) -> ProtocolError {
        self.error(ProtocolErrorKind::SizeLimit, format!("a string is longer than the limit of {limit} bytes"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String> {
        let mut out = Vec::new();
        let mut tokens = Tokens::new(text.as_bytes());
        tokens.string(20, &mut out)?;
        tokens.finish()?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn escapes_are_read_in_any_spelling() {
        for (text, expected) in [
            (r#""""#, ""),
            (r#""plain""#, "plain"),
            (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
            (r#""\u00e9\u00E9\u0000x""#, "éé\0x"),
            (r#""a\ud83d\ude00b\uD83D\uDE00""#, "a😀b😀"),
            (r#""\uffff\ue000\ud7ff""#, "\u{ffff}\u{e000}\u{d7ff}"),
            ("\"\u{1}\n\u{7f}é😀\"", "\u{1}\n\u{7f}é😀"),
        ] {
            assert_eq!(read(text).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn mistakes_in_escapes_are_errors_with_a_place() {
        for (text, expected) in [
            (r#""\x41""#, "an escape of JSON is expected, not `x41\"` (at byte 2)"),
            (r#""a\u12x4""#, "four hexadecimal digits is expected, not `12x4\"` (at byte 4)"),
            (r#""\u+123""#, "four hexadecimal digits is expected, not `+123\"` (at byte 3)"),
            (r#""\ude00""#, "half of a surrogate pair stands alone (at byte 2)"),
            (r#""\ud83d""#, "half of a surrogate pair stands alone (at byte 2)"),
            (r#""\ud83dx""#, "half of a surrogate pair stands alone (at byte 2)"),
            (r#""\ud83d\n""#, "half of a surrogate pair stands alone (at byte 2)"),
            (r#""\ud83d\ud83d""#, "half of a surrogate pair stands alone (at byte 2)"),
            (r#""a"#, "the text ends early (at byte 2)"),
            (r#""a\"#, "the text ends early (at byte 3)"),
            (r#""a\u12"#, "the text ends early (at byte 6)"),
            ("7", "`\"` is expected, not `7` (at byte 0)"),
        ] {
            assert_eq!(read(text).unwrap_err().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn a_string_has_a_limit_however_it_is_written() {
        assert_eq!(read(&format!("\"{}\"", "x".repeat(20))).unwrap().len(), 20);
        assert_eq!(read(&format!("\"{}\"", r"\u00e9".repeat(10))).unwrap().len(), 20);
        for text in
            ["x".repeat(21), r"\n".repeat(21), format!("{}\\n", "x".repeat(20)), format!("\\n{}", "x".repeat(20))]
        {
            let error = read(&format!("\"{text}\"")).unwrap_err();
            assert_eq!(error.kind(), ProtocolErrorKind::SizeLimit, "{text}");
        }
    }
}
