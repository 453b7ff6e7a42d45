//! Calls over HTTP/1.1, whose connections carry one at a time.

mod connections;
mod exchange;

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use crate::error::{Error, Result, TransportError};
use crate::framing::Message;
use crate::message::{MessageType, Name};
use crate::stream::AnyIo;

use super::cause::Unsent;
use super::request::Outgoing;
use super::settings::Settings;
use connections::Connections;

/// What calls over HTTP share.
#[derive(Debug)]
pub(super) struct Http {
    settings: Arc<Settings>,
    connections: Connections,
    /// The sequence id of the next call. Replies need none: servers that look at it see that calls differ.
    next: AtomicI32,
}

/// How far a call is.
#[derive(Debug, Default)]
struct Progress {
    /// Some of it may have been sent.
    sent: AtomicBool,
    /// It has a connection.
    connected: AtomicBool,
}

/// A call on its way over HTTP. Dropped, it gives up its connection.
pub(super) struct HttpFlight {
    future: Pin<Box<dyn Future<Output = Result<Option<Message>>> + Send>>,
    http: Arc<Http>,
    progress: Arc<Progress>,
}

impl Http {
    pub(super) fn new(settings: Arc<Settings>) -> Self {
        let connections = Connections::new(&settings);
        Self { settings, connections, next: AtomicI32::new(1) }
    }

    /// Takes a connection after its handshake.
    pub(super) async fn take(&self, io: AnyIo<'static>) -> Result<(), TransportError> {
        self.connections.take(&self.settings, io).await
    }

    /// Takes a connection to use at the first call, before any handshake.
    pub(super) fn give(&self, io: AnyIo<'static>) {
        self.connections.give(io);
    }

    /// Begins a call.
    pub(super) fn call(self: &Arc<Self>, method: Name, kind: MessageType, mut request: Outgoing) -> HttpFlight {
        request.set_sequence_id(self.next.fetch_add(1, Ordering::Relaxed));
        let progress = Arc::<Progress>::default();
        let future = exchange::exchange(Arc::clone(self), Arc::clone(&progress), method, kind, request);
        HttpFlight { future: Box::pin(future), http: Arc::clone(self), progress }
    }
}

impl HttpFlight {
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Message>>> {
        self.future.as_mut().poll(cx)
    }

    /// What its caller is told who waits no longer.
    pub(super) fn give_up(self, after: Duration) -> Error {
        if self.progress.sent.load(Ordering::Relaxed) {
            return Error::Timeout(after);
        }
        let unsent = match self.progress.connected.load(Ordering::Relaxed) {
            true => Unsent::Stuck,
            false => self.http.connections.why_none(),
        };
        unsent.error(&self.http.settings.address, after).into()
    }
}
