//! Why a connection is gone.

use std::io;

use crate::error::{Error, ProtocolError, Sent, TransportError, same_io_error};

use super::Address;

/// Why a connection is gone.
#[derive(Debug)]
pub(super) enum Cause {
    /// The peer closed it.
    Closed,
    Broken(io::Error),
    /// The peer sent what is not understood.
    Malformed(ProtocolError),
    /// The last clone of the channel was dropped.
    Dropped,
    /// The runtime that drove it has ended.
    Shutdown,
}

impl Cause {
    /// The error of a call that was under way to this peer.
    pub(super) fn error(&self, peer: &Address, sent: Sent) -> Error {
        let source = match (self, sent) {
            (Self::Closed | Self::Malformed(_) | Self::Dropped, Sent::No) => return Error::Closed,
            (Self::Shutdown, Sent::No) => return Error::Shutdown,
            (Self::Malformed(error), Sent::Maybe) => return error.clone().into(),
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
}
