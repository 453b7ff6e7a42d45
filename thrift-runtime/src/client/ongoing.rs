//! Calls under way.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::Instant;

use crate::error::{Error, ProtocolError, Result};
use crate::framing::Message;
use crate::layer::{Layered, LayeredFuture};
use crate::limits::Limits;
use crate::service::Request;
use crate::trace::Trace;

use super::flight::Flight;
use super::layers::failure;
use super::timer::Timer;

/// A call under way: where it goes, how long it may take, and its span.
pub(super) struct Ongoing {
    way: Way,
    timer: Timer,
    trace: Trace,
}

impl Ongoing {
    #[inline]
    pub(super) fn new(way: Way, timer: Timer, trace: Trace) -> Self {
        Self { way, timer, trace }
    }

    /// Ready when there is its reply, or none to come to a oneway request. Its time begins at the first poll.
    #[inline(always)]
    pub(super) fn poll(&mut self, cx: &mut Context<'_>, reply: &mut Option<Message>) -> Poll<Result<()>> {
        let _entered = self.trace.enter();
        let mut result = match self.timer.start() {
            Ok(deadline) => self.way.poll(deadline, cx, reply),
            Err(error) => Poll::Ready(Err(error)),
        };
        if result.is_pending()
            && let Poll::Ready(after) = self.timer.poll(cx)
        {
            result = Poll::Ready(Err(self.way.give_up(after)));
        }
        if result.is_ready() {
            self.way.end();
        }
        result
    }

    /// Those of a reply.
    #[inline]
    pub(super) fn limits(&self) -> &Limits {
        match &self.way {
            Way::Direct(flight) => flight.limits(),
            Way::Layered(layers) => &layers.limits,
        }
    }

    /// Ends its span, with what became of it.
    #[inline]
    pub(super) fn end(&mut self, outcome: impl FnOnce() -> String) {
        self.trace.end(outcome);
    }
}

/// How a call goes.
pub(super) enum Way {
    /// To the connection.
    Direct(Flight),
    Layered(Layers),
}

/// The way through layers.
pub(super) struct Layers {
    service: Arc<dyn Layered>,
    /// Until it is polled first.
    request: Option<Result<Request, ProtocolError>>,
    /// From then on, until there is a response.
    future: Option<LayeredFuture>,
    /// Those of a reply.
    limits: Limits,
}

impl Way {
    #[inline(always)]
    fn poll(
        &mut self,
        deadline: Option<Instant>,
        cx: &mut Context<'_>,
        reply: &mut Option<Message>,
    ) -> Poll<Result<()>> {
        match self {
            Self::Direct(flight) => flight.poll(deadline, cx, reply),
            Self::Layered(layers) => layers.poll(deadline, cx).map_ok(|message| *reply = message),
        }
    }

    /// It has ended: layers let go at once of what they hold for it.
    #[inline]
    fn end(&mut self) {
        if let Self::Layered(layers) = self {
            (layers.request, layers.future) = (None, None);
        }
    }

    /// Ends it after so long. Gives what its caller is told.
    fn give_up(&mut self, after: Duration) -> Error {
        match self {
            Self::Direct(flight) => flight.give_up(after),
            Self::Layered(..) => Error::Timeout(after),
        }
    }
}

impl Layers {
    pub(super) fn new(service: &Arc<dyn Layered>, request: Result<Request, ProtocolError>, limits: &Limits) -> Self {
        Self { service: Arc::clone(service), request: Some(request), future: None, limits: *limits }
    }

    fn poll(&mut self, deadline: Option<Instant>, cx: &mut Context<'_>) -> Poll<Result<Option<Message>>> {
        if let Some(request) = self.request.take() {
            let mut request = request?;
            request.set_due(deadline);
            self.future = Some(self.service.call_from(request, cx));
        }
        match &mut self.future {
            Some(future) => {
                let response = ready!(Pin::new(future).poll(cx)).map_err(failure)?;
                Poll::Ready(Ok(response.into_reply()))
            }
            None => Poll::Pending,
        }
    }
}
