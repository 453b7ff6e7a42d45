//! A request on its way out.

use crate::binary::{MessageHeader, Version, Writer};
use crate::descriptor::MethodDescriptor;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::message::MessageType;
use crate::method::{Arguments, encode_arguments};

/// An encoded request, whose sequence id is set when it is sent.
#[derive(Debug)]
pub(super) struct Outgoing {
    bytes: Vec<u8>,
    /// Offset of the sequence id.
    sequence_id: usize,
}

/// Enough for the arguments of most requests, so that most are allocated once.
const SPACE: usize = 512;

impl Outgoing {
    /// A call of this method.
    pub(super) fn call<A: Arguments>(method: &MethodDescriptor, args: &A) -> Result<Self, ProtocolError> {
        Self::new(method.name(), kind(method), |out| encode_arguments(args, method.args(), out))
    }

    pub(super) fn new(method: &str, kind: MessageType, body: impl FnOnce(&mut Writer)) -> Result<Self, ProtocolError> {
        let (mut out, sequence_id) = begin(method, kind);
        body(&mut out);
        Ok(Self { bytes: out.finish()?, sequence_id })
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn set_sequence_id(&mut self, id: i32) {
        if let Some(place) = self.bytes.get_mut(self.sequence_id..).and_then(|rest| rest.first_chunk_mut()) {
            *place = id.to_be_bytes();
        }
    }

    /// Checks its size.
    pub(super) fn check(&self, limit: usize) -> Result<(), ProtocolError> {
        match self.bytes.len() {
            len if len <= limit => Ok(()),
            len => Err(ProtocolError::new(
                ProtocolErrorKind::SizeLimit,
                format!("the request has {len} bytes, above the limit of {limit}"),
            )),
        }
    }
}

/// How a method is called.
pub(super) fn kind(method: &MethodDescriptor) -> MessageType {
    if method.is_oneway() { MessageType::Oneway } else { MessageType::Call }
}

/// Writes the envelope. Gives the writer, and where the sequence id is.
fn begin(method: &str, kind: MessageType) -> (Writer, usize) {
    let mut out = Writer::with_buffer(Vec::with_capacity(SPACE + method.len()));
    MessageHeader { name: method, kind, sequence_id: 0, version: Version::Strict }.write(&mut out);
    (out, Version::Strict.name_offset() + method.len())
}
