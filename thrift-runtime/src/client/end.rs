//! What a driver has to do with the calls.

use std::sync::Arc;
use std::task::Waker;

use tokio::time::Instant;

use crate::error::{ApplicationError, TransportError};
use crate::framing::Message;
use crate::output::Output;

use super::calls::Patience;
use super::cause::Cause;
use super::shared::{Driver, Settings, Shared, State};

/// The driver's end of a connection. Where the driver is dropped at work, every call fails.
#[derive(Debug)]
pub(super) struct DriverEnd {
    shared: Arc<Shared>,
    at_work: bool,
}

/// What a driver has got from callers for its connection, and from that for them.
#[derive(Debug, Default)]
pub(super) struct Exchange {
    pub(super) output: Output,
    /// Those that have come, until the callers get them.
    pub(super) replies: Vec<Message>,
    /// Scratch space.
    woken: Vec<Waker>,
    /// Whether others had their turn since there are requests to send. A task that is woken runs next, before other
    /// callers: without a step back, each request would leave in a write of its own.
    pub(super) gathered: bool,
    /// How many requests may leave without a step back, since lately there was nobody to wait for.
    hasty: usize,
}

impl Exchange {
    /// Gives back its memory; there is nothing in it.
    pub(super) fn release(&mut self) {
        self.output.discard();
        (self.replies, self.woken) = (Vec::new(), Vec::new());
    }
}

/// After how many requests that left alone it is seen again whether there is nobody to wait for.
const HASTY: usize = 16;

/// What a connected driver is to do next.
#[derive(Debug)]
pub(super) enum Turn {
    /// Write what there is to write, and wait for something to happen; once something is written, there may be more to do
    /// `again`.
    Go { again: bool },
    /// There are requests to send, and may be more of them once others had their turn.
    Gather,
    /// Close; nobody waits for anything any more.
    Close,
    /// Give the connection up: the peer owes too many replies.
    GiveUp,
    /// Give the connection up: which reply is whose can not be told.
    Unmatched(ApplicationError),
}

/// What a driver without a connection is to do next.
#[derive(Debug, Clone, Copy)]
pub(super) enum Next {
    /// Nothing, ever.
    Nothing,
    /// Connect.
    Connect,
    /// Wait until then, and connect if it is still wanted.
    Rest(Instant),
}

impl DriverEnd {
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        Self { shared, at_work: true }
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.shared.settings
    }

    /// Reports that there is a connection.
    pub(super) fn connected(&self) {
        let mut state = self.shared.lock();
        (state.driver, state.trouble) = (Driver::Connected(None), None);
        self.shared.note(&state);
    }

    /// Brings replies, and takes requests, as many as make a good write. The driver is woken when there are more, or nobody
    /// wants it any more.
    pub(super) fn take_turn(&self, exchange: &mut Exchange, waker: &Waker) -> Turn {
        let Exchange { output, replies, woken, gathered, hasty } = exchange;
        let turn = {
            let mut state = self.shared.lock();
            let state = &mut *state;
            state.calls.written(output.written());
            let received = replies.drain(..).try_for_each(|reply| state.calls.receive(reply));
            state.calls.take_woken(woken);
            match &mut state.driver {
                Driver::Connected(Some(known)) => known.clone_from(waker),
                driver => *driver = Driver::Connected(Some(waker.clone())),
            }
            let turn = match received {
                Err(error) => Turn::Unmatched(error),
                Ok(()) if state.closing => Turn::Close,
                Ok(()) if state.calls.is_overdue() => Turn::GiveUp,
                Ok(()) if !state.calls.has_queued() => Turn::Go { again: state.calls.is_leaving() },
                Ok(()) if *gathered || *hasty > 0 && state.calls.is_alone() => {
                    *hasty = match (state.calls.is_alone(), *gathered) {
                        (false, _) => 0,
                        (true, true) => HASTY,
                        (true, false) => *hasty - 1,
                    };
                    state.calls.collect(output, self.shared.settings.packing());
                    Turn::Go { again: state.calls.has_queued() || state.calls.is_leaving() }
                }
                Ok(()) => Turn::Gather,
            };
            self.shared.note(state);
            turn
        };
        woken.drain(..).for_each(Waker::wake);
        turn
    }

    /// Reports that the connection is gone, after the last replies.
    pub(super) fn lost(&mut self, mut cause: Cause, exchange: Exchange) -> Next {
        let Exchange { output, mut replies, .. } = exchange;
        let written = output.written();
        self.settle(|State { calls, failures, .. }, settings| {
            calls.written(written);
            if let Err(error) = replies.drain(..).try_for_each(|reply| calls.receive(reply)) {
                cause = Cause::Unmatched(error);
            }
            tracing::debug!(address = %settings.address, ?cause, "a connection is gone");
            *failures = if calls.is_served() { 0 } else { failures.saturating_add(1) };
            calls.lose(written, settings.patience(), |sent| cause.error(&settings.address, sent));
            // A server may close a connection that nothing has come of, but not one after the other.
            (*failures > 1).then(|| cause.refusal(&settings.address))
        })
    }

    /// Reports that there is no connection to be had.
    pub(super) fn unconnected(&mut self, error: TransportError) -> Next {
        self.settle(|State { failures, .. }, settings| {
            tracing::debug!(address = %settings.address, %error, "there is no connection to be had");
            *failures = failures.saturating_add(1);
            Some(error)
        })
    }

    /// Whether a connection is still wanted, after a rest. Lets go if not.
    pub(super) fn is_wanted(&mut self) -> bool {
        matches!(self.settle(|_, _| None), Next::Connect)
    }

    /// Lets `end` fail calls, and say why there should be a rest before the next attempt, if there should. Then lets go,
    /// unless some calls are left that want a connection.
    fn settle(&mut self, end: impl FnOnce(&mut State, &Settings) -> Option<TransportError>) -> Next {
        let settings = &self.shared.settings;
        let mut woken = Vec::new();
        let next = {
            let mut state = self.shared.lock();
            let rest = end(&mut state, settings).map(|error| {
                if !settings.wait_for_ready {
                    state.calls.fail_queued(&error);
                }
                state.trouble = Some(error);
                Instant::now() + settings.backoff.after(state.failures)
            });
            state.calls.take_woken(&mut woken);
            self.at_work = state.calls.wants_connection();
            let (driver, next) = match rest {
                _ if !settings.reconnects => (Driver::Gone, Next::Nothing),
                Some(until) if self.at_work => (Driver::Connecting, Next::Rest(until)),
                Some(until) => (Driver::Resting(until), Next::Nothing),
                None if self.at_work => (Driver::Connecting, Next::Connect),
                None => (Driver::Idle, Next::Nothing),
            };
            state.driver = driver;
            self.shared.note(&state);
            next
        };
        woken.into_iter().for_each(Waker::wake);
        next
    }
}

impl Drop for DriverEnd {
    fn drop(&mut self) {
        if self.at_work {
            self.settle(|State { calls, .. }, settings| {
                // How far the stream was written is not known any more.
                calls.lose(u64::MAX, Patience::None, |sent| Cause::Shutdown.error(&settings.address, sent));
                None
            });
        }
    }
}
