//! From JSON text to the binary protocol, guided by the types of the IDL.

mod container;
mod scalar;

use super::lookup::Lookup;
use super::tokens::Tokens;
use crate::cursor::field_header;
use crate::descriptor::{Descriptor, FieldDescriptor, Type};
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;
use crate::ttype::TType;

type Result<T = (), E = ProtocolError> = std::result::Result<T, E>;

/// Reads JSON text and writes the binary protocol.
pub(super) struct Transcoder<'t> {
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

impl<'t> Transcoder<'t> {
    /// Transcodes into this buffer.
    pub(super) fn new(text: &'t [u8], limits: &Limits, buffer: Vec<u8>) -> Self {
        Self {
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
    pub(super) fn whole(&mut self, ty: &'static Type) -> Result {
        self.value(ty.ttype(), Some(ty))?;
        self.input.finish()
    }

    /// Transcodes the struct at this offset, which is what is left of a message.
    ///
    /// # Errors
    /// Those of [`whole`](Self::whole).
    pub(super) fn message(&mut self, offset: usize, descriptor: &'static Descriptor) -> Result {
        self.input.rest = self.input.rest.get(offset..).unwrap_or_default();
        self.structure(Some(descriptor))?;
        self.input.expect(b']')?;
        self.input.finish()
    }

    /// The offset in the text of what comes to this offset in the binary protocol: that of the end of the value there.
    pub(super) fn locate(mut self, ty: &'static Type, offset: usize) -> usize {
        self.stop = offset;
        // It stops there with an error, or is at the end.
        let _ = self.value(ty.ttype(), Some(ty));
        self.input.offset()
    }

    /// A value of this wire type; of what type of the IDL it is, where that is known. Then it has that wire type.
    #[inline(always)]
    fn value(&mut self, ttype: TType, ty: Option<&'static Type>) -> Result {
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
            TType::Struct | TType::Stop => self.structure(ty.and_then(|ty| ty.descriptor()))?,
        }
        if self.out.len() >= self.stop { Err(self.input.invalid("here it is")) } else { Ok(()) }
    }

    #[inline(never)]
    fn structure(&mut self, descriptor: Option<&'static Descriptor>) -> Result {
        self.enter()?;
        self.input.expect(b'{')?;
        let mut lookup = Lookup::new(descriptor);
        if !self.input.take(b'}') {
            loop {
                let (id, value) = match self.input.plain_field() {
                    Some((id, ttype)) => (id, self.field_value(id, ttype, &mut lookup)),
                    None => {
                        let id = self.field_id().map_err(|error| within(error, descriptor, None))?;
                        (id, self.field(id, &mut lookup))
                    }
                };
                value.map_err(|error| within(error, descriptor, Some(id)))?;
                if !self.input.take(b',') {
                    self.input.expect(b'}').map_err(|error| within(error, descriptor, None))?;
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
    fn field(&mut self, id: i16, lookup: &mut Lookup) -> Result {
        self.input.expect(b'{')?;
        let ttype = self.known_tag()?;
        self.input.expect(b':')?;
        self.field_value(id, ttype, lookup)
    }

    /// `7}`
    #[inline]
    fn field_value(&mut self, id: i16, ttype: TType, lookup: &mut Lookup) -> Result {
        let [_, header @ ..] = field_header(ttype, id).to_be_bytes();
        self.out.extend_from_slice(&header);
        let ty = lookup.find(id).map(FieldDescriptor::ty_ref).filter(|ty| ty.ttype() == ttype);
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
fn within(error: ProtocolError, descriptor: Option<&'static Descriptor>, id: Option<i16>) -> ProtocolError {
    match descriptor {
        Some(descriptor) => error.within(descriptor, id),
        None => error,
    }
}
