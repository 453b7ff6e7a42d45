//! Requests over HTTP/1.1: one message in the body of each POST.

mod exchange;
mod pace;
mod reply;

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;

use crate::http::{MAX_HEAD, MAX_HEADERS};
use crate::stream::AnyIo;

use super::connection::linger;
use super::upgrade::Session;
use super::watch::{Overdue, Watch};
use exchange::Exchange;
use pace::{Pace, Paced};

impl<'s> Session<'s> {
    /// Serves requests over HTTP until the client has gone.
    pub(super) async fn serve_http(self, io: AnyIo<'s>) {
        let pace = Arc::<Pace>::default();
        let exchange = Exchange::new(&self, &pace);
        let settings = &self.server.settings.connection;
        let io = TokioIo::new(Paced::new(io, Arc::clone(&pace)));
        let service = service_fn(|request| exchange.answer(request));
        // Different lengths are refused there; behind a request with a length and in chunks, nothing more is read.
        // A client that has sent all that it has to say still gets its answers.
        let mut connection = http1::Builder::new()
            .half_close(true)
            .max_buf_size(2 * MAX_HEAD)
            .max_header_size(MAX_HEAD)
            .max_headers(MAX_HEADERS)
            .serve_connection(io, service);
        let mut watch = Watch::new(settings);
        let mut leaving = false;
        let ended = poll_fn(|cx| {
            loop {
                if !leaving && self.outbox.is_draining(cx.waker()) {
                    leaving = true;
                    Pin::new(&mut connection).graceful_shutdown();
                }
                if let Poll::Ready(result) = Pin::new(&mut connection).poll(cx) {
                    return Poll::Ready(result.map_err(|error| error.to_string()));
                }
                let overdue = match watch.poll(&pace.waits(), cx) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(overdue) => overdue,
                };
                match overdue {
                    Overdue::Message => return Poll::Ready(Err("a request does not come to its end in time".into())),
                    Overdue::Write => return Poll::Ready(Err("the client does not take its responses in time".into())),
                    Overdue::Idle | Overdue::Rest => {
                        leaving = true;
                        Pin::new(&mut connection).graceful_shutdown();
                    }
                }
            }
        });
        let peer = self.origin.peer.map(tracing::field::display);
        match ended.await {
            Err(error) => tracing::debug!(peer, error, "a connection of HTTP has ended"),
            Ok(()) if pace.is_unread() => linger(&mut connection.into_parts().io.into_inner()).await,
            Ok(()) => {}
        }
        exchange.finish().await;
    }
}
