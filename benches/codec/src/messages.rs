//! A value as it is sent.

use std::error::Error;
use std::rc::Rc;

use crate::Result;
use crate::protocol::Protocol;

/// A value, as a message of a protocol.
pub(crate) struct Sent<T> {
    protocol: Protocol,
    bytes: &'static [u8],
    value: Rc<T>,
    read: Read<T>,
}

/// Decodes what others make of the value.
type Read<T> = Box<dyn Fn(&[u8]) -> Result<T>>;

/// The message, whatever the type of the value is.
#[derive(Clone, Copy)]
pub(crate) struct Message<'a> {
    pub(crate) protocol: Protocol,
    /// What is decoded.
    pub(crate) bytes: &'static [u8],
    meaning: &'a dyn Meaning,
}

/// Whether bytes mean the value. They need not be those of the message, since sets and maps come in any order.
trait Meaning {
    fn is_meant_by(&self, bytes: &[u8]) -> Result<bool>;
}

impl<T: PartialEq> Sent<T> {
    pub(crate) fn new<E: Into<Box<dyn Error>>>(
        protocol: Protocol,
        value: &Rc<T>,
        bytes: Vec<u8>,
        read: impl Fn(&[u8]) -> std::result::Result<T, E> + 'static,
    ) -> Self {
        let read = Box::new(move |bytes: &[u8]| read(bytes).map_err(Into::into));
        // Until the process ends: types may borrow from the message, and there are few.
        Self { protocol, bytes: bytes.leak(), value: Rc::clone(value), read }
    }

    pub(crate) fn message(&self) -> Message<'_> {
        Message { protocol: self.protocol, bytes: self.bytes, meaning: self }
    }
}

impl<T: PartialEq> Meaning for Sent<T> {
    fn is_meant_by(&self, bytes: &[u8]) -> Result<bool> {
        Ok((self.read)(bytes)? == *self.value)
    }
}

impl Message<'_> {
    /// Fails unless these bytes mean the same, in as many bytes.
    pub(crate) fn check(&self, bytes: &[u8]) -> Result<()> {
        if bytes.len() != self.bytes.len() {
            return Err(format!("{} bytes, not {}", bytes.len(), self.bytes.len()).into());
        }
        if !self.meaning.is_meant_by(bytes)? {
            return Err("its bytes mean something else".into());
        }
        Ok(())
    }
}
