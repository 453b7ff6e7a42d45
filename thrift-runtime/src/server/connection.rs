//! One connection: reads requests, runs them, writes responses.

mod io;
mod requests;

use std::future::poll_fn;
use std::mem;
use std::sync::Arc;
use std::task::{Context, Poll, Waker, ready};

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;

use crate::context::Presence;
use crate::framing::{Decoder, Malformed, Transport, Wrapper};
use crate::limits::Limits;
use crate::output::Output;
use crate::service::{Origin, Process, Request, Response};
use crate::stream::{AnyIo, Rewind, SMALL};

use super::Server;
use super::gate::Gate;
use super::in_flight::InFlight;
use super::outbox::{Outbox, Phase};
use super::refusal;
use super::settings::ConnectionSettings;
use super::watch::{Overdue, Waits, Watch};
pub(super) use io::linger;

/// One connection and everything in progress on it.
pub(super) struct Connection<IO> {
    io: IO,
    origin: Origin,
    /// Once there is a request.
    presence: Option<Presence>,
    process: Arc<dyn Process>,
    limits: Limits,
    settings: ConnectionSettings,
    gate: Option<Arc<Gate>>,
    decoder: Decoder,
    input: Input,
    /// What has come in place of messages.
    wrapper: Option<Wrapper>,
    output: Output,
    /// The client takes no more responses.
    deaf: bool,
    in_flight: InFlight,
    outbox: Arc<Outbox>,
    /// Whom the outbox wakes.
    waker: Option<Waker>,
    phase: Phase,
    /// Scratch space for what comes out of the outbox.
    responses: Vec<(i32, Response)>,
    /// Whether other handlers had their turn since there are responses to send. A task that is woken runs next: without a
    /// step back, each response would leave in a write of its own.
    gathered: bool,
    watch: Watch,
    /// Messages that have arrived.
    messages: u64,
    /// Reads that brought something.
    reads: u64,
}

/// What can still come from the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Input {
    /// More bytes.
    Open,
    /// Requests out of the bytes that have arrived.
    Ended,
    /// Nothing: what it sent last was not understood, or did not come in time.
    Refused,
}

impl<IO: AsyncRead + AsyncWrite + Unpin> Connection<IO> {
    pub(super) fn new(io: IO, origin: Origin, server: &Server, outbox: Arc<Outbox>) -> Self {
        let settings = server.settings.connection;
        Self {
            io,
            origin,
            presence: None,
            process: Arc::clone(&server.process),
            limits: server.limits,
            settings,
            gate: server.gate.clone(),
            decoder: Decoder::detecting(&server.limits),
            input: Input::Open,
            wrapper: None,
            output: Output::default(),
            deaf: false,
            in_flight: InFlight::new(&settings),
            outbox,
            waker: None,
            phase: Phase::default(),
            responses: Vec::new(),
            gathered: false,
            watch: Watch::new(&settings),
            messages: 0,
            reads: 0,
        }
    }

    /// The same connection of a client that is known to speak this.
    pub(super) fn speaking(mut self, transport: Transport) -> Self {
        self.decoder = Decoder::new(transport, &self.limits);
        self
    }

    /// Serves until the client has gone, or has sent something that is not understood, or the server shuts down; and in
    /// each case until all that had arrived is done. Where its messages are wrapped in something, it ends there.
    pub(super) async fn run(&mut self) {
        poll_fn(|cx| self.poll(cx)).await;
        if self.deaf || self.wrapper.is_some() {
            return;
        }
        // What encrypts has something to write even then.
        match timeout(self.settings.write_timeout, self.io.shutdown()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::debug!(%error, "closing a connection"),
            Err(_) => return,
        }
        if self.input == Input::Refused {
            linger(&mut self.io).await;
        }
    }

