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

/// What a connected driver is to do next.
#[derive(Debug)]
pub(super) enum Turn {
    /// There are requests to send.
    Send,
    /// Wait for something to happen.
    Wait,
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

    /// Brings replies. The driver is woken when there are more requests, or nobody wants it any more.
    pub(super) fn deliver(
        &self,
        replies: &mut Vec<Message>,
        output: &Output,
        woken: &mut Vec<Waker>,
        waker: &Waker,
    ) -> Turn {
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
            self.shared.note(state);
            match (&state.calls, received) {
                (_, Err(error)) => Turn::Unmatched(error),
                _ if state.closing => Turn::Close,
                (calls, _) if calls.is_overdue() => Turn::GiveUp,
                (calls, _) if calls.has_queued() => Turn::Send,
                _ => Turn::Wait,
            }
        };
        woken.drain(..).for_each(Waker::wake);
        turn
    }

    /// Takes requests, as many as make a good write.
    pub(super) fn collect(&self, output: &mut Output) {
        self.shared.lock().calls.collect(output, self.shared.settings.packing());
    }

    /// Reports that the connection is gone, with the stream written this far, after these last replies.
    pub(super) fn lost(&mut self, mut cause: Cause, written: u64, mut replies: Vec<Message>) -> Next {
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
