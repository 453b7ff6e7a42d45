//! Lists, sets and maps.

use super::super::tag;
use super::super::tokens::Tokens;
use super::super::types::Types;
use super::{Result, Transcoder};
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::ttype::TType;

impl<'t, 's, T: Types<'s>> Transcoder<'t, T> {
    /// `["i32",2,7,8]`
    #[inline(never)]
    pub(super) fn list(&mut self, ty: Option<&'s T::Type>) -> Result {
        self.enter()?;
        self.input.expect(b'[')?;
        let tag = self.tag()?;
        self.input.expect(b',')?;
        let len = self.length()?;
        let known = ty.and_then(|ty| self.types.element(ty));
        let (ttype, element) = self.part("an element", tag, len, known)?;
        self.out.push(ttype as u8);
        self.out.extend_from_slice(&(len as u32).to_be_bytes());
        for place in 0..len {
            if !self.input.take(b',') {
                return Err(self.wrong_number(len, place));
            }
            self.value(ttype, element)?;
        }
        if !self.input.take(b']') {
            return Err(self.more_than(len));
        }
        self.leave();
        Ok(())
    }

    /// `["str","i32",1,{"k":7}]`
    #[inline(never)]
    pub(super) fn map(&mut self, ty: Option<&'s T::Type>) -> Result {
        self.enter()?;
        self.input.expect(b'[')?;
        let key = self.tag()?;
        self.input.expect(b',')?;
        let value = self.tag()?;
        self.input.expect(b',')?;
        let len = self.length()?;
        let (known_key, known_value) = ty.and_then(|ty| self.types.entry(ty)).unzip();
        let (key, key_type) = self.part("a key", key, len, known_key)?;
        let (value, value_type) = self.part("a value", value, len, known_value)?;
        self.out.extend_from_slice(&[key as u8, value as u8]);
        self.out.extend_from_slice(&(len as u32).to_be_bytes());
        // Of an empty map the object may be missing.
        if len > 0 || self.input.peek() == Some(b',') {
            self.input.expect(b',')?;
            self.input.expect(b'{')?;
            for place in 0..len {
                if place > 0 && !self.input.take(b',') {
                    return Err(self.wrong_number(len, place));
                }
                if place == 0 && self.input.peek() == Some(b'}') {
                    return Err(self.wrong_number(len, place));
                }
                self.value(key, key_type)?;
                self.input.expect(b':')?;
                self.value(value, value_type)?;
            }
            if !self.input.take(b'}') {
                return Err(self.more_than(len));
            }
        }
        self.input.expect(b']')?;
        self.leave();
        Ok(())
    }

    /// The wire type of elements, keys or values, and which type of the IDL they have. Where there are none, any will do.
    fn part(
        &mut self,
        what: &str,
        (tag, place): (Option<TType>, Tokens<'t>),
        len: usize,
        known: Option<&'s T::Type>,
    ) -> Result<(TType, Option<&'s T::Type>)> {
        match (tag, known.map(|known| (self.types.ttype(known), known))) {
            (_, Some((ttype, known))) if len == 0 => Ok((ttype, Some(known))),
            // One that has no name is read as it would be written.
            (tag, None) if len == 0 => Ok((tag.unwrap_or(TType::String), None)),
            (Some(tag), None) => Ok((tag, None)),
            (Some(tag), Some((ttype, known))) if ttype == tag => Ok((tag, Some(known))),
            (Some(tag), Some((ttype, _))) => {
                let message = format!("{what} is `{tag}` where the IDL says `{ttype}`");
                Err(place.invalid(message))
            }
            (None, _) => Err(place.unexpected("the name of a wire type")),
        }
    }

    /// `"i32"`, and where it stands; `None`, where there is no wire type of that name.
    pub(super) fn tag(&mut self) -> Result<(Option<TType>, Tokens<'t>)> {
        self.input.peek();
        let start = self.input.clone();
        let (name, ends) = self.input.string_piece()?;
        if ends {
            return Ok((tag::parse(name), start));
        }
        self.input.skip_string().map(|()| (None, start))
    }

    /// The number of elements, which what is left of the text must be able to hold.
    fn length(&mut self) -> Result<usize> {
        self.input.peek();
        let start = self.input.clone();
        let length = self.input.integer()?;
        match usize::try_from(length) {
            Ok(len) if len > self.container_size => {
                let message = format!("a length is {length}, above the limit of {}", self.container_size);
                Err(start.error(ProtocolErrorKind::SizeLimit, message))
            }
            // Each takes two bytes at least, one of them a comma or a colon.
            Ok(len) if len > self.input.rest.len() / 2 => {
                let left = self.input.rest.len();
                Err(start.invalid(format!("the text ends early: {len} elements wanted, {left} bytes left")))
            }
            Ok(len) => Ok(len),
            Err(_) => Err(start.error(ProtocolErrorKind::NegativeSize, format!("a length is {length}"))),
        }
    }

    #[cold]
    fn wrong_number(&self, len: usize, found: usize) -> ProtocolError {
        match self.input.clone().peek() {
            Some(b']' | b'}') => self.input.invalid(format!("a container has {found} elements, not {len} as it says")),
            _ => self.input.unexpected("`,`"),
        }
    }

    #[cold]
    fn more_than(&self, len: usize) -> ProtocolError {
        match self.input.clone().peek() {
            Some(b',') => self.input.invalid(format!("a container has more than {len} elements, which it says it has")),
            _ => self.input.unexpected("the end of a container"),
        }
    }
}
