//! What a driver has to do with the calls.

use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use tokio::time::Instant;

use crate::error::TransportError;

use super::calls::Patience;
use super::cause::Cause;
use super::connection::Connection;
use super::settings::Settings;
use super::shared::{Driver, Shared, State};
use super::stream::Stream;
use super::turn::Exchange;

/// The driver's end of a connection. Where the driver is dropped at work, every call fails.
#[derive(Debug)]
pub(super) struct DriverEnd {
    shared: Arc<Shared>,
    at_work: bool,
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

    /// Reports that there is a connection, which this task is about to drive.
    pub(super) fn connected(&self, io: Stream) {
        self.shared.put(Connection::new(io, self.settings()));
        let mut state = self.shared.lock();
        state.driver = Driver::Connected { waker: Waker::noop().clone(), called: true, rung: false };
        (state.trouble, state.hasty) = (None, 0);
        self.shared.note(&state);
    }

    /// Takes the connection back, which is of no use any more.
    pub(super) fn disconnect(&self) -> Option<Connection> {
        self.shared.take()
    }

    /// Drives the connection until it is gone, or nobody wants it any more.
    pub(super) fn poll(&self, cx: &mut Context<'_>) -> Poll<Cause> {
        self.shared.poll(cx)
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
            state.end_lone();
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
            let written = self.disconnect().map_or(u64::MAX, |connection| connection.into_exchange().output.written());
            self.settle(|State { calls, .. }, settings| {
                calls.lose(written, Patience::None, |sent| Cause::Shutdown.error(&settings.address, sent));
                None
            });
        }
    }
}
