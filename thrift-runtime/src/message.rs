//! What a message is for.

use crate::binary::Version;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::shared_string::SharedString;

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

/// How values and the headers of messages are encoded. A server finds out by itself; a client names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Protocol {
    /// Apache's `TBinaryProtocol`, strict on write.
    #[default]
    Binary,
    /// Apache's `TCompactProtocol`: smaller, and takes longer, since services are compiled for the binary protocol, and what
    /// is in this one is transcoded on its way.
    Compact,
    /// Apache's `TJSONProtocol`: text, which takes longer still. It is there with the feature `json`.
    #[cfg(feature = "json")]
    Json,
}

/// The name of a method.
#[derive(Debug, Clone)]
pub(crate) enum Name {
    /// Out of the IDL.
    Known(&'static str),
    /// Out of a request.
    Read(SharedString),
}

impl Name {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Known(name) => name,
            Self::Read(name) => name,
        }
    }
}

/// How a message is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Binary(Version),
    Compact,
    #[cfg(feature = "json")]
    Json,
}

impl Form {
    pub(crate) fn protocol(self) -> Protocol {
        match self {
            Self::Binary(_) => Protocol::Binary,
            Self::Compact => Protocol::Compact,
            #[cfg(feature = "json")]
            Self::Json => Protocol::Json,
        }
    }
}

impl MessageType {
    #[inline]
    pub(crate) fn parse(number: u8) -> Result<Self, ProtocolError> {
        Ok(match number {
            1 => Self::Call,
            2 => Self::Reply,
            3 => Self::Exception,
            4 => Self::Oneway,
            _ => return Err(unknown_type(number)),
        })
    }
}

#[cold]
fn unknown_type(number: u8) -> ProtocolError {
    ProtocolError::new(ProtocolErrorKind::InvalidData, format!("unknown message type {number}"))
}
