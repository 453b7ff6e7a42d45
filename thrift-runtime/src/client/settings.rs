//! What a channel was built with.

use std::time::Duration;

use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::framing::{Packing, Transport};
use crate::limits::Limits;
use crate::message::Protocol;

use super::Address;
use super::backoff::Backoff;
use super::calls::Patience;
use super::wrap::Wrappers;

/// What a channel was built with.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    pub(super) address: Address,
    pub(super) transport: Transport,
    pub(super) protocol: Protocol,
    /// Whether requests behind a THeader are compressed.
    pub(super) compressed: bool,
    pub(super) limits: Limits,
    pub(super) connect_timeout: Duration,
    /// Most connections at one time; by default, as many as the transport needs.
    pub(super) connections: Option<usize>,
    pub(super) backoff: Backoff,
    /// Whether calls wait where there is no connection to be had.
    pub(super) wait_for_ready: bool,
    /// Whether the peer answers in order.
    pub(super) ordered: bool,
    /// Whether a broken connection is made again.
    pub(super) reconnects: bool,
    pub(super) wrappers: Wrappers,
    /// To which requests over HTTP go.
    #[cfg(feature = "http")]
    pub(super) path: hyper::Uri,
}

impl Settings {
    /// Most connections at one time.
    #[inline]
    pub(super) fn connections(&self) -> usize {
        /// What HTTP/1.1 needs, whose connections carry one call at a time, for as many calls at once.
        const OF_HTTP: usize = 64;
        match (self.connections, self.transport) {
            (Some(connections), _) => connections,
            (None, Transport::Http) => OF_HTTP,
            (None, _) => 1,
        }
    }

    /// How requests are packed.
    #[inline]
    pub(super) fn packing(&self) -> Packing {
        Packing { zlib: self.compressed, ..self.transport.into() }
    }

    /// Checks that what goes together has been chosen.
    #[inline]
    pub(super) fn check(&self) -> Result<(), ProtocolError> {
        let message = match (self.transport, self.protocol) {
            (Transport::Header, Protocol::Binary | Protocol::Compact) => return Ok(()),
            (transport, _) if self.compressed => {
                format!("`ChannelBuilder::compressed` is for `Transport::Header`, not `Transport::{transport:?}`")
            }
            #[cfg(feature = "json")]
            (Transport::Header | Transport::TtHeader, Protocol::Json) => {
                "a header takes the binary or the compact protocol, not JSON".to_owned()
            }
            _ => return Ok(()),
        };
        Err(ProtocolError::new(ProtocolErrorKind::NotImplemented, message))
    }

    /// For how many connections a request waits.
    pub(super) fn patience(&self) -> Patience {
        match (self.reconnects, self.wait_for_ready) {
            (false, _) => Patience::None,
            (true, false) => Patience::OneMore,
            (true, true) => Patience::Endless,
        }
    }
}
