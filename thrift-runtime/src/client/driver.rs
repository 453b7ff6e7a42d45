//! The task that drives a channel's connection.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::time::{Instant, sleep_until, timeout};

use crate::error::TransportError;
use crate::framing::Decoder;
#[cfg(feature = "http")]
use crate::framing::Transport;
use crate::stream::{self, Io, SMALL};

use super::address::Stream;
use super::cause::Cause;
use super::end::{DriverEnd, Exchange, Next, Turn};
use super::pool::Pool;
use super::rest::Rest;
use super::shared::{Driver, Settings};

/// Connects, and lets a task drive the connection.
///
/// In a box, so that the code is in this crate: a future is compiled where its type is last known.
pub(super) fn connect(settings: Settings) -> Pin<Box<dyn Future<Output = Result<Pool, TransportError>> + Send>> {
    Box::pin(async {
        let io = settings.dial().await?;
        #[cfg(feature = "http")]
        if settings.transport == Transport::Http {
            let pool = Pool::new(settings, Driver::Idle);
            if let Some(http) = pool.http() {
                http.take(io.boxed()).await?;
            }
            return Ok(pool);
        }
        let pool = Pool::new(settings, Driver::Connecting);
        tokio::spawn(run(pool.first().driver(), Some(io), None));
        Ok(pool)
    })
}

/// Drives connections to the channel's address, beginning with `io`, for as long as calls want one; where there is none, the
/// first is not made before `rest`.
pub(super) async fn run(mut end: DriverEnd, mut io: Option<Stream>, mut rest: Option<Instant>) {
    loop {
        if let Some(until) = rest.take() {
            sleep_until(until).await;
            if !end.is_wanted() {
                return;
            }
        }
        let connected = match io.take() {
            Some(io) => Ok(io),
            None => end.settings().dial().await,
        };
        let next = match connected {
            Ok(Stream::Tcp(io)) => drive(&mut end, io).await,
            #[cfg(unix)]
            Ok(Stream::Unix(io)) => drive(&mut end, io).await,
            Ok(Stream::Wrapped(io)) => drive(&mut end, io).await,
            Err(error) => end.unconnected(error),
        };
        match next {
            Next::Connect => {}
            Next::Rest(until) => rest = Some(until),
            Next::Nothing => return,
        }
    }
}

/// Drives a connection that can not be made again.
pub(super) async fn run_over(mut end: DriverEnd, io: impl Io + 'static) {
    if !end.settings().is_wrapped() {
        drive(&mut end, io).await;
        return;
    }
    match end.settings().wrap(Box::new(io)).await {
        Ok(io) => drive(&mut end, io).await,
        Err(error) => end.unconnected(error),
    };
}

/// Drives one connection.
async fn drive(end: &mut DriverEnd, io: impl AsyncRead + AsyncWrite + Unpin) -> Next {
    end.connected();
    let settings = end.settings();
    let decoder = Decoder::new(settings.transport, &settings.limits);
    let exchange = Exchange::default();
    let mut connection = Connection { io, decoder, exchange, reads: 0, rest: Rest::default() };
    let cause = poll_fn(|cx| connection.poll(end, cx)).await;
    if let Cause::Dropped = cause {
        connection.close().await;
    }
    end.lost(cause, connection.exchange)
}

struct Connection<IO> {
    io: IO,
    decoder: Decoder,
    exchange: Exchange,
    /// Reads that brought something.
    reads: u64,
    rest: Rest,
}

impl<IO: AsyncRead + AsyncWrite + Unpin> Connection<IO> {
    /// Reads and writes until the connection is gone, or nobody wants it any more.
    fn poll(&mut self, end: &DriverEnd, cx: &mut Context<'_>) -> Poll<Cause> {
        // First, so that nothing is sent into a connection that is known to be closed.
        let mut read = self.poll_read(cx);
        loop {
            if let Poll::Ready(Err(cause)) = read {
                return Poll::Ready(cause);
            }
            let again = match end.take_turn(&mut self.exchange, cx.waker()) {
                Turn::Close => return Poll::Ready(Cause::Dropped),
                Turn::Unmatched(error) => return Poll::Ready(Cause::Unmatched(error)),
                Turn::GiveUp => {
                    let error = io::Error::other("the peer leaves too many calls unanswered");
                    return Poll::Ready(Cause::Broken(error));
                }
                Turn::Gather => {
                    self.exchange.gathered = true;
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
                Turn::Go { again } => again,
            };
            self.exchange.gathered = false;
            let written = self.exchange.output.written();
            if let Poll::Ready(Err(error)) = self.exchange.output.poll_write(&mut self.io, cx) {
                // Replies that are here already still count.
                while let Poll::Ready(Ok(())) = self.poll_read(cx) {}
                return Poll::Ready(Cause::Broken(error));
            }
            if read.is_ready() {
                read = self.poll_read(cx);
            }
            // Callers know all that there is to know, and wake this task when there is more to do.
            if read.is_pending() && !(again && self.exchange.output.written() > written) {
                self.poll_rest(cx);
                return Poll::Pending;
            }
        }
    }

    /// Gives back the memory that is not needed while nothing happens.
    fn poll_rest(&mut self, cx: &mut Context<'_>) {
        let Exchange { output, .. } = &mut self.exchange;
        let holds_much = self.decoder.is_buffered() || output.buffer().capacity() > SMALL;
        let is_busy = !self.decoder.is_empty() || output.unsent() > 0;
        let mark = (holds_much && !is_busy).then_some(self.reads.wrapping_add(output.written()));
        if self.rest.poll(mark, cx).is_ready() {
            self.decoder.release();
            self.exchange.release();
        }
    }

    fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Cause>> {
        match ready!(stream::poll_read(&mut self.io, &mut self.decoder, cx)) {
            Ok(0) => return Poll::Ready(Err(Cause::Closed)),
            Ok(_) => self.reads += 1,
            Err(error) => return Poll::Ready(Err(Cause::Broken(error))),
        }
        loop {
            match self.decoder.next() {
                Ok(Some(reply)) => self.exchange.replies.push(reply),
                Ok(None) => return Poll::Ready(Ok(())),
                Err(malformed) => return Poll::Ready(Err(Cause::Malformed(malformed.error))),
            }
        }
    }

    /// Sends what is still to be sent, and closes.
    async fn close(&mut self) {
        /// Longer than any peer that still reads takes.
        const PATIENCE: Duration = Duration::from_secs(10);
        let flush = async {
            poll_fn(|cx| self.exchange.output.poll_write(&mut self.io, cx)).await?;
            self.io.shutdown().await
        };
        match timeout(PATIENCE, flush).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::debug!(%error, "closing a connection"),
            Err(_) => tracing::debug!("closing a connection whose peer does not read"),
        }
    }
}
