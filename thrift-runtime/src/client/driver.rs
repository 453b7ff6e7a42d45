//! The task that drives a channel's connection.

use std::future::poll_fn;
use std::io;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::{Instant, sleep_until, timeout};

use crate::error::TransportError;
#[cfg(feature = "http")]
use crate::framing::Transport;
use crate::framing::{Decoder, Message};
use crate::output::Output;
use crate::stream::Io;

use super::address::Stream;
use super::cause::Cause;
use super::end::{DriverEnd, Next, Turn};
use super::pool::Pool;
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
    let mut connection = Connection {
        io,
        decoder: Decoder::new(settings.transport, &settings.limits),
        output: Output::default(),
        replies: Vec::new(),
        woken: Vec::new(),
        gathered: false,
    };
    let cause = poll_fn(|cx| connection.poll(end, cx)).await;
    if let Cause::Dropped = cause {
        connection.close().await;
    }
    end.lost(cause, connection.output.written(), connection.replies)
}

struct Connection<IO> {
    io: IO,
    decoder: Decoder,
    output: Output,
    /// Those that have come, until the callers get them.
    replies: Vec<Message>,
    /// Scratch space.
    woken: Vec<Waker>,
    /// Whether others had their turn since there are requests to send. A task that is woken runs next, before other
    /// callers: without a step back, each request would leave in a write of its own.
    gathered: bool,
}

impl<IO: AsyncRead + AsyncWrite + Unpin> Connection<IO> {
    /// Reads and writes until the connection is gone, or nobody wants it any more.
    fn poll(&mut self, end: &DriverEnd, cx: &mut Context<'_>) -> Poll<Cause> {
        loop {
            // First, so that nothing is sent into a connection that is known to be closed.
            let read = self.poll_read(cx);
            if let Poll::Ready(Err(cause)) = read {
                return Poll::Ready(cause);
            }
            match end.deliver(&mut self.replies, &self.output, &mut self.woken, cx.waker()) {
                Turn::Close => return Poll::Ready(Cause::Dropped),
                Turn::Unmatched(error) => return Poll::Ready(Cause::Unmatched(error)),
                Turn::GiveUp => {
                    let error = io::Error::other("the peer leaves too many calls unanswered");
                    return Poll::Ready(Cause::Broken(error));
                }
                Turn::Send if !self.gathered => {
                    self.gathered = true;
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
                Turn::Send => end.collect(&mut self.output),
                Turn::Wait => {}
            }
            self.gathered = false;
            let written = self.output.written();
            match self.output.poll_write(&mut self.io, cx) {
                Poll::Ready(Err(error)) => {
                    // Replies that are here already still count.
                    while let Poll::Ready(Ok(())) = self.poll_read(cx) {}
                    return Poll::Ready(Cause::Broken(error));
                }
                Poll::Ready(Ok(())) if self.output.written() > written => {}
                _ if read.is_pending() => return Poll::Pending,
                _ => {}
            }
        }
    }

    fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Cause>> {
        let Poll::Ready(read) = pin!(self.io.read_buf(self.decoder.space())).poll(cx) else {
            return Poll::Pending;
        };
        match read {
            Ok(0) => return Poll::Ready(Err(Cause::Closed)),
            Ok(bytes) => self.decoder.was_read(bytes),
            Err(error) => return Poll::Ready(Err(Cause::Broken(error))),
        }
        loop {
            match self.decoder.next() {
                Ok(Some(reply)) => self.replies.push(reply),
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
            poll_fn(|cx| self.output.poll_write(&mut self.io, cx)).await?;
            self.io.shutdown().await
        };
        match timeout(PATIENCE, flush).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::debug!(%error, "closing a connection"),
            Err(_) => tracing::debug!("closing a connection whose peer does not read"),
        }
    }
}
