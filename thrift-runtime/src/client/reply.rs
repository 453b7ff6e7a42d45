//! The reply to a call.

use crate::codec::DecodeOwned;
use crate::error::{ApplicationError, ApplicationErrorKind, Error};
use crate::framing::Message;
use crate::limits::Limits;

/// The reply to a call: a method's result, still encoded.
#[derive(Debug)]
pub struct Reply {
    message: Message,
    limits: Limits,
}

impl Reply {
    pub(super) fn new(message: Message, limits: Limits) -> Self {
        Self { message, limits }
    }

    /// Decodes the result struct: field 0 is the value, the others are the exceptions that the method declares.
    ///
    /// # Errors
    /// [`Error::Protocol`], where the reply is malformed or exceeds the channel's limits.
    pub fn decode<R: DecodeOwned>(&self) -> Result<R, Error> {
        Ok(self.message.decode(&self.limits)?)
    }

    /// The error of a result that has neither a value nor an exception.
    pub fn missing_result(&self) -> Error {
        let message = format!("the reply to `{}` has no result", self.message.name());
        ApplicationError::new(ApplicationErrorKind::MISSING_RESULT, message).into()
    }
}
