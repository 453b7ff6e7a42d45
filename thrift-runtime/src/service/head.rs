//! What a response repeats from its request.

#[cfg(feature = "json")]
mod json;

use std::time::Duration;

use crate::descriptor::MethodDescriptor;
use crate::error::{ApplicationError, ApplicationErrorKind, ProtocolError};
use crate::framing::{About, Message};
use crate::message::{Form, MessageType};
use crate::metadata::Metadata;
use crate::shared_string::SharedString;
use crate::{binary, compact, transcode};

use super::response::Body;
use super::{Handled, Outcome, Response};

/// What a response repeats from its request, and what it may be.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// The method.
    name: SharedString,
    kind: MessageType,
    sequence_id: i32,
    form: Form,
    /// Bytes that the whole response may have.
    limit: usize,
    /// Where it is known. What is written in JSON takes its types.
    #[cfg_attr(not(feature = "json"), allow(dead_code, reason = "only JSON takes it"))]
    method: Option<&'static MethodDescriptor>,
}

/// A request up to this size may stay in memory until it is answered, for its name's sake.
const KEPT: usize = 64 * 1024;

impl Head {
    pub(crate) fn new(message: &Message, limit: usize) -> Self {
        let envelope = message.envelope();
        Self {
            name: match message.size() {
                ..=KEPT => message.shared_name(),
                _ => SharedString::from(message.name()),
            },
            kind: envelope.kind,
            sequence_id: envelope.sequence_id,
            form: envelope.form,
            limit,
            method: None,
        }
    }

    /// The same of this method.
    pub(super) fn of_method(self, method: Option<&'static MethodDescriptor>) -> Self {
        Self { method, ..self }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn sequence_id(&self) -> i32 {
        self.sequence_id
    }

    /// The same request as one that is not to be answered.
    pub(super) fn oneway(self) -> Self {
        Self { kind: MessageType::Oneway, ..self }
    }

    /// What a header says about a response of this kind.
    #[inline]
    pub(super) fn about<'m>(&'m self, kind: MessageType, metadata: &'m Metadata) -> About<'m> {
        let protocol = self.form.protocol();
        About { method: self.name(), kind, sequence_id: self.sequence_id, protocol, metadata }
    }

    /// Appends a response about which this is said, with this body, which is in the binary protocol, as the request was written.
    pub(super) fn append_reply(&self, about: &About<'_>, body: &Body, out: &mut Vec<u8>) {
        let About { method: name, kind, sequence_id, .. } = *about;
        #[cfg(feature = "json")]
        if self.form == Form::Json {
            return self.append_json(kind, body, out);
        }
        let body = body.bytes();
        match self.form {
            Form::Binary(version) => {
                let mut writer = binary::Writer::with_buffer(std::mem::take(out));
                binary::MessageHeader { name, kind, sequence_id, version }.write(&mut writer);
                (*out, _) = writer.into_parts();
                out.extend_from_slice(body);
            }
            Form::Compact => {
                let start = out.len();
                compact::MessageHeader { name, kind, sequence_id }.write(out);
                if let Err(error) = transcode::to_compact(body, out) {
                    // What a processor of the user's own has made.
                    tracing::warn!(method = name, %error, "a response is malformed");
                    out.truncate(start);
                    compact::MessageHeader { name, kind: MessageType::Exception, sequence_id }.write(out);
                    out.push(0);
                }
            }
            #[cfg(feature = "json")]
            Form::Json => {}
        }
    }

    /// No answer.
    pub(crate) fn silence(self) -> Response {
        Response::new(self, Outcome::Silence, Vec::new())
    }

    /// The answer of a handler that has ended, its result encoded.
    pub(super) fn ended(self, result: Handled) -> Response {
        match result {
            Ok(Ok(body)) => self.result(body),
            Ok(Err(error)) => self.internal_error(&format_args!("its result can not be encoded: {error}")),
            Err(error) => self.internal_error(&error),
        }
    }

    fn result(self, body: Vec<u8>) -> Response {
        if self.kind == MessageType::Oneway {
            return self.silence();
        }
        // An envelope has up to 12 bytes besides its name.
        let size = body.len() + self.name.len() + 12;
        if size > self.limit {
            let message = format!("its result has {size} bytes, above the limit of {}", self.limit);
            return self.internal_error(&message);
        }
        Response::new(self, Outcome::Result, body)
    }

    /// The answer of a handler that failed with an error its method does not declare.
    pub(crate) fn internal_error(self, error: &dyn std::fmt::Display) -> Response {
        let message = format!("internal error in `{}`: {error}", self.name());
        self.exception(ApplicationErrorKind::INTERNAL_ERROR, message)
    }

    /// The answer of a handler that panicked. What it panicked with is nobody else's business.
    pub(crate) fn panicked(self) -> Response {
        let message = format!("the handler of `{}` panicked", self.name());
        self.exception(ApplicationErrorKind::INTERNAL_ERROR, message)
    }

    /// The answer to a request whose caller's time was over before it could run.
    pub(crate) fn expired(self) -> Response {
        let message = format!("its caller's time was over before `{}` was run", self.name());
        let error = ApplicationError::expired(message);
        self.exception(error.kind, error.message)
    }

    /// The answer of a handler that was dropped when its caller's time was over.
    pub(crate) fn dropped_at_deadline(self) -> Response {
        let message = format!("`{}` was dropped when its caller's time was over", self.name());
        let error = ApplicationError::expired(message);
        self.exception(error.kind, error.message)
    }

    /// The answer of a handler that was dropped after as long as the server lets it take.
    pub(crate) fn dropped_after(self, timeout: Duration) -> Response {
        let message = format!("`{}` took longer than {timeout:?} and was dropped", self.name());
        self.exception(ApplicationErrorKind::INTERNAL_ERROR, message)
    }

    /// The answer to arguments that can not be decoded.
    pub(crate) fn undecodable(self, error: &ProtocolError) -> Response {
        let message = format!("malformed arguments of `{}`: {error}", self.name());
        self.exception(ApplicationErrorKind::PROTOCOL_ERROR, message)
    }

    /// The answer to what is not understood; of what a header has hidden, there is no name.
    pub(crate) fn refused(self, kind: ApplicationErrorKind, error: &ProtocolError) -> Response {
        match self.name.is_empty() {
            true => self.exception(kind, error.to_string()),
            false => self.undecodable(error),
        }
    }

    /// An answer that is an error; none where the request is oneway.
    pub(crate) fn exception(self, kind: ApplicationErrorKind, message: String) -> Response {
        if self.kind == MessageType::Oneway {
            tracing::warn!(%kind, message, "a oneway request failed");
            return self.silence();
        }
        tracing::debug!(%kind, message, "a request failed");
        // Only a length beyond 31 bits could fail.
        let body = binary::to_vec(&ApplicationError { kind, message }).unwrap_or_else(|_| vec![0]);
        Response::new(self, Outcome::Exception(kind), body)
    }
}
