//! The first step of a request.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use crate::error::ApplicationErrorKind;
use crate::message::MessageType;

use super::{Head, Process, Request, Response, ResponseFuture};

/// What the first step of a request came to.
pub(crate) enum Started {
    /// A response at once.
    Ready(Response),
    /// A future that has been polled once without a waker, and has to be polled again.
    Pending(Head, ResponseFuture),
}

/// Begins to process a request, and goes as far as it goes without waiting. Never panics.
pub(crate) fn start(process: &dyn Process, request: Request) -> Started {
    let head = request.head();
    if matches!(request.kind(), MessageType::Reply | MessageType::Exception) {
        let message = format!("`{}` was sent as a reply, not as a call", request.method());
        return Started::Ready(head.exception(ApplicationErrorKind::INVALID_MESSAGE_TYPE, message));
    }
    let first = catch_unwind(AssertUnwindSafe(|| {
        let mut future = process.process(request);
        match Pin::new(&mut future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(response) => Ok(response),
            Poll::Pending => Err(future),
        }
    }));
    match first {
        Ok(Ok(response)) => Started::Ready(response),
        Ok(Err(future)) => Started::Pending(head, future),
        Err(_) => Started::Ready(head.panicked()),
    }
}
