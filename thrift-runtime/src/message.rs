//! What a message is for.

use crate::error::{ProtocolError, ProtocolErrorKind};

/// What a message is for (Thrift RPC specification, "Message").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum MessageType {
    /// A request that is answered.
    Call = 1,
    /// The result of a call: its value, or an exception that the method declares.
    Reply = 2,
    /// A [`TApplicationException`](crate::ApplicationError) instead of a result.
    Exception = 3,
    /// A request that is not answered.
    Oneway = 4,
}

impl MessageType {
    pub(crate) fn parse(number: u8) -> Result<Self, ProtocolError> {
        Ok(match number {
            1 => Self::Call,
            2 => Self::Reply,
            3 => Self::Exception,
            4 => Self::Oneway,
            _ => {
                let message = format!("unknown message type {number}");
                return Err(ProtocolError::new(ProtocolErrorKind::InvalidData, message));
            }
        })
    }
}
