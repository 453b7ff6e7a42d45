//! Where a message ends: brackets are counted, without recursion and without looking at types.
//!
//! An unframed stream says nowhere how long a message is. The scan goes on where it has stopped, so that the work is linear
//! in the bytes however they are cut. What it lets pass need not be a message; what it finds the end of, a reader reads.

use super::text::find_end;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;

/// Scans one array or object, as each message is.
#[derive(Debug)]
pub struct Scanner {
    /// Offset of the first byte that has not been looked at.
    position: usize,
    /// Brackets that are open.
    open: u32,
    /// Brackets that may be open.
    limit: u32,
    inside: Inside,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Text,
    String,
    /// Behind a backslash in a string.
    Escape,
}

impl Scanner {
    /// A scanner of a message that starts at the first byte.
    pub fn new(limits: &Limits) -> Self {
        // A struct takes two, one for each field and one for all of them, as a map does; a message is an array.
        Self { position: 0, open: 0, limit: limits.depth.saturating_mul(2).saturating_add(1), inside: Inside::Text }
    }

    /// Starts again, at a message this far into the next input.
    pub fn restart(&mut self, position: usize) {
        *self = Self { position, open: 0, inside: Inside::Text, ..*self };
    }

    /// Offset of the first byte that has not been looked at.
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// Goes on. `input` starts at the same byte in each call and only ever grows.
    ///
    /// Gives the length once the input holds the whole message; white space in front belongs to it.
    ///
    /// # Errors
    /// What can not be in JSON, something else in front than an array or an object, or brackets nested too deeply.
    pub fn scan(&mut self, input: &[u8]) -> Result<Option<usize>, ProtocolError> {
        while let Some(rest @ [byte, ..]) = input.get(self.position..) {
            match (self.inside, byte) {
                (Inside::Escape, _) => {
                    self.position += 1;
                    self.inside = Inside::String;
                }
                (Inside::String, _) => match find_end(rest) {
                    None => self.position = input.len(),
                    Some(place) => {
                        let quote = rest.get(place) == Some(&b'"');
                        self.position += place + 1;
                        self.inside = if quote { Inside::Text } else { Inside::Escape };
                    }
                },
                (Inside::Text, byte) => {
                    self.text(*byte)?;
                    self.position += 1;
                    if self.open == 0 && matches!(byte, b']' | b'}') {
                        return Ok(Some(self.position));
                    }
                }
            }
        }
        Ok(None)
    }

    /// A byte that is not in a string.
    fn text(&mut self, byte: u8) -> Result<(), ProtocolError> {
        match byte {
            b'[' | b'{' if self.open == self.limit => {
                return Err(self.error(ProtocolErrorKind::DepthLimit, "the message is nested too deeply"));
            }
            b'[' | b'{' => self.open += 1,
            b' ' | b'\t' | b'\r' | b'\n' => {}
            _ if self.open == 0 => {
                return Err(self.error(ProtocolErrorKind::InvalidData, "a message is a JSON array, and this is none"));
            }
            b']' | b'}' => self.open -= 1,
            b'"' => self.inside = Inside::String,
            b',' | b':' | b'+' | b'-' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {}
            _ => {
                let message = format!("`{}` can not be in JSON", byte.escape_ascii());
                return Err(ProtocolError::new(ProtocolErrorKind::InvalidData, message).at(self.position));
            }
        }
        Ok(())
    }

    fn error(&self, kind: ProtocolErrorKind, message: &'static str) -> ProtocolError {
        ProtocolError::new(kind, message).at(self.position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanner() -> Scanner {
        Scanner::new(&Limits::DEFAULT)
    }

    const MESSAGES: &[&str] = &[
        "[]",
        r#" [1,"name",1,0,{}]"#,
        r#"[1,"]}\"]\\",1,-5,{"1":{"str":"[{\u005d\\\""},"2":{"lst":["dbl",2,1.5e+3,NaN]}}]"#,
        "\r\n\t{ \"a\" : [ true ] }",
    ];

    #[test]
    fn finds_the_end_however_the_bytes_are_cut() {
        for message in MESSAGES {
            let stream = format!("{message}[1,2]");
            for step in 1..=stream.len() {
                let mut scanner = scanner();
                let mut end = None;
                for n in (0..=stream.len()).step_by(step).chain([stream.len()]) {
                    end = scanner.scan(&stream.as_bytes()[..n]).unwrap();
                    assert_eq!(end.is_some(), n >= message.len(), "{n} bytes of {message} in steps of {step}");
                    if end.is_some() {
                        break;
                    }
                }
                assert_eq!(end, Some(message.len()));
                scanner.restart(1);
                assert_eq!(scanner.scan(b"x[1,2]").unwrap(), Some(6));
            }
        }
    }

    #[test]
    fn each_byte_is_looked_at_once() {
        let long = format!("[\"{}\\\"{}", "x".repeat(1_000_000), "y".repeat(1_000_000));
        let mut scanner = scanner();
        // Were it to start again each time, this would take hours.
        for n in 0..=long.len() {
            assert_eq!(scanner.scan(&long.as_bytes()[..n]).unwrap(), None);
            assert_eq!(scanner.position, n);
        }
    }

    #[test]
    fn depth_is_bounded_without_recursion() {
        for bracket in ["[", "{", "[{"] {
            let error = scanner().scan(bracket.repeat(1_000_000).as_bytes()).unwrap_err();
            assert_eq!((error.kind(), error.offset()), (ProtocolErrorKind::DepthLimit, Some(129)));
        }
    }

    #[test]
    fn what_is_no_message_is_an_error_at_once() {
        for (text, offset) in [("\"a\"", 0), (" 1", 1), ("]", 0), ("\u{80}", 0), ("[1,\0", 3), ("[1,'a'", 3), ("[/", 1)]
        {
            let error = scanner().scan(text.as_bytes()).unwrap_err();
            assert_eq!((error.kind(), error.offset()), (ProtocolErrorKind::InvalidData, Some(offset)), "{text}");
        }
    }
}
