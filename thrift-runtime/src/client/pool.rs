//! The connections of a channel.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};

use crate::error::Result;
use crate::framing::{Message, Transport};
use crate::message::{MessageType, Name};

use super::cause::Unsent;
#[cfg(feature = "http")]
use super::http::Http;
use super::request::Outgoing;
use super::settings::Settings;
use super::shared::{Driver, Handle, Ticket, UNCONNECTED};

/// What the clones of a channel share: its connections, each with calls and a driver of its own.
#[derive(Debug)]
pub(super) struct Pool {
    first: Handle,
    others: Box<[Handle]>,
    /// Where calls go over HTTP.
    #[cfg(feature = "http")]
    http: Option<Arc<Http>>,
    /// Counts calls, so that connections that stand alike take turns.
    turn: AtomicUsize,
}

/// Where a call is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    connection: usize,
    call: Ticket,
}

impl Pool {
    /// A pool whose first connection stands like this, and has no others yet.
    pub(super) fn new(settings: Settings, first: Driver) -> Self {
        let settings = Arc::new(settings);
        let others = match settings.transport {
            Transport::Http => 1..1,
            _ => 1..settings.connections(),
        };
        Self {
            #[cfg(feature = "http")]
            http: (settings.transport == Transport::Http).then(|| Arc::new(Http::new(Arc::clone(&settings)))),
            first: Handle::new(Arc::clone(&settings), first),
            others: others.map(|_| Handle::new(Arc::clone(&settings), Driver::Idle)).collect(),
            turn: AtomicUsize::new(0),
        }
    }

    #[inline]
    pub(super) fn settings(&self) -> &Settings {
        self.first.settings()
    }

    #[cfg(feature = "http")]
    pub(super) fn http(&self) -> Option<&Arc<Http>> {
        self.http.as_ref()
    }

    pub(super) fn first(&self) -> &Handle {
        &self.first
    }

    #[inline]
    fn get(&self, number: usize) -> &Handle {
        match number.checked_sub(1).and_then(|number| self.others.get(number)) {
            Some(other) => other,
            None => &self.first,
        }
    }

    /// The connection for the next call: of those that are connected the one with the fewest calls. While it has others to
    /// serve, one more is opened, for the calls to come; no call waits for a connection as long as there is one.
    #[inline]
    fn choose(&self) -> usize {
        match self.others.len() {
            0 => 0,
            _ => self.choose_among(),
        }
    }

    fn choose_among(&self) -> usize {
        let connections = self.others.len() + 1;
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let numbers = || (0..connections).map(|number| (turn.wrapping_add(number)) % connections);
        let ranks = numbers().map(|number| (self.get(number).rank(), number));
        let (rank, best) = ranks.min_by_key(|&(rank, _)| rank).unwrap_or_default();
        if rank > 0
            && rank < UNCONNECTED
            && let Some(more) = numbers().find(|&number| self.get(number).rank() >= UNCONNECTED)
        {
            self.get(more).open();
        }
        best
    }

    /// Takes on a request, and sees to it that somebody sends it.
    #[inline]
    pub(super) fn insert(&self, method: Name, kind: MessageType, request: Outgoing, waker: &Waker) -> Result<Place> {
        let connection = self.choose();
        let call = self.get(connection).insert(method, kind, request, waker)?;
        Ok(Place { connection, call })
    }

    #[inline]
    pub(super) fn poll(&self, place: &mut Place, cx: &Context<'_>, reply: &mut Option<Message>) -> Poll<Result<()>> {
        self.get(place.connection).poll(&mut place.call, cx, reply)
    }

    pub(super) fn cancel(&self, place: Place) -> Option<Unsent> {
        self.get(place.connection).cancel(place.call)
    }
}
