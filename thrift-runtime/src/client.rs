//! The client's side.

mod address;
mod backoff;
mod builder;
mod call;
mod calls;
mod cause;
mod driver;
mod end;
mod pool;
mod request;
mod shared;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};

use crate::descriptor::MethodDescriptor;
use crate::error::Result;
use crate::method::{Arguments, Returned, Thrown};

pub use address::Address;
pub use builder::ChannelBuilder;
pub use call::CallFuture;

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
/// ```no_run
/// # async fn example() -> thrift_runtime::Result<()> {
/// use std::time::Duration;
/// use thrift_runtime::{Channel, Framing};
///
/// let channel = Channel::connect("localhost:9090").await?;
/// let framed = Channel::builder("localhost:9091")
///     .framing(Framing::Framed)
///     .timeout(Duration::from_secs(1))
///     .connect()
///     .await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Channel {
    pool: Arc<Pool>,
    timeout: Option<Duration>,
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
        f.debug_struct("Channel")
            .field("address", &self.pool.settings().address)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
