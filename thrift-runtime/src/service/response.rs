//! What becomes of a request.

use std::fmt;
use std::mem;

use bytes::{Buf, Bytes};

use crate::binary::Reader;
use crate::codec::Decode;
use crate::error::{ApplicationError, ApplicationErrorKind, ProtocolError};
use crate::framing::{Message, Packing};
use crate::limits::Limits;
use crate::message::MessageType;
use crate::metadata::Metadata;
use crate::output::Output;
use crate::spare;

use super::Request;
use super::served::ROOM;

/// What a request is answered with, encoded; or the knowledge that it is not answered.
///
/// It is what it answers, without the arguments: the box of a request is that of its response.
#[derive(Debug)]
pub struct Response(Request);

/// What a response has beside its request.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    outcome: Outcome,
    body: Body,
    metadata: Metadata,
}

/// A result or an error, in the binary protocol if nothing else is said.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    /// A result, as a handler's was written: behind [`ROOM`] bytes.
    Written(Vec<u8>),
    /// By itself, or a part of the reply that it came in.
    Read(Bytes),
    /// The same in JSON, with the end of that reply, where nobody here knows more of it.
    #[cfg(feature = "json")]
    Text(Bytes),
}

impl Body {
    /// What is in the binary protocol.
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Written(bytes) => bytes.get(ROOM..).unwrap_or_default(),
            Self::Read(bytes) => bytes,
            #[cfg(feature = "json")]
            Self::Text(_) => &[],
        }
    }
}

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// The method's result: its value, or an exception that it declares.
    Result,
    /// An error that the method does not declare.
    Exception(ApplicationErrorKind),
    /// No answer: the request was oneway.
    Silence,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Result => f.write_str("result"),
            Self::Exception(kind) => kind.fmt(f),
            Self::Silence => f.write_str("silence"),
        }
    }
}

impl Answer {
    /// That of a request which has none yet.
    pub(super) const NONE: Self =
        Self { outcome: Outcome::Silence, body: Body::Written(Vec::new()), metadata: Metadata::new() };
}

impl Response {
    #[inline]
    pub(super) fn new(mut request: Request, outcome: Outcome, body: Body) -> Self {
        let answer = request.answer_mut();
        answer.outcome = outcome;
        answer.body = body;
        Self(request)
    }

    /// What a reply brings to a client, or that there is to be none.
    pub(crate) fn of_reply(
        mut request: Request,
        reply: &mut Option<Message>,
        limits: &Limits,
    ) -> Result<Self, ProtocolError> {
        let Some(reply) = reply else {
            return Ok(request.silence());
        };
        request.answer_mut().metadata = mem::take(reply.metadata_mut());
        #[cfg(feature = "json")]
        request.describe_reply(reply, limits);
        #[cfg(feature = "json")]
        if reply.envelope().kind != MessageType::Exception
            && request.is_json()
            && let Some(text) = reply.text()
        {
            return Ok(Self::new(request, Outcome::Result, Body::Text(text)));
        }
        let body = reply.take_body()?;
        let outcome = match reply.envelope().kind {
            MessageType::Exception => {
                let mut input = Reader::of_frame(&body, limits);
                Outcome::Exception(ApplicationError::decode_binary(&mut input)?.kind)
            }
            _ => Outcome::Result,
        };
        Ok(Self::new(request, outcome, Body::Read(body)))
    }

    pub(super) fn with_metadata(mut self, metadata: Metadata) -> Self {
        *self.metadata_mut() = metadata;
        self
    }

    /// The reply that a client makes its outcome of; none to a oneway request.
    pub(crate) fn into_reply(mut self) -> Option<Message> {
        let kind = self.kind()?;
        let Answer { body, metadata, .. } = self.0.answer_mut();
        let metadata = mem::take(metadata);
        let mut message = match mem::replace(body, Answer::NONE.body) {
            Body::Written(bytes) => {
                let mut bytes = Bytes::from(bytes);
                bytes.advance(ROOM.min(bytes.len()));
                Message::of_body("", kind, bytes)
            }
            Body::Read(bytes) => Message::of_body("", kind, bytes),
            #[cfg(feature = "json")]
            Body::Text(text) => Message::of_text("", kind, &text),
        };
        *message.metadata_mut() = metadata;
        self.0.leave_place();
        Some(message)
    }

    /// The answer to a request that is not run, with this error; none where it is oneway.
    pub fn refusal(request: &Request, error: ApplicationError) -> Self {
        request.head().into_request().exception(error.kind, error.message)
    }

    /// Name of the method in the IDL.
    pub fn method(&self) -> &str {
        self.0.method()
    }

    /// What became of the request.
    pub fn outcome(&self) -> Outcome {
        self.0.answer().outcome
    }

    /// That of the message, where there is one.
    fn kind(&self) -> Option<MessageType> {
        match self.outcome() {
            Outcome::Result => Some(MessageType::Reply),
            Outcome::Exception(_) => Some(MessageType::Exception),
            Outcome::Silence => None,
        }
    }

    /// What goes back beside the message, or has come beside it; nothing where the dialect does not carry it.
    pub fn metadata(&self) -> &Metadata {
        &self.0.answer().metadata
    }

    /// The same, to change.
    pub fn metadata_mut(&mut self) -> &mut Metadata {
        &mut self.0.answer_mut().metadata
    }

    /// Appends the message, where there is one.
    pub(crate) fn append_to(&self, out: &mut Vec<u8>, packing: Packing) {
        let Some(kind) = self.kind() else {
            return;
        };
        let Answer { body, metadata, .. } = self.0.answer();
        let about = self.0.about(kind, metadata);
        packing.append(&about, out, |out| self.0.append_reply(&about, body, out));
    }

    /// Has the message written, where there is one: the first without a copy. Gives what it was the response to.
    pub(crate) fn send(mut self, out: &mut Output, packing: Packing) -> Request {
        if out.has_no_buffer()
            && self.outcome() == Outcome::Result
            && let Body::Written(buffer) = &mut self.0.answer_mut().body
        {
            let mut buffer = mem::take(buffer);
            if let Some(start) = self.0.prepend_to(&mut buffer, packing) {
                out.use_buffer(buffer, start);
                *self.metadata_mut() = Metadata::new();
                return self.0;
            }
            self.0.answer_mut().body = Body::Written(buffer);
        }
        self.append_to(out.buffer(), packing);
        if let Body::Written(buffer) = mem::replace(self.0.answer_mut(), Answer::NONE).body {
            spare::give(buffer);
        }
        self.0
    }
}
