//! Bytes in a stream that are no message.

use crate::error::ProtocolError;

use super::Message;

/// Bytes in a stream that are no message. Where the next one would start is not known, or it would be no better.
#[derive(Debug)]
pub(crate) struct Malformed {
    pub(crate) error: ProtocolError,
    /// The message as far as it has arrived, where its envelope is known.
    pub(crate) message: Option<Message>,
}

impl From<ProtocolError> for Malformed {
    fn from(error: ProtocolError) -> Self {
        Self { error, message: None }
    }
}
