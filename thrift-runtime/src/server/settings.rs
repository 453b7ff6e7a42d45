//! What a server allows its clients, and how long it waits for them.

use std::sync::Arc;
use std::time::Duration;

use crate::layer::BoxError;
use crate::limits::Limits;
use crate::stream::sasl::{Authenticator, Credentials};

use super::Server;
use super::gate::Gate;

/// What a server allows its clients, besides what messages may claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    pub(super) connections: usize,
    pub(super) connection: ConnectionSettings,
    /// For the gate, once there is one.
    queued: usize,
    pub(super) shutdown_timeout: Duration,
}

/// What one connection may hold, and how long it is waited for.
#[derive(Debug, Clone, Copy)]
pub(super) struct ConnectionSettings {
    /// Requests that are processed or wait.
    pub(super) requests: usize,
    /// Their bytes on the wire.
    pub(super) bytes: usize,
    /// Bytes of responses that the client has not taken.
    pub(super) unsent: usize,
    pub(super) ordered: bool,
    /// For a handler that is not ready at once.
    pub(super) request_timeout: Option<Duration>,
    pub(super) message_timeout: Duration,
    pub(super) write_timeout: Duration,
    pub(super) idle_timeout: Option<Duration>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            connections: usize::MAX,
            connection: ConnectionSettings {
                requests: 1024,
                bytes: 64 * 1024 * 1024,
                unsent: 1024 * 1024,
                ordered: false,
                request_timeout: None,
                message_timeout: Duration::from_secs(30),
                write_timeout: Duration::from_secs(30),
                idle_timeout: None,
            },
            queued: 1024,
            shutdown_timeout: Duration::from_secs(30),
        }
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

    /// Shows this certificate to clients that begin with TLS, at the same address as those that do not, which are served
    /// as well; unless every client has to [show a certificate](crate::tls::ServerTls::require_client_certificates).
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn tls(mut self, tls: crate::tls::ServerTls) -> Self {
        self.wrappers.tls_only |= tls.is_mutual();
        self.wrappers.tls = Some(tls);
        self
    }

    /// The same, and refuses clients that do not begin with TLS, or do not begin at all within the
    /// [time of a message](Self::message_timeout).
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn tls_only(mut self, tls: crate::tls::ServerTls) -> Self {
        self.wrappers.tls_only = true;
        self.tls(tls)
    }

    /// Serves clients that authenticate with a name and a password, by SASL PLAIN as Hive and Impala have it, and for which
    /// `authenticate` has no error; nobody else, at whatever dialect, and nobody who does not begin within the
    /// [time of a message](Self::message_timeout). [`Request::identity`](crate::Request::identity) has the user.
    ///
    /// The password comes in the clear unless the client begins with TLS: `tls_only` insists on it. Over HTTP nobody can
    /// authenticate so.
    ///
    /// ```no_run
    /// # fn example(processor: impl thrift_runtime::Process) -> thrift_runtime::Server {
    /// use thrift_runtime::{Credentials, Server};
    ///
    /// # async fn verify(user: String, password: String) -> bool { false }
    /// Server::new(processor).sasl_plain(|credentials: Credentials| async move {
    ///     if credentials.authorization_id().is_some() {
    ///         return Err("nobody acts as somebody else");
    ///     }
    ///     match verify(credentials.user().to_owned(), credentials.password().to_owned()).await {
    ///         true => Ok(()),
    ///         false => Err("wrong password"),
    ///     }
    /// })
    /// # }
    /// ```
    #[must_use]
    pub fn sasl_plain<F, Fut, E>(mut self, authenticate: F) -> Self
    where
        F: Fn(Credentials) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), E>> + Send + 'static,
        E: Into<BoxError>,
    {
        self.wrappers.sasl = Some(Authenticator::new(authenticate));
        self
    }

    /// Lets scripts of pages of this origin, like `https://app.example.org`, send requests over HTTP. Each call adds one.
    /// Default: none, so that a page that somebody looks at can not call servers that this somebody can reach; what sends no
    /// `Origin`, as everything but browsers, is served.
    #[cfg(feature = "http")]
    #[must_use]
    pub fn allow_http_origin(mut self, origin: impl Into<String>) -> Self {
        self.wrappers.origins.push(origin.into());
        self
    }

    /// Connections at one time. Beyond it none is taken: clients that connect wait in the backlog of the operating system, as
    /// if the server were slow, until one of the others has gone. Default: as many as the operating system allows.
    ///
    /// Where it allows no more, clients wait as well: the server tries again until it may.
    #[must_use]
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.settings.connections = connections.max(1);
        self
    }

    /// Requests that are processed at one time, over all connections. Default: no limit but those of the connections.
    ///
    /// Beyond it requests wait for their turn, in the order in which they came; and where
    /// [`max_queued`](Self::max_queued) of them wait, a request is answered at once with
    /// [`INTERNAL_ERROR`](crate::ApplicationErrorKind::INTERNAL_ERROR), since Thrift has no kind of its own for that, and a
    /// message that begins with `overloaded`. Nothing of such a request has run: it is safe to send it again, elsewhere.
    /// A oneway request is dropped then, and the log says so.
    ///
    /// Requests to clones of this server count too, where they are made after this call: so a server that listens at two
    /// addresses has one limit.
    #[must_use]
    pub fn max_requests(mut self, requests: usize) -> Self {
        self.gate = Some(Arc::new(Gate::new(requests, self.settings.queued)));
        self
    }

    /// Requests that wait where [`max_requests`](Self::max_requests) are being processed; without that, it means nothing.
    /// 0 refuses whatever can not start at once. Default: 1024.
    #[must_use]
    pub fn max_queued(mut self, requests: usize) -> Self {
        self.settings.queued = requests;
        self.gate = self.gate.map(|gate| Arc::new(gate.with_queue(requests)));
        self
    }

    /// Requests of one connection that are processed or wait at one time. Beyond it, the connection is not read until one is
    /// done. Default: 1024.
    #[must_use]
    pub fn max_requests_per_connection(mut self, requests: usize) -> Self {
        self.settings.connection.requests = requests.max(1);
        self
    }

    /// Bytes on the wire of the requests of one connection that are processed or wait. Once there are as many, the connection
    /// is not read until some are done; the request that makes it so many may be larger than what was left. Default: 64 MiB.
    #[must_use]
    pub fn max_request_bytes_per_connection(mut self, bytes: usize) -> Self {
        self.settings.connection.bytes = bytes.max(1);
        self
    }

    /// Bytes of answers that a client has not taken. Once there are as many, its connection is not read until it takes some;
    /// requests that run already may still add theirs. Default: 1 MiB.
    #[must_use]
    pub fn max_unsent_per_connection(mut self, bytes: usize) -> Self {
        self.settings.connection.unsent = bytes.max(1);
        self
    }

    /// Whether the requests of one connection are processed one after the other, in the order in which they came, whatever
    /// their sequence ids. Default: `false`, which does so only for requests with one sequence id.
    #[must_use]
    pub fn ordered(mut self, ordered: bool) -> Self {
        self.settings.connection.ordered = ordered;
        self
    }

    /// How long a handler may take, from its first step. One that takes longer is dropped where it waits, and the request is
    /// answered with [`INTERNAL_ERROR`](crate::ApplicationErrorKind::INTERNAL_ERROR) and a message that says so. Default: for
    /// ever.
    ///
    /// A handler that keeps its thread busy can not be dropped.
    #[must_use]
    pub fn request_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connection.request_timeout = Some(timeout);
        self
    }

    /// How long a message may take to arrive, from its first byte. Then its connection is read no further, and closed
    /// once the requests before it are answered. Default: 30 s; where messages of many megabytes come over slow lines, that
    /// is too short. The handshakes in front of messages, TLS and SASL, have as much time, all together.
    #[must_use]
    pub fn message_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connection.message_timeout = timeout;
        self
    }

    /// How long a client may leave its answers unread: this long after it has last taken some of them, its connection is
    /// closed. Default: 30 s.
    #[must_use]
    pub fn write_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connection.write_timeout = timeout;
        self
    }

    /// How long a connection may be idle, with no request that arrives, is processed or is answered. Then it is closed.
    /// Default: for ever.
    #[must_use]
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connection.idle_timeout = Some(timeout);
        self
    }

    /// How long a shutdown waits for requests that are being processed, before it drops them. Default: 30 s.
    #[must_use]
    pub fn shutdown_timeout(mut self, timeout: Duration) -> Self {
        self.settings.shutdown_timeout = timeout;
        self
    }
}
