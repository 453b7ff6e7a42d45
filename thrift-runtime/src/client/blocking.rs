//! The client on plain threads.

mod builder;
mod connection;
mod deadline;
mod line;
mod pool;
mod state;
mod turn;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::descriptor::MethodDescriptor;
use crate::error::{Error, ProtocolError, ProtocolErrorKind, Result};
use crate::framing::Message;
use crate::message::Name;
use crate::metadata::Metadata;
use crate::method::{Arguments, Returned, Thrown, encode_arguments};
use crate::service::SEPARATOR;
use crate::trace::Trace;

use super::Address;
use super::baggage::Baggage;
use super::call::{outcome, understand};
use super::request::{self, Outgoing, ROOM};
pub use builder::ChannelBuilder;
use deadline::Deadline;
use pool::Pool;

/// A connection to a server, or [several](ChannelBuilder::connections), which any number of threads use at the same time. There is
/// no thread behind it: callers send and receive for each other.
///
/// Cheap to clone; clones share the connection. Where it breaks, the next call makes a new one; where that fails, calls fail
/// at once with the same error until the [next attempt](ChannelBuilder::reconnect_backoff) is due, or
/// [wait](ChannelBuilder::wait_for_ready). It closes when the last clone is dropped.
///
/// Replies are matched to calls as the async [`Channel`](crate::Channel) does it: by sequence ids, and for servers that do not
/// keep those [by order](ChannelBuilder::ordered). A call that times out gives up its place; its answer, if one comes, is dropped,
/// and the connection lives on.
///
/// A call that is made in a handler of ours inherits the deadline of the handler's request, as with the async channel.
///
/// Each call is a span of `tracing`, as with the async channel.
///
/// ```no_run
/// # fn example() -> thrift_runtime::Result<()> {
/// use std::time::Duration;
/// use thrift_runtime::Transport;
/// use thrift_runtime::blocking::Channel;
///
/// let channel = Channel::connect("localhost:9090")?;
/// let framed = Channel::builder("localhost:9091")
///     .transport(Transport::Framed)
///     .timeout(Duration::from_secs(1))
///     .connect()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Channel {
    pool: Arc<Pool>,
    timeout: Option<Duration>,
    /// In front of the names of methods, with what is between them.
    prefix: Option<Arc<str>>,
    /// Sent beside each request.
    baggage: Option<Arc<Baggage>>,
}

impl Channel {
    /// Connects to a server that takes the unframed binary protocol, as every Thrift library's plain server does, and
    /// ours. For everything else there is the [`builder`](Self::builder).
    ///
    /// # Errors
    /// [`Error::Transport`], which names every address that was tried.
    pub fn connect(address: impl Into<Address>) -> Result<Self> {
        Self::builder(address).connect()
    }

    /// Settings of a channel to this address.
    pub fn builder(address: impl Into<Address>) -> ChannelBuilder {
        ChannelBuilder::new(address.into())
    }

    /// The same channel, with this long for each call.
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

    /// The same channel, for the service of this name on a server of several: a [`Multiplexed`](crate::blocking::Multiplexed), or
    /// Apache's `TMultiplexedProcessor`.
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

    /// Calls a method.
    #[doc(hidden)]
    pub fn call<A: Arguments, T: Returned, E: Thrown>(
        &self,
        method: &'static MethodDescriptor,
        args: A,
    ) -> Result<T, E> {
        let name = self.name_of(method.name());
        let protocol = self.pool.settings().protocol;
        let mut out = request::begin::<ROOM>(&name, method.kind());
        encode_arguments(&args, method.args(), &mut out);
        let outgoing = request::finish(out).and_then(|written| {
            let mut request = Outgoing::new(&name, written);
            request.translate(protocol, Some(method))?;
            Ok(request)
        });
        let reply = outgoing.map_err(Error::from).and_then(|request| self.exchange(&name, method, request));
        outcome(method, reply.map_err(E::from)?.as_ref(), &self.pool.settings().limits)
    }

    /// Sends a request. Gives its reply; none where it is oneway.
    fn exchange(&self, name: &str, method: &'static MethodDescriptor, request: Outgoing) -> Result<Option<Message>> {
        let settings = self.pool.settings();
        let mut trace = Trace::call(name, &settings.address);
        let reply = {
            let _entered = trace.enter();
            self.send(method, request).and_then(|mut reply| match &mut reply {
                Some(message) => understand(method, message, &settings.limits).map(|()| reply),
                None => Ok(None),
            })
        };
        trace.end(|| reply.as_ref().err().map_or("result".to_owned(), Error::kind));
        reply
    }

    fn send(&self, method: &'static MethodDescriptor, mut request: Outgoing) -> Result<Option<Message>> {
        let settings = self.pool.settings();
        let (inherited, metadata) = Baggage::beside(self.baggage.as_deref(), Metadata::new());
        request.set_metadata(metadata?);
        settings.check()?;
        if settings.is_wrapped() {
            let message = format!("`blocking` has no `Transport::{:?}` yet", settings.transport);
            return Err(ProtocolError::new(ProtocolErrorKind::NotImplemented, message).into());
        }
        request.check(settings.transport.message_limit(&settings.limits))?;
        let deadline = Deadline::new(self.timeout, inherited.map(Into::into))?;
        request.set_deadline(deadline.at().map(Into::into));
        self.pool.choose().exchange(Name::Known(method.name()), method.kind(), request, deadline)
    }
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("blocking::Channel")
            .field("address", &self.pool.settings().address)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
