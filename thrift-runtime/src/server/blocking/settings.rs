//! What a server on threads allows its clients, and how long it waits for them.

use std::time::Duration;

use crate::limits::Limits;

use super::Server;

/// What a server allows its clients, besides what messages may claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    pub(super) threads: Threads,
    pub(super) workers: usize,
    /// Connections with requests that wait for a worker.
    pub(super) queued: usize,
    /// `None` for what fits the threads.
    pub(super) connections: Option<usize>,
    /// Bytes of responses that are gathered before they are written.
    pub(super) unsent: usize,
    pub(super) message_timeout: Duration,
    pub(super) write_timeout: Duration,
    pub(super) idle_timeout: Option<Duration>,
    pub(super) shutdown_timeout: Duration,
}

/// Which threads process requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Threads {
    Pool,
    PerConnection,
}

/// Workers, if nothing else is said: handlers that wait for a database or for another service are many at a time, and a thread
/// that has nothing to do costs some pages.
const WORKERS: usize = 32;

/// Threads of their own that connections get, if nothing else is said.
const CONNECTION_THREADS: usize = 1024;

impl Default for Settings {
    fn default() -> Self {
        Self {
            threads: Threads::Pool,
            workers: WORKERS,
            queued: 1024,
            connections: None,
            unsent: 1024 * 1024,
            message_timeout: Duration::from_secs(30),
            write_timeout: Duration::from_secs(30),
            idle_timeout: None,
            shutdown_timeout: Duration::from_secs(30),
        }
    }
}

impl Settings {
    pub(super) fn max_connections(&self) -> usize {
        let default = match self.threads {
            Threads::Pool => usize::MAX,
            Threads::PerConnection => CONNECTION_THREADS,
        };
        self.connections.unwrap_or(default)
    }
}

/// Settings. Where one bounds a number, 0 is taken for 1 unless it says otherwise; a time of [`Duration::MAX`] is for ever.
impl Server {
    /// What requests and responses may claim. Default: [`Limits::DEFAULT`].
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Threads that process requests, and so requests that are processed at one time. Default: 32.
    #[must_use]
    pub fn workers(mut self, workers: usize) -> Self {
        (self.settings.threads, self.settings.workers) = (Threads::Pool, workers.max(1));
        self
    }

    /// Connections with requests that wait where all [`workers`](Self::workers) are busy. Beyond it a request is answered at once
    /// with [`INTERNAL_ERROR`](crate::ApplicationErrorKind::INTERNAL_ERROR) and a message that begins with `overloaded`. Nothing
    /// of such a request has run: it is safe to send it again, elsewhere. A oneway request is dropped then, and the log says so.
    ///
    /// 0 refuses whatever can not start at once. Default: 1024.
    #[must_use]
    pub fn max_queued(mut self, connections: usize) -> Self {
        self.settings.queued = connections;
        self
    }

    /// Gives each connection a thread to itself, in place of the pool: the simplest server there is, for few clients. A
    /// connection takes its thread's memory for as long as it is there, and [`max_connections`](Self::max_connections) bounds
    /// both.
    #[must_use]
    pub fn thread_per_connection(mut self) -> Self {
        self.settings.threads = Threads::PerConnection;
        self
    }

    /// Connections at one time. Beyond it none is taken: clients that connect wait in the backlog of the operating system, as
    /// if the server were slow, until one of the others has gone. Default: as many as the operating system allows; 1024 with a
    /// [`thread_per_connection`](Self::thread_per_connection).
    #[must_use]
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.settings.connections = Some(connections.max(1));
        self
    }

    /// How long a message may take to arrive, from its first byte. Then its connection is closed, once the requests before it are
    /// answered. Default: 30 s; where messages of many megabytes come over slow lines, that is too short.
    #[must_use]
    pub fn message_timeout(mut self, timeout: Duration) -> Self {
        self.settings.message_timeout = timeout;
        self
    }

    /// How long a client may leave its answers unread: this long after it has last taken some of them, its connection is
    /// closed. Default: 30 s.
    #[must_use]
    pub fn write_timeout(mut self, timeout: Duration) -> Self {
        self.settings.write_timeout = timeout;
        self
    }

    /// How long a connection may be idle, with no request that arrives, is processed or is answered. Then it is closed.
    /// Default: for ever.
    #[must_use]
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.settings.idle_timeout = Some(timeout);
        self
    }

    /// How long a shutdown waits for requests that are being processed. Default: 30 s.
    ///
    /// A thread can not be stopped from outside: handlers that take longer are left to themselves, with nobody to answer to.
    #[must_use]
    pub fn shutdown_timeout(mut self, timeout: Duration) -> Self {
        self.settings.shutdown_timeout = timeout;
        self
    }
}
