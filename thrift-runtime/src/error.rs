//! What can go wrong with a call.

mod application;
mod protocol;
mod transport;

use std::fmt;
use std::time::Duration;

pub use application::{ApplicationError, ApplicationErrorKind};
pub use protocol::{ProtocolError, ProtocolErrorKind};
pub use transport::TransportError;
pub(crate) use transport::{Sent, same_io_error};

/// A result whose error is [`Error`] unless it says otherwise.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error in a handler, as it was given to [`Error::handler`].
type HandlerError = Box<dyn std::error::Error + Send + Sync>;

/// What a layer has failed with.
type LayerError = Box<dyn std::error::Error + Send + Sync>;

/// Why a call did not give its result, or an exception that its method declares.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The connection could not be made, or broke.
    Transport(TransportError),
    /// Bytes that are not what they should be, with the place.
    Protocol(ProtocolError),
    /// The peer answered with a `TApplicationException`: an error that its method does not declare.
    Application(ApplicationError),
    /// An error of our own handler, that its method does not declare. Its caller gets
    /// [`INTERNAL_ERROR`](ApplicationErrorKind::INTERNAL_ERROR) and the error's text.
    Handler(HandlerError),
    /// A layer of the channel has failed the call. The request may have run.
    Layer(LayerError),
    /// No answer within this time. The request may have run: what could not be sent in time is
    /// [`Transport`](Self::Transport).
    Timeout(Duration),
    /// The peer closed the connection before the request was sent.
    Closed,
    /// The peer, or a limit on our side, refused the request unheard.
    Overloaded,
    /// The client or server at our end has been shut down.
    Shutdown,
}

impl Error {
    /// An error of a handler, that its method does not declare.
    pub fn handler(error: impl Into<HandlerError>) -> Self {
        Self::Handler(error.into())
    }

    /// What it is, in a word or two: for traces.
    pub(crate) fn kind(&self) -> String {
        match self {
            Self::Transport(_) => "transport",
            Self::Protocol(_) => "protocol",
            Self::Application(error) => return error.kind.to_string(),
            Self::Handler(_) => "handler",
            Self::Layer(_) => "layer",
            Self::Timeout(_) => "timeout",
            Self::Closed => "closed",
            Self::Overloaded => "overloaded",
            Self::Shutdown => "shutdown",
        }
        .to_owned()
    }

    /// Whether the request can not have reached a handler, so that sending it again, here or elsewhere, can not run it
    /// twice.
    pub fn is_retriable(&self) -> bool {
        match self {
            Self::Transport(error) => error.is_unsent(),
            Self::Closed | Self::Overloaded | Self::Shutdown => true,
            Self::Protocol(_) | Self::Application(_) | Self::Handler(_) | Self::Layer(_) | Self::Timeout(_) => false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => error.fmt(f),
            Self::Protocol(error) => write!(f, "malformed message: {error}"),
            Self::Application(error) => error.fmt(f),
            Self::Handler(error) | Self::Layer(error) => error.fmt(f),
            Self::Timeout(after) => write!(f, "no answer within {after:?}"),
            Self::Closed => f.write_str("the peer has closed the connection"),
            Self::Overloaded => f.write_str("the request was refused unheard: too many are in progress"),
            Self::Shutdown => f.write_str("shut down"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            Self::Protocol(error) => Some(error),
            Self::Handler(error) | Self::Layer(error) => error.source(),
            Self::Application(_) | Self::Timeout(_) | Self::Closed | Self::Overloaded | Self::Shutdown => None,
        }
    }
}

impl From<ProtocolError> for Error {
    fn from(error: ProtocolError) -> Self {
        Self::Protocol(error)
    }
}

impl From<ApplicationError> for Error {
    fn from(error: ApplicationError) -> Self {
        Self::Application(error)
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

/// Turns the error of any result into an undeclared error of the handler that returns it.
pub trait ResultExt<T> {
    /// `?` for errors that the method at hand does not declare: another service's, a database's, any at all.
    ///
    /// What the error was to its source it is no longer here: an overload further down is not an overload of ours, and an
    /// exception that another service declares is not one that this method declares.
    ///
    /// # Errors
    /// [`Error::Handler`], where there was an error.
    fn undeclared(self) -> Result<T>;
}

impl<T, E: Into<HandlerError>> ResultExt<T> for Result<T, E> {
    fn undeclared(self) -> Result<T> {
        self.map_err(Error::handler)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A method's error is this, or an exception boxed beyond 56 bytes, and must stay within clippy's 64 or so.
    #[test]
    fn errors_are_small() {
        assert!(size_of::<Error>() <= 48, "{}", size_of::<Error>());
        assert_eq!(size_of::<ProtocolError>(), size_of::<usize>());
    }
}
