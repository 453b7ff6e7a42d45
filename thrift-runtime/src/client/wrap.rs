//! Connections to a channel's address, and what wraps their messages.

#[cfg(feature = "tls")]
use std::io;

#[cfg(feature = "tls")]
use tokio::time::timeout;

#[cfg(feature = "tls")]
use crate::error::Sent;
use crate::error::TransportError;
use crate::stream::AnyIo;

use super::address::Stream;
use super::shared::Settings;

/// What a channel's messages are wrapped in, from the outermost.
#[derive(Debug, Clone, Default)]
pub(super) struct Wrappers {
    #[cfg(feature = "tls")]
    pub(super) tls: Option<crate::tls::ClientTls>,
}

impl Wrappers {
    /// Whether a connection takes no more than to be connected.
    pub(super) fn is_empty(&self) -> bool {
        #[cfg(feature = "tls")]
        if self.tls.is_some() {
            return false;
        }
        true
    }
}

impl Settings {
    /// Connects, and shakes hands.
    pub(super) async fn dial(&self) -> Result<Stream, TransportError> {
        let stream = self.address.connect(self.connect_timeout).await?;
        if self.wrappers.is_empty() {
            return Ok(stream);
        }
        let io: AnyIo<'static> = match stream {
            Stream::Tcp(io) => Box::new(io),
            #[cfg(unix)]
            Stream::Unix(io) => Box::new(io),
            Stream::Wrapped(io) => io,
        };
        Ok(Stream::Wrapped(self.wrap(io).await?))
    }

    /// Shakes hands over a connection. Gives what is within.
    pub(super) async fn wrap(&self, io: AnyIo<'static>) -> Result<AnyIo<'static>, TransportError> {
        #[cfg(feature = "tls")]
        let io = match &self.wrappers.tls {
            Some(tls) => self.step("TLS", tls.connect(self.address.host(), io)).await?,
            None => io,
        };
        Ok(io)
    }

    /// A handshake, in the time of an attempt to connect.
    #[cfg(feature = "tls")]
    async fn step<T>(&self, name: &str, step: impl Future<Output = io::Result<T>>) -> Result<T, TransportError> {
        let error = match timeout(self.connect_timeout, step).await {
            Ok(Ok(value)) => return Ok(value),
            Ok(Err(error)) => error,
            Err(_) => {
                let why = format!("no answer within {:?}", self.connect_timeout);
                io::Error::new(io::ErrorKind::TimedOut, why)
            }
        };
        Err(TransportError::new(format!("connecting to {}: the {name} handshake", self.address), error, Sent::No))
    }
}
