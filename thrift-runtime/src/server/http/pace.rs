//! How far a connection of HTTP is, for those who watch the time.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::server::watch::Waits;
use crate::stream::AnyIo;
use crate::sync::lock;

/// How far a connection of HTTP is.
#[derive(Debug, Default)]
pub(super) struct Pace(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    step: Step,
    /// Requests that have arrived.
    requests: u64,
    /// Reads that brought something.
    reads: u64,
    written: u64,
    /// The client does not take what is to be written.
    blocked: bool,
    /// A request was answered before it was there.
    unread: bool,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Between requests. Bytes that came with the request before are not seen as the next one until more of them come.
    #[default]
    Idle,
    /// Some of a request has come.
    Arriving,
    /// A request is processed.
    Busy,
}

impl Pace {
    pub(super) fn waits(&self) -> Waits {
        let state = lock(&self.0);
        Waits {
            message: (state.step == Step::Arriving).then_some(state.requests),
            write: state.blocked.then_some(state.written),
            idle: (state.step == Step::Idle && !state.blocked).then_some(state.reads),
            rest: None,
        }
    }

    /// The head of a request is there.
    pub(super) fn has_begun(&self) {
        lock(&self.0).step = Step::Arriving;
    }

    /// A request is there.
    pub(super) fn has_arrived(&self) {
        let mut state = lock(&self.0);
        state.step = Step::Busy;
        state.requests += 1;
    }

    /// A request is answered.
    pub(super) fn has_ended(&self) {
        let mut state = lock(&self.0);
        state.unread |= state.step == Step::Arriving;
        state.step = Step::Idle;
    }

    /// Whether the client may still send what nobody reads.
    pub(super) fn is_unread(&self) -> bool {
        lock(&self.0).unread
    }

    fn read(&self, bytes: usize) {
        let mut state = lock(&self.0);
        if bytes > 0 {
            state.reads += 1;
            if state.step == Step::Idle {
                state.step = Step::Arriving;
            }
        }
    }

    fn wrote(&self, result: &Poll<io::Result<usize>>) {
        let mut state = lock(&self.0);
        state.blocked = result.is_pending();
        if let Poll::Ready(Ok(bytes)) = result {
            state.written += *bytes as u64;
        }
    }
}

/// A stream that takes note of what is read and written.
pub(super) struct Paced<'s> {
    io: AnyIo<'s>,
    pace: Arc<Pace>,
}

impl<'s> Paced<'s> {
    pub(super) fn new(io: AnyIo<'s>, pace: Arc<Pace>) -> Self {
        Self { io, pace }
    }
}

impl AsyncRead for Paced<'_> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = out.filled().len();
        let polled = Pin::new(&mut self.io).poll_read(cx, out);
        self.pace.read(out.filled().len() - before);
        polled
    }
}

impl AsyncWrite for Paced<'_> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.io).poll_write(cx, bytes);
        self.pace.wrote(&polled);
        polled
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.io).poll_write_vectored(cx, slices);
        self.pace.wrote(&polled);
        polled
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}
