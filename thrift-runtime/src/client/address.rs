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
        let failed = |tried: &str, error| TransportError::new(format!("connecting to {self}{tried}"), error, Sent::No);
        let addresses = match &self.0 {
            Kind::Socket(address) => vec![*address],
            Kind::Name(name) => match timed(patience, lookup_host(name)).await {
                Ok(addresses) => addresses.collect(),
                Err(error) => return Err(failed("", error)),
            },
        };
        let mut tried = String::new();
        let mut last = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
        for address in addresses {
            let error = match timed(patience, TcpStream::connect(address)).await {
                Ok(stream) => {
                    stream.set_nodelay(true).map_err(|error| failed("", error))?;
                    return Ok(stream);
                }
                Err(error) => error,
            };
            tried.push_str(if tried.is_empty() { " (tried " } else { ", " });
            tried.push_str(&address.to_string());
            last = error;
        }
        if !tried.is_empty() {
            tried.push(')');
        }
        Err(failed(&tried, last))
    }
}

async fn timed<T>(patience: Duration, attempt: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    match timeout(patience, attempt).await {
        Ok(result) => result,
        Err(_) => Err(io::Error::new(
            io::ErrorKind::TimedOut,
            format!("no answer within {patience:?}"),
        )),
    }
}
