//! A request on its way to the connection.

use std::fmt;
use std::mem;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::Instant;

use crate::error::{Error, ProtocolError, Result};
use crate::framing::Message;
use crate::message::{MessageType, Name};

#[cfg(feature = "http")]
use super::http::HttpFlight;
use super::pool::{Place, Pool};
use super::request::Outgoing;

/// A request on its way, with or without an answer. Dropped, it gives up its place.
pub(super) struct Flight {
    pool: Arc<Pool>,
    step: Step,
}

enum Step {
    Unsent(Name, MessageType, Result<Outgoing, ProtocolError>),
    Waiting(Place),
    #[cfg(feature = "http")]
    Http(HttpFlight),
    Done,
}

impl Flight {
    /// A request that is sent at the first poll.
    pub(super) fn new(
        pool: &Arc<Pool>,
        method: Name,
        kind: MessageType,
        request: Result<Outgoing, ProtocolError>,
    ) -> Self {
        Self { pool: Arc::clone(pool), step: Step::Unsent(method, kind, request) }
    }

    /// The reply; none to a oneway request. At the first poll the request is sent, which says until when the caller waits.
    pub(super) fn poll(&mut self, deadline: Option<Instant>, cx: &mut Context<'_>) -> Poll<Result<Option<Message>>> {
        match mem::replace(&mut self.step, Step::Done) {
            Step::Unsent(method, kind, request) => {
                let mut request = request?;
                request.set_deadline(deadline);
                let settings = self.pool.settings();
                settings.check()?;
                request.check(settings.transport.message_limit(&settings.limits))?;
                #[cfg(feature = "http")]
                if let Some(http) = self.pool.http() {
                    self.step = Step::Http(http.call(method, kind, request));
                    return self.poll(deadline, cx);
                }
                self.step = Step::Waiting(self.pool.insert(method, kind, request, cx.waker())?);
            }
            Step::Waiting(place) => {
                if let Poll::Ready(result) = self.pool.poll(place, cx) {
                    return Poll::Ready(result);
                }
                self.step = Step::Waiting(place);
            }
            #[cfg(feature = "http")]
            Step::Http(mut flight) => {
                if let Poll::Ready(result) = flight.poll(cx) {
                    return Poll::Ready(result);
                }
                self.step = Step::Http(flight);
            }
            Step::Done => {}
        }
        Poll::Pending
    }

    /// Drops the call after so long. Gives what its caller is told: a request that has not left can be sent elsewhere.
    pub(super) fn give_up(&mut self, after: Duration) -> Error {
        let unsent = match mem::replace(&mut self.step, Step::Done) {
            Step::Waiting(place) => self.pool.cancel(place),
            #[cfg(feature = "http")]
            Step::Http(flight) => return flight.give_up(after),
            Step::Unsent(..) | Step::Done => None,
        };
        match unsent {
            Some(unsent) => unsent.error(&self.pool.settings().address, after).into(),
            None => Error::Timeout(after),
        }
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        if let Step::Waiting(place) = mem::replace(&mut self.step, Step::Done) {
            drop(self.pool.cancel(place));
        }
    }
}

impl fmt::Debug for Flight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Flight")
    }
}
