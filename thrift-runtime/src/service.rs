//! What stands between a server and a service: a request, what processes it, and the response.

mod answer;
#[cfg(feature = "blocking")]
pub(crate) mod blocking;
mod future;
mod head;
mod identity;
mod layered;
mod multiplexed;
mod reflection;
mod reply;
mod request;
mod response;
mod served;
mod start;

use std::sync::Arc;

pub use future::ResponseFuture;
pub(crate) use head::Head;
pub use identity::Identity;
pub(crate) use layered::LayeredProcess;
pub use layered::{ProcessFuture, ProcessService};
pub use multiplexed::Multiplexed;
pub(crate) use multiplexed::SEPARATOR;
pub use reflection::{Reflected, Reflection};
pub(crate) use request::Origin;
pub use request::Request;
pub use response::{Outcome, Response};
pub use served::{End, Handle, Handled, Handling, ServedMethod};
pub(crate) use start::{Started, start};

/// Turns requests into responses: generated `Processor`s, and what wraps them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can not process requests",
    label = "a server needs a processor",
    note = "wrap a handler in the `Processor` of its service: `user_service::Processor::new(handler)`"
)]
pub trait Process: Send + Sync + 'static {
    /// Begins to process a request. The server polls the future to its end, also where the client has gone.
    fn process(&self, request: Request) -> ResponseFuture;
}

impl<P: Process + ?Sized> Process for Arc<P> {
    fn process(&self, request: Request) -> ResponseFuture {
        P::process(self, request)
    }
}

impl<P: Process + ?Sized> Process for Box<P> {
    fn process(&self, request: Request) -> ResponseFuture {
        P::process(self, request)
    }
}
