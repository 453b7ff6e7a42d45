//! How long a call may take.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Sleep, sleep};

/// How long a call may take, from its first poll. Without a limit it reads no clock.
#[derive(Debug)]
pub(super) struct Timer {
    timeout: Option<Duration>,
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Timer {
    pub(super) fn new(timeout: Option<Duration>) -> Self {
        Self { timeout, sleep: None }
    }

    /// Ready when the time is over, with how long it was.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Duration> {
        let Some(timeout) = self.timeout else {
            return Poll::Pending;
        };
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(sleep(timeout)));
        ready!(sleep.as_mut().poll(cx));
        Poll::Ready(timeout)
    }
}
