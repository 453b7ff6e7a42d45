//! Finding the end of a value in bytes that may still be arriving.
//!
//! One small state machine serves two ends: a reader skips unknown fields with it, without recursion, and an unframed
//! stream is searched for the end of its message. Each call goes on where the last one stopped, so that the work is linear
//! in the bytes however they are cut.

use std::marker::PhantomData;

use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;
use crate::ttype::TType;

type Result<T, E = ProtocolError> = std::result::Result<T, E>;

/// What stands at the start of bytes, with its length; `None` where it has not all arrived.
pub(crate) type Found<T> = Result<Option<(T, usize)>>;

/// What a protocol has in front of values.
pub(crate) trait Format {
    /// The header of a field, and its id, behind the field with the id `last`; 0 in front of the first.
    fn field(input: &[u8], last: i16) -> Found<(Field, i16)>;

    /// The length of a string or binary.
    fn length(input: &[u8]) -> Found<i32>;

    /// The number of the type of a list's elements, as this protocol numbers it, and how many there are.
    fn list(input: &[u8]) -> Found<(u8, i32)>;

    /// The numbers of the types of a map's keys and values, and how many there are.
    fn map(input: &[u8]) -> Found<(u8, u8, i32)>;

    /// The type with this number.
    fn ttype(number: u8) -> Option<TType>;

    /// Bytes of a value of this type, where all values have the same.
    fn fixed_size(ttype: TType) -> Option<usize>;

    /// Whether these bytes are numbers of this type, each in one of them.
    fn are_bytes(ttype: TType, bytes: &[u8]) -> bool;

    /// Bytes of a number of this type, which has to be looked at.
    fn number(ttype: TType, input: &[u8]) -> Result<Option<usize>>;
}

/// The header of a field.
pub(crate) enum Field {
    /// None: the end of the struct.
    Stop,
    /// One that holds its value in itself.
    Whole,
    /// One behind which there is a value of this type.
    Value(TType),
}

/// Where the scan is inside nested values.
#[derive(Debug)]
enum Level {
    /// At the header of a field, behind the one with this id.
    Fields(i16),
    /// Before this many more elements of one type.
    Elements(TType, u64),
    /// Before this many more keys and values; an even number means that a key comes next.
    Entries(TType, TType, u64),
}

/// Scans one value.
#[derive(Debug)]
pub(crate) struct Scanner<F> {
    /// Offset of the first byte that has not been looked at. Runs ahead of the input where a length is known.
    position: usize,
    levels: Vec<Level>,
    /// A value of this type comes next.
    next: Option<TType>,
    depth: u32,
    container_size: usize,
    string_size: usize,
    format: PhantomData<F>,
}

/// What a step came to.
enum Step {
    On,
    Starved,
    Done,
}

