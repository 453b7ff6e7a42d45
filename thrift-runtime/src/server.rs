//! The server: one port, any client.

mod accept;
mod connection;
mod in_flight;
mod outbox;

use std::fmt;
use std::future::poll_fn;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, ToSocketAddrs};
use tokio::sync::oneshot;
use tower_layer::Layer;
use tower_service::Service;

use crate::error::{Result, Sent, TransportError};
use crate::layer::{BoxError, layered};
use crate::limits::Limits;
use crate::service::{LayeredProcess, Process, ProcessService, Request, Response};

use connection::Connection;
use outbox::Outbox;

/// How long a shutdown waits for requests that are being processed, if nothing else is said.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(30);

/// Serves a processor on any number of connections.
///
/// One port takes framed and unframed clients, in the binary protocol, strict and old-style, and the compact one, and
/// answers each as it asked. Handlers
/// of one connection run at the same time and their answers leave as they come, except that requests with one sequence
/// id are processed one after the other: that is how clients without ids match their answers.
///
/// A connection is not read while 1024 of its requests are in progress, or its client leaves a megabyte of answers
/// unread: what one peer can make the server hold is bounded.
///
/// A handler that never waits runs to its end where its request was read, so that it costs no task; work that keeps a
/// thread busy belongs into `tokio::task::spawn_blocking`.
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
    shutdown_timeout: Duration,
}

impl Server {
    /// A server of this processor.
    pub fn new(process: impl Process) -> Self {
        Self { process: Arc::new(process), limits: Limits::DEFAULT, shutdown_timeout: SHUTDOWN_TIMEOUT }
    }

    /// What requests and responses may claim. Default: [`Limits::DEFAULT`].
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
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

    /// How long a shutdown waits for requests that are being processed, before it drops them. Default: 30 s.
    #[must_use]
    pub fn shutdown_timeout(mut self, timeout: Duration) -> Self {
        self.shutdown_timeout = timeout;
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
        let local_addr = listener.local_addr().map_err(failed)?;
        Ok(BoundServer { server: self, listener, local_addr })
    }

    /// Listens at this address and serves for ever: [`bind`](Self::bind) and [`serve`](BoundServer::serve).
    ///
    /// # Errors
    /// Those of [`bind`](Self::bind).
    pub async fn listen(self, addr: impl ToSocketAddrs) -> Result<()> {
        self.bind(addr).await?.serve().await
    }

    /// Serves one connection that was made elsewhere, in memory for example, until it ends.
    pub async fn serve_connection(&self, io: impl AsyncRead + AsyncWrite + Send + Unpin) {
        self.connection(io, Arc::default()).run().await;
    }

    fn connection<IO: AsyncRead + AsyncWrite + Unpin>(&self, io: IO, outbox: Arc<Outbox>) -> Connection<IO> {
        Connection::new(io, Arc::clone(&self.process), self.limits, outbox)
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("limits", &self.limits)
            .field("shutdown_timeout", &self.shutdown_timeout)
            .finish_non_exhaustive()
    }
}

/// A server that has its address.
#[derive(Debug)]
pub struct BoundServer {
    server: Server,
    listener: TcpListener,
    local_addr: SocketAddr,
}

impl BoundServer {
    /// The address that the server listens at, with the port that it got.
    pub fn local_addr(&self) -> SocketAddr {
        self.local_addr
    }

    /// Serves for ever.
    ///
    /// # Errors
    /// None today: a server lives through what goes wrong with single connections.
    pub async fn serve(self) -> Result<()> {
        self.serve_with_shutdown(std::future::pending()).await
    }

    /// Serves until `shutdown` is ready. Then it takes no more connections and no more requests, finishes those that have
    /// arrived, sends their answers and closes; what is not done within [`Server::shutdown_timeout`] is dropped.
    ///
    /// # Errors
    /// None today, as with [`serve`](Self::serve).
    pub async fn serve_with_shutdown(self, shutdown: impl Future<Output = ()>) -> Result<()> {
        let (stop, stopped) = oneshot::channel();
        let mut stop = Some(stop);
        let mut served = accept::serve(self.server, self.listener, stopped);
        let mut shutdown = pin!(shutdown);
        poll_fn(|cx| {
            if stop.is_some() && shutdown.as_mut().poll(cx).is_ready() {
                stop = None;
            }
            served.as_mut().poll(cx).map(Ok)
        })
        .await
    }
}
