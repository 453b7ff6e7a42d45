//! Messages in JSON: what their bodies are is known by whoever knows the method.

use bytes::Bytes;

use crate::descriptor::Descriptor;
use crate::json::message::{MessageHeader, read_body};
use crate::limits::Limits;
use crate::message::{Form, MessageType};
use crate::shared_string::SharedString;

use super::{Envelope, Message};
use crate::metadata::Metadata;

impl Message {
    /// The same with its name behind its text, where it stands without escapes.
    pub(super) fn named(mut self) -> Self {
        // It was parsed from the same text.
        let name = MessageHeader::parse(&self.bytes).map(|(header, _)| header.name).unwrap_or_default();
        self.bytes = [&*self.bytes, name.as_bytes()].concat().into();
        self.envelope.set_name(&self.bytes, self.size..self.bytes.len());
        self
    }

    /// A message of this body, which is the end of a message in JSON.
    pub(crate) fn of_text(name: &str, kind: MessageType, text: &Bytes) -> Self {
        let size = text.len();
        let bytes: Bytes = [text, name.as_bytes()].concat().into();
        let form = Form::Json;
        let text = SharedString::new();
        let mut envelope = Envelope { kind, sequence_id: 0, form, name: 0..0, text, body: 0, is_text: true };
        envelope.set_name(&bytes, size..bytes.len());
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
        let name = self.bytes.slice(self.envelope.name.clone());
        let text = self.bytes.slice(..self.size);
        match read_body(&text, self.envelope.body, descriptor, limits, name.to_vec()) {
            Ok(bytes) => self.bytes = bytes.into(),
            Err(error) => {
                self.bytes = name.clone();
                self.broken = Some(error);
            }
        }
        self.envelope.set_name(&self.bytes, 0..name.len());
        self.envelope.body = name.len();
        self.envelope.is_text = false;
    }
}
