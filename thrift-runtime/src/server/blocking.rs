//! The server on plain threads.

mod bound;
mod connection;
mod crew;
mod listener;
mod per_connection;
mod pool;
mod queue;
mod serve;
mod session;
mod settings;
mod stream;

use std::fmt;
use std::net::{TcpListener, ToSocketAddrs};
#[cfg(unix)]
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Result, Sent, TransportError};
use crate::limits::Limits;
use crate::service::Process as AnyProcess;
use crate::service::blocking::{Inline, Process};

pub use bound::{BoundServer, Shutdown};

use listener::Listener;
use settings::Settings;

/// Serves a blocking processor on any number of connections, by threads.
///
/// One port takes every client that the async [`Server`](crate::Server) takes over a plain socket, and answers each as it asked.
/// The requests of one connection are processed one after the other, in the order in which they came.
///
/// A bounded pool of threads processes requests, as many at one time as it has [`workers`](Self::workers). A connection is with
/// a worker while there is a request of it to process, and no longer: one that is idle, or whose client sends or reads slowly, is
/// watched together with all the others by the thread that takes new connections. Where all workers are busy, connections with
/// requests wait for one, up to [`max_queued`](Self::max_queued); what comes then is answered at once that the server is
/// overloaded, and can be sent elsewhere.
///
/// With [`thread_per_connection`](Self::thread_per_connection), each connection has a thread to itself instead.
///
/// Each request is a span of `tracing`, as with the async server. A handler's panic is answered with
/// [`INTERNAL_ERROR`](crate::ApplicationErrorKind::INTERNAL_ERROR), and everything lives on.
///
/// ```no_run
/// # fn example(processor: impl thrift_runtime::blocking::Process) -> thrift_runtime::Result<()> {
/// use thrift_runtime::blocking::Server;
///
/// let server = Server::new(processor).workers(16).bind("127.0.0.1:0")?;
/// println!("listening on {}", server.local_addr());
/// let shutdown = server.shutdown_handle();        // `shutdown.shutdown()` lets `serve` come back
/// server.serve()
/// # }
/// ```
#[derive(Clone)]
pub struct Server {
    process: Arc<dyn AnyProcess>,
    limits: Limits,
    settings: Settings,
}

impl Server {
    /// A server of this processor.
    pub fn new(process: impl Process) -> Self {
        Self { process: Arc::new(Inline(process)), limits: Limits::DEFAULT, settings: Settings::default() }
    }

    /// Listens at this address; port 0 takes a free one. Clients can connect from here on, and are served once the
    /// [`BoundServer`] is.
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), where the address can not be had.
    pub fn bind(self, addr: impl ToSocketAddrs) -> Result<BoundServer> {
        let failed = |error| TransportError::new("binding the server's address", error, Sent::No);
        self.bind_listener(TcpListener::bind(addr).map_err(failed)?)
    }

    /// Listens at a socket that was made elsewhere: by systemd, for example, or with options of its own.
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), where the operating system does not let us wait for its clients.
    pub fn bind_listener(self, listener: TcpListener) -> Result<BoundServer> {
        let address = listener.local_addr();
        let bound = address.and_then(|address| BoundServer::new(self, Listener::tcp(listener)?, address));
        let failed = |error| TransportError::new("listening at the server's socket", error, Sent::No);
        Ok(bound.map_err(failed)?)
    }

    /// Listens at a unix socket. A socket that is left there by a server that is gone is removed; its own is removed as
    /// soon as the server takes no more connections, or is dropped.
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), where the path can not be had: someone listens there, or it is a file
    /// that is no socket.
    #[cfg(unix)]
    pub fn bind_unix(self, path: impl AsRef<Path>) -> Result<BoundServer<PathBuf>> {
        let path = path.as_ref();
        let bound = Listener::unix(path).and_then(|listener| BoundServer::new(self, listener, path.to_owned()));
        let failed =
            |error| TransportError::new(format!("binding the unix socket {}", path.display()), error, Sent::No);
        Ok(bound.map_err(failed)?)
    }

    /// Listens at this address and serves for ever: [`bind`](Self::bind) and [`serve`](BoundServer::serve).
    ///
    /// # Errors
    /// Those of [`bind`](Self::bind).
    pub fn listen(self, addr: impl ToSocketAddrs) -> Result<()> {
        self.bind(addr)?.serve()
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("blocking::Server")
            .field("limits", &self.limits)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
