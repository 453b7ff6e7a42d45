//! One message, its envelope taken apart.

#[cfg(feature = "json")]
mod json;

use std::mem;
use std::ops::Range;

use bytes::{Buf, Bytes};

use crate::codec::{Input, STOP};
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;
use crate::message::{Form, MessageType};
use crate::metadata::Metadata;
use crate::shared_string::SharedString;
use crate::{binary, compact, transcode};

use super::Envelope;

/// A message as it arrived; its arguments or its result in the binary protocol, in which services read them. Those that
/// arrived in JSON are so once it is known [what they are](Message::describe).
#[derive(Debug, Clone)]
pub(crate) struct Message {
    bytes: Bytes,
    envelope: Envelope,
    /// Bytes that it had on the wire. Those in JSON are the first of `bytes`.
    size: usize,
    /// What is wrong with a body that could not be transcoded.
    broken: Option<ProtocolError>,
    /// What came beside it.
    metadata: Metadata,
}

/// A message up to this size may stay in memory for its name's sake.
const KEPT: usize = 64 * 1024;

impl Message {
    /// A message that begins with this envelope.
    pub(crate) fn new(bytes: Bytes, mut envelope: Envelope, limits: &Limits) -> Self {
        let size = bytes.len();
        if envelope.text.is_empty() {
            let name = envelope.name.clone();
            envelope.set_name(&bytes, name);
        }
        let message = Self { bytes, envelope, size, broken: None, metadata: Metadata::new() };
        match message.envelope.form {
            Form::Binary(_) => message,
            Form::Compact => message.transcoded(limits),
            #[cfg(feature = "json")]
            Form::Json => message.named(),
        }
    }

    /// A place for a message.
    pub(crate) fn vacant() -> Self {
        Self::without_body(Envelope::VACANT)
    }

    /// Puts the message that is all of these bytes in the place of this one.
    #[inline(always)]
    pub(super) fn arrives(&mut self, bytes: Bytes, limits: &Limits) -> Result<(), ProtocolError> {
        if !self.envelope.arrives(&bytes)? {
            return Err(ends_within_header(bytes.len()));
        }
        if !matches!(self.envelope.form, Form::Binary(_)) || self.envelope.text.is_empty() {
            self.arrives_otherwise(bytes, limits);
            return Ok(());
        }
        self.size = bytes.len();
        self.bytes = bytes;
        self.broken = None;
        self.metadata = Metadata::new();
        Ok(())
    }

    #[inline(never)]
    fn arrives_otherwise(&mut self, bytes: Bytes, limits: &Limits) {
        let envelope = mem::replace(&mut self.envelope, Envelope::VACANT);
        *self = Self::new(bytes, envelope, limits);
    }

    /// A message of this body, which is in the binary protocol.
    pub(crate) fn of_body(name: &str, kind: MessageType, body: Bytes) -> Self {
        let (bytes, start) = match name.len() {
            0 => (body, 0),
            len => ([name.as_bytes(), &body].concat().into(), len),
        };
        let form = Form::Binary(binary::Version::Strict);
        let text = SharedString::inline(name).unwrap_or_else(|| SharedString::from(name));
        let envelope = Envelope { kind, sequence_id: 0, form, name: 0..start, text, body: start, is_text: false };
        Self { size: bytes.len(), bytes, envelope, broken: None, metadata: Metadata::new() }
    }

    /// A message that begins with the envelope of a method of this name, in the binary protocol, and whose bytes, so many, are
    /// [to come](Self::set_written). In the place of this one, which is [vacant](Self::vacate).
    pub(crate) fn is_written(&mut self, name: &str, kind: MessageType, size: usize) {
        let start = binary::Version::Strict.name_offset();
        self.envelope.kind = kind;
        self.envelope.sequence_id = 0;
        self.envelope.form = Form::Binary(binary::Version::Strict);
        self.envelope.name = start..start + name.len();
        let text = SharedString::inline(name).unwrap_or_else(|| SharedString::from(name));
        // What was there goes last: the new text is not put aside meanwhile.
        let _vacant = mem::replace(&mut self.envelope.text, text);
        self.envelope.body = start + name.len() + size_of::<i32>();
        self.envelope.is_text = false;
        self.size = size;
    }

    /// The bytes of a message that [is written](Self::is_written).
    pub(crate) fn set_written(&mut self, bytes: Bytes) {
        self.bytes = bytes;
    }

    /// Its bytes, where they begin with the envelope of a method of this name.
    pub(crate) fn into_binary(self, name: &str) -> Result<Bytes, Self> {
        let start = binary::Version::Strict.name_offset();
        let Envelope { form, name: place, body, .. } = &self.envelope;
        let is_whole = *form == Form::Binary(binary::Version::Strict)
            && *place == (start..start + name.len())
            && *body == place.end + size_of::<i32>()
            && self.name() == name;
        if is_whole { Ok(self.bytes) } else { Err(self) }
    }

