//! JSON text, token by token.

mod number;
mod string;

use super::tag;
use super::text::find_end;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::ttype::TType;

type Result<T = (), E = ProtocolError> = std::result::Result<T, E>;

/// A place in JSON text. Between tokens there may be white space.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'t> {
    /// What has not been read yet.
    pub(super) rest: &'t [u8],
    /// Length of the whole text, for offsets.
    len: usize,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t [u8]) -> Self {
        Self { rest: text, len: text.len() }
    }

    /// Bytes read so far.
    pub(super) fn offset(&self) -> usize {
        self.len - self.rest.len()
    }

    /// The first byte of the next token, which stays the next.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        match self.rest.first() {
            Some(byte @ b'!'..) => Some(*byte),
            _ => self.peek_behind_space(),
        }
    }

    fn peek_behind_space(&mut self) -> Option<u8> {
        while let [b' ' | b'\t' | b'\r' | b'\n', rest @ ..] = self.rest {
            self.rest = rest;
        }
        self.rest.first().copied()
    }

    /// Steps over this byte, if it is the next token.
    #[inline]
    pub(super) fn take(&mut self, token: u8) -> bool {
        match self.peek() {
            Some(byte) if byte == token => {
                self.rest = self.rest.get(1..).unwrap_or_default();
                true
            }
            _ => false,
        }
    }

    /// Steps over this token.
    ///
    /// # Errors
    /// Another is next.
    #[inline]
    pub(super) fn expect(&mut self, token: u8) -> Result {
        if self.take(token) { Ok(()) } else { Err(self.unexpected_byte(token)) }
    }

    /// `"1":{"i32":`, if it stands there like that: with one digit and no white space.
    #[inline]
    pub(super) fn plain_field(&mut self) -> Option<(i16, TType)> {
        let ([b'"', digit @ b'0'..=b'9', b'"', b':', b'{', b'"', a, b, c], rest) = self.rest.split_first_chunk()?
        else {
            return None;
        };
        let (ttype, rest) = match (c, rest) {
            (b'"', [b':', rest @ ..]) => (tag::parse(&[*a, *b])?, rest),
            (_, [b'"', b':', rest @ ..]) => (tag::parse(&[*a, *b, *c])?, rest),
            _ => return None,
        };
        self.rest = rest;
        Some((i16::from(digit - b'0'), ttype))
    }

    /// Checks that there is nothing more.
    pub(super) fn finish(&mut self) -> Result {
        match self.peek() {
            None => Ok(()),
            Some(_) => {
                let left = self.rest.len();
                Err(self.invalid(format!("{left} bytes are left after the value")))
            }
        }
    }

    /// The inside of the string that comes next, up to its first escape, or to its end; and whether it ends there.
    #[inline]
    pub(super) fn string_piece(&mut self) -> Result<(&'t [u8], bool)> {
        self.expect(b'"')?;
        self.piece()
    }

    /// More of a string, up to the next escape, or to its end; and whether it ends there.
    pub(super) fn piece(&mut self) -> Result<(&'t [u8], bool)> {
        let found = find_end(self.rest).and_then(|place| self.rest.split_at_checked(place));
        match found {
            Some((piece, [byte, rest @ ..])) => {
                self.rest = rest;
                Ok((piece, *byte == b'"'))
            }
            _ => Err(self.ends_early()),
        }
    }

    /// Steps over what is left of a string, from behind the backslash of an escape.
    pub(super) fn skip_string(&mut self) -> Result {
        loop {
            self.rest = self.rest.get(1..).unwrap_or_default();
            let (_, ends) = self.piece()?;
            if ends {
                return Ok(());
            }
        }
    }

    /// An error about what comes next.
    #[cold]
    pub(super) fn unexpected(&self, wanted: &str) -> ProtocolError {
        /// Bytes of the text that an error quotes.
        const QUOTED: usize = 16;
        let mut at = self.clone();
        match at.peek() {
            None => at.ends_early(),
            Some(_) => {
                let found = String::from_utf8_lossy(at.rest.get(..QUOTED).unwrap_or(at.rest));
                let found = found.replace(char::is_control, "\u{fffd}");
                at.invalid(format!("{wanted} is expected, not `{found}`"))
            }
        }
    }

    #[cold]
    fn unexpected_byte(&self, wanted: u8) -> ProtocolError {
        self.unexpected(&format!("`{}`", char::from(wanted)))
    }

    #[cold]
    pub(super) fn out_of_range(&self, ty: &str) -> ProtocolError {
        self.invalid(format!("a number is out of the range of `{ty}`"))
    }

    #[cold]
    pub(super) fn ends_early(&self) -> ProtocolError {
        let message = "the text ends early";
        ProtocolError::new(ProtocolErrorKind::InvalidData, message).at(self.len)
    }

    #[cold]
    pub(super) fn invalid(&self, message: impl Into<std::borrow::Cow<'static, str>>) -> ProtocolError {
        self.error(ProtocolErrorKind::InvalidData, message)
    }

    /// An error at this place.
    #[cold]
    pub(super) fn error(
        &self,
        kind: ProtocolErrorKind,
        message: impl Into<std::borrow::Cow<'static, str>>,
    ) -> ProtocolError {
        ProtocolError::new(kind, message).at(self.offset())
    }
}
