//! Finding the end of a value in bytes that may still be arriving.
//!
//! One small state machine serves two ends: a reader skips unknown fields with it, without recursion, and an unframed
//! stream is searched for the end of its message. Each call goes on where the last one stopped, so that the work is linear
//! in the bytes however they are cut.

use super::{LIST_HEADER, MAP_HEADER};
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::ttype::TType;

/// Where the scan is inside nested values.
#[derive(Debug)]
enum Level {
    /// At the header of a field.
    Fields,
    /// Before this many more elements of one type.
    Elements(TType, u64),
    /// Before this many more keys and values; an even number means that a key comes next.
    Entries(TType, TType, u64),
}

/// Scans one value of the binary protocol.
#[derive(Debug)]
pub(crate) struct Scanner {
    /// Offset of the first byte that has not been looked at. Runs ahead of the input where a length is known.
    position: usize,
    levels: Vec<Level>,
    /// A value of this type comes next.
    next: Option<TType>,
    depth: u32,
    container_size: usize,
    string_size: usize,
}

impl Scanner {
    /// A scanner of one value that starts at the first byte.
    pub(crate) fn value(ttype: TType, depth: u32, container_size: usize, string_size: usize) -> Self {
        Self { position: 0, levels: Vec::new(), next: Some(ttype), depth, container_size, string_size }
    }

    /// Starts again, at a value this far into the next input.
    pub(crate) fn restart(&mut self, ttype: TType, position: usize) {
        self.position = position;
        self.levels.clear();
        self.next = Some(ttype);
    }

    /// How many bytes are known to belong to the value; may be more than there are yet.
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// Goes on. `input` starts at the same byte in each call and only ever grows.
    ///
    /// Gives the length once the input holds the whole value.
    pub(crate) fn scan(&mut self, input: &[u8]) -> Result<Option<usize>, ProtocolError> {
        loop {
            let Some(rest) = input.get(self.position..) else {
                return Ok(None);
            };
            let Some(ttype) = self.next.take() else {
                match self.step(rest)? {
                    Step::On => continue,
                    Step::Starved => return Ok(None),
                    Step::Done => return Ok(Some(self.position)),
                }
            };
            if !self.enter(ttype, rest)? {
                self.next = Some(ttype);
                return Ok(None);
            }
        }
    }

    /// Finds out what comes next at the innermost level.
    fn step(&mut self, rest: &[u8]) -> Result<Step, ProtocolError> {
        let Some(level) = self.levels.last_mut() else {
            return Ok(Step::Done);
        };
        match level {
            Level::Fields => match *rest {
                [0, ..] => {
                    self.position += 1;
                    self.levels.pop();
                }
                [number, _, _, ..] => {
                    self.position += 3;
                    self.next = Some(known_type(number)?);
                }
                _ => return Ok(Step::Starved),
            },
            Level::Elements(_, 0) | Level::Entries(_, _, 0) => drop(self.levels.pop()),
            Level::Elements(ttype, left) => {
                *left -= 1;
                self.next = Some(*ttype);
            }
            Level::Entries(key, value, left) => {
                self.next = Some(if *left % 2 == 0 { *key } else { *value });
                *left -= 1;
            }
        }
        Ok(Step::On)
    }

    /// Steps over a value of this type, or over its header and into it. False when its header has not arrived.
    fn enter(&mut self, ttype: TType, rest: &[u8]) -> Result<bool, ProtocolError> {
        if let Some(size) = fixed_size(ttype) {
            self.advance(size)?;
            return Ok(true);
        }
        match ttype {
            TType::String => {
                let Some(length) = rest.first_chunk() else {
                    return Ok(false);
                };
                let len = checked_length(*length, self.string_size)?;
                self.advance(length.len())?;
                self.advance(len)?;
            }
            TType::List | TType::Set => {
                let Some([element, length @ ..]) = rest.first_chunk::<LIST_HEADER>() else {
                    return Ok(false);
                };
                let len = checked_length(*length, self.container_size)?;
                self.advance(LIST_HEADER)?;
                self.enter_elements(*element, len)?;
            }
            TType::Map => {
                let Some([key, value, length @ ..]) = rest.first_chunk::<MAP_HEADER>() else {
                    return Ok(false);
                };
                let len = checked_length(*length, self.container_size)?;
                self.advance(MAP_HEADER)?;
                self.enter_entries(*key, *value, len)?;
            }
            // `Stop` never gets here: `known_type` refuses it.
            _ => self.push(Level::Fields)?,
        }
        Ok(true)
    }

    fn enter_elements(&mut self, element: u8, len: usize) -> Result<(), ProtocolError> {
        if len == 0 {
            return self.check_depth();
        }
        let element = known_type(element)?;
        match fixed_size(element) {
            Some(size) => self.check_depth().and_then(|()| self.advance(len.saturating_mul(size))),
            None => self.push(Level::Elements(element, len as u64)),
        }
    }

