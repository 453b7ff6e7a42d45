//! Answers to what is not understood.

use crate::framing::Malformed;
use crate::message::MessageType;
use crate::service::{Head, Response};

/// The answer to a message that is not understood, where it is known what to. Nothing can be read behind it.
pub(super) fn refusal(malformed: &Malformed, limit: usize) -> Option<Response> {
    let wrapper = malformed.wrapper.map(tracing::field::display);
    tracing::warn!(error = %malformed.error, wrapper, "closing a connection that is not understood");
    let message = malformed.message.as_ref().filter(|message| message.envelope().kind == MessageType::Call)?;
    Some(Head::new(message, limit).into_request().refused(malformed.kind, &malformed.error))
}
