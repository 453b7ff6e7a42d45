//! Where a server is, and how to get there.

#[cfg(feature = "blocking")]
mod blocking;

#[cfg(feature = "tls")]
use std::borrow::Cow;
use std::fmt;
use std::io;
use std::net::SocketAddr;
#[cfg(unix)]
use std::path::{Path, PathBuf};
use std::time::Duration;

#[cfg(feature = "http")]
use hyper::header::HeaderValue;
#[cfg(unix)]
use tokio::net::UnixStream;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use crate::error::{Sent, TransportError};

use super::stream::Stream;

/// What the name of a unix socket begins with, before its path.
#[cfg(unix)]
const UNIX: &str = "unix:";

/// Where a server is: a host name or IP address with a port, as in `"localhost:9090"` and `"[::1]:9090"`; or, on unix, the
/// path of a unix socket, as a `Path` or in a name, as in `"unix:/run/users.sock"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// To be resolved at each connection.
    Name(String),
    Socket(SocketAddr),
    #[cfg(unix)]
    Path(PathBuf),
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
        #[cfg(unix)]
        if let Some(path) = name.strip_prefix(UNIX) {
            return Path::new(path).into();
        }
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
        let name = match host.contains(':') && !host.starts_with('[') {
            true => format!("[{host}]:{port}"),
            false => format!("{host}:{port}"),
        };
        Self(Kind::Name(name))
    }
}

#[cfg(unix)]
impl From<PathBuf> for Address {
    fn from(path: PathBuf) -> Self {
        Self(Kind::Path(path))
    }
}

#[cfg(unix)]
impl From<&PathBuf> for Address {
    fn from(path: &PathBuf) -> Self {
        path.clone().into()
    }
}

#[cfg(unix)]
impl From<&Path> for Address {
    fn from(path: &Path) -> Self {
        path.to_owned().into()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Name(name) => f.write_str(name),
            Kind::Socket(address) => address.fmt(f),
            #[cfg(unix)]
            Kind::Path(path) => write!(f, "{UNIX}{}", path.display()),
        }
    }
}

impl Address {
    /// What a request over HTTP names as its host (RFC 9110, section 7.2).
    #[cfg(feature = "http")]
    pub(super) fn authority(&self) -> HeaderValue {
        let name = match &self.0 {
            Kind::Name(name) => HeaderValue::from_str(name).ok(),
            Kind::Socket(address) => HeaderValue::from_str(&address.to_string()).ok(),
            #[cfg(unix)]
            Kind::Path(_) => None,
        };
        name.unwrap_or(HeaderValue::from_static("localhost"))
    }

    /// The host's name or IP address, where it has one.
    #[cfg(feature = "tls")]
    pub(super) fn host(&self) -> Option<Cow<'_, str>> {
        match &self.0 {
            Kind::Name(name) => {
                let host = name.rsplit_once(':').map_or(name.as_str(), |(host, _)| host);
                let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
                Some(bare.unwrap_or(host).into())
            }
            Kind::Socket(address) => Some(address.ip().to_string().into()),
            #[cfg(unix)]
            Kind::Path(_) => None,
        }
    }

    /// Connects to the first of its addresses that answers, each within `patience`.
    pub(super) async fn connect(&self, patience: Duration) -> Result<Stream, TransportError> {
        let failed = |tried, error| TransportError::new(format!("connecting to {self}{tried}"), error, Sent::No);
        let name = match &self.0 {
            Kind::Name(name) => name,
            Kind::Socket(address) => {
                let stream = open(*address, patience).await;
                return stream.map_err(|error| failed(String::new(), error));
            }
            #[cfg(unix)]
            Kind::Path(path) => {
                let stream = timed(patience, UnixStream::connect(path)).await;
                return stream.map(Stream::Unix).map_err(|error| failed(String::new(), error));
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

async fn open(address: SocketAddr, patience: Duration) -> io::Result<Stream> {
    let stream = timed(patience, TcpStream::connect(address)).await?;
    stream.set_nodelay(true)?;
    Ok(Stream::Tcp(stream))
}

async fn timed<T>(patience: Duration, attempt: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    match timeout(patience, attempt).await {
        Ok(result) => result,
        Err(_) => Err(io::Error::new(io::ErrorKind::TimedOut, format!("no answer within {patience:?}"))),
    }
}
