//! A request on its way to the connection.

use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::time::Instant;

use crate::error::{Error, ProtocolError, Result};
use crate::framing::Message;
use crate::message::{MessageType, Name};

#[cfg(feature = "http")]
use super::http::HttpFlight;
use super::pool::{Place, Pool};
use super::request::Outgoing;
use super::settings::Settings;

/// A request on its way, with or without an answer. Dropped, it gives up its place.
pub(super) struct Flight {
    pool: Arc<Pool>,
    /// Once it is sent, until there is a result.
    place: Option<Place>,
    #[cfg(feature = "http")]
    http: Option<Box<HttpFlight>>,
}

/// A request to be sent.
pub(super) struct Unsent {
    pub(super) method: Name,
    pub(super) kind: MessageType,
    pub(super) outgoing: Outgoing,
}

impl Flight {
    /// Where a request is to go.
    #[inline]
    pub(super) fn new(pool: &Arc<Pool>) -> Self {
        Self {
            pool: Arc::clone(pool),
            place: None,
            #[cfg(feature = "http")]
            http: None,
        }
    }

    #[inline]
    pub(super) fn settings(&self) -> &Settings {
        self.pool.settings()
    }

    /// Ready when there is its reply, or none to come. Where nothing is sent yet, `request` gives it, once, to be sent with
    /// `deadline`, until when the caller waits.
    #[inline]
    pub(super) fn poll(
        &mut self,
        request: impl FnOnce(&Settings) -> Option<Result<Unsent, ProtocolError>>,
        deadline: Option<Instant>,
        cx: &mut Context<'_>,
        reply: &mut Option<Message>,
    ) -> Poll<Result<()>> {
        let Some(place) = &mut self.place else {
            return self.poll_elsewhere(request, deadline, cx, reply);
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
        request: impl FnOnce(&Settings) -> Option<Result<Unsent, ProtocolError>>,
        deadline: Option<Instant>,
        cx: &mut Context<'_>,
        reply: &mut Option<Message>,
    ) -> Poll<Result<()>> {
        #[cfg(feature = "http")]
        if self.http.is_some() {
            return self.poll_http(cx, reply);
        }
        if let Some(request) = request(self.pool.settings()) {
            self.send(request?, deadline, cx.waker())?;
            #[cfg(feature = "http")]
            return self.poll_http(cx, reply);
        }
        Poll::Pending
    }

    #[cfg(feature = "http")]
    fn poll_http(&mut self, cx: &mut Context<'_>, reply: &mut Option<Message>) -> Poll<Result<()>> {
        let Some(flight) = &mut self.http else {
            return Poll::Pending;
        };
        let result = flight.poll(cx);
        if result.is_ready() {
            self.http = None;
        }
        result.map_ok(|message| *reply = message)
    }

    /// Sends the request, and says until when the caller waits.
    #[inline(always)]
    fn send(&mut self, request: Unsent, deadline: Option<Instant>, waker: &Waker) -> Result<()> {
        let Unsent { method, kind, mut outgoing } = request;
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
