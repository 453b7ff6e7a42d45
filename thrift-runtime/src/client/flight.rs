//! A request on its way to the connection.

use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::time::Instant;

use crate::error::{Error, ProtocolError, Result};
use crate::framing::Message;
use crate::limits::Limits;
use crate::message::{MessageType, Name};

#[cfg(feature = "http")]
use super::http::HttpFlight;
use super::pool::{Place, Pool};
use super::request::Outgoing;

/// A request on its way, with or without an answer. Dropped, it gives up its place.
pub(super) struct Flight {
    pool: Arc<Pool>,
    /// Until it is sent.
    request: Option<Unsent>,
    /// From then on, until there is a result.
    place: Option<Place>,
    #[cfg(feature = "http")]
    http: Option<Box<HttpFlight>>,
}

/// A request to be sent.
struct Unsent {
    method: Name,
    kind: MessageType,
    outgoing: Result<Outgoing, ProtocolError>,
}

impl Flight {
    /// A request that is sent at the first poll.
    #[inline]
    pub(super) fn new(
        pool: &Arc<Pool>,
        method: Name,
        kind: MessageType,
        outgoing: Result<Outgoing, ProtocolError>,
    ) -> Self {
        Self {
            pool: Arc::clone(pool),
            request: Some(Unsent { method, kind, outgoing }),
            place: None,
            #[cfg(feature = "http")]
            http: None,
        }
    }

    /// The limits of a reply.
    #[inline]
    pub(super) fn limits(&self) -> &Limits {
        &self.pool.settings().limits
    }

    /// Ready when there is its reply, or none to come. At the first poll the request is sent, which says until when the caller
    /// waits.
    #[inline]
    pub(super) fn poll(
        &mut self,
        deadline: Option<Instant>,
        cx: &mut Context<'_>,
        reply: &mut Option<Message>,
    ) -> Poll<Result<()>> {
        let Some(place) = &mut self.place else {
            return self.poll_elsewhere(deadline, cx, reply);
        };
        let result = self.pool.poll(place, cx, reply);
        if result.is_ready() {
            self.place = None;
        }
        result
    }

    /// The same where it has no place at a connection.
    #[cfg_attr(not(feature = "http"), allow(unused_variables, reason = "only HTTP has a reply here"))]
    fn poll_elsewhere(
        &mut self,
        deadline: Option<Instant>,
        cx: &mut Context<'_>,
        reply: &mut Option<Message>,
    ) -> Poll<Result<()>> {
        if let Some(request) = self.request.take() {
            self.send(request, deadline, cx.waker())?;
        }
        #[cfg(feature = "http")]
        if let Some(flight) = &mut self.http {
            let result = flight.poll(cx);
            if result.is_ready() {
                self.http = None;
            }
            return result.map_ok(|message| *reply = message);
        }
        Poll::Pending
    }

    /// Sends the request, and says until when the caller waits.
    #[inline]
    fn send(&mut self, request: Unsent, deadline: Option<Instant>, waker: &Waker) -> Result<()> {
        let Unsent { method, kind, outgoing } = request;
        let mut outgoing = outgoing?;
        outgoing.set_deadline(deadline);
        let settings = self.pool.settings();
        settings.check()?;
        outgoing.check(settings.transport.message_limit(&settings.limits))?;
        #[cfg(feature = "http")]
        if let Some(http) = self.pool.http() {
            self.http = Some(Box::new(http.call(method, kind, outgoing)));
            return Ok(());
        }
        self.place = Some(self.pool.insert(method, kind, outgoing, waker)?);
        Ok(())
    }

    /// Drops the call after so long. Gives what its caller is told: a request that has not left can be sent elsewhere.
    pub(super) fn give_up(&mut self, after: Duration) -> Error {
        #[cfg(feature = "http")]
        if let Some(flight) = self.http.take() {
            return flight.give_up(after);
        }
        self.request = None;
        match self.place.take().and_then(|place| self.pool.cancel(place)) {
            Some(unsent) => unsent.error(&self.pool.settings().address, after).into(),
            None => Error::Timeout(after),
        }
    }
}

impl Drop for Flight {
    #[inline]
    fn drop(&mut self) {
        if let Some(place) = self.place.take() {
            drop(self.pool.cancel(place));
        }
    }
}

impl fmt::Debug for Flight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Flight")
    }
}