    /// A call of which nothing could be read but this.
    pub(crate) fn unread(sequence_id: i32) -> Self {
        let mut message = Self::of_body("", MessageType::Call, Bytes::new());
        message.envelope.sequence_id = sequence_id;
        message
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
        let mut envelope = Envelope { body: name.len(), ..self.envelope };
        envelope.set_name(&bytes, 0..name.len());
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
    /// A body that was in another protocol, and is malformed; one in JSON of which nobody has said what it is.
    pub(crate) fn body_bytes(&self) -> Result<Bytes, ProtocolError> {
        match self.trouble() {
            None => Ok(self.bytes.slice(self.envelope.body.min(self.bytes.len())..)),
            Some(error) => Err(error),
        }
    }

    /// The same, of a message that is not needed any more.
    ///
    /// # Errors
    /// Those of [`body_bytes`](Self::body_bytes).
    #[inline]
    pub(crate) fn take_body(&mut self) -> Result<Bytes, ProtocolError> {
        if let Some(error) = self.trouble() {
            return Err(error);
        }
        let mut bytes = mem::take(&mut self.bytes);
        bytes.advance(self.envelope.body.min(bytes.len()));
        Ok(bytes)
    }

    /// Why there is no body in the binary protocol.
    #[inline]
    fn trouble(&self) -> Option<ProtocolError> {
        match &self.broken {
            None if self.envelope.is_text => Some(undescribed()),
            broken => broken.clone(),
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
    #[inline]
    pub(crate) fn name(&self) -> &str {
        &self.envelope.text
    }

    /// Takes this many bytes from the start of the name.
    pub(crate) fn cut_name(&mut self, bytes: usize) {
        let Range { start, end } = self.envelope.name;
        self.envelope.set_name(&self.bytes, end.min(start + bytes)..end);
    }

    /// The same to keep, which may share the message's memory.
    pub(crate) fn shared_name(&self) -> SharedString {
        self.envelope.text.clone()
    }

    /// The same to keep until there is an answer, which shares no more memory than a message may take that long.
    #[inline]
    pub(crate) fn kept_name(&self) -> SharedString {
        match self.size {
            ..=KEPT => self.shared_name(),
            _ => SharedString::from(self.name()),
        }
    }

    /// Its envelope, with the name as it is kept.
    pub(crate) fn kept_envelope(&self) -> Envelope {
        let Envelope { kind, sequence_id, form, .. } = self.envelope;
        Envelope::kept(kind, sequence_id, form, self.kept_name())
    }

    /// A message of which nothing is there but this.
    pub(crate) fn without_body(envelope: Envelope) -> Self {
        Self { bytes: Bytes::new(), envelope, size: 0, broken: None, metadata: Metadata::new() }
    }

    /// Lets go of its body.
    #[inline]
    pub(crate) fn release(&mut self) {
        if self.size > KEPT {
            self.envelope.text = self.kept_name();
        }
        self.bytes = Bytes::new();
    }

    /// Lets go of its name too, which may be a slice of memory that other messages came in.
    #[inline]
    pub(crate) fn forget_name(&mut self) {
        self.envelope.text = SharedString::new();
    }

    /// Lets go of all that it holds.
    #[inline]
    pub(crate) fn vacate(&mut self) {
        self.bytes = Bytes::new();
        self.forget_name();
        self.broken = None;
        self.metadata = Metadata::new();
    }

    /// A reader of the arguments or the result, which take up the rest of the message. Offsets in errors count from the
    /// start of the message, as it is in the binary protocol.
    ///
    /// Of a body that was in another protocol, and is malformed, it reads nothing but that error.
    #[inline]
    pub(crate) fn body(&self, limits: &Limits) -> binary::Reader<'_> {
        match self.broken.is_some() || self.envelope.is_text {
            true => self.broken_body(limits),
            false => self.read_body(limits),
        }
    }

    #[inline(always)]
    fn read_body(&self, limits: &Limits) -> binary::Reader<'_> {
        binary::Reader::of_body(&self.bytes, self.envelope.body, limits.budget(self.size), limits)
    }

    #[cold]
    fn broken_body(&self, limits: &Limits) -> binary::Reader<'_> {
        let mut input = self.read_body(limits);
        if let Some(error) = self.trouble() {
            input.cursor().fail(error, STOP);
        }
        input
    }
}

#[cold]
fn ends_within_header(size: usize) -> ProtocolError {
    let message = format!("a frame of {size} bytes ends within its message's header");
    ProtocolError::new(ProtocolErrorKind::InvalidData, message)
}

/// What stands in JSON means different things by what the IDL says: text and bytes, for one, look alike.
#[cold]
fn undescribed() -> ProtocolError {
    let message = "what came in JSON has to be passed on in JSON, since its types are not known here; \
                   help: `.protocol(Protocol::Json)`";
    ProtocolError::new(ProtocolErrorKind::NotImplemented, message)
}
