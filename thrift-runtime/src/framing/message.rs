//! One message, its envelope taken apart.

use std::ops::Range;

use bytes::Bytes;

use crate::codec::{Input, STOP};
use crate::error::ProtocolError;
use crate::limits::Limits;
use crate::message::{Form, MessageType};
use crate::metadata::Metadata;
use crate::{binary, compact, transcode};

/// A message as it arrived; its arguments or its result in the binary protocol, in which services read them.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    bytes: Bytes,
    envelope: Envelope,
    /// Bytes that it had on the wire.
    size: usize,
    /// What is wrong with a body that could not be transcoded.
    broken: Option<ProtocolError>,
    /// What came beside it.
    metadata: Metadata,
}

/// What a message's header says, and where.
#[derive(Debug, Clone)]
pub(crate) struct Envelope {
    pub(crate) kind: MessageType,
    pub(crate) sequence_id: i32,
    pub(crate) form: Form,
    name: Range<usize>,
    /// Offset of the arguments or the result.
    body: usize,
}

impl Envelope {
    /// Reads the envelope at the start of `input`, or `None` when it has not all arrived.
    pub(crate) fn parse(input: &[u8]) -> Result<Option<Self>, ProtocolError> {
        match input.first() {
            Some(&compact::PROTOCOL_ID) => Self::parse_compact(input),
            _ => Self::parse_binary(input),
        }
    }

    fn parse_binary(input: &[u8]) -> Result<Option<Self>, ProtocolError> {
        let Some((header, body)) = binary::MessageHeader::parse(input)? else {
            return Ok(None);
        };
        let name = header.version.name_offset();
        Ok(Some(Self {
            kind: header.kind,
            sequence_id: header.sequence_id,
            form: Form::Binary(header.version),
            name: name..name + header.name.len(),
            body,
        }))
    }

    fn parse_compact(input: &[u8]) -> Result<Option<Self>, ProtocolError> {
        let Some((header, body)) = compact::MessageHeader::parse(input)? else {
            return Ok(None);
        };
        let compact::MessageHeader { name, kind, sequence_id } = header;
        Ok(Some(Self { kind, sequence_id, form: Form::Compact, name: body - name.len()..body, body }))
    }

    /// Offset of the arguments or the result.
    pub(crate) fn body(&self) -> usize {
        self.body
    }
}

impl Message {
    /// A message that begins with this envelope.
    pub(crate) fn new(bytes: Bytes, envelope: Envelope, limits: &Limits) -> Self {
        let size = bytes.len();
        let message = Self { bytes, envelope, size, broken: None, metadata: Metadata::new() };
        match message.envelope.form {
            Form::Binary(_) => message,
            Form::Compact => message.transcoded(limits),
        }
    }

    /// A message of this body, which is in the binary protocol.
    pub(crate) fn of_body(name: &str, kind: MessageType, body: Bytes) -> Self {
        let (bytes, start) = match name.len() {
            0 => (body, 0),
            len => ([name.as_bytes(), &body].concat().into(), len),
        };
        let form = Form::Binary(binary::Version::Strict);
        let envelope = Envelope { kind, sequence_id: 0, form, name: 0..start, body: start };
        Self { size: bytes.len(), bytes, envelope, broken: None, metadata: Metadata::new() }
    }

    /// The same with its body in the binary protocol, behind its name.
    fn transcoded(self, limits: &Limits) -> Self {
        let Envelope { name, body, .. } = self.envelope.clone();
        let mut input = compact::Reader::of_frame(&self.bytes, limits);
        // Most of it are strings; numbers get longer.
        let mut out = Vec::with_capacity(self.size + self.size / 2);
        out.extend_from_slice(self.bytes.get(name.clone()).unwrap_or_default());
        let mut out = binary::Writer::with_buffer(out);
        // The envelope is there: it was parsed from the same bytes.
        let copied = input.cursor().take(body).and_then(|_| transcode::structure(&mut input, &mut out));
        let finished = copied.and_then(|()| input.finish()).and_then(|()| out.finish());
        let (bytes, broken) = match finished {
            Ok(bytes) => (bytes.into(), None),
            Err(error) => (self.bytes.slice(name.clone()), Some(error)),
        };
        let envelope = Envelope { name: 0..name.len(), body: name.len(), ..self.envelope };
        Self { bytes, envelope, size: self.size, broken, metadata: self.metadata }
    }

    /// The same with what came beside it.
    pub(crate) fn with_metadata(self, metadata: Metadata) -> Self {
        Self { metadata, ..self }
    }

    /// What came beside it.
    pub(crate) fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    pub(crate) fn metadata_mut(&mut self) -> &mut Metadata {
        &mut self.metadata
    }

    /// Its arguments or its result, in the binary protocol.
    ///
    /// # Errors
    /// A body that was in another protocol, and is malformed.
    pub(crate) fn body_bytes(&self) -> Result<Bytes, ProtocolError> {
        match &self.broken {
            None => Ok(self.bytes.slice(self.envelope.body.min(self.bytes.len())..)),
            Some(error) => Err(error.clone()),
        }
    }

    pub(crate) fn envelope(&self) -> &Envelope {
        &self.envelope
    }

    /// Bytes that it had on the wire.
    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// The method that the message names.
    pub(crate) fn name(&self) -> &str {
        let name = self.bytes.get(self.envelope.name.clone()).unwrap_or_default();
        // Known to be UTF-8 since the envelope was parsed.
        std::str::from_utf8(name).unwrap_or_default()
    }

    /// Takes this many bytes from the start of the name.
    pub(crate) fn cut_name(&mut self, bytes: usize) {
        let name = &mut self.envelope.name;
        name.start = name.end.min(name.start + bytes);
    }

    /// The bytes of [`name`](Self::name), which share the message's memory.
    pub(crate) fn name_bytes(&self) -> Bytes {
        self.bytes.slice(self.envelope.name.clone())
    }

    /// A reader of the arguments or the result, which take up the rest of the message. Offsets in errors count from the
    /// start of the message, as it is in the binary protocol.
    ///
    /// Of a body that was in another protocol, and is malformed, it reads nothing but that error.
    pub(crate) fn body(&self, limits: &Limits) -> binary::Reader<'_> {
        let mut input = binary::Reader::of_frame(&self.bytes, limits);
        // It is there: the envelope was parsed from the same bytes.
        let _ = input.take(self.envelope.body);
        input.cursor().grant(limits.budget(self.size));
        if let Some(error) = &self.broken {
            input.cursor().fail(error.clone(), STOP);
        }
        input
    }
}
