//! Connecting on the thread that asks.

use std::io;
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
#[cfg(unix)]
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::{Address, Kind};
use crate::blocking::WaitingStream;
use crate::error::{Sent, TransportError};

impl Address {
    /// Connects to the first of its addresses that answers, each within `patience`, and all by `end`.
    pub(in crate::client) fn connect_waiting(
        &self,
        patience: Duration,
        end: Option<Instant>,
    ) -> Result<WaitingStream, TransportError> {
        let failed = |tried, error| TransportError::new(format!("connecting to {self}{tried}"), error, Sent::No);
        let left = || match end {
            None => patience,
            Some(end) => patience.min(end.saturating_duration_since(Instant::now())),
        };
        let name = match &self.0 {
            Kind::Name(name) => name,
            Kind::Socket(address) => return open(*address, left()).map_err(|error| failed(String::new(), error)),
            #[cfg(unix)]
            Kind::Path(path) => return open_path(path, left()).map_err(|error| failed(String::new(), error)),
        };
        let addresses = resolve(name, left()).map_err(|error| failed(String::new(), error))?;
        let mut tried = Vec::new();
        let mut last = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
        for address in addresses {
            match open(address, left()) {
                Ok(stream) => return Ok(stream),
                Err(error) => last = error,
            }
            tried.push(address.to_string());
        }
        Err(failed(format!(" (tried {})", tried.join(", ")), last))
    }
}

/// The addresses of a name.
fn resolve(name: &str, patience: Duration) -> io::Result<Vec<SocketAddr>> {
    if let Ok(address) = name.parse() {
        return Ok(vec![address]);
    }
    // The system's resolver can not be told how long to take: a thread of its own waits as long as that may be.
    let (sender, found) = mpsc::sync_channel(1);
    let name = name.to_owned();
    thread::Builder::new().name("thrift-resolve".into()).spawn(move || {
        // Nobody may be there any more.
        let _ = sender.send(name.to_socket_addrs().map(Iterator::collect));
    })?;
    found.recv_timeout(patience).unwrap_or_else(|_| Err(too_late(patience)))
}

fn open(address: SocketAddr, patience: Duration) -> io::Result<WaitingStream> {
    if patience.is_zero() {
        return Err(too_late(patience));
    }
    let stream = TcpStream::connect_timeout(&address, patience).map_err(|error| match error.kind() {
        io::ErrorKind::TimedOut => too_late(patience),
        _ => error,
    })?;
    stream.set_nodelay(true)?;
    Ok(WaitingStream::Tcp(stream))
}

/// A unix socket lets us in at once or, while many wait, not yet.
#[cfg(unix)]
fn open_path(path: &Path, patience: Duration) -> io::Result<WaitingStream> {
    const PAUSE: Duration = Duration::from_millis(5);
    let start = Instant::now();
    loop {
        match mio::net::UnixStream::connect(path) {
            Ok(stream) => {
                let stream = std::os::unix::net::UnixStream::from(stream);
                stream.set_nonblocking(false)?;
                return Ok(WaitingStream::Unix(stream));
            }
            Err(error) if error.kind() != io::ErrorKind::WouldBlock => return Err(error),
            Err(_) if start.elapsed() >= patience => return Err(too_late(patience)),
            Err(_) => thread::sleep(PAUSE.min(patience)),
        }
    }
}

fn too_late(patience: Duration) -> io::Error {
    io::Error::new(io::ErrorKind::TimedOut, format!("no answer within {patience:?}"))
}
