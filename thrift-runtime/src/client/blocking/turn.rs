//! Threads that wait for each other.

use std::sync::Arc;
use std::task::{Wake, Waker};
use std::thread::{self, Thread};
use std::time::Instant;

use super::deadline::Deadline;

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.unpark();
    }
}

thread_local! {
    static WAKER: Waker = Arc::new(Unpark(thread::current())).into();
}

/// What wakes this thread.
pub(super) fn waker() -> Waker {
    WAKER.with(Waker::clone)
}

/// Waits until the thread is woken, or until then, or to the end of its time.
pub(super) fn pause(until: Option<Instant>, deadline: Deadline) {
    match [until, deadline.at()].into_iter().flatten().min() {
        None => thread::park(),
        Some(until) => thread::park_timeout(until.saturating_duration_since(Instant::now())),
    }
}
