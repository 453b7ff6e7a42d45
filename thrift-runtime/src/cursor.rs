//! What all readers share: a place in a slice, and what a message may still claim.

use std::borrow::Cow;

use bytes::Bytes;

use crate::descriptor::Descriptor;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;
use crate::scan::{self, Format, Scanner};
use crate::ttype::TType;

type Result<T, E = ProtocolError> = std::result::Result<T, E>;

/// Bytes of structs that may be begun inside of each other. A depth alone does not bound the stack: 64 structs of hundreds of
/// fields take megabytes of it in a debug build, which needs about a dozen bytes of stack for each of these.
const STACK: usize = 112 * 1024;

/// What each level takes of these besides, for the functions between one struct and the next: a depth of thousands, where the
/// limits have it, is too much for small structs too.
const LEVEL: usize = 256;

/// A place in a slice, and what the message in it may still claim.
///
/// Every length is checked against the limits and against what is left of the slice before anything is allocated for it.
#[derive(Debug)]
pub struct Cursor<'de> {
    /// What has not been read yet.
    pub(crate) rest: &'de [u8],
    /// Length of the whole input, for offsets.
    len: usize,
    /// The buffer that the slice belongs to, where binaries can share it.
    frame: Option<&'de Bytes>,
    /// Structs and containers that may still be entered.
    pub(crate) depth: u32,
    /// How many there are in front of the struct behind which there is nothing; beyond all of them, where there is none such.
    outermost: u64,
    /// Bytes of memory that may still be allocated.
    budget: usize,
    /// Bytes of structs that may still be begun inside of each other.
    stack: usize,
    pub(crate) string_size: usize,
    pub(crate) container_size: usize,
    /// What went wrong in the struct that is being read, and the header of the field.
    failure: Option<(ProtocolError, u32)>,
}

impl<'de> Cursor<'de> {
    pub(crate) fn new(input: &'de [u8], limits: &Limits) -> Self {
        Self {
            rest: input,
            len: input.len(),
            frame: None,
            depth: limits.depth,
            outermost: u64::MAX,
            budget: limits.budget(input.len()),
            stack: STACK,
            string_size: limits.string_size,
            container_size: limits.container_size,
            failure: None,
        }
    }

    /// One over this buffer, which `binary` values share instead of being copied.
    pub(crate) fn of_frame(frame: &'de Bytes, limits: &Limits) -> Self {
        Self { frame: Some(frame), ..Self::new(frame, limits) }
    }

    /// One over what stands behind this many bytes of a message, with this budget.
    #[inline]
    pub(crate) fn of_body(message: &'de Bytes, start: usize, budget: usize, limits: &Limits) -> Self {
        // It is there: the message was parsed from the same bytes.
        let rest = message.get(start..).unwrap_or_default();
        let Limits { depth, string_size, container_size, .. } = *limits;
        let (len, frame, outermost) = (message.len(), Some(message), u64::MAX);
        Self { rest, len, frame, depth, outermost, budget, stack: STACK, string_size, container_size, failure: None }
    }

    /// Sets the memory that may still be allocated.
    #[cfg(feature = "dynamic")]
    pub(crate) fn grant(&mut self, budget: usize) {
        self.budget = budget;
    }

    /// Bytes read so far.
    #[inline]
    pub(crate) fn offset(&self) -> usize {
        self.len - self.rest.len()
    }

    /// Checks that nothing is left.
    pub(crate) fn check_end(&self) -> Result<()> {
        match self.rest {
            [] => Ok(()),
            _ => Err(self.left_over()),
        }
    }

    #[cold]
    fn left_over(&self) -> ProtocolError {
        self.error(ProtocolErrorKind::InvalidData, format!("{} bytes are left after the value", self.rest.len()))
    }

    /// The struct that comes next is all that there is: what [leaves](Self::leave_struct) it checks that nothing is left.
    #[inline]
    pub(crate) fn outermost_is_next(&mut self) {
        self.outermost = self.depth.into();
    }