    fn enter_entries(&mut self, key: u8, value: u8, len: usize) -> Result<(), ProtocolError> {
        if len == 0 {
            return self.check_depth();
        }
        let (key, value) = (known_type(key)?, known_type(value)?);
        match (fixed_size(key), fixed_size(value)) {
            (Some(k), Some(v)) => self.check_depth().and_then(|()| self.advance(len.saturating_mul(k + v))),
            _ => self.push(Level::Entries(key, value, 2 * len as u64)),
        }
    }

    fn push(&mut self, level: Level) -> Result<(), ProtocolError> {
        self.check_depth()?;
        self.levels.push(level);
        Ok(())
    }

    fn check_depth(&self) -> Result<(), ProtocolError> {
        if self.levels.len() < self.depth as usize {
            return Ok(());
        }
        Err(ProtocolError::new(ProtocolErrorKind::DepthLimit, "the value is nested too deeply"))
    }

    fn advance(&mut self, bytes: usize) -> Result<(), ProtocolError> {
        match self.position.checked_add(bytes) {
            Some(position) => {
                self.position = position;
                Ok(())
            }
            None => Err(ProtocolError::new(ProtocolErrorKind::SizeLimit, "a value is larger than memory")),
        }
    }
}

/// What a step came to.
enum Step {
    On,
    Starved,
    Done,
}

/// Bytes of a value of this type, where all values have the same.
fn fixed_size(ttype: TType) -> Option<usize> {
    Some(match ttype {
        TType::Bool | TType::I8 => 1,
        TType::I16 => 2,
        TType::I32 => 4,
        TType::I64 | TType::Double => 8,
        TType::Uuid => 16,
        TType::Stop | TType::String | TType::Struct | TType::Map | TType::Set | TType::List => return None,
    })
}

fn known_type(number: u8) -> Result<TType, ProtocolError> {
    match TType::from_u8(number) {
        Some(TType::Stop) | None => {
            Err(ProtocolError::new(ProtocolErrorKind::InvalidData, format!("unknown wire type {number}")))
        }
        Some(ttype) => Ok(ttype),
    }
}

fn checked_length(bytes: [u8; 4], limit: usize) -> Result<usize, ProtocolError> {
    let length = i32::from_be_bytes(bytes);
    match usize::try_from(length) {
        Ok(len) if len <= limit => Ok(len),
        Ok(_) => Err(ProtocolError::new(
            ProtocolErrorKind::SizeLimit,
            format!("a length is {length}, above the limit of {limit}"),
        )),
        Err(_) => Err(ProtocolError::new(ProtocolErrorKind::NegativeSize, format!("a length is {length}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanner(ttype: TType) -> Scanner {
        Scanner::value(ttype, 64, 1000, 1000)
    }

    /// `{1: "ab", 2: [[1, 2]], 3: {"k": 7}}`
    const STRUCT: &[u8] = &[
        11, 0, 1, 0, 0, 0, 2, b'a', b'b', // 1: "ab"
        15, 0, 2, 15, 0, 0, 0, 1, 3, 0, 0, 0, 2, 1, 2, // 2: [[1, 2]]
        13, 0, 3, 11, 8, 0, 0, 0, 1, 0, 0, 0, 1, b'k', 0, 0, 0, 7, // 3: {"k": 7}
        0,
    ];

    #[test]
    fn finds_the_end_however_the_bytes_are_cut() {
        let mut stream = STRUCT.to_vec();
        stream.extend(b"next");
        for step in 1..=stream.len() {
            let mut scanner = scanner(TType::Struct);
            let mut end = None;
            for n in (0..=stream.len()).step_by(step).chain([stream.len()]) {
                end = scanner.scan(&stream[..n]).unwrap();
                assert_eq!(end.is_some(), n >= STRUCT.len(), "{n} bytes in steps of {step}");
                if end.is_some() {
                    break;
                }
            }
            assert_eq!(end, Some(STRUCT.len()));
        }
    }

    #[test]
    fn depth_is_bounded_without_recursion() {
        let deep: Vec<u8> = [12, 0, 1].repeat(1_000_000);
        let error = scanner(TType::Struct).scan(&deep).unwrap_err();
        assert_eq!(error.kind(), ProtocolErrorKind::DepthLimit);
    }

    #[test]
    fn lengths_are_checked() {
        let negative = scanner(TType::String).scan(&[0xff, 0xff, 0xff, 0xff]).unwrap_err();
        assert_eq!(negative.kind(), ProtocolErrorKind::NegativeSize);
        let large = scanner(TType::List).scan(&[15, 0x7f, 0xff, 0xff, 0xff]).unwrap_err();
        assert_eq!(large.kind(), ProtocolErrorKind::SizeLimit);
    }

    #[test]
    fn an_empty_container_may_name_no_type() {
        assert_eq!(scanner(TType::Map).scan(&[0, 0, 0, 0, 0, 0]).unwrap(), Some(6));
        assert!(scanner(TType::Map).scan(&[0, 0, 0, 0, 0, 1]).is_err());
    }
}
