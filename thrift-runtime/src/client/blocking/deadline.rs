//! How long a call may take.

use std::time::{Duration, Instant};

use crate::client::timer::expired;
use crate::error::Error;

/// When a call ends, and how long it had.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    timeout: Duration,
    /// `None` where there is no end, or no clock counts that far.
    at: Option<Instant>,
}

impl Deadline {
    /// So long from now, and not beyond the deadline of the request that the call is made for. Without a limit it reads no clock.
    ///
    /// # Errors
    /// The time is over already.
    pub(super) fn new(timeout: Option<Duration>, inherited: Option<Instant>) -> Result<Self, Error> {
        if timeout.is_none() && inherited.is_none() {
            return Ok(Self { timeout: Duration::MAX, at: None });
        }
        let now = Instant::now();
        if inherited.is_some_and(|inherited| inherited <= now) {
            return Err(expired());
        }
        let own = timeout.and_then(|timeout| now.checked_add(timeout));
        let at = [own, inherited].into_iter().flatten().min();
        Ok(Self { timeout: at.map_or(Duration::MAX, |at| at.saturating_duration_since(now)), at })
    }

    pub(super) fn timeout(self) -> Duration {
        self.timeout
    }

    pub(super) fn at(self) -> Option<Instant> {
        self.at
    }

    /// What is left; `None` for ever.
    pub(super) fn left(self) -> Option<Duration> {
        self.at.map(|at| at.saturating_duration_since(Instant::now()))
    }

    pub(super) fn is_over(self) -> bool {
        self.left().is_some_and(|left| left.is_zero())
    }
}
