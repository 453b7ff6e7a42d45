//! What requests come from.

use std::sync::Arc;

use crate::framing::{Decoder, Malformed, Message, Transport};
use crate::limits::Limits;
use crate::message::Protocol;
use crate::service::{Origin, Request};

use super::signal::Signal;

/// How a client speaks: what its messages travel in, and how they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Dialect {
    /// What messages travel in.
    pub transport: Transport,
    /// How they are written.
    pub protocol: Protocol,
    /// Whether all of it is encrypted.
    pub tls: bool,
}

/// A connection that requests come from.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) origin: Origin,
    pub(super) transport: Transport,
    /// Raised when the client has gone.
    pub(super) gone: Signal,
}

impl Source {
    /// How its client speaks, in a message of this protocol.
    pub(super) fn dialect(&self, protocol: Protocol) -> Dialect {
        let tls = self.origin.identity.as_ref().is_some_and(|identity| identity.is_tls());
        Dialect { transport: self.transport, protocol, tls }
    }
}

/// A connection's own end of its [`Source`]. Dropped with the connection, it says that the client has gone.
#[derive(Debug)]
pub(crate) struct Presence {
    source: Arc<Source>,
    /// A request that is answered, or has not all arrived: in its place the next one comes.
    vacant: Option<Request>,
}

impl Presence {
    pub(crate) fn new(origin: Origin, transport: Transport) -> Self {
        Self { source: Arc::new(Source { origin, transport, gone: Signal::default() }), vacant: None }
    }

    /// For a request.
    #[cfg(any(test, feature = "http"))]
    pub(crate) fn source(&self) -> Arc<Source> {
        Arc::clone(&self.source)
    }

    /// The next request that comes through a connection of this origin, whose presence begins when it is known how its client
    /// speaks; `None` when it has not all arrived.
    #[inline]
    pub(crate) fn next_of(
        presence: &mut Option<Self>,
        origin: &Origin,
        decoder: &mut Decoder,
        limits: &Limits,
    ) -> Result<Option<Request>, Malformed> {
        let presence = match presence {
            Some(presence) => presence,
            none => match decoder.begin()? {
                Some(transport) => none.insert(Self::new(origin.clone(), transport)),
                None => return Ok(None),
            },
        };
        presence.next_request(decoder, limits)
    }

    /// The next request that comes through here, out of this decoder; `None` when it has not all arrived.
    #[inline]
    pub(crate) fn next_request(
        &mut self,
        decoder: &mut Decoder,
        limits: &Limits,
    ) -> Result<Option<Request>, Malformed> {
        let vacant = match &mut self.vacant {
            Some(vacant) => vacant,
            none => none.insert(vacant(&self.source, limits)),
        };
        Ok(if vacant.arrives(decoder)? { self.vacant.take() } else { None })
    }

    /// A request is answered. One of another connection is none of ours: a layer may answer with the response to its own.
    #[inline]
    pub(crate) fn answered(&mut self, mut request: Request) {
        if request.source().is_some_and(|source| Arc::ptr_eq(source, &self.source)) {
            request.vacate();
            self.vacant = Some(request);
        }
    }

    /// Gives back the memory that is not needed while nothing comes.
    pub(crate) fn rest(&mut self) {
        self.vacant = None;
    }

    /// Tells handlers that the client has gone, or seems so.
    pub(crate) fn end(&self) {
        self.source.gone.raise();
    }
}

/// A place for the requests of a connection.
#[cold]
fn vacant(source: &Arc<Source>, limits: &Limits) -> Request {
    let response_limit = source.transport.message_limit(limits);
    Request::new(Message::vacant(), *limits, response_limit).of_source(Arc::clone(source))
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.end();
    }
}
