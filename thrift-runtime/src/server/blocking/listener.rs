//! What connections come from.

use std::io;
use std::net::{self, SocketAddr};
#[cfg(unix)]
use std::path::Path;

use mio::event::Source;
use mio::net::TcpListener;
#[cfg(unix)]
use mio::net::{UnixListener, UnixStream};
use mio::{Interest, Registry, Token};

use super::stream::Stream;
#[cfg(unix)]
use crate::server::unix::SocketFile;

/// What connections come from.
pub(super) enum Listener {
    Tcp(TcpListener),
    // In this order: while the listener is there, no other file has its number.
    #[cfg(unix)]
    Unix(#[expect(dead_code, reason = "it is there to be dropped")] SocketFile, UnixListener),
}

impl Listener {
    pub(super) fn tcp(listener: net::TcpListener) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        Ok(Self::Tcp(TcpListener::from_std(listener)))
    }

    /// Listens at this path. A socket there at which nobody listens any more is removed.
    #[cfg(unix)]
    pub(super) fn unix(path: &Path) -> io::Result<Self> {
        let listener = match UnixListener::bind(path) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && is_deserted(path) => {
                std::fs::remove_file(path)?;
                UnixListener::bind(path)?
            }
            bound => bound?,
        };
        Ok(Self::Unix(SocketFile::of(path)?, listener))
    }

    /// The next connection, with its client's address, where it has one.
    pub(super) fn accept(&self) -> io::Result<(Stream, Option<SocketAddr>)> {
        match self {
            Self::Tcp(listener) => {
                let (io, peer) = listener.accept()?;
                tracing::debug!(%peer, "a client has connected");
                if let Err(error) = io.set_nodelay(true) {
                    tracing::debug!(%peer, %error, "can not set TCP_NODELAY");
                }
                Ok((Stream::Tcp(io), Some(peer)))
            }
            #[cfg(unix)]
            Self::Unix(_, listener) => {
                let (io, _) = listener.accept()?;
                tracing::debug!("a client has connected");
                Ok((Stream::Unix(io), None))
            }
        }
    }

    fn source(&mut self) -> &mut dyn Source {
        match self {
            Self::Tcp(listener) => listener,
            #[cfg(unix)]
            Self::Unix(_, listener) => listener,
        }
    }
}

/// Whether there is a socket at which nobody listens. A file of another kind is somebody's.
#[cfg(unix)]
fn is_deserted(path: &Path) -> bool {
    // It does not wait: where others wait to be let in, somebody is there.
    let refused = |error: io::Error| error.kind() == io::ErrorKind::ConnectionRefused;
    crate::server::unix::is_socket(path) && UnixStream::connect(path).is_err_and(refused)
}

impl Source for Listener {
    fn register(&mut self, registry: &Registry, token: Token, interests: Interest) -> io::Result<()> {
        self.source().register(registry, token, interests)
    }

    fn reregister(&mut self, registry: &Registry, token: Token, interests: Interest) -> io::Result<()> {
        self.source().reregister(registry, token, interests)
    }

    fn deregister(&mut self, registry: &Registry) -> io::Result<()> {
        self.source().deregister(registry)
    }
}
