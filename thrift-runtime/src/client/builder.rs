//! Settings of a channel.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};

use crate::error::Result;
#[cfg(feature = "http")]
use crate::error::{Sent, TransportError};
use crate::framing::Transport;
use crate::limits::Limits;
use crate::message::Protocol;
use crate::stream::sasl::Credentials;

use super::backoff::Backoff;
use super::baggage::Baggage;
use super::pool::Pool;
use super::settings::Settings;
use super::shared::Driver;
use super::wrap::Wrappers;
use super::{Address, Channel, driver};

/// How long to wait for a connection to each address, if nothing else is said.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How long to wait after failed attempts to connect, if nothing else is said: a restart is over in some tries, and a server
/// that stays away is asked every few seconds.
const BACKOFF: Backoff = Backoff { min: Duration::from_millis(50), max: Duration::from_secs(5) };

/// Settings of a [`Channel`]; made by [`Channel::builder`].
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until it connects"]
pub struct ChannelBuilder {
    settings: Settings,
    timeout: Option<Duration>,
    baggage: Baggage,
}

impl ChannelBuilder {
    pub(super) fn new(address: Address) -> Self {
        Self {
            settings: Settings {
                address,
                transport: Transport::default(),
                protocol: Protocol::default(),
                compressed: false,
                limits: Limits::DEFAULT,
                connect_timeout: CONNECT_TIMEOUT,
                connections: None,
                backoff: BACKOFF,
                wait_for_ready: false,
                ordered: false,
                reconnects: true,
                wrappers: Wrappers::default(),
                #[cfg(feature = "http")]
                path: hyper::Uri::from_static("/"),
            },
            timeout: None,
            baggage: Baggage::default(),
        }
    }

    /// How messages travel; the server must take it. Default: [`Transport::Unframed`].
    pub fn transport(mut self, transport: Transport) -> Self {
        self.settings.transport = transport;
        self
    }

    /// How requests are encoded; the server must take it. Default: [`Protocol::Binary`].
    pub fn protocol(mut self, protocol: Protocol) -> Self {
        self.settings.protocol = protocol;
        self
    }

    /// Authenticates with a name and a password, by SASL PLAIN, as servers of Hive and Impala ask for it. Messages are framed
    /// then: this sets [`Transport::Framed`]. Default: without.
    ///
    /// The password leaves in the clear, unless the connection is encrypted by TLS.
    pub fn sasl_plain(mut self, user: impl Into<String>, password: impl Into<String>) -> Self {
        self.settings.wrappers.sasl = Some(Credentials::new(user.into(), password.into()));
        self.transport(Transport::Framed)
    }

