//! Messages in JSON: what their bodies are is known by whoever knows the method.

use bytes::Bytes;

use crate::descriptor::Descriptor;
use crate::json::message::{MessageHeader, read_body};
use crate::limits::Limits;
use crate::message::{Form, MessageType};

use super::{Envelope, Message};
use crate::metadata::Metadata;

impl Message {
    /// The same with its name behind its text, where it stands without escapes.
    pub(super) fn named(mut self) -> Self {
        // It was parsed from the same text.
        let name = MessageHeader::parse(&self.bytes).map(|(header, _)| header.name).unwrap_or_default();
        self.envelope.name = self.size..self.size + name.len();
        self.bytes = [&*self.bytes, name.as_bytes()].concat().into();
        self
    }

    /// A message of this body, which is the end of a message in JSON.
    pub(crate) fn of_text(name: &str, kind: MessageType, text: &Bytes) -> Self {
        let size = text.len();
        let envelope =
            Envelope { kind, sequence_id: 0, form: Form::Json, name: size..size + name.len(), body: 0, is_text: true };
        let bytes = [text, name.as_bytes()].concat().into();
        Self { bytes, envelope, size, broken: None, metadata: Metadata::new() }
    }

    /// The arguments or the result with the end of the message, where they are in JSON still.
    pub(crate) fn text(&self) -> Option<Bytes> {
        let start = self.envelope.body.min(self.size);
        self.envelope.is_text.then(|| self.bytes.slice(start..self.size))
    }

    /// Makes the arguments or the result, where they are in JSON still, what this says they are, in the binary protocol.
    #[inline]
    pub(crate) fn describe(&mut self, descriptor: &'static Descriptor, limits: &Limits) {
        if self.envelope.is_text {
            self.transcode(descriptor, limits);
        }
    }

    #[inline(never)]
    fn transcode(&mut self, descriptor: &'static Descriptor, limits: &Limits) {
        let name = self.name_bytes();
        let text = self.bytes.slice(..self.size);
        match read_body(&text, self.envelope.body, descriptor, limits, name.to_vec()) {
            Ok(bytes) => self.bytes = bytes.into(),
            Err(error) => {
                self.bytes = name.clone();
                self.broken = Some(error);
            }
        }
        self.envelope.name = 0..name.len();
        self.envelope.body = name.len();
        self.envelope.is_text = false;
    }
}
