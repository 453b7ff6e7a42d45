//! One connection: reads requests, runs them, writes responses.

use std::future::poll_fn;
use std::mem;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;

use crate::framing::{Decoder, Framing, Malformed};
use crate::limits::Limits;
use crate::message::MessageType;
use crate::output::Output;
use crate::service::{Head, Process, Request, Response, Started, start};

use super::in_flight::{InFlight, Task};
use super::outbox::{Outbox, Phase, deliver};

/// Bytes of responses that the client has not taken yet, beyond which no more requests are taken from it.
const UNSENT: usize = 1024 * 1024;

/// One connection and everything in progress on it.
pub(super) struct Connection<IO> {
    io: IO,
    process: Arc<dyn Process>,
    limits: Limits,
    decoder: Decoder,
    input: Input,
    output: Output,
    /// The client takes no more responses.
    deaf: bool,
    in_flight: InFlight,
    outbox: Arc<Outbox>,
    /// Scratch space for what comes out of the outbox.
    responses: Vec<(i32, Response)>,
    /// Whether other handlers had their turn since there are responses to send. A task that is woken runs next: without a
    /// step back, each response would leave in a write of its own.
    gathered: bool,
}

/// What can still come from the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Input {
    /// More bytes.
    Open,
    /// Requests out of the bytes that have arrived.
    Ended,
    /// Nothing: what it sent last was not understood.
    Garbled,
}

impl<IO: AsyncRead + AsyncWrite + Unpin> Connection<IO> {
    pub(super) fn new(io: IO, process: Arc<dyn Process>, limits: Limits, outbox: Arc<Outbox>) -> Self {
        Self {
            io,
            process,
            limits,
            decoder: Decoder::detecting(&limits),
            input: Input::Open,
            output: Output::default(),
            deaf: false,
            in_flight: InFlight::default(),
            outbox,
            responses: Vec::new(),
            gathered: false,
        }
    }

    /// Serves until the client has gone, or has sent something that is not understood, or the server shuts down; and in
    /// each case until all that had arrived is done.
    pub(super) async fn run(mut self) {
        poll_fn(|cx| self.poll(cx)).await;
        if self.deaf {
            return;
        }
        if let Err(error) = self.io.shutdown().await {
            tracing::debug!(%error, "closing a connection");
        }
        if self.input == Input::Garbled {
            linger(&mut self.io).await;
        }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if !self.gathered && !self.in_flight.is_empty() && self.outbox.has_responses() {
            self.gathered = true;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.gathered = false;
        loop {
            let phase = self.settle(cx);
            let starved = self.serve_arrived();
            self.write(cx);
            match (starved, self.input) {
                // Full: a response must leave first, or a handler end.
                (false, _) if !self.has_room() => return Poll::Pending,
                (false, _) => {}
                (true, Input::Open) => match self.poll_read(cx) {
                    Poll::Ready(()) => {}
                    Poll::Pending if phase == Phase::Draining => self.input = Input::Ended,
                    Poll::Pending => return Poll::Pending,
                },
                (true, _) if self.in_flight.is_empty() && self.output.unsent() == 0 => return Poll::Ready(()),
                (true, _) => return Poll::Pending,
            }
        }
    }

    /// Takes responses from the outbox, and starts the requests that waited for them.
    fn settle(&mut self, cx: &mut Context<'_>) -> Phase {
        let mut responses = mem::take(&mut self.responses);
        let phase = self.outbox.take(&mut responses, cx.waker());
        for (id, response) in responses.drain(..) {
            self.respond(&response);
            self.start_next(id);
        }
        self.responses = responses;
        phase
    }

    /// Starts the requests that waited for the one with this id, one after the other, up to the first that takes longer.
    fn start_next(&mut self, id: i32) {
        while let Some(request) = self.in_flight.end(id) {
            if let Some(task) = self.start(request) {
                return self.in_flight.begin(task);
            }
        }
    }

    /// Starts a request. Gives its task, unless it ended at once.
    fn start(&mut self, request: Request) -> Option<Task> {
        let bytes = request.size();
        match start(&*self.process, request) {
            Started::Ready(response) => {
                self.respond(&response);
                None
            }
            Started::Pending(head, future) => {
                let id = head.sequence_id();
                let task = tokio::spawn(deliver(Arc::clone(&self.outbox), head, future));
                let handle = task.abort_handle();
                Some(Task { id, bytes, handle })
            }
        }
    }

    fn respond(&mut self, response: &Response) {
        if !self.deaf {
            let framing = self.framing();
            response.append_to(self.output.buffer(), framing);
        }
    }

    /// The client's framing; it is known once there is a request.
    fn framing(&self) -> Framing {
        self.decoder.framing().unwrap_or_default()
    }

    /// Starts the requests that have arrived, as far as there is room. True when none is left.
    fn serve_arrived(&mut self) -> bool {
        while self.has_room() {
            if self.input == Input::Garbled {
                return true;
            }
            match self.decoder.next() {
                Ok(None) => return true,
                Ok(Some(message)) => {
                    let request = Request::new(message, self.limits, self.framing().message_limit(&self.limits));
                    if let Some(request) = self.in_flight.admit(request)
                        && let Some(task) = self.start(request)
                    {
                        self.in_flight.begin(task);
                    }
                }
                Err(malformed) => self.refuse(malformed),
            }
        }
        false
    }

    fn has_room(&self) -> bool {
        !self.in_flight.is_full() && self.output.unsent() < UNSENT
    }

    /// Answers a message that is not understood, where it is known what to, and reads no further.
    fn refuse(&mut self, malformed: Malformed) {
        tracing::warn!(error = %malformed.error, "closing a connection that is not understood");
        self.input = Input::Garbled;
        if let Some(message) = malformed.message
            && message.envelope().kind == MessageType::Call
        {
            let head = Head::new(&message, self.framing().message_limit(&self.limits));
            self.respond(&head.undecodable(&malformed.error));
        }
    }

    fn write(&mut self, cx: &mut Context<'_>) {
        if self.deaf {
            return;
        }
        if let Poll::Ready(Err(error)) = self.output.poll_write(&mut self.io, cx) {
            tracing::debug!(%error, "a client takes no more responses");
            self.deaf = true;
            self.output.discard();
        }
    }

    fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let read = ready!(pin!(self.io.read_buf(self.decoder.space())).poll(cx));
        match read {
            Ok(0) => self.input = Input::Ended,
            Ok(bytes) => self.decoder.was_read(bytes),
            Err(error) => {
                tracing::debug!(%error, "a connection broke");
                self.input = Input::Ended;
            }
        }
        if self.input == Input::Ended && !self.decoder.is_empty() {
            tracing::debug!("a connection ended within a message");
        }
        Poll::Ready(())
    }
}

/// Reads on for a moment what the client still sends: closing a socket that holds unread bytes may take back what was
/// written to it last.
async fn linger<IO: AsyncRead + Unpin>(io: &mut IO) {
    const PATIENCE: Duration = Duration::from_secs(1);
    const BYTES: u64 = 1024 * 1024;
    let mut rest = io.take(BYTES);
    // Whether it comes to an end or not, the connection is closed now.
    drop(timeout(PATIENCE, tokio::io::copy(&mut rest, &mut tokio::io::sink())).await);
}
