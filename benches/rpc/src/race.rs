//! When calls count.

use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::time::Duration;

use crate::histogram::Histogram;

/// What all callers of a process share.
pub(crate) struct Race {
    phase: AtomicU8,
    /// The calls that count.
    pub(crate) calls: Histogram,
    started: AtomicUsize,
}

#[derive(Clone, Copy)]
#[repr(u8)]
enum Phase {
    WarmUp,
    Measured,
    Over,
    /// One call a caller.
    Idle,
}

/// What a caller does after a call.
pub(crate) enum Next {
    Call,
    Stop,
    /// Keeps its connection, and does nothing.
    Rest,
}

impl Race {
    /// One that warms up.
    pub(crate) fn new() -> Self {
        Self::of(Phase::WarmUp)
    }

    /// One in which each caller calls once.
    pub(crate) fn idle() -> Self {
        Self::of(Phase::Idle)
    }

    fn of(phase: Phase) -> Self {
        Self { phase: AtomicU8::new(phase as u8), calls: Histogram::new(), started: AtomicUsize::new(0) }
    }

    pub(crate) fn begin(&self) {
        self.phase.store(Phase::Measured as u8, Ordering::Relaxed);
    }

    pub(crate) fn end(&self) {
        self.phase.store(Phase::Over as u8, Ordering::Relaxed);
    }

    /// How many callers have done their first call.
    pub(crate) fn started(&self) -> usize {
        self.started.load(Ordering::Relaxed)
    }

    /// A caller has done its call of this number, from 0, in so long.
    pub(crate) fn called(&self, counter: u64, time: Duration) -> Next {
        const MEASURED: u8 = Phase::Measured as u8;
        const OVER: u8 = Phase::Over as u8;
        const IDLE: u8 = Phase::Idle as u8;
        if counter == 0 {
            self.started.fetch_add(1, Ordering::Relaxed);
        }
        match self.phase.load(Ordering::Relaxed) {
            MEASURED => self.calls.record(time),
            OVER => return Next::Stop,
            IDLE => return Next::Rest,
            _ => {}
        }
        Next::Call
    }
}