    /// A value that has been read, if nothing is left behind it. It is not taken out of its `Result` and put into another.
    #[inline]
    pub(crate) fn whole<T>(&self, value: Result<T>) -> Result<T> {
        match value {
            Ok(_) if !self.rest.is_empty() => Err(self.left_over()),
            value => value,
        }
    }

    /// The next `len` bytes.
    #[inline]
    pub(crate) fn take(&mut self, len: usize) -> Result<&'de [u8]> {
        match self.rest.split_at_checked(len) {
            Some((taken, rest)) => {
                self.rest = rest;
                Ok(taken)
            }
            None => Err(self.ends_early(len)),
        }
    }

    /// The next `N` bytes.
    #[inline]
    pub(crate) fn take_array<const N: usize>(&mut self) -> Result<&'de [u8; N]> {
        match self.rest.split_first_chunk() {
            Some((taken, rest)) => {
                self.rest = rest;
                Ok(taken)
            }
            None => Err(self.ends_early(N)),
        }
    }

    /// Bytes that belong to the input: a slice of the frame where there is one, else a copy.
    pub(crate) fn share(&mut self, bytes: &'de [u8]) -> Result<Bytes> {
        match self.frame {
            Some(frame) => Ok(frame.slice_ref(bytes)),
            None => {
                self.charge(bytes.len())?;
                Ok(Bytes::copy_from_slice(bytes))
            }
        }
    }

    /// The buffer that the input belongs to, where there is one to share.
    #[inline]
    pub(crate) fn frame(&self) -> Option<&'de Bytes> {
        self.frame
    }

    /// Takes memory that is about to be allocated from the message's budget.
    #[inline]
    pub(crate) fn charge(&mut self, bytes: usize) -> Result<()> {
        match self.budget.checked_sub(bytes) {
            Some(budget) => {
                self.budget = budget;
                Ok(())
            }
            None => Err(self.exceeds_budget()),
        }
    }

    /// How many of `len` elements to reserve space for before they have arrived.
    #[inline]
    pub(crate) fn capacity_for<T>(&self, len: usize) -> usize {
        /// Bytes of memory reserved for each byte that is left; the rest grows as elements arrive.
        const RESERVE_PER_BYTE: usize = 8;
        /// Elements that a `Vec` makes room for when the first arrives, whether or not they follow.
        const FIRST: usize = 4;
        if len <= FIRST {
            return len;
        }
        let trusted = self.rest.len().saturating_mul(RESERVE_PER_BYTE) / size_of::<T>().max(1);
        len.min(trusted.max(FIRST))
    }

    /// Takes the room that a hash table has besides that of its entries from the budget. It has at least 4 places, at most
    /// 16 for 7 entries, and half as many again while it grows: with this, three times what it is charged for.
    #[inline]
    pub(crate) fn charge_table<T>(&mut self, len: usize) -> Result<()> {
        match len {
            0 => Ok(()),
            len => self.charge(size_of::<T>().saturating_add(len.saturating_mul(size_of::<T>() / 7))),
        }
    }

    /// Takes the room that a B-tree has besides that of its entries from the budget. It has at least 11 places, and at most 33
    /// for 12 entries: with this, three times what it is charged for.
    #[inline]
    pub(crate) fn charge_tree<T>(&mut self, len: usize) -> Result<()> {
        match len {
            0 => Ok(()),
            _ => self.charge(3 * size_of::<T>()),
        }
    }

    /// Checks a number of elements, which what is left of the input and of the budget must be able to hold.
    #[inline]
    pub(crate) fn check_elements(&mut self, len: usize, wire_size: usize, memory_size: usize) -> Result<()> {
        let wanted = len.saturating_mul(wire_size.max(1));
        if wanted > self.rest.len() {
            return Err(self.ends_early(wanted));
        }
        self.charge(len.saturating_mul(memory_size))
    }

    /// Goes into a list of so few elements, behind whose header is `rest`; or does nothing, if anything is wrong with that.
    #[inline(always)]
    pub(crate) fn enter_short(&mut self, len: u8, wire_size: usize, memory_size: usize, rest: &'de [u8]) -> bool {
        let len = usize::from(len);
        // Neither is a number that is too large: a type takes less memory than that.
        let (wanted, memory) = (len * wire_size, len.saturating_mul(memory_size));
        if wanted > rest.len() || memory > self.budget || self.depth == 0 {
            return false;
        }
        self.rest = rest;
        self.budget -= memory;
        self.depth -= 1;
        true
    }

    /// Goes one level deeper.
    #[inline]
    pub(crate) fn enter(&mut self) -> Result<()> {
        match self.depth.checked_sub(1) {
            Some(depth) => {
                self.depth = depth;
                Ok(())
            }
            None => Err(self.too_deep()),
        }
    }

    /// Comes back from one level deeper. Behind an error nothing is read any more, so that it need not.
    #[inline]
    pub(crate) fn leave(&mut self) {
        self.depth += 1;
    }

    /// Goes into a struct, which takes this many bytes of the stack.
    #[inline]
    pub(crate) fn enter_struct(&mut self, size: usize) -> Result<()> {
        match self.stack.checked_sub(size.saturating_add(LEVEL)) {
            Some(stack) => self.stack = stack,
            None => return Err(self.stack_is_full()),
        }
        self.enter()
    }

    /// Whether a struct can be gone into, which takes this many bytes of the stack.
    #[inline]
    pub(crate) fn can_enter_struct(&self, size: usize) -> bool {
        self.depth > 0 && self.stack >= size.saturating_add(LEVEL)
    }

    /// Goes into a struct or container that is kept as the wire has it.
    pub(crate) fn enter_kept(&mut self) -> Result<()> {
        self.enter_struct(0)
    }

    /// Comes back from a struct or container that is kept as the wire has it.
    pub(crate) fn leave_kept(&mut self) {
        self.leave_kept_struct(0);
    }

    /// Comes back from a struct that took this many bytes of the stack, and is no type of Rust.
    pub(crate) fn leave_kept_struct(&mut self, size: usize) {
        self.stack += size + LEVEL;
        self.leave();
    }

    /// Comes back from a struct of this many bytes, or gives what went wrong in it.
    #[inline]
    pub(crate) fn leave_struct(&mut self, size: usize, descriptor: &'static Descriptor) -> Result<()> {
        if self.failure.is_some() {
            return Err(self.failed(descriptor));
        }
        self.stack += size + LEVEL;
        self.leave();
        if u64::from(self.depth) == self.outermost {
            return self.check_end();
        }
        Ok(())
    }

    /// Comes back from the struct that a message is, behind which there is nothing.
    #[inline(never)]
    pub(crate) fn end_message(&mut self, size: usize, descriptor: &'static Descriptor) -> Result<()> {
        self.leave_struct(size, descriptor)?;
        self.check_end()
    }

    /// Keeps an error with the header of the field that it is about, until the struct is left. The first one counts.
    #[cold]
    pub(crate) fn fail(&mut self, error: ProtocolError, header: u32) {
        self.failure.get_or_insert((error, header));
    }

    #[cold]
    fn failed(&mut self, descriptor: &'static Descriptor) -> ProtocolError {
        match self.failure.take() {
            Some((error, header)) => error.within(descriptor, (header != 0).then(|| field_id(header))),
            None => self.error(ProtocolErrorKind::InvalidData, "nothing went wrong"),
        }
    }

    /// The wire type in this field header.
    #[inline]
    pub(crate) fn field_type(&self, header: u32) -> Result<TType> {
        let [_, number, ..] = header.to_be_bytes();
        TType::from_u8(number).ok_or_else(|| self.unknown_type(number))
    }

    /// Skips a value of this type, without recursion.
    pub(crate) fn skip<F: Format>(&mut self, ttype: TType) -> Result<()> {
        match scan::flat::<F>(ttype, self.rest, self.depth, self.container_size, self.string_size) {
            Some(len) => self.take(len).map(drop),
            None => self.skip_by_steps::<F>(ttype),
        }
    }

    #[inline(never)]
    fn skip_by_steps<F: Format>(&mut self, ttype: TType) -> Result<()> {
        let limits = Limits {
            depth: self.depth,
            container_size: self.container_size,
            string_size: self.string_size,
            ..Limits::DEFAULT
        };
        let mut scanner = Scanner::<F>::value(ttype, &limits);
        match scanner.scan(self.rest) {
            Ok(Some(len)) => self.take(len).map(drop),
            // The scanner stands before a header that is cut short, or beyond the end.
            Ok(None) => Err(self.ends_early(scanner.position().max(self.rest.len() + 1))),
            Err(error) => Err(error.at(self.offset() + scanner.position())),
        }
    }

    /// The error of a required field that is missing.
    #[cold]
    pub(crate) fn missing(&self, descriptor: &'static Descriptor, field: &str) -> ProtocolError {
        let message = format!("the required field `{field}` is missing");
        self.error(ProtocolErrorKind::InvalidData, message).within(descriptor, None)
    }

    /// An error at this place.
    #[cold]
    pub(crate) fn error(&self, kind: ProtocolErrorKind, message: impl Into<Cow<'static, str>>) -> ProtocolError {
        ProtocolError::new(kind, message).at(self.offset())
    }

    #[cold]
    pub(crate) fn ends_early(&self, wanted: usize) -> ProtocolError {
        let left = self.rest.len();
        self.error(ProtocolErrorKind::InvalidData, format!("the input ends early: {wanted} bytes wanted, {left} left"))
    }

    /// The error of a length that is below zero, or above `limit`.
    #[cold]
    pub(crate) fn bad_length(&self, length: i32, limit: usize) -> ProtocolError {
        match length {
            ..0 => self.error(ProtocolErrorKind::NegativeSize, format!("a length is {length}")),
            _ => self.error(ProtocolErrorKind::SizeLimit, format!("a length is {length}, above the limit of {limit}")),
        }
    }

    #[cold]
    pub(crate) fn not_utf8(&self) -> ProtocolError {
        self.error(ProtocolErrorKind::InvalidData, "a string is not UTF-8")
    }

    /// The error of a container whose parts have another type than the IDL's. To skip it would lose data in silence.
    #[cold]
    pub(crate) fn wrong_type(&self, what: &str, found: TType, expected: TType) -> ProtocolError {
        let message = format!("{what} is `{found}` where the IDL says `{expected}`");
        self.error(ProtocolErrorKind::InvalidData, message)
    }

    #[cold]
    pub(crate) fn unknown_type(&self, number: u8) -> ProtocolError {
        self.error(ProtocolErrorKind::InvalidData, format!("unknown wire type {number}"))
    }

    #[cold]
    fn exceeds_budget(&self) -> ProtocolError {
        self.error(ProtocolErrorKind::SizeLimit, "the message needs more memory than its size allows")
    }

    #[cold]
    fn too_deep(&self) -> ProtocolError {
        self.error(ProtocolErrorKind::DepthLimit, "the value is nested too deeply")
    }

    #[cold]
    fn stack_is_full(&self) -> ProtocolError {
        self.error(ProtocolErrorKind::DepthLimit, format!("values of more than {STACK} bytes are nested"))
    }
}

/// The header of a field: its wire type and its id in one integer, `type << 16 | id`, the id as its 16 bits.
pub(crate) const fn field_header(ttype: TType, id: i16) -> u32 {
    (ttype as u32) << 16 | id.cast_unsigned() as u32
}

/// The id in a field header.
#[inline]
pub(crate) const fn field_id(header: u32) -> i16 {
    let [_, _, high, low] = header.to_be_bytes();
    i16::from_be_bytes([high, low])
}
