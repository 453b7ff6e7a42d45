//! Why a connection is gone, or a request does not leave.

use std::io;
use std::time::Duration;

use crate::error::{ApplicationError, Error, ProtocolError, Sent, TransportError, same_io_error};

use super::Address;

/// Why a connection is gone.
#[derive(Debug)]
pub(super) enum Cause {
    /// The peer closed it.
    Closed,
    Broken(io::Error),
    /// The peer sent what is not understood.
    Malformed(ProtocolError),
    /// Which reply is whose can not be told.
    Unmatched(ApplicationError),
    /// The last clone of the channel was dropped.
    Dropped,
    /// The runtime that drove it has ended.
    Shutdown,
}

impl Cause {
    /// The error of a call that was under way to this peer.
    pub(super) fn error(&self, peer: &Address, sent: Sent) -> Error {
        let source = match (self, sent) {
            (Self::Closed | Self::Malformed(_) | Self::Unmatched(_) | Self::Dropped, Sent::No) => {
                return Error::Closed;
            }
            (Self::Shutdown, Sent::No) => return Error::Shutdown,
            (Self::Malformed(error), Sent::Maybe) => return error.clone().into(),
            (Self::Unmatched(error), Sent::Maybe) => return error.clone().into(),
            (Self::Closed | Self::Dropped, Sent::Maybe) => io::Error::new(io::ErrorKind::UnexpectedEof, "closed"),
            (Self::Shutdown, Sent::Maybe) => io::Error::other("its runtime has ended"),
            (Self::Broken(error), _) => same_io_error(error),
        };
        let action = match sent {
            Sent::No => format!("the connection to {peer} was lost before the request was sent"),
            Sent::Maybe => format!("the connection to {peer} was lost before the reply came"),
        };
        TransportError::new(action, source, sent).into()
    }

    /// The error of calls that are not sent since connections to this peer are lost before anything comes of them.
    pub(super) fn refusal(&self, peer: &Address) -> TransportError {
        let source = match self {
            Self::Closed | Self::Dropped => io::Error::new(io::ErrorKind::UnexpectedEof, "closed"),
            Self::Broken(error) => same_io_error(error),
            Self::Malformed(error) => io::Error::new(io::ErrorKind::InvalidData, error.to_string()),
            Self::Unmatched(error) => io::Error::new(io::ErrorKind::InvalidData, error.to_string()),
            Self::Shutdown => io::Error::other("its runtime has ended"),
        };
        TransportError::new(format!("the last connections to {peer} were lost before a reply came"), source, Sent::No)
    }
}

/// What keeps a request from being sent.
#[derive(Debug)]
pub(super) enum Unsent {
    /// There is no connection to be had.
    Refused(TransportError),
    /// It is being made.
    Connecting,
    /// It takes no more.
    Stuck,
}

impl Unsent {
    /// The error of a call to this peer that had this much time.
    pub(super) fn error(self, peer: &Address, timeout: Duration) -> TransportError {
        let reason = match self {
            Self::Refused(error) => error.to_string(),
            Self::Connecting => "the connection is still being made".to_owned(),
            Self::Stuck => "the server does not read what was sent before".to_owned(),
        };
        let action = format!("the request could not be sent to {peer} within {timeout:?}");
        TransportError::new(action, io::Error::new(io::ErrorKind::TimedOut, reason), Sent::No)
    }
}
