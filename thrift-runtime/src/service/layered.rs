//! Processors behind layers of tower.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use tower_service::Service;

use crate::error::{ApplicationError, Error};
use crate::layer::{BoxError, Layered};

use super::{Head, Process, Request, Response, ResponseFuture};

/// A processor as a tower service: what the innermost layer of a server wraps. It is always ready, and never fails.
#[derive(Clone)]
pub struct ProcessService(Arc<dyn Process>);

impl ProcessService {
    /// The service of this processor.
    pub fn new(process: impl Process) -> Self {
        Self(Arc::new(process))
    }
}

impl fmt::Debug for ProcessService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProcessService")
    }
}

impl Service<Request> for ProcessService {
    type Response = Response;
    type Error = Infallible;
    type Future = ProcessFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> ProcessFuture {
        ProcessFuture(self.0.process(request))
    }
}

/// The future of [`ProcessService`].
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct ProcessFuture(ResponseFuture);

impl Future for ProcessFuture {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(cx).map(Ok)
    }
}

/// A service behind layers as a processor: what a layer fails with is an answer.
pub(crate) struct LayeredProcess<L>(pub(crate) L);

impl<L: Layered + 'static> Process for LayeredProcess<L> {
    fn process(&self, request: Request) -> ResponseFuture {
        let head = request.head();
        // Layers that are not ready are asked again by the task that waits for the response.
        let future = self.0.call(request, &mut Context::from_waker(Waker::noop()));
        ResponseFuture::layered(future, head)
    }
}

/// The answer to a request that a layer has failed.
pub(super) fn refusal(head: Head, error: BoxError) -> Response {
    let request = head.into_request();
    match error.downcast::<Error>() {
        Ok(error) => match *error {
            Error::Application(error) => request.exception(error.kind, error.message),
            Error::Overloaded => {
                let error = ApplicationError::overload(Error::Overloaded);
                request.exception(error.kind, error.message)
            }
            error => request.internal_error(&error),
        },
        Err(error) => request.internal_error(&error),
    }
}
