//! Connections whose messages are wrapped in something: TLS, HTTP, a zlib stream, SASL.

use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::ops::Deref;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use bytes::BytesMut;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite};
use tokio::time::{Instant, timeout_at};

use crate::framing::{Start, Transport, Wrapper, detect};
use crate::service::{Identity, Origin};
#[cfg(feature = "zlib")]
use crate::stream::Zlib;
use crate::stream::{AnyIo, Rewind};

use super::Server;
use super::connection::{Connection, linger};
use super::outbox::Outbox;

/// Serves one connection until it ends, whatever its messages turn out to be wrapped in.
pub(super) async fn serve<IO: AsyncRead + AsyncWrite + Send + Unpin>(
    io: IO,
    peer: Option<SocketAddr>,
    server: impl Deref<Target = Server>,
    outbox: Arc<Outbox>,
) {
    let server = &*server;
    let origin = Origin { peer, identity: None };
    if server.wrappers.is_any_required() {
        let session = Session::new(server, outbox, origin);
        // In a box, so that the others do not have room for it.
        return Box::pin(session.serve(Box::new(io))).await;
    }
    let mut connection = Connection::new(io, origin.clone(), server, Arc::clone(&outbox));
    connection.run().await;
    if let Some((wrapper, io)) = connection.into_wrapped() {
        let session = Session::new(server, outbox, origin);
        Box::pin(session.unwrap(wrapper, io)).await;
    }
}

/// A connection on its way through what its messages are wrapped in.
pub(super) struct Session<'s> {
    pub(super) server: &'s Server,
    pub(super) outbox: Arc<Outbox>,
    pub(super) origin: Origin,
    /// What has been unwrapped last.
    outer: Option<Wrapper>,
    /// When all handshakes are to be done; none, where they may take for ever.
    until: Option<Instant>,
}

impl<'s> Session<'s> {
    fn new(server: &'s Server, outbox: Arc<Outbox>, origin: Origin) -> Self {
        let until = Instant::now().checked_add(server.settings.connection.message_timeout);
        Self { server, outbox, origin, outer: None, until }
    }

    /// Serves what begins here.
    async fn serve(self, mut io: AnyIo<'s>) {
        let Some(required) = self.server.wrappers.required(self.origin.identity.as_deref()) else {
            return self.serve_messages(io).await;
        };
        match self.within_time(first_bytes(&mut io)).await {
            Some((Start::Wrapped(wrapper), bytes)) if self.server.wrappers.leads_to(wrapper, required) => {
                Box::pin(self.unwrap(wrapper, Box::new(Rewind::new(bytes, io)))).await;
            }
            Some(_) => tracing::warn!(%required, "closing a connection that begins without what is required"),
            None => {}
        }
    }

    /// Serves messages, or what else begins here after all.
    async fn serve_messages(self, io: AnyIo<'s>) {
        let mut connection = Connection::new(io, self.origin.clone(), self.server, Arc::clone(&self.outbox));
        connection.run().await;
        if let Some((wrapper, io)) = connection.into_wrapped() {
            Box::pin(self.unwrap(wrapper, io)).await;
        }
    }

    /// Serves what is in here. Everything may be within TLS, and nothing within anything else: a zlib stream within
    /// a zlib stream is a bomb.
    async fn unwrap(mut self, wrapper: Wrapper, io: AnyIo<'s>) {
        let allowed = match self.outer {
            None => true,
            Some(Wrapper::Tls) => wrapper != Wrapper::Tls,
            Some(_) => false,
        };
        if !allowed {
            return tracing::warn!(%wrapper, outer = ?self.outer, "closing a connection that wraps what can not be");
        }
        self.outer = Some(wrapper);
        match wrapper {
            #[cfg(feature = "tls")]
            Wrapper::Tls => self.unwrap_tls(io).await,
            #[cfg(not(feature = "tls"))]
            Wrapper::Tls => missing(wrapper, "tls", io),
            #[cfg(feature = "http")]
            Wrapper::Http => self.serve_http(io).await,
            #[cfg(not(feature = "http"))]
            Wrapper::Http => missing(wrapper, "http", io),
            #[cfg(feature = "zlib")]
            Wrapper::Zlib => self.serve_messages(Box::new(Zlib::new(io))).await,
            #[cfg(not(feature = "zlib"))]
            Wrapper::Zlib => missing(wrapper, "zlib", io),
            Wrapper::Sasl => self.unwrap_sasl(io).await,
        }
    }

    #[cfg(feature = "tls")]
    async fn unwrap_tls(mut self, io: AnyIo<'s>) {
        let Some(tls) = &self.server.wrappers.tls else {
            return tracing::warn!("closing a connection that begins with TLS: the server has no certificate");
        };
        if let Some((io, identity)) = self.within_time(tls.accept(io)).await {
            self.origin.identity = Some(Arc::new(identity));
            self.serve(io).await;
        }
    }

    async fn unwrap_sasl(mut self, mut io: AnyIo<'s>) {
        let Some(sasl) = &self.server.wrappers.sasl else {
            return tracing::warn!("closing a connection that begins with SASL: the server authenticates nobody");
        };
        let Some(user) = self.within_time(sasl.accept(&mut io)).await else {
            return linger(&mut io).await;
        };
        let identity = self.origin.identity.as_deref().cloned().unwrap_or_default();
        self.origin.identity = Some(Arc::new(Identity { user: Some(user), ..identity }));
        // Each write has its length in front, and each write is a message.
        let connection = Connection::new(io, self.origin, self.server, self.outbox);
        connection.speaking(Transport::Framed).run().await;
    }

    /// Does a step that waits for the client. All of them have the time that a message has, and no step goes beyond the end of
    /// the server.
    async fn within_time<T>(&self, step: impl Future<Output = io::Result<T>>) -> Option<T> {
        let mut step = pin!(step);
        let step = poll_fn(|cx| match step.as_mut().poll(cx) {
            Poll::Pending if self.outbox.is_draining(cx.waker()) => {
                Poll::Ready(Err(io::Error::other("the server shuts down")))
            }
            polled => polled,
        });
        let done = match self.until {
            Some(until) => timeout_at(until, step).await,
            None => Ok(step.await),
        };
        let error = match done {
            Ok(Ok(value)) => return Some(value),
            Ok(Err(error)) => error,
            Err(elapsed) => elapsed.into(),
        };
        tracing::warn!(peer = self.origin.peer.map(tracing::field::display), %error, "closing a connection within its handshake");
        None
    }
}

#[cfg(not(all(feature = "tls", feature = "http", feature = "zlib")))]
fn missing(wrapper: Wrapper, feature: &str, _: AnyIo<'_>) {
    tracing::warn!("closing a connection: {wrapper} needs the feature `{feature}` of thrift-rs");
}

/// Reads until it is known what a connection begins with.
async fn first_bytes(io: &mut AnyIo<'_>) -> io::Result<(Start, BytesMut)> {
    /// Of which a handful is looked at.
    const SPACE: usize = 512;
    let mut bytes = BytesMut::with_capacity(SPACE);
    loop {
        if io.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match detect(&bytes) {
            Ok(Some(start)) => return Ok((start, bytes)),
            Ok(None) => {}
            Err(error) => return Err(io::Error::new(io::ErrorKind::InvalidData, error)),
        }
    }
}