impl<F: Format> Scanner<F> {
    /// A scanner of one value that starts at the first byte.
    pub(crate) fn value(ttype: TType, limits: &Limits) -> Self {
        Self {
            position: 0,
            levels: Vec::new(),
            next: Some(ttype),
            depth: limits.depth,
            container_size: limits.container_size,
            string_size: limits.string_size,
            format: PhantomData,
        }
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
    pub(crate) fn scan(&mut self, input: &[u8]) -> Result<Option<usize>> {
        loop {
            let Some(rest) = input.get(self.position..) else {
                return Ok(None);
            };
            let step = match self.next {
                None => self.step(rest)?,
                Some(ttype) => {
                    let step = self.enter(ttype, rest)?;
                    step.map_or(Step::Starved, |next| {
                        self.next = next;
                        Step::On
                    })
                }
            };
            match step {
                Step::On => {}
                Step::Starved => return Ok(None),
                Step::Done => return Ok(Some(self.position)),
            }
        }
    }

    /// Finds out what comes next at the innermost level.
    fn step(&mut self, rest: &[u8]) -> Result<Step> {
        let Some(level) = self.levels.last_mut() else {
            return Ok(Step::Done);
        };
        match level {
            Level::Fields(last) => match F::field(rest, *last)? {
                None => return Ok(Step::Starved),
                Some(((field, id), size)) => {
                    *last = id;
                    self.position += size;
                    match field {
                        Field::Stop => drop(self.levels.pop()),
                        Field::Whole => {}
                        Field::Value(ttype) => self.next = Some(ttype),
                    }
                }
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

    /// Steps over a value of this type, or over its header and into it; gives what comes next, if that is known. `None` when
    /// its header has not arrived.
    fn enter(&mut self, ttype: TType, rest: &[u8]) -> Result<Option<Option<TType>>> {
        if let Some(size) = F::fixed_size(ttype) {
            self.advance(size)?;
            return Ok(Some(None));
        }
        match ttype {
            TType::Bool | TType::I16 | TType::I32 | TType::I64 => {
                let Some(size) = F::number(ttype, rest)? else {
                    return Ok(None);
                };
                self.advance(size)?;
            }
            TType::String => {
                let Some((length, size)) = F::length(rest)? else {
                    return Ok(None);
                };
                let len = checked_length(length, self.string_size)?;
                self.advance(size)?;
                self.advance(len)?;
            }
            TType::List | TType::Set => {
                let Some(((element, length), size)) = F::list(rest)? else {
                    return Ok(None);
                };
                let len = checked_length(length, self.container_size)?;
                self.advance(size)?;
                self.enter_elements(element, len)?;
            }
            TType::Map => {
                let Some(((key, value, length), size)) = F::map(rest)? else {
                    return Ok(None);
                };
                let len = checked_length(length, self.container_size)?;
                self.advance(size)?;
                self.enter_entries(key, value, len)?;
            }
            TType::Stop => return Err(unknown_type(0)),
            _ => self.push(Level::Fields(0))?,
        }
        Ok(Some(None))
    }

    fn enter_elements(&mut self, element: u8, len: usize) -> Result<()> {
        if len == 0 {
            return self.check_depth();
        }
        let element = known_type::<F>(element)?;
        match F::fixed_size(element) {
            Some(size) => self.check_depth().and_then(|()| self.advance(len.saturating_mul(size))),
            None => self.push(Level::Elements(element, len as u64)),
        }
    }

    fn enter_entries(&mut self, key: u8, value: u8, len: usize) -> Result<()> {
        if len == 0 {
            return self.check_depth();
        }
        let (key, value) = (known_type::<F>(key)?, known_type::<F>(value)?);
        match (F::fixed_size(key), F::fixed_size(value)) {
            (Some(k), Some(v)) => self.check_depth().and_then(|()| self.advance(len.saturating_mul(k + v))),
            _ => self.push(Level::Entries(key, value, 2 * len as u64)),
        }
    }

    fn push(&mut self, level: Level) -> Result<()> {
        self.check_depth()?;
        self.levels.push(level);
        Ok(())
    }

    fn check_depth(&self) -> Result<()> {
        if self.levels.len() < self.depth as usize {
            return Ok(());
        }
        Err(ProtocolError::new(ProtocolErrorKind::DepthLimit, "the value is nested too deeply"))
    }

    fn advance(&mut self, bytes: usize) -> Result<()> {
        match self.position.checked_add(bytes) {
            Some(position) => {
                self.position = position;
                Ok(())
            }
            None => Err(ProtocolError::new(ProtocolErrorKind::SizeLimit, "a value is larger than memory")),
        }
    }
}

/// The length of a value in which there is no other, or of a list of such, which is most that is skipped: without a place to keep
/// where it is. `None` where the value is another one, has not all arrived or is malformed, which a [`Scanner`] finds out.
#[inline]
pub(crate) fn flat<F: Format>(
    ttype: TType,
    input: &[u8],
    depth: u32,
    container_size: usize,
    string_size: usize,
) -> Option<usize> {
    if !matches!(ttype, TType::List | TType::Set) {
        return leaf::<F>(ttype, input, string_size);
    }
    let ((element, length), size) = F::list(input).ok()??;
    let len = usize::try_from(length).ok()?;
    if depth == 0 || len > container_size {
        return None;
    }
    let rest = input.get(size..)?;
    let elements = match len {
        0 => 0,
        len => leaves::<F>(F::ttype(element)?, len, rest, string_size)?,
    };
    Some(size + elements)
}

/// The length of so many values in which there is no other.
#[inline]
fn leaves<F: Format>(ttype: TType, len: usize, input: &[u8], string_size: usize) -> Option<usize> {
    if let Some(size) = F::fixed_size(ttype) {
        return len.checked_mul(size).filter(|size| *size <= input.len());
    }
    if F::are_bytes(ttype, input.get(..len)?) {
        return Some(len);
    }
    let mut rest = input;
    for _ in 0..len {
        rest = rest.get(leaf::<F>(ttype, rest, string_size)?..)?;
    }
    Some(input.len() - rest.len())
}

/// The length of a value in which there is no other.
#[inline(always)]
fn leaf<F: Format>(ttype: TType, input: &[u8], string_size: usize) -> Option<usize> {
    let size = match (F::fixed_size(ttype), ttype) {
        (Some(size), _) => size,
        (None, TType::Bool | TType::I16 | TType::I32 | TType::I64) => match F::are_bytes(ttype, input.get(..1)?) {
            true => 1,
            false => F::number(ttype, input).ok()??,
        },
        (None, TType::String) => {
            let (length, size) = F::length(input).ok()??;
            let len = usize::try_from(length).ok().filter(|len| *len <= string_size)?;
            size.checked_add(len)?
        }
        _ => return None,
    };
    (size <= input.len()).then_some(size)
}

fn known_type<F: Format>(number: u8) -> Result<TType> {
    match F::ttype(number) {
        Some(TType::Stop) | None => Err(unknown_type(number)),
        Some(ttype) => Ok(ttype),
    }
}

/// The error of a number that is no wire type.
#[cold]
pub(crate) fn unknown_type(number: u8) -> ProtocolError {
    ProtocolError::new(ProtocolErrorKind::InvalidData, format!("unknown wire type {number}"))
}

fn checked_length(length: i32, limit: usize) -> Result<usize> {
    match usize::try_from(length) {
        Ok(len) if len <= limit => Ok(len),
        Ok(_) => Err(ProtocolError::new(
            ProtocolErrorKind::SizeLimit,
            format!("a length is {length}, above the limit of {limit}"),
        )),
        Err(_) => Err(ProtocolError::new(ProtocolErrorKind::NegativeSize, format!("a length is {length}"))),
    }
}
