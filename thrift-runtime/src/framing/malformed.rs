//! Bytes in a stream that are no message.

use crate::error::{ApplicationErrorKind, ProtocolError, ProtocolErrorKind};

use super::header::Closed;
use super::{Message, Wrapper};

/// Bytes in a stream that are no message. Where the next one would start is not known, or it would be no better.
#[derive(Debug)]
pub(crate) struct Malformed {
    pub(crate) error: ProtocolError,
    /// The message as far as it has arrived, where its envelope is known; one without a name, where a header has hidden it.
    pub(crate) message: Option<Box<Message>>,
    /// What its sender is told.
    pub(crate) kind: ApplicationErrorKind,
    /// What messages would come out of, were it unwrapped.
    pub(crate) wrapper: Option<Wrapper>,
}

impl From<ProtocolError> for Malformed {
    fn from(error: ProtocolError) -> Self {
        Self { error, message: None, kind: ApplicationErrorKind::PROTOCOL_ERROR, wrapper: None }
    }
}

impl From<Wrapper> for Malformed {
    fn from(wrapper: Wrapper) -> Self {
        let message = format!("messages within {wrapper} are not expected here");
        let error = ProtocolError::new(ProtocolErrorKind::BadVersion, message).at(0);
        Self { wrapper: Some(wrapper), ..error.into() }
    }
}

impl From<Closed> for Malformed {
    fn from(closed: Closed) -> Self {
        let mut malformed = Self::from(closed.error);
        if let Some((kind, sequence_id)) = closed.answer {
            malformed.message = Some(Box::new(Message::unread(sequence_id)));
            malformed.kind = kind;
        }
        malformed
    }
}
