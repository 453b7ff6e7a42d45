//! Responses in JSON.

use crate::binary;
use crate::descriptor::Described;
use crate::error::{ApplicationError, ApplicationErrorKind, ProtocolError, ProtocolErrorKind};
use crate::framing::Message;
use crate::json::message::{header, write_body};
use crate::limits::Limits;
use crate::message::{Form, MessageType};

use super::{Body, Request};

impl Request {
    pub(in crate::service) fn is_json(&self) -> bool {
        self.form() == Form::Json
    }

    /// Makes the body of a reply one in the binary protocol, as far as it is known what it is; a result that came in JSON to a
    /// request that did, too, may stay as it is.
    pub(in crate::service) fn describe_reply(&self, reply: &mut Message, limits: &Limits) {
        match (reply.envelope().kind, self.called()) {
            (MessageType::Exception, _) => reply.describe(ApplicationError::DESCRIPTOR, limits),
            (_, Some(method)) => reply.describe(method.result(), limits),
            (_, None) => {}
        }
    }

    /// Appends a response of this kind with this body.
    pub(super) fn append_json(&self, kind: MessageType, body: &Body, out: &mut Vec<u8>) {
        let start = out.len();
        header(self.method(), kind, self.sequence_id(), out);
        let error = match self.append_json_body(kind, body, out) {
            Ok(()) if out.len() - start <= self.response_limit() => return,
            Ok(()) => {
                let size = out.len() - start;
                let message =
                    format!("its result has {size} bytes in JSON, above the limit of {}", self.response_limit());
                ProtocolError::new(ProtocolErrorKind::SizeLimit, message)
            }
            Err(error) => error,
        };
        tracing::warn!(method = self.method(), %error, "a response can not be written in JSON");
        out.truncate(start);
        header(self.method(), MessageType::Exception, self.sequence_id(), out);
        let message = format!("internal error in `{}`: {error}", self.method());
        let error = ApplicationError { kind: ApplicationErrorKind::INTERNAL_ERROR, message };
        // Only a length beyond 31 bits could fail.
        let error = binary::to_vec(&error).unwrap_or_else(|_| vec![0]);
        if write_body(ApplicationError::DESCRIPTOR, &error, out).is_err() {
            out.extend_from_slice(b"{}]");
        }
    }

    fn append_json_body(&self, kind: MessageType, body: &Body, out: &mut Vec<u8>) -> Result<(), ProtocolError> {
        if let Body::Text(text) = body {
            out.extend_from_slice(text);
            return Ok(());
        }
        match (kind, self.called()) {
            (MessageType::Exception, _) => write_body(ApplicationError::DESCRIPTOR, body.bytes(), out),
            (_, Some(method)) => write_body(method.result(), body.bytes(), out),
            (_, None) => Err(ProtocolError::new(
                ProtocolErrorKind::NotImplemented,
                "it comes from elsewhere in another protocol than JSON, and its types are not known here",
            )),
        }
    }
}
