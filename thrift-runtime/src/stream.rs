//! What messages may be wrapped in as a whole connection: streams around streams, on either side.

mod intake;
mod rewind;
pub(crate) mod sasl;
#[cfg(feature = "zlib")]
mod zlib;

use tokio::io::{AsyncRead, AsyncWrite};

pub(crate) use intake::{SMALL, poll_shared_read, poll_small_read};
pub(crate) use rewind::Rewind;
#[cfg(feature = "zlib")]
pub(crate) use zlib::Zlib;

/// What a connection reads from and writes to.
pub(crate) trait Io: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Io for T {}

/// A stream whose type nobody needs to know: else each way to wrap one would compile all that uses it once more.
pub(crate) type AnyIo<'a> = Box<dyn Io + 'a>;
