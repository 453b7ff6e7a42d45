//! Spans of `tracing`: one for each call, on both sides.

use std::fmt;
use std::time::Instant;

use tracing::span::Entered;
use tracing::{Level, Span, field};

use crate::service::Request;

/// The span of a call, where a subscriber wants it; else nothing, which costs a look at a static and reads no clock.
///
/// Dropped before its [end](Self::end), it says that the call was dropped.
pub(crate) struct Trace(Option<Box<Traced>>);

struct Traced {
    span: Span,
    start: Instant,
    /// What became of the call, once that is known.
    outcome: Option<String>,
}

/// Fields of a span that are known at its end.
macro_rules! call_span {
    ($target:literal, $name:literal, $method:expr, $peer:expr) => {
        tracing::debug_span!(
            target: $target,
            $name,
            method = $method,
            peer = $peer,
            outcome = field::Empty,
            duration_us = field::Empty,
        )
    };
}

impl Trace {
    /// The span of a client's call.
    #[inline]
    pub(crate) fn call(method: &str, peer: &dyn fmt::Display) -> Self {
        Self::of(call_span!("thrift_rs::client", "call", method, field::display(peer)))
    }

    /// The span of a request to a server, of which nothing is asked where nobody listens.
    #[inline]
    pub(crate) fn request(request: &Request) -> Self {
        match tracing::level_enabled!(Level::DEBUG) {
            true => Self::span_of(request),
            false => Self::off(),
        }
    }

    /// Not in line: where somebody listens, more is to be done than to call this.
    #[inline(never)]
    fn span_of(request: &Request) -> Self {
        Self::of(call_span!("thrift_rs::server", "request", request.method(), request.peer().map(field::display)))
    }

    /// No span.
    pub(crate) const fn off() -> Self {
        Self(None)
    }

    #[inline]
    fn of(span: Span) -> Self {
        match span.is_disabled() {
            true => Self(None),
            false => Self(Some(Box::new(Traced { span, start: Instant::now(), outcome: None }))),
        }
    }

    pub(crate) fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// Goes into the span, until what is given is dropped.
    #[inline]
    pub(crate) fn enter(&self) -> Option<Entered<'_>> {
        self.0.as_ref().map(|traced| traced.span.enter())
    }

    /// Ends the span, with what became of the call.
    #[inline(always)]
    pub(crate) fn end(&mut self, outcome: impl FnOnce() -> String) {
        if let Some(mut traced) = self.0.take() {
            traced.outcome = Some(outcome());
        }
    }
}

impl Drop for Traced {
    #[cold]
    fn drop(&mut self) {
        self.span.record("outcome", self.outcome.as_deref().unwrap_or("dropped"));
        let duration = self.start.elapsed().as_micros();
        self.span.record("duration_us", u64::try_from(duration).unwrap_or(u64::MAX));
    }
}

impl fmt::Debug for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_on() { "Trace(on)" } else { "Trace(off)" })
    }
}
