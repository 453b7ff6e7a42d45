//! Bytes in a stream that are no message.

use crate::error::{ProtocolError, ProtocolErrorKind};

use super::{Message, Wrapper};

/// Bytes in a stream that are no message. Where the next one would start is not known, or it would be no better.
#[derive(Debug)]
pub(crate) struct Malformed {
    pub(crate) error: ProtocolError,
    /// The message as far as it has arrived, where its envelope is known.
    pub(crate) message: Option<Message>,
    /// What messages would come out of, were it unwrapped.
    pub(crate) wrapper: Option<Wrapper>,
}

impl From<ProtocolError> for Malformed {
    fn from(error: ProtocolError) -> Self {
        Self { error, message: None, wrapper: None }
    }
}

impl From<Wrapper> for Malformed {
    fn from(wrapper: Wrapper) -> Self {
        let message = format!("messages within {wrapper} are not expected here");
        let error = ProtocolError::new(ProtocolErrorKind::BadVersion, message).at(0);
        Self { error, message: None, wrapper: Some(wrapper) }
    }
}
