//! A server that has its address.

use std::fmt;
use std::future::poll_fn;
use std::net::SocketAddr;
use std::pin::pin;

use tokio::sync::oneshot;

use crate::error::{Result, Sent, TransportError};

use super::accept::{self, Serving};
use super::{Listen, Server};

/// A server that has its address: that of a TCP socket, or a path ([`Server::bind_unix`]), or what a listener has
/// ([`Server::bind_listener`]).
pub struct BoundServer<A = SocketAddr> {
    server: Server,
    local_addr: A,
    /// Serves what comes from the listener. Made where the listener's type is known, so that for those of tokio the code
    /// is in this crate.
    serve: Box<dyn FnOnce(Server, oneshot::Receiver<()>) -> Serving + Send>,
}

impl<A: Clone> BoundServer<A> {
    pub(super) fn new<L: Listen<Addr = A>>(server: Server, listener: L) -> Result<Self> {
        let failed = |error| TransportError::new("asking for the server's address", error, Sent::No);
        let local_addr = listener.local_addr().map_err(failed)?;
        let serve = Box::new(|server, stopped| accept::serve(server, listener, stopped));
        Ok(Self { server, local_addr, serve })
    }

    /// The address that the server listens at, with the port that it got.
    pub fn local_addr(&self) -> A {
        self.local_addr.clone()
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
        let mut served = (self.serve)(self.server, stopped);
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

impl<A: fmt::Debug> fmt::Debug for BoundServer<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BoundServer")
            .field("server", &self.server)
            .field("local_addr", &self.local_addr)
            .finish_non_exhaustive()
    }
}