    /// To which path requests over HTTP go, for [`Transport::Http`]. Default: `/`. Most servers serve any.
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), where it is no path.
    #[cfg(feature = "http")]
    pub fn http_path(mut self, path: &str) -> Result<Self> {
        let failed = |why| {
            let source =
                std::io::Error::new(std::io::ErrorKind::InvalidInput, format!("`{}` {why}", path.escape_debug()));
            TransportError::new("setting the path of requests over HTTP", source, Sent::No)
        };
        if !path.starts_with('/') {
            return Err(failed("does not begin with `/`").into());
        }
        self.settings.path = path.parse().map_err(|_| failed("is no path"))?;
        Ok(self)
    }

    /// Encrypts connections by TLS, and makes sure of the server. Default: neither.
    #[cfg(feature = "tls")]
    pub fn tls(mut self, tls: crate::tls::ClientTls) -> Self {
        self.settings.wrappers.tls = Some(tls);
        self
    }

    /// Whether to compress requests by zlib, with [`Transport::Header`]; servers of ours answer in kind, others as they are set
    /// up. Default: not. It is there with the feature `zlib`.
    #[cfg(feature = "zlib")]
    pub fn compressed(mut self, compressed: bool) -> Self {
        self.settings.compressed = compressed;
        self
    }

    /// How long to wait for the name to be resolved, for a connection to each of its addresses, and
    /// for each handshake. Default: 10 s.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout = timeout;
        self
    }

    /// How long each call may take, from its first poll to its answer. Default: for ever.
    ///
    /// Then it comes to [`Error::Timeout`](crate::Error::Timeout); or, where its request has not begun to leave, to
    /// [`Error::Transport`](crate::Error::Transport), which says why, and [is retriable](crate::Error::is_retriable).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// What requests and replies may claim. Default: [`Limits::DEFAULT`].
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = limits;
        self
    }

    /// How many connections to hold at most; 0 is taken as 1. Default: 1, which carries any number of calls at once;
    /// over HTTP, whose connections carry one at a time, 64, as far as there are calls.
    ///
    /// More of them are for servers that answer the calls of one connection one after the other, or spread connections
    /// over threads or machines. A call goes to the connection with the fewest calls; while all that are open have some,
    /// one more is opened. Each breaks and is made again by itself.
    pub fn connections(mut self, connections: usize) -> Self {
        self.settings.connections = Some(connections.max(1));
        self
    }

    /// How long to wait after a failed attempt to connect: `min` after the first, and then twice as long each time, up to
    /// `max`; in truth by chance from half of that to all of it. Default: 50 ms to 5 s.
    ///
    /// Until then, calls fail at once with the error of that attempt, which [is retriable](crate::Error::is_retriable); the
    /// first call after it makes the next attempt, for which it waits. [`wait_for_ready`](Self::wait_for_ready) lets them
    /// wait all the time. Where two connections in a row are lost before anything came of them, that counts as a failed
    /// attempt, too.
    pub fn reconnect_backoff(mut self, min: Duration, max: Duration) -> Self {
        self.settings.backoff = Backoff { min, max: max.max(min) };
        self
    }

    /// Whether calls wait while there is no connection to be had, as long as their [timeout](Self::timeout) allows, instead
    /// of failing with what was wrong. Default: they fail, so that callers can turn elsewhere.
    ///
    /// A call whose request has begun to leave fails with its connection all the same: it may have run.
    pub fn wait_for_ready(mut self, wait: bool) -> Self {
        self.settings.wait_for_ready = wait;
        self
    }

    /// Whether to match replies to calls by their order, and not by their sequence ids. Default: by ids.
    ///
    /// For servers that answer in order and put 0 in place of the id; those that do keep ids may answer so, too. Many calls
    /// are still under way at one time, if only in the server's socket. The late reply of a call that was dropped or timed
    /// out is awaited, and dropped, before the next one; more [`connections`](Self::connections) let others overtake it.
    /// Where replies are seen to be out of order, the connection is given up.
    pub fn ordered(mut self, ordered: bool) -> Self {
        self.settings.ordered = ordered;
        self
    }

    /// Which metadata of the request at hand calls send on that are made in its handler: these keys, and where one ends in `*`,
    /// all that begin like it. Default: none. See [`Channel::with_forwarded_metadata`].
    pub fn forward_metadata<K: Into<String>>(mut self, keys: impl IntoIterator<Item = K>) -> Self {
        self.baggage.forward(keys);
        self
    }

    /// What was set.
    #[cfg(feature = "blocking")]
    pub(super) fn into_parts(self) -> (Settings, Option<Duration>, Baggage) {
        (self.settings, self.timeout, self.baggage)
    }

    /// Connects.
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), which names every address that was tried.
    pub async fn connect(self) -> Result<Channel> {
        let Self { settings, timeout, baggage } = self;
        Ok(Channel::of_pool(driver::connect(settings).await?, timeout, baggage))
    }

    /// A channel that connects at the first call, which fails if that does.
    ///
    /// ```no_run
    /// # use thrift_runtime::Channel;
    /// let channel = Channel::builder("localhost:9090").connect_lazy();
    /// ```
    pub fn connect_lazy(self) -> Channel {
        Channel::of_pool(Pool::new(self.settings, Driver::Idle), self.timeout, self.baggage)
    }

    /// Uses this connection, which can not be made again once it breaks; the address only names it.
    ///
    /// # Panics
    /// Outside of a tokio runtime.
    pub fn over(self, io: impl AsyncRead + AsyncWrite + Send + Unpin + 'static) -> Channel {
        let settings = Settings { reconnects: false, connections: Some(1), ..self.settings };
        #[cfg(feature = "http")]
        if settings.transport == Transport::Http {
            let pool = Pool::new(settings, Driver::Idle);
            if let Some(http) = pool.http() {
                http.give(Box::new(io));
            }
            return Channel::of_pool(pool, self.timeout, self.baggage);
        }
        let pool = Pool::new(settings, Driver::Connecting);
        tokio::spawn(driver::run_over(pool.first().driver(), io));
        Channel::of_pool(pool, self.timeout, self.baggage)
    }
}
