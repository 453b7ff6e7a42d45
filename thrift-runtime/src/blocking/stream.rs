//! The sockets that threads wait for.

use std::io::{self, Read, Write};
use std::net::{self, Shutdown};
#[cfg(unix)]
use std::os::unix;
use std::time::Duration;

/// The longest time that a socket is made to wait. No system counts much further.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// The shortest: 0 would be for ever.
const SHORTEST: Duration = Duration::from_millis(1);

/// How long a socket is made to wait.
#[derive(Debug, Default)]
pub(crate) struct ReadTimeout(Option<Duration>);

impl ReadTimeout {
    /// Sees to it that a read comes back after this time, or somewhat before: setting the socket's time takes a call of the
    /// system, and one that goes off early is set anew then.
    pub(crate) fn set(&mut self, io: &WaitingStream, timeout: Option<Duration>) -> io::Result<()> {
        let timeout = timeout.map(|timeout| timeout.clamp(SHORTEST, LONGEST));
        let fits = match (self.0, timeout) {
            (None, None) => true,
            (Some(set), Some(timeout)) => set <= timeout && set >= timeout / 2,
            _ => false,
        };
        if !fits {
            io.set_read_timeout(timeout)?;
            self.0 = timeout;
        }
        Ok(())
    }
}

/// Whether nothing could be read or written in time.
pub(crate) fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

/// A socket that waits.
#[derive(Debug)]
pub(crate) enum WaitingStream {
    Tcp(net::TcpStream),
    #[cfg(unix)]
    Unix(unix::net::UnixStream),
}

impl WaitingStream {
    fn set_read_timeout(&self, timeout: Option<Duration>) -> io::Result<()> {
        match self {
            Self::Tcp(io) => io.set_read_timeout(timeout),
            #[cfg(unix)]
            Self::Unix(io) => io.set_read_timeout(timeout),
        }
    }

    /// How long one write waits for the peer to take something.
    pub(crate) fn set_write_timeout(&self, timeout: Duration) -> io::Result<()> {
        let timeout = Some(timeout.clamp(SHORTEST, LONGEST));
        match self {
            Self::Tcp(io) => io.set_write_timeout(timeout),
            #[cfg(unix)]
            Self::Unix(io) => io.set_write_timeout(timeout),
        }
    }

    pub(crate) fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()> {
        match self {
            Self::Tcp(io) => io.set_nonblocking(nonblocking),
            #[cfg(unix)]
            Self::Unix(io) => io.set_nonblocking(nonblocking),
        }
    }

    /// Closes one direction or both; also from another thread than the one that waits.
    pub(crate) fn shutdown(&self, how: Shutdown) -> io::Result<()> {
        match self {
            Self::Tcp(io) => io.shutdown(how),
            #[cfg(unix)]
            Self::Unix(io) => io.shutdown(how),
        }
    }
}

impl Read for &WaitingStream {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        match self {
            WaitingStream::Tcp(io) => (&*io).read(bytes),
            #[cfg(unix)]
            WaitingStream::Unix(io) => (&*io).read(bytes),
        }
    }
}

impl Write for &WaitingStream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            WaitingStream::Tcp(io) => (&*io).write(bytes),
            #[cfg(unix)]
            WaitingStream::Unix(io) => (&*io).write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
