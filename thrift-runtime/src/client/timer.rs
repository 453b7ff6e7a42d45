//! How long a call may take.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep_until};

use crate::deadline::earlier;
use crate::error::{Error, Sent, TransportError};

/// How long a call may take: from its first poll for as long as its time-out says, and not beyond the deadline of the request
/// that it is made for. Without a limit it reads no clock.
#[derive(Debug)]
pub(super) struct Timer {
    timeout: Option<Duration>,
    deadline: Option<Instant>,
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Timer {
    #[inline]
    pub(super) fn new(timeout: Option<Duration>, deadline: Option<Instant>) -> Self {
        Self { timeout, deadline, sleep: None }
    }

    /// Begins, at the first poll. Gives when the call has to be over.
    ///
    /// # Errors
    /// The time is over already.
    #[inline]
    pub(super) fn start(&mut self) -> Result<Option<Instant>, Error> {
        if self.sleep.is_none() && (self.timeout.is_some() || self.deadline.is_some()) {
            self.set()?;
        }
        Ok(self.deadline)
    }

    fn set(&mut self) -> Result<(), Error> {
        let now = Instant::now();
        let inherited = self.deadline;
        // A time beyond what the clock can count to is none.
        self.deadline = earlier(inherited, self.timeout.and_then(|timeout| now.checked_add(timeout)));
        let Some(deadline) = self.deadline else {
            return Ok(());
        };
        if inherited.is_some_and(|inherited| inherited <= now) {
            return Err(expired());
        }
        self.timeout = Some(deadline.saturating_duration_since(now));
        self.sleep = Some(Box::pin(sleep_until(deadline)));
        Ok(())
    }

    /// Ready when the time is over, with how long it was.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Duration> {
        let Some(sleep) = &mut self.sleep else {
            return Poll::Pending;
        };
        ready!(sleep.as_mut().poll(cx));
        Poll::Ready(self.timeout.unwrap_or_default())
    }
}

/// The error of a call whose deadline is over: that of the request which it is made for, or its own by the time that layers let
/// it through.
pub(super) fn expired() -> Error {
    let reason = "its deadline is over";
    TransportError::new("the request was not sent", io::Error::new(io::ErrorKind::TimedOut, reason), Sent::No).into()
}
