//! A value as it is sent.

use thrift::protocol::TSerializable;
use thrift_rs::{DecodeOwned, Encode, binary};

use crate::Result;
use crate::peers::apache;
use crate::protocol::Protocol;

/// A value of ours as a message of each protocol.
pub(crate) struct Messages<T> {
    value: T,
    binary: &'static [u8],
    compact: &'static [u8],
    compact_to_binary: fn(&[u8]) -> thrift::Result<Vec<u8>>,
}

/// One of them.
#[derive(Clone, Copy)]
pub(crate) struct Message<'a> {
    pub(crate) protocol: Protocol,
    /// What is decoded.
    pub(crate) bytes: &'static [u8],
    meaning: &'a dyn Meaning,
}

/// Whether bytes mean the value. They need not be the same as ours, since sets and maps come in any order.
trait Meaning {
    fn is_meant_by(&self, protocol: Protocol, bytes: &[u8]) -> Result<bool>;
}

impl<T: Encode + DecodeOwned + PartialEq> Messages<T> {
    /// `A` is the type of Apache's crate for the same struct, which takes it from the binary protocol to the compact one.
    pub(crate) fn of<A: TSerializable>(value: T) -> Result<Self> {
        let binary = binary::to_vec(&value)?.leak();
        let compact = apache::binary_to_compact::<A>(binary)?.leak();
        Ok(Self { value, binary, compact, compact_to_binary: apache::compact_to_binary::<A> })
    }

    pub(crate) fn binary(&self) -> Message<'_> {
        Message { protocol: Protocol::Binary, bytes: self.binary, meaning: self }
    }

    pub(crate) fn compact(&self) -> Message<'_> {
        Message { protocol: Protocol::Compact, bytes: self.compact, meaning: self }
    }
}

impl Message<'_> {
    /// Fails unless these bytes mean the same, in as many bytes.
    pub(crate) fn check(&self, bytes: &[u8]) -> Result<()> {
        if bytes.len() != self.bytes.len() {
            return Err(format!("{} bytes, not {}", bytes.len(), self.bytes.len()).into());
        }
        if !self.meaning.is_meant_by(self.protocol, bytes)? {
            return Err("its bytes mean something else".into());
        }
        Ok(())
    }
}

impl<T: DecodeOwned + PartialEq> Meaning for Messages<T> {
    fn is_meant_by(&self, protocol: Protocol, bytes: &[u8]) -> Result<bool> {
        let value: T = match protocol {
            Protocol::Binary => binary::from_slice(bytes)?,
            Protocol::Compact => binary::from_slice(&(self.compact_to_binary)(bytes)?)?,
        };
        Ok(value == self.value)
    }
}
