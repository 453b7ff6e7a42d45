//! What a connection reads from and writes to.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
#[cfg(unix)]
use tokio::net::UnixStream;

use crate::stream::AnyIo;

/// A connection to an address.
pub(super) enum Stream {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(UnixStream),
    Wrapped(AnyIo<'static>),
}

impl Stream {
    /// The same, its type forgotten.
    pub(super) fn boxed(self) -> AnyIo<'static> {
        match self {
            Self::Tcp(io) => Box::new(io),
            #[cfg(unix)]
            Self::Unix(io) => Box::new(io),
            Self::Wrapped(io) => io,
        }
    }
}

/// What this expression comes to for the stream that it is.
macro_rules! each {
    ($stream:expr, $io:ident => $poll:expr) => {
        match $stream.get_mut() {
            Stream::Tcp($io) => $poll,
            #[cfg(unix)]
            Stream::Unix($io) => $poll,
            Stream::Wrapped($io) => $poll,
        }
    };
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        each!(self, io => Pin::new(io).poll_read(cx, buffer))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        each!(self, io => Pin::new(io).poll_write(cx, bytes))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        each!(self, io => Pin::new(io).poll_flush(cx))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        each!(self, io => Pin::new(io).poll_shutdown(cx))
    }
}
