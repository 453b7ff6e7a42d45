//! Client and server on plain threads and the sockets of the standard library, without a runtime. Feature `blocking`, off by
//! default.
//!
//! With the option `blocking = true` of `thrift!`, `user_service::blocking` has an `Iface`, a `Client` and a `Processor` that
//! are the same as those around them without `async`; the errors of methods are the same types.
//!
//! Codec, limits, and all that tells messages and dialects apart are those of the async side. A blocking `Processor` can also be
//! served by the async [`Server`](crate::Server), which lets threads of its runtime's blocking pool run the handlers.

mod stream;

pub use crate::client::blocking::{Channel, ChannelBuilder};
pub use crate::server::blocking::{BoundServer, Server, Shutdown};
pub use crate::service::blocking::{Multiplexed, Process};
pub(crate) use stream::{ReadTimeout, WaitingStream, is_timeout};
