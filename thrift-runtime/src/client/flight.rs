//! A request on its way to the connection.

use std::fmt;
use std::mem;
use std::sync::Arc;
use std::task::{Context, Poll, Waker, ready};
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
        let result = match &mut self.step {
            Step::Waiting(place) => ready!(self.pool.poll(*place, cx)),
            #[cfg(feature = "http")]
            Step::Http(flight) => ready!(flight.poll(cx)),
            Step::Unsent(..) => {
                self.step = self.send(deadline, cx.waker())?;
                #[cfg(feature = "http")]
                if let Step::Http(_) = self.step {
                    return self.poll(deadline, cx);
                }
                return Poll::Pending;
            }
            Step::Done => return Poll::Pending,
        };
        self.step = Step::Done;
        Poll::Ready(result)
    }

    /// Sends the request, and says until when the caller waits.
    fn send(&mut self, deadline: Option<Instant>, waker: &Waker) -> Result<Step> {
        let Step::Unsent(method, kind, request) = mem::replace(&mut self.step, Step::Done) else {
            return Ok(Step::Done);
        };
        let mut request = request?;
        request.set_deadline(deadline);
        let settings = self.pool.settings();
        settings.check()?;
        request.check(settings.transport.message_limit(&settings.limits))?;
        #[cfg(feature = "http")]
        if let Some(http) = self.pool.http() {
            return Ok(Step::Http(http.call(method, kind, request)));
        }
        Ok(Step::Waiting(self.pool.insert(method, kind, request, waker)?))
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
