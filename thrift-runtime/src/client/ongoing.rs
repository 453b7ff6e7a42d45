//! Calls under way.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::Instant;

use crate::error::{Error, ProtocolError, Result};
use crate::framing::Message;
use crate::layer::{Layered, LayeredFuture};
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
    pub(super) fn new(way: Way, timer: Timer, trace: Trace) -> Self {
        Self { way, timer, trace }
    }

    /// The reply; none to a oneway request. Its time begins at the first poll.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Message>>> {
        let _entered = self.trace.enter();
        let reply = match self.timer.start() {
            Ok(deadline) => match self.way.poll(deadline, cx) {
                Poll::Ready(reply) => reply,
                Poll::Pending => {
                    let after = ready!(self.timer.poll(cx));
                    Err(self.way.give_up(after))
                }
            },
            Err(error) => Err(error),
        };
        self.way = Way::Done;
        Poll::Ready(reply)
    }

    /// Ends its span, with what became of it.
    pub(super) fn end(&mut self, outcome: impl FnOnce() -> String) {
        self.trace.end(outcome);
    }
}

/// How a call goes.
pub(super) enum Way {
    /// To the connection.
    Direct(Flight),
    /// Through layers, when it is polled first.
    Layered(Arc<dyn Layered>, Option<Result<Request, ProtocolError>>, Option<LayeredFuture>),
    /// It has ended.
    Done,
}

impl Way {
    /// The reply; none to a oneway request.
    fn poll(&mut self, deadline: Option<Instant>, cx: &mut Context<'_>) -> Poll<Result<Option<Message>>> {
        match self {
            Self::Direct(flight) => flight.poll(deadline, cx),
            Self::Layered(service, request, future) => {
                if let Some(request) = request.take() {
                    let mut request = request?;
                    request.set_due(deadline);
                    *future = Some(service.call_from(request, cx));
                }
                match future {
                    Some(future) => {
                        let response = ready!(Pin::new(future).poll(cx)).map_err(failure)?;
                        Poll::Ready(Ok(response.into_reply()))
                    }
                    None => Poll::Pending,
                }
            }
            Self::Done => Poll::Pending,
        }
    }

    /// Ends it after so long. Gives what its caller is told.
    fn give_up(&mut self, after: Duration) -> Error {
        match self {
            Self::Direct(flight) => flight.give_up(after),
            Self::Layered(..) | Self::Done => Error::Timeout(after),
        }
    }
}
