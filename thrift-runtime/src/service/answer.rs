//! What a request is answered with.

use std::time::Duration;

use bytes::Bytes;

use crate::binary;
use crate::error::{ApplicationError, ApplicationErrorKind, ProtocolError};

use super::response::Body;
use super::served::ROOM;
use super::{Handled, Outcome, Request, Response};

impl Request {
    /// No answer.
    pub(crate) fn silence(mut self) -> Response {
        self.release();
        Response::new(self, Outcome::Silence, Body::Read(Bytes::new()))
    }

    /// The answer of a handler that has ended, its result encoded. Its arguments are gone.
    #[inline]
    pub(super) fn ended(self, result: Handled) -> Response {
        match result {
            Ok(Ok(body)) => self.result(body),
            Ok(Err(error)) => self.internal_error(&format_args!("its result can not be encoded: {error}")),
            Err(error) => self.internal_error(&error),
        }
    }

    #[inline]
    fn result(self, body: Vec<u8>) -> Response {
        if self.is_oneway() {
            return self.silence();
        }
        // An envelope has up to 12 bytes besides its name.
        let size = body.len() - ROOM + self.method().len() + 12;
        if size > self.response_limit() {
            return self.too_large(size);
        }
        Response::new(self, Outcome::Result, Body::Written(body))
    }

    #[cold]
    fn too_large(self, size: usize) -> Response {
        let message = format!("its result has {size} bytes, above the limit of {}", self.response_limit());
        self.internal_error(&message)
    }

    /// The answer of a handler that failed with an error its method does not declare.
    #[cold]
    pub(crate) fn internal_error(self, error: &dyn std::fmt::Display) -> Response {
        let message = format!("internal error in `{}`: {error}", self.method());
        self.exception(ApplicationErrorKind::INTERNAL_ERROR, message)
    }

    /// The answer of a handler that panicked. What it panicked with is nobody else's business.
    #[cold]
    pub(crate) fn panicked(self) -> Response {
        let message = format!("the handler of `{}` panicked", self.method());
        self.exception(ApplicationErrorKind::INTERNAL_ERROR, message)
    }

    /// The answer to a request whose caller's time was over before it could run.
    #[cold]
    pub(crate) fn expired(self) -> Response {
        let message = format!("its caller's time was over before `{}` was run", self.method());
        let error = ApplicationError::expired(message);
        self.exception(error.kind, error.message)
    }

    /// The answer of a handler that was dropped when its caller's time was over.
    #[cold]
    pub(crate) fn dropped_at_deadline(self) -> Response {
        let message = format!("`{}` was dropped when its caller's time was over", self.method());
        let error = ApplicationError::expired(message);
        self.exception(error.kind, error.message)
    }

    /// The answer of a handler that was dropped after as long as the server lets it take.
    #[cold]
    pub(crate) fn dropped_after(self, timeout: Duration) -> Response {
        let message = format!("`{}` took longer than {timeout:?} and was dropped", self.method());
        self.exception(ApplicationErrorKind::INTERNAL_ERROR, message)
    }

    /// The answer to arguments that can not be decoded.
    #[cold]
    pub(crate) fn undecodable(self, error: &ProtocolError) -> Response {
        let message = format!("malformed arguments of `{}`: {error}", self.method());
        self.exception(ApplicationErrorKind::PROTOCOL_ERROR, message)
    }

    /// The answer to what is not understood; of what a header has hidden, there is no name.
    #[cold]
    pub(crate) fn refused(self, kind: ApplicationErrorKind, error: &ProtocolError) -> Response {
        match self.method().is_empty() {
            true => self.exception(kind, error.to_string()),
            false => self.undecodable(error),
        }
    }

    /// An answer that is an error; none where the request is oneway.
    #[cold]
    pub(crate) fn exception(mut self, kind: ApplicationErrorKind, message: String) -> Response {
        if self.is_oneway() {
            tracing::warn!(%kind, message, "a oneway request failed");
            return self.silence();
        }
        tracing::debug!(%kind, message, "a request failed");
        self.release();
        // Only a length beyond 31 bits could fail.
        let body = binary::to_vec(&ApplicationError { kind, message }).unwrap_or_else(|_| vec![0]);
        Response::new(self, Outcome::Exception(kind), Body::Read(body.into()))
    }
}
