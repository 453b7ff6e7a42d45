//! Calls under way.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::Instant;

use crate::error::{Error, ProtocolError, Result};
use crate::layer::{Layered, LayeredFuture};
use crate::service::{Request, Response};
use crate::trace::Trace;

use super::layers::failure;
use super::timer::Timer;

/// A request that goes, and a reply that comes.
pub(super) trait Exchange {
    type Reply;

    /// Ready when there is a reply, or none to come. At the first poll the request goes, which says until when its caller waits.
    fn poll(
        &mut self,
        deadline: Option<Instant>,
        cx: &mut Context<'_>,
        reply: &mut Option<Self::Reply>,
    ) -> Poll<Result<()>>;

    /// It has ended: lets go at once of what is held for it.
    fn end(&mut self);

    /// Ends it after so long. Gives what its caller is told.
    fn give_up(&mut self, after: Duration) -> Error;
}

/// A call under way: what is exchanged for it, how long it may take, and its span.
pub(super) struct Ongoing<X> {
    pub(super) exchange: X,
    timer: Timer,
    trace: Trace,
}

impl<X: Exchange> Ongoing<X> {
    #[inline]
    pub(super) fn new(exchange: X, timer: Timer, trace: Trace) -> Self {
        Self { exchange, timer, trace }
    }

    /// Ready when there is its reply, or none to come to a oneway request. Its time begins at the first poll.
    #[inline(always)]
    pub(super) fn poll(&mut self, cx: &mut Context<'_>, reply: &mut Option<X::Reply>) -> Poll<Result<()>> {
        let _entered = self.trace.enter();
        let mut result = match self.timer.start() {
            Ok(deadline) => self.exchange.poll(deadline, cx, reply),
            Err(error) => Poll::Ready(Err(error)),
        };
        if result.is_pending()
            && let Poll::Ready(after) = self.timer.poll(cx)
        {
            result = Poll::Ready(Err(self.exchange.give_up(after)));
        }
        if result.is_ready() {
            self.exchange.end();
        }
        result
    }

    /// Ends its span, with what became of it.
    #[inline]
    pub(super) fn end(&mut self, outcome: impl FnOnce() -> String) {
        self.trace.end(outcome);
    }
}

/// An exchange through layers.
pub(super) struct Layers {
    service: Arc<dyn Layered>,
    /// Until it is polled first.
    request: Option<Result<Request, ProtocolError>>,
    /// From then on, until there is a response.
    future: Option<LayeredFuture>,
}

impl Layers {
    #[inline]
    pub(super) fn new(service: &Arc<dyn Layered>, request: Result<Request, ProtocolError>) -> Self {
        Self { service: Arc::clone(service), request: Some(request), future: None }
    }

    fn begin(
        &mut self,
        request: Result<Request, ProtocolError>,
        deadline: Option<Instant>,
        cx: &mut Context<'_>,
    ) -> Result<()> {
        let mut request = request?;
        request.set_due(deadline);
        self.future = Some(self.service.call(request, cx));
        Ok(())
    }
}

impl Exchange for Layers {
    type Reply = Response;

    fn poll(
        &mut self,
        deadline: Option<Instant>,
        cx: &mut Context<'_>,
        reply: &mut Option<Response>,
    ) -> Poll<Result<()>> {
        if let Some(request) = self.request.take() {
            self.begin(request, deadline, cx)?;
        }
        match &mut self.future {
            Some(future) => {
                *reply = Some(ready!(Pin::new(future).poll(cx)).map_err(failure)?);
                Poll::Ready(Ok(()))
            }
            None => Poll::Pending,
        }
    }

    fn end(&mut self) {
        (self.request, self.future) = (None, None);
    }

    fn give_up(&mut self, after: Duration) -> Error {
        Error::Timeout(after)
    }
}
