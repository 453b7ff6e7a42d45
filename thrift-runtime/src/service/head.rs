//! What is kept of a request that has been given away.

use crate::framing::{Envelope, Message};
use crate::limits::Limits;

use super::Request;

/// What an answer repeats of its request, kept for the case that whoever processes the request gives none.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    envelope: Envelope,
    response_limit: usize,
}

impl Head {
    pub(crate) fn new(message: &Message, response_limit: usize) -> Self {
        Self { envelope: message.kept_envelope(), response_limit }
    }

    pub(crate) fn sequence_id(&self) -> i32 {
        self.envelope.sequence_id
    }

    /// The request to answer, without its arguments.
    pub(crate) fn into_request(self) -> Request {
        Request::new(Message::without_body(self.envelope), Limits::DEFAULT, self.response_limit)
    }
}
