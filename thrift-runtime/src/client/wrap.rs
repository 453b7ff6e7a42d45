//! Connections to a channel's address, and what wraps their messages.

use std::io;

use tokio::time::timeout;

use crate::error::{Sent, TransportError};
use crate::framing::Transport;
use crate::stream::AnyIo;
#[cfg(feature = "zlib")]
use crate::stream::Zlib;
use crate::stream::sasl::{self, Credentials};

use super::settings::Settings;
use super::stream::Stream;

/// What a channel's messages are wrapped in, from the outermost.
#[derive(Debug, Clone, Default)]
pub(super) struct Wrappers {
    #[cfg(feature = "tls")]
    pub(super) tls: Option<crate::tls::ClientTls>,
    pub(super) sasl: Option<Credentials>,
}

impl Settings {
    /// Checks that this build can do what is asked of it.
    fn check_build(&self) -> Result<(), TransportError> {
        let transport = self.transport;
        let why = match transport {
            Transport::Http if !cfg!(feature = "http") => {
                format!("{transport:?} needs the feature `http` of thrift-rs")
            }
            Transport::Zlib if !cfg!(feature = "zlib") => {
                format!("{transport:?} needs the feature `zlib` of thrift-rs")
            }
            Transport::Framed => return Ok(()),
            _ if self.wrappers.sasl.is_some() => format!("with SASL messages are framed, not {transport:?}"),
            _ => return Ok(()),
        };
        let source = io::Error::new(io::ErrorKind::Unsupported, why);
        Err(TransportError::new(format!("connecting to {}", self.address), source, Sent::No))
    }

    /// Connects, and shakes hands.
    pub(super) async fn dial(&self) -> Result<Stream, TransportError> {
        self.check_build()?;
        let stream = self.address.connect(self.connect_timeout).await?;
        if !self.is_wrapped() {
            return Ok(stream);
        }
        Ok(Stream::Wrapped(self.wrap(stream.boxed()).await?))
    }

    /// Whether a connection takes more than to be connected.
    pub(super) fn is_wrapped(&self) -> bool {
        #[cfg(feature = "tls")]
        if self.wrappers.tls.is_some() {
            return true;
        }
        self.wrappers.sasl.is_some() || matches!(self.transport, Transport::Http | Transport::Zlib)
    }

    /// Shakes hands over a connection. Gives what is within.
    pub(super) async fn wrap(&self, io: AnyIo<'static>) -> Result<AnyIo<'static>, TransportError> {
        self.check_build()?;
        #[cfg(feature = "tls")]
        let io = match &self.wrappers.tls {
            Some(tls) => self.step("TLS", tls.connect(self.address.host(), io)).await?,
            None => io,
        };
        let mut io = io;
        if let Some(credentials) = &self.wrappers.sasl {
            self.step("SASL", sasl::connect(credentials, &mut io)).await?;
        }
        #[cfg(feature = "zlib")]
        if self.transport == Transport::Zlib {
            io = Box::new(Zlib::new(io));
        }
        Ok(io)
    }

    /// A handshake, in the time of an attempt to connect.
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
