//! The client's side.

mod address;
mod awaited;
mod backoff;
mod baggage;
#[cfg(feature = "blocking")]
pub(crate) mod blocking;
mod builder;
mod call;
mod calls;
mod cause;
mod connection;
mod driver;
#[cfg(feature = "dynamic")]
mod dynamic;
mod end;
mod flight;
#[cfg(feature = "http")]
mod http;
mod layers;
mod lone;
mod ongoing;
mod passed;
mod pool;
mod reply_metadata;
mod request;
mod rest;
mod settings;
mod shared;
mod stream;
mod timer;
mod turn;
mod wrap;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::Instant;

use crate::descriptor::MethodDescriptor;
use crate::error::{ProtocolError, Result};
use crate::layer::Layered;
use crate::limits::Limits;
use crate::message::Protocol;
use crate::metadata::Metadata;
use crate::method::{Arguments, Returned, Thrown};
use crate::service::SEPARATOR;
use crate::trace::Trace;

pub use address::Address;
pub use builder::ChannelBuilder;
pub use call::CallFuture;
pub use passed::ChannelFuture;
pub use reply_metadata::WithReplyMetadata;

use baggage::Baggage;
use pool::Pool;

/// A connection to a server, or [several](ChannelBuilder::connections), which any number of calls use at the same time.
///
/// Cheap to clone; clones share the connection. Where it breaks, the next call makes a new one; where that fails, calls fail
/// at once with the same error until the [next attempt](ChannelBuilder::reconnect_backoff) is due, or
/// [wait](ChannelBuilder::wait_for_ready). It closes when the last clone is dropped.
///
/// The server may answer in any order: replies are matched to calls by sequence ids, and for servers that do not keep those
/// [by order](ChannelBuilder::ordered).
///
/// A call that is dropped or times out gives up its place; its answer, if one comes, is dropped as well.
///
/// A call that is made in a handler of ours inherits the deadline of the handler's request: it ends there, if not earlier, and
/// where the transport can carry it, its server learns what is left. A call that is begun when nothing is left is not sent.
/// What should outlive the request is made in an empty [`Context`](crate::Context):
/// `Context::default().enter(|| client.get_user(7))`, or in a task of its own, which has none.
///
/// Each call is a span of `tracing`, `call` of `thrift_rs::client` at level debug, with the `method`, the server's address as
/// `peer`, the `outcome` (`result`, `timeout`, the kind of an error that the server answers with, …) and the `duration_us`.
///
/// ```no_run
/// # async fn example() -> thrift_runtime::Result<()> {
/// use std::time::Duration;
/// use thrift_runtime::{Channel, Transport};
///
/// let channel = Channel::connect("localhost:9090").await?;
/// let framed = Channel::builder("localhost:9091")
///     .transport(Transport::Framed)
///     .timeout(Duration::from_secs(1))
///     .connect()
///     .await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Channel {
    route: Route,
    timeout: Option<Duration>,
    /// In front of the names of methods, with what is between them.
    prefix: Option<Arc<str>>,
    /// Sent beside each request.
    baggage: Option<Arc<Baggage>>,
}

/// Where calls go.
#[derive(Clone)]
enum Route {
    /// To the connections.
    Direct(Arc<Pool>),
    /// Through layers. Replies that come out of them are within these limits; requests are in this protocol in the end, as far as
    /// that is known.
    Layered(Arc<dyn Layered>, Limits, Protocol),
}

impl Route {
    /// The span of a call of this method, where it goes to a connection: layers trace what they send there.
    #[inline]
    fn trace(&self, method: &str) -> Trace {
        match self {
            Self::Direct(pool) => Trace::call(method, &pool.settings().address),
            Self::Layered(..) => Trace::off(),
        }
    }

    /// What requests are written in, as far as that is known.
    fn protocol(&self) -> Protocol {
        match self {
            Self::Direct(pool) => pool.settings().protocol,
            Self::Layered(_, _, protocol) => *protocol,
        }
    }