    /// What its messages are wrapped in, if they are, and the stream that this begins.
    pub(super) fn into_wrapped<'s>(self) -> Option<(Wrapper, AnyIo<'s>)>
    where
        IO: Send + 's,
    {
        let wrapper = self.wrapper?;
        Some((wrapper, Box::new(Rewind::new(self.decoder.into_bytes(), self.io))))
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if !self.gathered && !self.in_flight.is_empty() && self.outbox.has_news() {
            return self.step_back(cx);
        }
        self.gathered = false;
        // Once: who has something to say from here on wakes this task again.
        self.settle(cx);
        loop {
            let starved = self.serve_arrived();
            let blocked = self.write(cx).is_pending();
            let mut waits = Waits { write: blocked.then(|| self.output.written()), ..Waits::default() };
            match (starved, self.input) {
                // Full: a response must leave first, or a handler end.
                (false, _) if !self.has_room() => {}
                (false, _) => continue,
                (true, Input::Open) => match self.poll_read(cx) {
                    Poll::Ready(()) => continue,
                    Poll::Pending if self.phase == Phase::Draining => {
                        self.input = Input::Ended;
                        continue;
                    }
                    Poll::Pending => {
                        self.decoder.leave_buffer();
                        self.waits_for_bytes(&mut waits);
                    }
                },
                (true, _) if self.in_flight.is_empty() && self.output.unsent() == 0 => return Poll::Ready(()),
                (true, _) => {}
            }
            match ready!(self.watch.poll(&waits, cx)) {
                Overdue::Rest => self.rest(),
                overdue => self.give_up(overdue),
            }
        }
    }

    /// Lets other handlers have their turn.
    #[inline(never)]
    fn step_back(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.gathered = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    fn waits_for_bytes(&mut self, waits: &mut Waits) {
        if !self.decoder.is_empty() {
            waits.message = Some(self.messages);
        } else if self.in_flight.is_empty() && waits.write.is_none() {
            waits.idle = Some(self.reads);
            waits.rest = self.holds_much().then_some(self.reads);
        }
    }

    /// Ends what the client keeps waiting.
    #[cold]
    fn give_up(&mut self, overdue: Overdue) {
        match overdue {
            Overdue::Message => {
                tracing::warn!("closing a connection: a message does not come to its end in time");
                self.input = Input::Refused;
            }
            Overdue::Write => {
                tracing::warn!("closing a connection: its client does not take its responses in time");
                self.input = Input::Refused;
                self.deaf = true;
                self.lose_client();
                self.output.discard();
            }
            Overdue::Idle => {
                tracing::debug!("closing an idle connection");
                self.input = Input::Ended;
            }
            Overdue::Rest => {}
        }
    }

    /// Whether there is more than a connection should hold that has nothing to do. For little, no clock is worth its
    /// ticking.
    fn holds_much(&mut self) -> bool {
        self.decoder.has_grown()
            || self.output.buffer().capacity() > SMALL
            || self.in_flight.has_room_for_any()
            || self.responses.capacity() > 0
    }

    /// Gives back the memory that is not needed while nothing happens.
    #[cold]
    fn rest(&mut self) {
        self.decoder.release();
        // All is written.
        self.output.discard();
        self.in_flight.release();
        self.outbox.release();
        self.responses = Vec::new();
        self.presence.iter_mut().for_each(Presence::rest);
    }

    /// Takes responses from the outbox, and starts the requests that waited for them.
    #[inline]
    fn settle(&mut self, cx: &mut Context<'_>) {
        let is_known = self.waker.as_ref().is_some_and(|waker| waker.will_wake(cx.waker()));
        if !is_known || self.outbox.has_news() {
            self.take_responses(cx);
        }
    }

    #[inline(never)]
    fn take_responses(&mut self, cx: &mut Context<'_>) {
        match &mut self.waker {
            Some(known) => known.clone_from(cx.waker()),
            none => *none = Some(cx.waker().clone()),
        }
        let mut responses = mem::take(&mut self.responses);
        self.phase = self.outbox.take(&mut responses, cx.waker());
        for (id, response) in responses.drain(..) {
            self.respond(response);
            self.start_next(id);
        }
        self.responses = responses;
    }

    #[inline]
    fn respond(&mut self, response: Response) {
        if self.deaf {
            return;
        }
        let request = response.send(&mut self.output, self.decoder.packing());
        if let Some(presence) = &mut self.presence {
            presence.answered(request);
        }
    }

    /// The next request that has arrived.
    #[inline]
    fn next_request(&mut self) -> Result<Option<Request>, Malformed> {
        Presence::next_of(&mut self.presence, &self.origin, &mut self.decoder, &self.limits)
    }

    /// The client's transport; it is known once there is a request.
    fn transport(&self) -> Transport {
        self.decoder.transport().unwrap_or_default()
    }

    /// Tells handlers that the client has gone, or seems so.
    fn lose_client(&self) {
        if let Some(presence) = &self.presence {
            presence.end();
        }
    }

    fn has_room(&self) -> bool {
        !self.in_flight.is_full() && self.output.unsent() < self.settings.unsent
    }

    /// Answers a message that is not understood, where it is known what to, and reads no further.
    #[cold]
    fn refuse(&mut self, malformed: &Malformed) {
        if malformed.wrapper.is_some() {
            self.wrapper = malformed.wrapper;
            self.input = Input::Ended;
            return;
        }
        self.input = Input::Refused;
        if let Some(response) = refusal(malformed, self.transport().message_limit(&self.limits)) {
            self.respond(response);
        }
    }
}
