//! Responses that are being worked on.

use std::fmt;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, Waker, ready};

use crate::context::Term;
use crate::layer::{BoxError, LayeredFuture};

use super::layered::refusal;
use super::{Handling, Head, Response};

/// The future of a [`Response`]. One that is ready takes no memory of its own.
#[must_use = "futures do nothing unless polled"]
pub struct ResponseFuture(State);

enum State {
    Ready(Response),
    /// A handler at work.
    Handler(Handling, Term),
    /// Layers at work, and what is answered where one of them fails.
    Layers(LayeredFuture, Head),
    /// A processor's own future.
    Other(Pin<Box<dyn Future<Output = Response> + Send>>),
    Taken,
}

impl ResponseFuture {
    /// The response that this future comes to; for processors that wrap another.
    pub fn new(future: impl Future<Output = Response> + Send + 'static) -> Self {
        Self(State::Other(Box::pin(future)))
    }

    #[inline]
    pub(super) fn handler(future: Handling, term: Term) -> Self {
        Self(State::Handler(future, term))
    }

    #[inline]
    pub(super) fn layered(future: LayeredFuture, head: Head) -> Self {
        Self(State::Layers(future, head))
    }

    /// Takes the first step, without a waker. Gives the future back, to be polled again, where it waits.
    #[inline]
    pub(super) fn begin(self) -> Result<Response, Self> {
        let mut cx = Context::from_waker(Waker::noop());
        let mut future = match self.0 {
            State::Ready(response) => return Ok(response),
            State::Handler(mut future, mut term) => match work(&mut future, &mut term, &mut cx) {
                Poll::Ready(response) => return Ok(response),
                Poll::Pending => return Err(Self(State::Handler(future, term))),
            },
            State::Layers(mut future, head) => match Pin::new(&mut future).poll(&mut cx) {
                Poll::Ready(result) => return Ok(passed(result, head)),
                Poll::Pending => return Err(Self(State::Layers(future, head))),
            },
            state => Self(state),
        };
        match Pin::new(&mut future).poll(&mut cx) {
            Poll::Ready(response) => Ok(response),
            Poll::Pending => Err(future),
        }
    }
}

/// A step of a handler's work. Never panics.
#[inline]
fn work(future: &mut Handling, term: &mut Term, cx: &mut Context<'_>) -> Poll<Response> {
    let polled = catch_unwind(AssertUnwindSafe(|| term.enter(|| future.as_mut().poll(cx))));
    if let Ok(Poll::Pending) = polled {
        return Poll::Pending;
    }
    let Some((request, metadata)) = term.end() else {
        return Poll::Pending;
    };
    let response = match polled {
        Ok(Poll::Ready(result)) => request.ended(result),
        _ => request.panicked(),
    };
    Poll::Ready(response.with_metadata(metadata))
}

/// What layers have let through, or have failed with.
#[inline]
fn passed(result: Result<Response, BoxError>, head: Head) -> Response {
    match result {
        Ok(response) => response,
        Err(error) => refusal(head, error),
    }
}

impl From<Response> for ResponseFuture {
    fn from(response: Response) -> Self {
        Self(State::Ready(response))
    }
}

impl Future for ResponseFuture {
    type Output = Response;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Response> {
        if let State::Handler(future, term) = &mut self.0 {
            let response = ready!(work(future, term, cx));
            self.0 = State::Taken;
            return Poll::Ready(response);
        }
        match mem::replace(&mut self.0, State::Taken) {
            State::Ready(response) => Poll::Ready(response),
            State::Other(mut future) => {
                let polled = future.as_mut().poll(cx);
                if polled.is_pending() {
                    self.0 = State::Other(future);
                }
                polled
            }
            State::Layers(mut future, head) => match Pin::new(&mut future).poll(cx) {
                Poll::Ready(result) => Poll::Ready(passed(result, head)),
                Poll::Pending => {
                    self.0 = State::Layers(future, head);
                    Poll::Pending
                }
            },
            State::Handler(..) | State::Taken => Poll::Pending,
        }
    }
}

impl fmt::Debug for ResponseFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            State::Ready(_) => "ResponseFuture(ready)",
            State::Handler(..) | State::Layers(..) | State::Other(_) => "ResponseFuture(running)",
            State::Taken => "ResponseFuture(taken)",
        })
    }
}