    #[inline]
    fn limits(&self) -> &Limits {
        match self {
            Self::Direct(pool) => &pool.settings().limits,
            Self::Layered(_, limits, _) => limits,
        }
    }
}

impl Channel {
    /// Connects to a server that takes the unframed binary protocol, as every Thrift library's plain server does, and
    /// ours. For everything else there is the [`builder`](Self::builder).
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), which names every address that was tried.
    pub async fn connect(address: impl Into<Address>) -> Result<Self> {
        Self::builder(address).connect().await
    }

    /// Settings of a channel to this address.
    pub fn builder(address: impl Into<Address>) -> ChannelBuilder {
        ChannelBuilder::new(address.into())
    }

    /// A channel over a connection that was made elsewhere, in memory for example. It can not be made again once it
    /// breaks. [`ChannelBuilder::over`] is the same with settings.
    ///
    /// # Panics
    /// Outside of a tokio runtime.
    pub fn from_stream(io: impl AsyncRead + AsyncWrite + Send + Unpin + 'static) -> Self {
        Self::builder("the given stream").over(io)
    }

    /// The same channel, with this long for each call, from its first poll to its answer.
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        Self { timeout: Some(timeout), ..self.clone() }
    }

    /// The same channel, which sends this pair beside each request, in place of another of the same key, where its transport
    /// can carry it. A pair that is [too much](crate::Metadata::MAX_BYTES) fails the calls.
    #[must_use]
    pub fn with_metadata(&self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.with_baggage(|baggage| baggage.insert(key.into(), value.into()))
    }

    /// The same channel, whose calls send on metadata of the request in whose handler they are made, where they have none of
    /// that key themselves: these keys, and where one ends in `*`, all that begin like it, as in `rpc-persist-*`.
    #[must_use]
    pub fn with_forwarded_metadata<K: Into<String>>(&self, keys: impl IntoIterator<Item = K>) -> Self {
        self.with_baggage(|baggage| baggage.forward(keys))
    }

    fn with_baggage(&self, change: impl FnOnce(&mut Baggage)) -> Self {
        let mut baggage = self.baggage.as_deref().cloned().unwrap_or_default();
        change(&mut baggage);
        Self { baggage: Some(Arc::new(baggage)), ..self.clone() }
    }

    fn of_pool(pool: Pool, timeout: Option<Duration>, baggage: Baggage) -> Self {
        let baggage = (!baggage.is_empty()).then(|| Arc::new(baggage));
        Self { route: Route::Direct(Arc::new(pool)), timeout, prefix: None, baggage }
    }

    /// The deadline that a call which begins here inherits, and what it sends beside its request, which has `metadata` already.
    #[inline]
    fn beside(&self, metadata: Metadata) -> (Option<Instant>, Result<Metadata, ProtocolError>) {
        Baggage::beside(self.baggage.as_deref(), metadata)
    }

    /// The same channel, for the service of this name on a server of several: a [`Multiplexed`](crate::Multiplexed), or Apache's
    /// `TMultiplexedProcessor`.
    #[must_use]
    pub fn multiplexed(&self, service: &str) -> Self {
        Self { prefix: Some(format!("{service}{SEPARATOR}").into()), ..self.clone() }
    }

    /// The name by which the server knows a method.
    fn name_of<'n>(&self, method: &'n str) -> Cow<'n, str> {
        match &self.prefix {
            None => method.into(),
            Some(prefix) => format!("{prefix}{method}").into(),
        }
    }

    /// Calls a method. The arguments are encoded here, and sent when the future is polled.
    #[doc(hidden)]
    pub fn call<A: Arguments, T: Returned, E: Thrown>(
        &self,
        method: &'static MethodDescriptor,
        args: A,
    ) -> CallFuture<T, E> {
        CallFuture::new(self, method, &args)
    }
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Channel");
        match &self.route {
            Route::Direct(pool) => out.field("address", &pool.settings().address),
            Route::Layered(..) => out.field("layered", &true),
        };
        out.field("timeout", &self.timeout).finish_non_exhaustive()
    }
}
