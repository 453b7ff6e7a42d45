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
        let mut out = begin(method.name(), kind(method));
        encode_arguments(args, method.args(), &mut out);
        Self::new(method.name(), out)
    }

    /// What was written behind the envelope of this method.
    pub(super) fn new(method: &str, out: Writer) -> Result<Self, ProtocolError> {
        Ok(Self { bytes: out.finish()?, sequence_id: Version::Strict.name_offset() + method.len() })
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

/// Writes the envelope.
pub(super) fn begin(method: &str, kind: MessageType) -> Writer {
    let mut out = Writer::with_buffer(Vec::with_capacity(SPACE + method.len()));
    MessageHeader { name: method, kind, sequence_id: 0, version: Version::Strict }.write(&mut out);
    out
}
