//! A connection, which its driver reads from and writes to, or a caller who has it alone.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::time::timeout;

use crate::error::Result;
use crate::framing::{Decoder, Message};
use crate::output::Output;
use crate::stream::{self, SMALL};

use super::cause::Cause;
use super::lone::LoneTurn;
use super::rest::Rest;
use super::settings::Settings;
use super::shared::Shared;
use super::stream::Stream;
use super::turn::{Exchange, Turn};

/// A connection.
pub(super) struct Connection {
    io: Stream,
    decoder: Decoder,
    exchange: Exchange,
    /// Reads that brought something.
    reads: u64,
    rest: Rest,
    /// Why it is of no use any more, where a caller found that out.
    broken: Option<Cause>,
}

impl Connection {
    pub(super) fn new(io: Stream, settings: &Settings) -> Self {
        let decoder = Decoder::new(settings.transport, &settings.limits);
        Self { io, decoder, exchange: Exchange::default(), reads: 0, rest: Rest::default(), broken: None }
    }

    /// Requests on their way.
    pub(super) fn output(&mut self) -> &mut Output {
        &mut self.exchange.output
    }

    /// What is on its way.
    pub(super) fn into_exchange(self) -> Exchange {
        self.exchange
    }

    /// Reads and writes for all, until the connection is gone, or nobody wants it any more. `bell` wakes whoever sees to what
    /// happens at the stream, `cx` the driver.
    pub(super) fn poll(&mut self, shared: &Shared, bell: &mut Context<'_>, cx: &mut Context<'_>) -> Poll<Cause> {
        if let Some(cause) = self.broken.take() {
            return Poll::Ready(cause);
        }
        shared.begin_turn(cx.waker());
        // First, so that nothing is sent into a connection that is known to be closed.
        let mut read = self.poll_read(bell);
        loop {
            if let Poll::Ready(Err(cause)) = read {
                return Poll::Ready(cause);
            }
            let again = match shared.take_turn(&mut self.exchange) {
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
            let written = match self.write(bell) {
                Ok(written) => written,
                Err(cause) => return Poll::Ready(cause),
            };
            if read.is_ready() {
                read = self.poll_read(bell);
            }
            // Callers know all that there is to know, and wake this task when there is more to do.
            if read.is_pending() && !(again && written) {
                self.poll_rest(cx);
                return Poll::Pending;
            }
        }
    }

    /// Writes what the one caller that there is has to send.
    pub(super) fn send_lone(&mut self, shared: &Shared, bell: &mut Context<'_>) {
        if let Err(cause) = self.write(bell) {
            self.leave(cause, shared);
        }
    }

    /// Reads and writes for the one caller that there is, until its call has got its result, or others have come.
    pub(super) fn poll_lone(
        &mut self,
        id: i32,
        shared: &Shared,
        bell: &mut Context<'_>,
    ) -> Poll<Result<Option<Message>>> {
        match self.exchange_lone(id, shared, bell) {
            Ok(LoneTurn::Done(result)) => {
                // Whatever comes from here on is for the driver to see, and what is not needed for it to give back.
                match self.poll_read(bell) {
                    Poll::Ready(Err(cause)) => self.leave(cause, shared),
                    Poll::Ready(Ok(())) => shared.call_driver(),
                    Poll::Pending if self.holds_much() && !self.rest.is_timed() => shared.call_driver(),
                    Poll::Pending => {}
                }
                Poll::Ready(result)
            }
            Ok(LoneTurn::Wait | LoneTurn::Over) => Poll::Pending,
            Err(cause) => {
                self.leave(cause, shared);
                Poll::Pending
            }
        }
    }

    /// The last of the turns of the one caller.
    fn exchange_lone(&mut self, id: i32, shared: &Shared, bell: &mut Context<'_>) -> Result<LoneTurn, Cause> {
        loop {
            let read = self.poll_read(bell)?;
            let turn = shared.take_lone_turn(id, &mut self.exchange).map_err(Cause::Unmatched)?;
            if let LoneTurn::Wait = turn {
                self.write(bell)?;
                if read.is_ready() {
                    continue;
                }
            }
            return Ok(turn);
        }
    }

    /// Leaves it to the driver to say that the connection is of no use any more.
    fn leave(&mut self, cause: Cause, shared: &Shared) {
        self.broken = Some(cause);
        shared.call_driver();
    }

    /// Writes as much as the stream takes. Gives whether that was anything.
    fn write(&mut self, cx: &mut Context<'_>) -> Result<bool, Cause> {
        let before = self.exchange.output.written();
        if let Poll::Ready(Err(error)) = self.exchange.output.poll_write(&mut self.io, cx) {
            // Replies that are here already still count.
            while let Poll::Ready(Ok(())) = self.poll_read(cx) {}
            return Err(Cause::Broken(error));
        }
        self.exchange.output.leave_buffer();
        Ok(self.exchange.output.written() > before)
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

    /// Whether it holds memory that is not needed while nothing happens.
    fn holds_much(&mut self) -> bool {
        self.decoder.is_buffered() || self.exchange.output.buffer().capacity() > SMALL
    }

    /// Gives back the memory that is not needed while nothing happens.
    fn poll_rest(&mut self, cx: &mut Context<'_>) {
        let is_busy = !self.decoder.is_empty() || self.exchange.output.unsent() > 0;
        let mark = self.reads.wrapping_add(self.exchange.output.written());
        let mark = (self.holds_much() && !is_busy).then_some(mark);
        if self.rest.poll(mark, cx).is_ready() {
            self.decoder.release();
            self.exchange.release();
        }
    }

    /// Sends what is still to be sent, and closes.
    pub(super) async fn close(&mut self) {
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

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("exchange", &self.exchange).finish_non_exhaustive()
    }
}
