//! A connection, which its driver reads from and writes to, or a caller who has it alone.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::mem;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::time::timeout;

use crate::error::{Error, Result};
use crate::framing::{Decoder, Message};
use crate::output::Output;
use crate::stream::{self, SMALL};

use super::cause::Cause;
use super::lone::{Alone, LoneTurn};
use super::rest::Rest;
use super::settings::Settings;
use super::shared::{Shared, Ticket};
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
                self.decoder.leave_buffer();
                self.poll_rest(cx);
                return Poll::Pending;
            }
        }
    }

    /// Writes what the one caller that there is has to send.
    #[inline]
    pub(super) fn send_lone(&mut self, shared: &Shared, bell: &mut Context<'_>) {
        if let Err(cause) = self.write(bell) {
            self.leave(cause, shared);
        }
    }

    /// Reads and writes for the one caller that there is, until its call has got its result, or others have come.
    pub(super) fn poll_lone(
        &mut self,
        call: &mut Ticket,
        bell: &mut Context<'_>,
        alone: &Alone<'_>,
        reply: &mut Option<Message>,
    ) -> Poll<Result<()>> {
        let shared = alone.shared;
        let read = match self.poll_bytes(bell) {
            Poll::Ready(Ok(())) => {
                let message = reply.insert(Message::vacant());
                match self.decoder.next_into(message) {
                    Ok(true) => {
                        // Most often that is all: nobody else has to know of it.
                        if let Some(checked) = shared.end_lone(call.id, message, self.exchange.output.written()) {
                            self.end_lone(shared, bell);
                            return Poll::Ready(checked.map_err(Error::from));
                        }
                        self.exchange.replies.extend(reply.take());
                        Poll::Ready(self.decode())
                    }
                    Ok(false) => Poll::Ready(Ok(())),
                    Err(malformed) => Poll::Ready(Err(Cause::Malformed(malformed.error))),
                }
            }
            read => read,
        };
        *reply = None;
        match self.exchange_lone(read, call.id, bell, alone) {
            Ok(LoneTurn::Done(result)) => {
                self.end_lone(shared, bell);
                Poll::Ready(result.map(|message| *reply = message))
            }
            Ok(LoneTurn::Wait | LoneTurn::Again) => {
                self.decoder.leave_buffer();
                Poll::Pending
            }
            Ok(LoneTurn::Over) => {
                self.decoder.leave_buffer();
                call.alone = false;
                Poll::Pending
            }
            Err(cause) => {
                self.leave(cause, shared);
                shared.poll_call(call, alone.waker, reply)
            }
        }
    }

    /// Whatever comes from here on is for the driver to see, and what is not needed for it to give back.
    fn end_lone(&mut self, shared: &Shared, bell: &mut Context<'_>) {
        // Most often there is nothing.
        let read = match self.decode() {
            Ok(()) => match stream::poll_small_read(&mut self.io, &mut self.decoder, bell) {
                Poll::Ready(read) => Poll::Ready(self.has_read(read).and_then(|()| self.decode())),
                Poll::Pending => Poll::Pending,
            },
            Err(cause) => Poll::Ready(Err(cause)),
        };
        self.decoder.leave_buffer();
        match read {
            Poll::Ready(Err(cause)) => self.leave(cause, shared),
            Poll::Ready(Ok(())) => shared.call_driver(),
            Poll::Pending if !self.exchange.replies.is_empty() => shared.call_driver(),
            Poll::Pending if self.holds_much() && !self.rest.is_timed() => shared.call_driver(),
            Poll::Pending => {}
        }
    }

    /// The last of the turns of the one caller, who has read already.
    fn exchange_lone(
        &mut self,
        mut read: Poll<Result<(), Cause>>,
        id: i32,
        bell: &mut Context<'_>,
        alone: &Alone<'_>,
    ) -> Result<LoneTurn, Cause> {
        let mut looked = false;
        loop {
            let has_read = read?.is_ready();
            let turn = alone.shared.take_lone_turn(id, &mut self.exchange, alone.waker).map_err(Cause::Unmatched)?;
            let again = match turn {
                LoneTurn::Wait => has_read,
                // Once: what has happened since then has woken it.
                LoneTurn::Again => has_read || !mem::replace(&mut looked, true),
                LoneTurn::Done(_) | LoneTurn::Over => return Ok(turn),
            };
            self.write(bell)?;
            if !again {
                return Ok(turn);
            }
            read = self.poll_read(bell);
        }
    }

    /// Leaves it to the driver to say that the connection is of no use any more.
    fn leave(&mut self, cause: Cause, shared: &Shared) {
        self.broken = Some(cause);
        shared.call_driver();
    }

    /// Writes as much as the stream takes. Gives whether that was anything.
    #[inline]
    fn write(&mut self, cx: &mut Context<'_>) -> Result<bool, Cause> {
        let before = self.exchange.output.written();
        if let Poll::Ready(Err(error)) = self.exchange.output.poll_write(&mut self.io, cx) {
            return Err(self.break_off(error, cx));
        }
        self.exchange.output.leave_buffer();
        Ok(self.exchange.output.written() > before)
    }

    /// Reads the last of what is there, where nothing can be written any more.
    #[cold]
    fn break_off(&mut self, error: io::Error, cx: &mut Context<'_>) -> Cause {
        // Replies that are here already still count.
        while let Poll::Ready(Ok(())) = self.poll_read(cx) {}
        Cause::Broken(error)
    }

    fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Cause>> {
        ready!(self.poll_bytes(cx))?;
        Poll::Ready(self.decode())
    }

    /// Reads what is there.
    #[inline]
    fn poll_bytes(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Cause>> {
        let read = ready!(stream::poll_shared_read(&mut self.io, &mut self.decoder, cx));
        Poll::Ready(self.has_read(read))
    }

    /// A read has brought so many bytes.
    #[inline]
    fn has_read(&mut self, read: io::Result<usize>) -> Result<(), Cause> {
        match read {
            Ok(0) => Err(Cause::Closed),
            Ok(_) => {
                self.reads += 1;
                Ok(())
            }
            Err(error) => Err(Cause::Broken(error)),
        }
    }

    /// Takes the messages out of what has been read.
    #[inline(always)]
    fn decode(&mut self) -> Result<(), Cause> {
        if self.decoder.is_empty() { Ok(()) } else { self.decode_all() }
    }

    fn decode_all(&mut self) -> Result<(), Cause> {
        while !self.decoder.is_empty() {
            match self.decoder.next() {
                Ok(Some(reply)) => self.exchange.replies.push(reply),
                Ok(None) => break,
                Err(malformed) => return Err(Cause::Malformed(malformed.error)),
            }
        }
        Ok(())
    }

    /// Whether it holds memory that is not needed while nothing happens.
    fn holds_much(&mut self) -> bool {
        self.decoder.has_grown() || self.exchange.output.buffer().capacity() > SMALL
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
