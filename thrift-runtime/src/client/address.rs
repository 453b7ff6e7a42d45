//! Where a server is, and how to get there.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use crate::error::{Sent, TransportError};

/// Where a server is: a host name or IP address with a port, as in `"localhost:9090"` and `"[::1]:9090"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// To be resolved at each connection.
    Name(String),
    Socket(SocketAddr),
}

impl From<&str> for Address {
    fn from(name: &str) -> Self {
        name.to_owned().into()
    }
}

impl From<&String> for Address {
    fn from(name: &String) -> Self {
        name.clone().into()
    }
}

impl From<String> for Address {
    fn from(name: String) -> Self {
        Self(Kind::Name(name))
    }
}

impl From<SocketAddr> for Address {
    fn from(address: SocketAddr) -> Self {
        Self(Kind::Socket(address))
    }
}

impl From<(&str, u16)> for Address {
    fn from((host, port): (&str, u16)) -> Self {
        match host.contains(':') && !host.starts_with('[') {
            true => format!("[{host}]:{port}").into(),
            false => format!("{host}:{port}").into(),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Name(name) => f.write_str(name),
            Kind::Socket(address) => address.fmt(f),
        }
    }
}

impl Address {
    /// Connects to the first of its addresses that answers, each within `patience`.
    pub(super) async fn connect(&self, patience: Duration) -> Result<TcpStream, TransportError> {
        let failed = |tried, error| TransportError::new(format!("connecting to {self}{tried}"), error, Sent::No);
        let name = match &self.0 {
            Kind::Name(name) => name,
            Kind::Socket(address) => {
                let stream = open(*address, patience).await;
                return stream.map_err(|error| failed(String::new(), error));
            }
        };
        let addresses = timed(patience, lookup_host(name)).await;
        let addresses = addresses.map_err(|error| failed(String::new(), error))?;
        let mut tried = Vec::new();
        let mut last = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
        for address in addresses {
            match open(address, patience).await {
                Ok(stream) => return Ok(stream),
                Err(error) => last = error,
            }
            tried.push(address.to_string());
        }
        Err(failed(format!(" (tried {})", tried.join(", ")), last))
    }
}

async fn open(address: SocketAddr, patience: Duration) -> io::Result<TcpStream> {
    let stream = timed(patience, TcpStream::connect(address)).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

async fn timed<T>(patience: Duration, attempt: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    match timeout(patience, attempt).await {
        Ok(result) => result,
        Err(_) => Err(io::Error::new(io::ErrorKind::TimedOut, format!("no answer within {patience:?}"))),
    }
}
