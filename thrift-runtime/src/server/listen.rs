//! What connections come from.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};

/// What connections come from: a socket that a server takes over with
/// [`Server::bind_listener`](crate::Server::bind_listener).
///
/// Tokio's `TcpListener` and `UnixListener` are; for other transports, implement it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can not be listened at",
    label = "a server needs a listener of tokio's, or another `Listen`",
    note = "make a socket of the standard library non-blocking, and give it to `tokio::net::TcpListener::from_std`"
)]
pub trait Listen: Send + 'static {
    /// A connection.
    type Io: AsyncRead + AsyncWrite + Send + Unpin + 'static;

    /// Where the listener is to be found.
    type Addr: Clone + fmt::Debug + Send + 'static;

    /// Takes the next connection, with its client's address, where it has one. What is slow with it, a handshake for example, belongs into its first read: meanwhile,
    /// nobody else is let in.
    ///
    /// After an error the server goes on: at once where the error is that of a single connection, as
    /// [`ConnectionAborted`](io::ErrorKind::ConnectionAborted) is, else after a moment.
    fn poll_accept(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<(Self::Io, Option<SocketAddr>)>>;

    /// Where the listener is to be found.
    ///
    /// # Errors
    /// Those of the operating system.
    fn local_addr(&self) -> io::Result<Self::Addr>;
}

impl Listen for TcpListener {
    type Io = TcpStream;
    type Addr = SocketAddr;

    fn poll_accept(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<(TcpStream, Option<SocketAddr>)>> {
        let (io, peer) = ready!(Self::poll_accept(self, cx))?;
        tracing::debug!(%peer, "a client has connected");
        if let Err(error) = io.set_nodelay(true) {
            tracing::debug!(%peer, %error, "can not set TCP_NODELAY");
        }
        Poll::Ready(Ok((io, Some(peer))))
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Self::local_addr(self)
    }
}
