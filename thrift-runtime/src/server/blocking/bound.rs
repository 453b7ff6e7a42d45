//! A server that has its address.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use mio::{Interest, Poll, Token, Waker};

use crate::error::Result;

use super::Server;
use super::listener::Listener;
use super::serve;

/// What a wake-up is known by among events.
pub(super) const WAKE: Token = Token(0);
/// What new clients are known by.
pub(super) const ENTRANCE: Token = Token(1);

/// A server on threads that has its address: that of a TCP socket, or a path ([`Server::bind_unix`]).
pub struct BoundServer<A = SocketAddr> {
    pub(super) server: Server,
    pub(super) poll: Poll,
    pub(super) listener: Listener,
    pub(super) shutdown: Shutdown,
    local_addr: A,
}

impl<A: Clone> BoundServer<A> {
    pub(super) fn new(server: Server, mut listener: Listener, local_addr: A) -> io::Result<Self> {
        let poll = Poll::new()?;
        poll.registry().register(&mut listener, ENTRANCE, Interest::READABLE)?;
        let shutdown =
            Shutdown(Arc::new(Bell { begun: AtomicBool::new(false), waker: Waker::new(poll.registry(), WAKE)? }));
        Ok(Self { server, poll, listener, shutdown, local_addr })
    }

    /// The address that the server listens at, with the port that it got.
    pub fn local_addr(&self) -> A {
        self.local_addr.clone()
    }

    /// What shuts the server down, from another thread or from a handler of signals.
    pub fn shutdown_handle(&self) -> Shutdown {
        self.shutdown.clone()
    }

    /// Serves on this thread and others until [`Shutdown::shutdown`]; for ever without that. Then it takes no more
    /// connections, finishes the requests that have arrived, sends their answers and closes; what is not done within
    /// [`Server::shutdown_timeout`] is left alone.
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), where the operating system gives no threads, or does not let us wait for
    /// clients any more. A server lives through what goes wrong with single connections.
    pub fn serve(self) -> Result<()> {
        let Self { server, poll, listener, shutdown, .. } = self;
        serve::serve(server, poll, listener, &shutdown)
    }
}

impl<A: fmt::Debug> fmt::Debug for BoundServer<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("blocking::BoundServer")
            .field("server", &self.server)
            .field("local_addr", &self.local_addr)
            .finish_non_exhaustive()
    }
}

/// Shuts a server down; of [`BoundServer::shutdown_handle`]. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Shutdown(Arc<Bell>);

#[derive(Debug)]
struct Bell {
    begun: AtomicBool,
    waker: Waker,
}

impl Shutdown {
    /// Begins to shut the server down, and does not wait: [`BoundServer::serve`] comes back when it is done.
    pub fn shutdown(&self) {
        self.0.begun.store(true, Ordering::SeqCst);
        self.wake();
    }

    pub(super) fn has_begun(&self) -> bool {
        self.0.begun.load(Ordering::SeqCst)
    }

    /// Wakes the thread that waits for events.
    pub(super) fn wake(&self) {
        // Its counter is full only where a wake-up is under way already.
        if let Err(error) = self.0.waker.wake() {
            tracing::debug!(%error, "waking the server");
        }
    }
}
