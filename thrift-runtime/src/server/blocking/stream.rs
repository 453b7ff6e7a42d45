//! The sockets of connections that nobody waits for.

use std::io::{self, Read, Write};
use std::net::{self, Shutdown};
#[cfg(unix)]
use std::os::unix;

use mio::event::Source;
use mio::net::TcpStream;
#[cfg(unix)]
use mio::net::UnixStream;

use crate::blocking::WaitingStream;

/// A socket that does not wait.
pub(super) enum Stream {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(UnixStream),
}

impl Stream {
    pub(super) fn source(&mut self) -> &mut dyn Source {
        match self {
            Self::Tcp(io) => io,
            #[cfg(unix)]
            Self::Unix(io) => io,
        }
    }

    pub(super) fn shutdown(&self, how: Shutdown) -> io::Result<()> {
        match self {
            Self::Tcp(io) => io.shutdown(how),
            #[cfg(unix)]
            Self::Unix(io) => io.shutdown(how),
        }
    }

    pub(super) fn into_waiting(self) -> io::Result<WaitingStream> {
        Ok(match self {
            Self::Tcp(io) => {
                let io = net::TcpStream::from(io);
                io.set_nonblocking(false)?;
                WaitingStream::Tcp(io)
            }
            #[cfg(unix)]
            Self::Unix(io) => {
                let io = unix::net::UnixStream::from(io);
                io.set_nonblocking(false)?;
                WaitingStream::Unix(io)
            }
        })
    }
}

impl Read for Stream {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Tcp(io) => io.read(bytes),
            #[cfg(unix)]
            Self::Unix(io) => io.read(bytes),
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Tcp(io) => io.write(bytes),
            #[cfg(unix)]
            Self::Unix(io) => io.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
