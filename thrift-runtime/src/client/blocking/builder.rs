//! Settings of a channel.

use std::sync::Arc;
use std::time::Duration;

use crate::client::{self, Address};
use crate::error::Result;
use crate::framing::Transport;
use crate::limits::Limits;
use crate::message::Protocol;

use super::Channel;
use super::pool::Pool;

/// Settings of a blocking [`Channel`]; made by [`Channel::builder`].
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until it connects"]
pub struct ChannelBuilder(client::ChannelBuilder);

impl ChannelBuilder {
    pub(super) fn new(address: Address) -> Self {
        Self(client::ChannelBuilder::new(address))
    }

    /// How messages travel; the server must take it. Default: [`Transport::Unframed`].
    pub fn transport(self, transport: Transport) -> Self {
        Self(self.0.transport(transport))
    }

    /// How requests are encoded; the server must take it. Default: [`Protocol::Binary`].
    pub fn protocol(self, protocol: Protocol) -> Self {
        Self(self.0.protocol(protocol))
    }

    /// Whether to compress requests by zlib, with [`Transport::Header`]; servers of ours answer in kind, others as they are set
    /// up. Default: not. It is there with the feature `zlib`.
    #[cfg(feature = "zlib")]
    pub fn compressed(self, compressed: bool) -> Self {
        Self(self.0.compressed(compressed))
    }

    /// How long to wait for the name to be resolved, and for a connection to each of its addresses. Default: 10 s.
    pub fn connect_timeout(self, timeout: Duration) -> Self {
        Self(self.0.connect_timeout(timeout))
    }

    /// How long each call may take. Default: for ever.
    ///
    /// Then it comes to [`Error::Timeout`](crate::Error::Timeout); or, where its request has not begun to leave, to
    /// [`Error::Transport`](crate::Error::Transport), which says why, and [is retriable](crate::Error::is_retriable).
    pub fn timeout(self, timeout: Duration) -> Self {
        Self(self.0.timeout(timeout))
    }

    /// What requests and replies may claim. Default: [`Limits::DEFAULT`].
    pub fn limits(self, limits: Limits) -> Self {
        Self(self.0.limits(limits))
    }

    /// How many connections to hold at most; 0 is taken as 1. Default: 1, which carries the calls of any number of threads at once.
    ///
    /// A call goes to the connection with the fewest others. Where each has some, and there may be one more, it makes that.
    pub fn connections(self, connections: usize) -> Self {
        Self(self.0.connections(connections))
    }

    /// How long to wait after a failed attempt to connect: `min` after the first, and then twice as long each time, up to
    /// `max`; in truth by chance from half of that to all of it. Default: 50 ms to 5 s.
    ///
    /// Until then, calls fail at once with the error of that attempt, which [is retriable](crate::Error::is_retriable); the
    /// first call after it makes the next attempt. [`wait_for_ready`](Self::wait_for_ready) lets them wait all the time. Where two
    /// connections in a row are lost before anything came of them, that counts as a failed attempt, too.
    pub fn reconnect_backoff(self, min: Duration, max: Duration) -> Self {
        Self(self.0.reconnect_backoff(min, max))
    }

    /// Whether calls wait while there is no connection to be had, as long as their [timeout](Self::timeout) allows, instead
    /// of failing with what was wrong. Default: they fail, so that callers can turn elsewhere.
    ///
    /// A call whose request has begun to leave fails with its connection all the same: it may have run.
    pub fn wait_for_ready(self, wait: bool) -> Self {
        Self(self.0.wait_for_ready(wait))
    }

    /// Whether to match replies to calls by their order, and not by their sequence ids. Default: by ids.
    ///
    /// For servers that answer in order and put 0 in place of the id; those that do keep ids may answer so, too. The late reply
    /// of a call that timed out is awaited, and dropped, before the next one. Where replies are seen to be out of order, the
    /// connection is given up.
    pub fn ordered(self, ordered: bool) -> Self {
        Self(self.0.ordered(ordered))
    }

    /// Which metadata of the request at hand calls send on that are made in its handler: these keys, and where one ends in `*`,
    /// all that begin like it. Default: none. See [`Channel::with_forwarded_metadata`].
    pub fn forward_metadata<K: Into<String>>(self, keys: impl IntoIterator<Item = K>) -> Self {
        Self(self.0.forward_metadata(keys))
    }

    /// Connects.
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), which names every address that was tried.
    pub fn connect(self) -> Result<Channel> {
        let channel = self.connect_lazy();
        channel.pool.first().connect()?;
        Ok(channel)
    }

    /// A channel that connects at the first call, which fails if that does.
    ///
    /// ```no_run
    /// # use thrift_runtime::blocking::Channel;
    /// let channel = Channel::builder("localhost:9090").connect_lazy();
    /// ```
    pub fn connect_lazy(self) -> Channel {
        let (settings, timeout, baggage) = self.0.into_parts();
        let baggage = (!baggage.is_empty()).then(|| Arc::new(baggage));
        Channel { pool: Arc::new(Pool::new(settings)), timeout, prefix: None, baggage }
    }
}
