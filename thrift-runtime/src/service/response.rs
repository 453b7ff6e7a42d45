//! What becomes of a request.

use std::fmt;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf, Bytes};

use crate::binary::Reader;
use crate::codec::Decode;
use crate::context::Term;
use crate::error::{ApplicationError, ApplicationErrorKind, ProtocolError};
use crate::framing::{Message, Packing};
use crate::limits::Limits;
use crate::message::MessageType;
use crate::metadata::Metadata;
use crate::output::Output;
use crate::spare;

use super::served::ROOM;
use super::{Handling, Request};

/// What a request is answered with, encoded; or the knowledge that it is not answered.
#[derive(Debug)]
pub struct Response {
    /// What it answers, without the arguments.
    request: Request,
    outcome: Outcome,
    body: Body,
    metadata: Metadata,
}

/// A result or an error, in the binary protocol if nothing else is said.
#[derive(Debug)]
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

impl Response {
    pub(super) fn new(request: Request, outcome: Outcome, body: Body) -> Self {
        Self { request, outcome, body, metadata: Metadata::new() }
    }

    /// What a reply brings to a client, or that there is to be none.
    pub(crate) fn of_reply(request: Request, reply: Option<Message>, limits: &Limits) -> Result<Self, ProtocolError> {
        let Some(mut reply) = reply else {
            return Ok(request.silence());
        };
        let metadata = mem::take(reply.metadata_mut());
        #[cfg(feature = "json")]
        request.describe_reply(&mut reply, limits);
        #[cfg(feature = "json")]
        if reply.envelope().kind != MessageType::Exception
            && request.is_json()
            && let Some(text) = reply.text()
        {
            return Ok(Self { request, outcome: Outcome::Result, body: Body::Text(text), metadata });
        }
        let kind = reply.envelope().kind;
        let body = reply.into_body()?;
        let outcome = match kind {
            MessageType::Exception => {
                let mut input = Reader::of_frame(&body, limits);
                Outcome::Exception(ApplicationError::decode_binary(&mut input)?.kind)
            }
            _ => Outcome::Result,
        };
        Ok(Self { request, outcome, body: Body::Read(body), metadata })
    }

    /// The reply that a client makes its outcome of; none to a oneway request.
    pub(crate) fn into_reply(self) -> Option<Message> {
        let kind = match self.outcome {
            Outcome::Result => MessageType::Reply,
            Outcome::Exception(_) => MessageType::Exception,
            Outcome::Silence => return None,
        };
        let message = match self.body {
            Body::Written(bytes) => {
                let mut bytes = Bytes::from(bytes);
                bytes.advance(ROOM.min(bytes.len()));
                Message::of_body("", kind, bytes)
            }
            Body::Read(bytes) => Message::of_body("", kind, bytes),
            #[cfg(feature = "json")]
            Body::Text(text) => Message::of_text("", kind, &text),
        };
        Some(message.with_metadata(self.metadata))
    }

    /// The answer to a request that is not run, with this error; none where it is oneway.
    pub fn refusal(request: &Request, error: ApplicationError) -> Self {
        request.head().into_request().exception(error.kind, error.message)
    }

    /// Name of the method in the IDL.
    pub fn method(&self) -> &str {
        self.request.method()
    }

    /// What became of the request.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// What goes back beside the message, or has come beside it; nothing where the dialect does not carry it.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The same, to change.
    pub fn metadata_mut(&mut self) -> &mut Metadata {
        &mut self.metadata
    }

    /// Appends the message, where there is one.
    pub(crate) fn append_to(&self, out: &mut Vec<u8>, packing: Packing) {
        let kind = match self.outcome {
            Outcome::Result => MessageType::Reply,
            Outcome::Exception(_) => MessageType::Exception,
            Outcome::Silence => return,
        };
        let about = self.request.about(kind, &self.metadata);
        packing.append(&about, out, |out| self.request.append_reply(&about, &self.body, out));
    }

    /// Has the message written, where there is one: the first without a copy. Gives what it was the response to.
    pub(crate) fn send(mut self, out: &mut Output, packing: Packing) -> Request {
        if out.has_no_buffer()
            && let Body::Written(buffer) = &mut self.body
            && let Some(start) = self.request.prepend_to(buffer, packing)
        {
            out.use_buffer(mem::take(buffer), start);
            return self.request;
        }
        self.append_to(out.buffer(), packing);
        if let Body::Written(buffer) = self.body {
            spare::give(buffer);
        }
        self.request
    }
}

/// The future of a [`Response`]. One that is ready takes no memory of its own.
#[must_use = "futures do nothing unless polled"]
pub struct ResponseFuture(State);

enum State {
    Ready(Response),
    /// A handler at work.
    Handler(Handling, Term),
    /// A processor's own future.
    Other(Pin<Box<dyn Future<Output = Response> + Send>>),
    Taken,
}

impl ResponseFuture {
    /// The response that this future comes to; for processors that wrap another.
    pub fn new(future: impl Future<Output = Response> + Send + 'static) -> Self {
        Self(State::Other(Box::pin(future)))
    }

    pub(super) fn handler(future: Handling, term: Term) -> Self {
        Self(State::Handler(future, term))
    }
}

impl From<Response> for ResponseFuture {
    fn from(response: Response) -> Self {
        Self(State::Ready(response))
    }
}

impl Future for ResponseFuture {
    type Output = Response;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Response> {
        if let State::Handler(future, term) = &mut self.0 {
            let polled = catch_unwind(AssertUnwindSafe(|| term.enter(|| future.as_mut().poll(cx))));
            if let Ok(Poll::Pending) = polled {
                return Poll::Pending;
            }
            let Some((request, metadata)) = term.end() else {
                return Poll::Pending;
            };
            self.0 = State::Taken;
            let mut response = match polled {
                Ok(Poll::Ready(result)) => request.ended(result),
                _ => request.panicked(),
            };
            response.metadata = metadata;
            return Poll::Ready(response);
        }
        match mem::replace(&mut self.0, State::Taken) {
            State::Ready(response) => Poll::Ready(response),
            State::Other(mut future) => {
                let polled = future.as_mut().poll(cx);
                if polled.is_pending() {
                    self.0 = State::Other(future);
                }
                polled
            }
            State::Handler(..) | State::Taken => Poll::Pending,
        }
    }
}

impl fmt::Debug for ResponseFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            State::Ready(_) => "ResponseFuture(ready)",
            State::Handler(..) | State::Other(_) => "ResponseFuture(running)",
            State::Taken => "ResponseFuture(taken)",
        })
    }
}
