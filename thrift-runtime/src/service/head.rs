//! What is kept of a request that has been given away.

use crate::framing::{Envelope, Message};
use crate::limits::Limits;
use crate::message::{Form, MessageType};
use crate::shared_string::SharedString;

use super::Request;

/// What an answer repeats of its request, kept for the case that whoever processes the request gives none.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    kind: MessageType,
    sequence_id: i32,
    form: Form,
    name: SharedString,
    response_limit: usize,
}

impl Head {
    #[inline]
    pub(crate) fn new(message: &Message, response_limit: usize) -> Self {
        let Envelope { kind, sequence_id, form, .. } = *message.envelope();
        Self { kind, sequence_id, form, name: message.kept_name(), response_limit }
    }

    pub(crate) fn sequence_id(&self) -> i32 {
        self.sequence_id
    }

    /// The request to answer, without its arguments.
    pub(crate) fn into_request(self) -> Request {
        let Self { kind, sequence_id, form, name, response_limit } = self;
        let envelope = Envelope::kept(kind, sequence_id, form, name);
        Request::new(Message::without_body(envelope), Limits::DEFAULT, response_limit)
    }
}
