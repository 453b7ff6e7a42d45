//! The server: one port, any client.

mod accept;
#[cfg(feature = "blocking")]
pub(crate) mod blocking;
mod bound;
mod connection;
mod deliver;
mod gate;
#[cfg(feature = "http")]
mod http;
mod in_flight;
mod listen;
mod outbox;
mod refusal;
mod settings;
#[cfg(unix)]
mod unix;
mod upgrade;
mod watch;
mod wrappers;

use std::fmt;
#[cfg(unix)]
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, ToSocketAddrs};
use tower_layer::Layer;
use tower_service::Service;

use crate::client::Channel;
use crate::error::{Result, Sent, TransportError};
use crate::layer::{BoxError, layered};
use crate::limits::Limits;
use crate::service::{LayeredProcess, Process, ProcessService, Request, Response};

pub use bound::BoundServer;
pub use listen::Listen;

use gate::Gate;
use refusal::refusal;
use settings::Settings;
use wrappers::Wrappers;

/// Serves a processor on any number of connections.
///
/// One port takes framed and unframed clients, in the binary protocol, strict and old-style, and the compact one, and
/// answers each as it asked. Handlers
/// of one connection run at the same time and their answers leave as they come, except that requests with one sequence
/// id are processed one after the other: that is how clients without ids match their answers. [`ordered`](Self::ordered)
/// processes all of a connection so.
///
/// What one peer can make the server hold is bounded: a connection is not read while 1024 of its requests are in progress,
/// or its client leaves a megabyte of answers unread; a message has 30 s to arrive once it has begun, and a client as long to
/// take more of its answers. An idle connection costs little and is never dropped, unless
/// [`idle_timeout`](Self::idle_timeout) says so. There are methods for each of these, and for what all connections
/// together may take: [`max_connections`](Self::max_connections), [`max_requests`](Self::max_requests).
///
/// Each request is a span of `tracing`, `request` of `thrift_rs::server` at level debug, with the `method`, the client's
/// address as `peer`, the `outcome` (`result`, the kind of an error, `silence`, `dropped`) and the `duration_us`.
///
/// A handler that never waits runs to its end where its request was read, so that it costs no task; work that keeps a
/// thread busy belongs into `tokio::task::spawn_blocking`.
///
/// It takes a tokio runtime whose timer is enabled.
///
/// ```no_run
/// # async fn example(processor: impl thrift_runtime::Process) -> thrift_runtime::Result<()> {
/// use thrift_runtime::Server;
///
/// let server = Server::new(processor).bind("127.0.0.1:0").await?;
/// println!("listening on {}", server.local_addr());
/// server.serve().await
/// # }
/// ```
#[derive(Clone)]
pub struct Server {
    process: Arc<dyn Process>,
    limits: Limits,
    settings: Settings,
    gate: Option<Arc<Gate>>,
    wrappers: Wrappers,
}

impl Server {
    /// A server of this processor.
    pub fn new(process: impl Process) -> Self {
        Self {
            process: Arc::new(process),
            limits: Limits::DEFAULT,
            settings: Settings::default(),
            gate: None,
            wrappers: Wrappers::default(),
        }
    }

    /// Puts a layer of tower around the processor: it sees each request and its response. The layer that was added last sees a
    /// request first.
    ///
    /// What a layer fails with is answered with `INTERNAL_ERROR` and the error's text; an
    /// [`Error::Application`](crate::Error::Application) as it says, and [`Error::Overloaded`](crate::Error::Overloaded) so
    /// that the client can try elsewhere. Layers take a future in a box for each request.
    ///
    /// Layers that ask each other whether they are ready, as load shedding asks a limit, are to be added together: in a tuple,
    /// the outermost first, or by `tower::ServiceBuilder`.
    ///
    /// ```no_run
    /// # fn example(processor: impl thrift_runtime::Process) -> thrift_runtime::Server {
    /// use thrift_runtime::Server;
    /// use tower::limit::ConcurrencyLimitLayer;
    /// use tower::load_shed::LoadShedLayer;
    /// use tower::timeout::TimeoutLayer;
    ///
    /// Server::new(processor)
    ///     .layer((LoadShedLayer::new(), ConcurrencyLimitLayer::new(100)))
    ///     .layer(TimeoutLayer::new(std::time::Duration::from_secs(1)))
    /// # }
    /// ```
    #[must_use]
    pub fn layer<L>(mut self, layer: L) -> Self
    where
        L: Layer<ProcessService>,
        L::Service: Service<Request, Response = Response> + Clone + Send + 'static,
        <L::Service as Service<Request>>::Error: Into<BoxError>,
        <L::Service as Service<Request>>::Future: Send,
    {
        let service = layer.layer(ProcessService::new(self.process));
        self.process = Arc::new(LayeredProcess(layered(service)));
        self
    }

