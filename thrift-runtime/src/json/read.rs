//! From JSON text to the binary protocol, guided by the types of the IDL.

mod container;
mod scalar;

use super::lookup::Lookup;
use super::tokens::Tokens;
use super::types::Types;
use crate::cursor::field_header;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;
use crate::ttype::TType;

type Result<T = (), E = ProtocolError> = std::result::Result<T, E>;

/// Reads JSON text and writes the binary protocol.
pub(super) struct Transcoder<'t, T> {
    types: T,
    input: Tokens<'t>,
    out: Vec<u8>,
    /// Structs and containers that may still be entered.
    depth: u32,
    string_size: usize,
    container_size: usize,
    /// Stops behind the value with which so many bytes have been written.
    stop: usize,
}

/// Structs and containers within each other, whatever the limits say: each takes a few hundred bytes of the stack.
const DEPTH: u32 = 512;

impl<'t, 's, T: Types<'s>> Transcoder<'t, T> {
    /// Transcodes into this buffer.
    pub(super) fn new(types: T, text: &'t [u8], limits: &Limits, buffer: Vec<u8>) -> Self {
        Self {
            types,
            input: Tokens::new(text),
            out: buffer,
            depth: limits.depth.min(DEPTH),
            string_size: limits.string_size.min(i32::MAX as usize),
            container_size: limits.container_size.min(i32::MAX as usize),
            stop: usize::MAX,
        }
    }

    /// The buffer.
    pub(super) fn into_buffer(self) -> Vec<u8> {
        self.out
    }

    /// Transcodes a value of this type, which takes up the whole text.
    ///
    /// # Errors
    /// Text that is no such value, or more than the limits allow.
    pub(super) fn whole(&mut self, ty: &'s T::Type) -> Result {
        self.value(self.types.ttype(ty), Some(ty))?;
        self.input.finish()
    }

    /// Transcodes a struct of which the IDL says nothing, and which takes up the whole text.
    ///
    /// # Errors
    /// Those of [`whole`](Self::whole).
    #[cfg(feature = "dynamic")]
    pub(super) fn any(&mut self) -> Result {
        self.structure(None)?;
        self.input.finish()
    }

    /// Transcodes the struct at this offset, which is what is left of a message.
    ///
    /// # Errors
    /// Those of [`whole`](Self::whole).
    pub(super) fn message(&mut self, offset: usize, structure: Option<T::Struct>) -> Result {
        self.input.rest = self.input.rest.get(offset..).unwrap_or_default();
        self.structure(structure)?;
        self.input.expect(b']')?;
        self.input.finish()
    }

    /// The offset in the text of what comes to this offset in the binary protocol: that of the end of the value there.
    pub(super) fn locate(mut self, ty: &'s T::Type, offset: usize) -> usize {
        self.stop = offset;
        // It stops there with an error, or is at the end.
        let _ = self.value(self.types.ttype(ty), Some(ty));
        self.input.offset()
    }

    /// A value of this wire type; of what type of the IDL it is, where that is known. Then it has that wire type.
    #[inline(always)]
    fn value(&mut self, ttype: TType, ty: Option<&'s T::Type>) -> Result {
        match ttype {
            TType::Bool => {
                let truth = self.truth()?;
                self.out.push(u8::from(truth));
            }
            TType::I8 => {
                let number: i8 = self.integer("i8")?;
                self.out.extend_from_slice(&number.to_be_bytes());
            }
            TType::I16 => {
                let number: i16 = self.integer("i16")?;
                self.out.extend_from_slice(&number.to_be_bytes());
            }
            TType::I32 => {
                let number: i32 = self.integer("i32")?;
                self.out.extend_from_slice(&number.to_be_bytes());
            }
            TType::I64 => {
                let number = self.input.integer()?;
                self.out.extend_from_slice(&number.to_be_bytes());
            }
            TType::Double => {
                let number = self.input.double()?;
                self.out.extend_from_slice(&number.to_be_bytes());
            }
            TType::String => self.string(ty)?,
            TType::Uuid => self.uuid()?,
            TType::List | TType::Set => self.list(ty)?,
            TType::Map => self.map(ty)?,
            TType::Struct | TType::Stop => self.structure(ty.and_then(|ty| self.types.structure(ty)))?,
        }
        if self.out.len() >= self.stop { Err(self.input.invalid("here it is")) } else { Ok(()) }
    }

    #[inline(never)]
    fn structure(&mut self, structure: Option<T::Struct>) -> Result {
        self.enter()?;
        self.input.expect(b'{')?;
        let mut lookup = Lookup::<T>::new(structure);
        let within = |error, id| within::<T>(error, structure, id);
        if !self.input.take(b'}') {
            loop {
                let (id, value) = match self.input.plain_field() {
                    Some((id, ttype)) => (id, self.field_value(id, ttype, &mut lookup)),
                    None => {
                        let id = self.field_id().map_err(|error| within(error, None))?;
                        (id, self.field(id, &mut lookup))
                    }
                };
                value.map_err(|error| within(error, Some(id)))?;
                if !self.input.take(b',') {
                    self.input.expect(b'}').map_err(|error| within(error, None))?;
                    break;
                }
            }
        }
        self.out.push(TType::Stop as u8);
        self.leave();
        Ok(())
    }

    /// `"1":`
    #[inline]
    fn field_id(&mut self) -> Result<i16> {
        let id = self.integer("i16")?;
        self.input.expect(b':')?;
        Ok(id)
    }

    /// `{"i32":7}`
    fn field(&mut self, id: i16, lookup: &mut Lookup<'s, T>) -> Result {
        self.input.expect(b'{')?;
        let ttype = self.known_tag()?;
        self.input.expect(b':')?;
        self.field_value(id, ttype, lookup)
    }

    /// `7}`
    #[inline]
    fn field_value(&mut self, id: i16, ttype: TType, lookup: &mut Lookup<'s, T>) -> Result {
        let [_, header @ ..] = field_header(ttype, id).to_be_bytes();
        self.out.extend_from_slice(&header);
        let ty = lookup.find(id).map(T::field_type).filter(|ty| self.types.ttype(ty) == ttype);
        self.value(ttype, ty)?;
        self.input.expect(b'}')
    }

    fn known_tag(&mut self) -> Result<TType> {
        let (tag, start) = self.tag()?;
        tag.ok_or_else(|| start.unexpected("the name of a wire type"))
    }

    #[inline]
    fn enter(&mut self) -> Result {
        match self.depth.checked_sub(1) {
            Some(depth) => {
                self.depth = depth;
                Ok(())
            }
            None => Err(self.input.error(ProtocolErrorKind::DepthLimit, "the value is nested too deeply")),
        }
    }

    #[inline]
    fn leave(&mut self) {
        self.depth += 1;
    }
}

#[cold]
fn within<'s, T: Types<'s>>(error: ProtocolError, structure: Option<T::Struct>, id: Option<i16>) -> ProtocolError {
    match structure {
        Some(structure) => T::within(structure, error, id),
        None => error,
    }
}
