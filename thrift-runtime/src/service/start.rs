//! The first step of a request.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;

use crate::error::ApplicationErrorKind;
use crate::message::MessageType;
use crate::trace::Trace;

use super::{Head, Process, Request, Response, ResponseFuture};

/// What the first step of a request came to.
pub(crate) enum Started {
    /// A response at once.
    Ready(Response),
    /// A future that has been polled once without a waker, and has to be polled again.
    Pending(Head, ResponseFuture),
}

/// Begins to process a request, and goes as far as it goes without waiting. Never panics.
#[inline(always)]
pub(crate) fn start(process: &dyn Process, request: Request) -> Started {
    if matches!(request.kind(), MessageType::Reply | MessageType::Exception) {
        return Started::Ready(no_call(request));
    }
    if request.is_expired() {
        return Started::Ready(request.expired());
    }
    let head = request.head();
    let mut trace = Trace::request(&request);
    let first = catch_unwind(AssertUnwindSafe(|| {
        let _entered = trace.enter();
        process.process(request).begin()
    }));
    let response = match first {
        Ok(Ok(response)) => response,
        Ok(Err(future)) => return Started::Pending(head, traced(trace, future)),
        Err(_) => head.into_request().panicked(),
    };
    trace.end(|| response.outcome().to_string());
    Started::Ready(response)
}

#[cold]
fn no_call(request: Request) -> Response {
    let message = format!("`{}` was sent as a reply, not as a call", request.method());
    request.exception(ApplicationErrorKind::INVALID_MESSAGE_TYPE, message)
}

/// The same future within its span, where there is one.
fn traced(mut trace: Trace, mut future: ResponseFuture) -> ResponseFuture {
    if !trace.is_on() {
        return future;
    }
    ResponseFuture::new(async move {
        let response = poll_fn(|cx| {
            let _entered = trace.enter();
            Pin::new(&mut future).poll(cx)
        });
        let response = response.await;
        trace.end(|| response.outcome().to_string());
        response
    })
}
