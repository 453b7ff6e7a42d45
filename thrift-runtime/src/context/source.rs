//! What requests come from.

use std::sync::Arc;

use crate::framing::Transport;
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
pub(crate) struct Presence(Arc<Source>);

impl Presence {
    pub(crate) fn new(origin: Origin, transport: Transport) -> Self {
        Self(Arc::new(Source { origin, transport, gone: Signal::default() }))
    }

    /// For a request.
    pub(crate) fn source(&self) -> Arc<Source> {
        Arc::clone(&self.0)
    }

    /// Whether the request has come from here.
    pub(crate) fn is_source_of(&self, request: &Request) -> bool {
        request.source().is_some_and(|source| Arc::ptr_eq(source, &self.0))
    }

    /// Tells handlers that the client has gone, or seems so.
    pub(crate) fn end(&self) {
        self.0.gone.raise();
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.end();
    }
}
