//! A request as a processor sees it.

use crate::binary::Writer;
use crate::codec::{DecodeOwned, Encode};
use crate::error::{ApplicationError, ApplicationErrorKind, Error, ProtocolError};
use crate::framing::Message;
use crate::limits::Limits;
use crate::message::MessageType;

use super::{Head, ResponseFuture};

/// A request: a method's name, and its arguments, still encoded.
#[derive(Debug)]
pub struct Request {
    message: Message,
    limits: Limits,
    /// Bytes that the response may have.
    response_limit: usize,
}

impl Request {
    pub(crate) fn new(message: Message, limits: Limits, response_limit: usize) -> Self {
        Self { message, limits, response_limit }
    }

    /// Name of the method in the IDL.
    pub fn method(&self) -> &str {
        self.message.name()
    }

    /// [`Call`](MessageType::Call) or [`Oneway`](MessageType::Oneway), as the client meant it.
    pub fn kind(&self) -> MessageType {
        self.message.envelope().kind
    }

    /// What the client tells its calls apart by; the response repeats it.
    pub fn sequence_id(&self) -> i32 {
        self.message.envelope().sequence_id
    }

    /// Bytes of the whole message.
    pub(crate) fn size(&self) -> usize {
        self.message.bytes().len()
    }

    pub(crate) fn head(&self) -> Head {
        Head::new(&self.message, self.response_limit)
    }

    /// Decodes the arguments, runs `body` with them, and encodes its result.
    ///
    /// Arguments that can not be decoded are answered with [`PROTOCOL_ERROR`](ApplicationErrorKind::PROTOCOL_ERROR). An
    /// error of `body` is one that the method does not declare, and is answered with
    /// [`INTERNAL_ERROR`](ApplicationErrorKind::INTERNAL_ERROR) and the error's text; so is a panic, without its text.
    /// A oneway request is not answered, whatever happens.
    pub fn run<A, R, F, Fut>(self, body: F) -> ResponseFuture
    where
        A: DecodeOwned,
        R: Encode + Send + 'static,
        F: FnOnce(A) -> Fut,
        Fut: Future<Output = Result<R, Error>> + Send + 'static,
    {
        match self.message.decode(&self.limits) {
            Ok(arguments) => {
                let future = body(arguments);
                ResponseFuture::handler(self.head(), async move { future.await.map(|result| encode(&result)) })
            }
            Err(error) => self.head().undecodable(&error).into(),
        }
    }

    /// Decodes the arguments and runs `body` with them. Nothing is answered, also where the client asks for an answer to
    /// what it takes for a call; an error goes to the log.
    pub fn run_oneway<A, F, Fut>(self, body: F) -> ResponseFuture
    where
        A: DecodeOwned,
        F: FnOnce(A) -> Fut,
        Fut: Future<Output = Result<(), Error>> + Send + 'static,
    {
        let head = self.head().oneway();
        match self.message.decode(&self.limits) {
            Ok(arguments) => {
                let future = body(arguments);
                ResponseFuture::handler(head, async move { future.await.map(|()| Ok(Vec::new())) })
            }
            Err(error) => head.undecodable(&error).into(),
        }
    }

    /// Answers that the service has no such method.
    pub fn unknown_method(self, service: &'static str) -> ResponseFuture {
        let message = format!("`{service}` has no method `{}`", self.method());
        self.refuse(ApplicationError::new(ApplicationErrorKind::UNKNOWN_METHOD, message))
    }

    /// Answers with this error, without running anything.
    pub fn refuse(self, error: ApplicationError) -> ResponseFuture {
        self.head().exception(error.kind, error.message).into()
    }
}

fn encode<R: Encode>(result: &R) -> Result<Vec<u8>, ProtocolError> {
    /// Enough for most, so that most are allocated once.
    const SPACE: usize = 512;
    let mut out = Writer::with_buffer(Vec::with_capacity(SPACE));
    result.encode_binary(&mut out);
    out.finish()
}