    /// Listens at this address; port 0 takes a free one. Clients can connect from here on, and are served once the
    /// [`BoundServer`] is.
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), where the address can not be had.
    pub async fn bind(self, addr: impl ToSocketAddrs) -> Result<BoundServer> {
        let failed = |error| TransportError::new("binding the server's address", error, Sent::No);
        let listener = TcpListener::bind(addr).await.map_err(failed)?;
        self.bound(listener)
    }

    /// Not generic, so that the code is in this crate.
    fn bound(self, listener: TcpListener) -> Result<BoundServer> {
        BoundServer::new(self, listener)
    }

    /// Listens at a unix socket. A socket that is left there by a server that is gone is removed; its own is removed as
    /// soon as the server takes no more connections, or is dropped.
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), where the path can not be had: someone listens there, or it is a file
    /// that is no socket.
    #[cfg(unix)]
    pub async fn bind_unix(self, path: impl AsRef<Path>) -> Result<BoundServer<PathBuf>> {
        let path = path.as_ref();
        let failed =
            |error| TransportError::new(format!("binding the unix socket {}", path.display()), error, Sent::No);
        let socket = unix::UnixSocket::bind(path).await.map_err(failed)?;
        BoundServer::new(self, socket)
    }

    /// Listens at a socket that was made elsewhere: by systemd, for example, or with options of its own.
    ///
    /// ```no_run
    /// # async fn example(server: thrift_runtime::Server) -> Result<(), Box<dyn std::error::Error>> {
    /// let socket = std::net::TcpListener::bind("127.0.0.1:0")?;
    /// socket.set_nonblocking(true)?;
    /// let server = server.bind_listener(tokio::net::TcpListener::from_std(socket)?)?;
    /// server.serve().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), where the listener does not know its address.
    pub fn bind_listener<L: Listen>(self, listener: L) -> Result<BoundServer<L::Addr>> {
        BoundServer::new(self, listener)
    }

    /// Listens at this address and serves for ever: [`bind`](Self::bind) and [`serve`](BoundServer::serve).
    ///
    /// # Errors
    /// Those of [`bind`](Self::bind).
    pub async fn listen(self, addr: impl ToSocketAddrs) -> Result<()> {
        self.bind(addr).await?.serve().await
    }

    /// Serves one connection that was made elsewhere until it ends.
    pub async fn serve_connection(&self, io: impl AsyncRead + AsyncWrite + Send + Unpin) {
        upgrade::serve(io, None, self, Arc::default()).await;
    }

    /// A channel to this server in memory, without any socket: for tests, and for services that live in one process. Calls
    /// go through all that they go through over a socket.
    ///
    /// ```
    /// # async fn example(processor: impl thrift_runtime::Process) {
    /// use thrift_runtime::Server;
    ///
    /// let channel = Server::new(processor).in_memory();
    /// // let client = user_service::Client::new(channel);
    /// # }
    /// ```
    ///
    /// # Panics
    /// Outside of a tokio runtime.
    pub fn in_memory(&self) -> Channel {
        /// Bytes on their way, each way. They are held while they are.
        const SPACE: usize = 64 * 1024;
        let (client, connection) = tokio::io::duplex(SPACE);
        let server = self.clone();
        tokio::spawn(async move { server.serve_connection(connection).await });
        Channel::from_stream(client)
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("limits", &self.limits)
            .field("settings", &self.settings)
            .field("gate", &self.gate)
            .field("wrappers", &self.wrappers)
            .finish_non_exhaustive()
    }
}
