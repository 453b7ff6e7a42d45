//! Processors on the thread that calls them.

use std::fmt;
use std::sync::Arc;

use tracing::Span;

use crate::error::{ApplicationError, ApplicationErrorKind};
use crate::method::{Arguments, Returned, Thrown};

use super::multiplexed::{Named, unknown_service};
use super::{Handle, Request, Response, ResponseFuture, ServedMethod};

/// Turns requests into responses, on the thread that calls it: the `blocking::Processor`s of services, and what wraps them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can not process requests on plain threads",
    label = "a blocking server needs a blocking processor",
    note = "wrap a handler in the blocking `Processor` of its service: `user_service::blocking::Processor::new(handler)`"
)]
pub trait Process: Send + Sync + 'static {
    /// Processes a request, and comes back with its response.
    fn process(&self, request: Request) -> Response;
}

impl<P: Process + ?Sized> Process for Arc<P> {
    fn process(&self, request: Request) -> Response {
        P::process(self, request)
    }
}

impl<P: Process + ?Sized> Process for Box<P> {
    fn process(&self, request: Request) -> Response {
        P::process(self, request)
    }
}

/// A blocking processor where another is expected: its future is ready.
pub(crate) struct Inline<P>(pub(crate) P);

impl<P: Process> super::Process for Inline<P> {
    fn process(&self, request: Request) -> ResponseFuture {
        self.0.process(request).into()
    }
}

/// Several services on one port: what [`Multiplexed`](crate::Multiplexed) is, of blocking processors.
#[derive(Default)]
pub struct Multiplexed(Named<dyn Process>);

impl Multiplexed {
    /// Without a service.
    pub fn new() -> Self {
        Self::default()
    }

    /// With this service, in place of another of the same name.
    #[must_use]
    pub fn service(mut self, name: impl Into<String>, process: impl Process) -> Self {
        self.0.services.insert(name.into(), Box::new(process));
        self
    }

    /// With a service for clients that name none. Without one they are answered with `UNKNOWN_METHOD`.
    #[must_use]
    pub fn default_service(mut self, process: impl Process) -> Self {
        self.0.default = Some(Box::new(process));
        self
    }
}

impl Process for Multiplexed {
    fn process(&self, request: Request) -> Response {
        match self.0.find(request.method()) {
            Some((service, prefix)) => service.process(request.without_prefix(prefix)),
            None => {
                let (request, error) = unknown_service(request);
                Response::refusal(&request, error)
            }
        }
    }
}

impl fmt::Debug for Multiplexed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The answer that the service has no such method.
pub fn unknown_method(request: Request, service: &'static str) -> Response {
    let message = format!("`{service}` has no method `{}`", request.method());
    Response::refusal(&request, ApplicationError::new(ApplicationErrorKind::UNKNOWN_METHOD, message))
}

/// Lets a thread of tokio's pool for such work process a request, so that an async server can serve a blocking processor.
pub fn spawn(process: impl Process, request: Request) -> ResponseFuture {
    let head = request.head();
    let span = Span::current();
    ResponseFuture::new(async move {
        let task = tokio::task::spawn_blocking(move || span.in_scope(|| process.process(request)));
        match task.await {
            Ok(response) => response,
            Err(error) if error.is_panic() => head.into_request().panicked(),
            Err(error) => head.into_request().internal_error(&error),
        }
    })
}

impl<A: Arguments, T: Returned, E: Thrown> ServedMethod<A, T, E> {
    /// [`run`](Self::run), with a handler that never waits by a future.
    pub fn run_now(&self, request: Request, handle: &dyn Handle<A, T, E>) -> Response {
        let head = request.head();
        let response = self.run(request, handle).now();
        response.unwrap_or_else(|| head.into_request().internal_error(&"the handler has not ended where it was to"))
    }
}

impl ResponseFuture {
    /// The response, if it is ready.
    fn now(self) -> Option<Response> {
        self.begin().ok()
    }
}
