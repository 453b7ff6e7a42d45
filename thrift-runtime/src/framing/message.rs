//! One message, its envelope taken apart.

use std::ops::Range;

use bytes::Bytes;

use crate::binary::{MessageHeader, Reader, Version};
use crate::error::ProtocolError;
use crate::limits::Limits;
use crate::message::MessageType;

/// A message as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    bytes: Bytes,
    envelope: Envelope,
}

/// What a message's header says, and where.
#[derive(Debug, Clone)]
pub(crate) struct Envelope {
    pub(crate) kind: MessageType,
    pub(crate) sequence_id: i32,
    pub(crate) version: Version,
    name: Range<usize>,
    /// Offset of the arguments or the result.
    body: usize,
}

impl Envelope {
    /// Reads the envelope at the start of `input`, or `None` when it has not all arrived.
    pub(crate) fn parse(input: &[u8]) -> Result<Option<Self>, ProtocolError> {
        let Some((header, body)) = MessageHeader::parse(input)? else {
            return Ok(None);
        };
        let name = header.version.name_offset();
        Ok(Some(Self {
            kind: header.kind,
            sequence_id: header.sequence_id,
            version: header.version,
            name: name..name + header.name.len(),
            body,
        }))
    }

    /// Offset of the arguments or the result.
    pub(crate) fn body(&self) -> usize {
        self.body
    }
}

impl Message {
    /// A message that begins with this envelope.
    pub(crate) fn new(bytes: Bytes, envelope: Envelope) -> Self {
        Self { bytes, envelope }
    }

    pub(crate) fn envelope(&self) -> &Envelope {
        &self.envelope
    }

    /// The whole message.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The method that the message names.
    pub(crate) fn name(&self) -> &str {
        let name = self.bytes.get(self.envelope.name.clone()).unwrap_or_default();
        // Known to be UTF-8 since the envelope was parsed.
        std::str::from_utf8(name).unwrap_or_default()
    }

    /// The bytes of [`name`](Self::name), which share the message's memory.
    pub(crate) fn name_bytes(&self) -> Bytes {
        self.bytes.slice(self.envelope.name.clone())
    }

    /// A reader of the arguments or the result, which take up the rest of the message. Offsets in errors count from the
    /// start of the message.
    pub(crate) fn body(&self, limits: &Limits) -> Reader<'_> {
        let mut input = Reader::of_frame(&self.bytes, limits);
        // It is there: the envelope was parsed from the same bytes.
        let _ = input.take(self.envelope.body);
        input
    }
}
