//! Why a connection is gone.

use std::io;

use crate::error::{Error, ProtocolError, Sent, TransportError, same_io_error};

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
    /// The error of a call that it concerns.
    pub(super) fn error(&self, sent: Sent) -> Error {
        let lost = |error| TransportError::new("the connection was lost during the call", error, sent);
        match (self, sent) {
            (Self::Closed | Self::Dropped | Self::Malformed(_), Sent::No) => Error::Closed,
            (Self::Shutdown, Sent::No) => Error::Shutdown,
            (Self::Malformed(error), Sent::Maybe) => error.clone().into(),
            (Self::Closed | Self::Dropped, Sent::Maybe) => {
                let closed = io::Error::new(io::ErrorKind::UnexpectedEof, "the peer closed it");
                lost(closed).into()
            }
            (Self::Shutdown, Sent::Maybe) => lost(io::Error::other("its runtime has ended")).into(),
            (Self::Broken(error), _) => lost(same_io_error(error)).into(),
        }
    }
}
