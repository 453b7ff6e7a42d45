//! What calls and their connection give each other, each time that somebody reads and writes.

use std::task::Waker;

use crate::error::{ApplicationError, Result};
use crate::framing::Message;
use crate::output::Output;

use super::shared::{Driver, Shared, State};

/// What a connection has got from callers, and from its peer for them.
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
}

impl Exchange {
    /// Gives back its memory; there is nothing in it.
    pub(super) fn release(&mut self) {
        self.output.discard();
        (self.replies, self.woken) = (Vec::new(), Vec::new());
    }

    /// Wakes those who have got something.
    pub(super) fn wake(&mut self) {
        self.woken.drain(..).for_each(Waker::wake);
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

impl State {
    /// Brings replies, and how far the stream has been written.
    pub(super) fn deliver(&mut self, exchange: &mut Exchange) -> Result<(), ApplicationError> {
        self.calls.written(exchange.output.written());
        let received = exchange.replies.drain(..).try_for_each(|reply| self.calls.receive(reply));
        self.calls.take_woken(&mut exchange.woken);
        received
    }
}

impl Shared {
    /// The driver is about to read: from here on it is woken for what happens at the stream.
    pub(super) fn begin_turn(&self, waker: &Waker) {
        let mut state = self.lock();
        state.end_lone();
        if let Driver::Connected { waker: known, rung, .. } = &mut state.driver {
            known.clone_from(waker);
            *rung = false;
        }
    }

    /// Brings replies, and takes requests, as many as make a good write. The driver is woken when there are more, or nobody
    /// wants it any more.
    pub(super) fn take_turn(&self, exchange: &mut Exchange) -> Turn {
        let turn = {
            let mut state = self.lock();
            let state = &mut *state;
            let received = state.deliver(exchange);
            let State { calls, hasty, closing, .. } = state;
            let turn = match received {
                Err(error) => Turn::Unmatched(error),
                Ok(()) if *closing => Turn::Close,
                Ok(()) if calls.is_overdue() => Turn::GiveUp,
                Ok(()) if !calls.has_queued() => Turn::Go { again: calls.is_leaving() },
                Ok(()) if exchange.gathered || *hasty > 0 && calls.is_alone() => {
                    *hasty = match (calls.is_alone(), exchange.gathered) {
                        (false, _) => 0,
                        (true, true) => HASTY,
                        (true, false) => *hasty - 1,
                    };
                    calls.collect(&mut exchange.output, self.settings.packing());
                    Turn::Go { again: calls.has_queued() || calls.is_leaving() }
                }
                Ok(()) => Turn::Gather,
            };
            if let Driver::Connected { called, .. } = &mut state.driver {
                *called = matches!(turn, Turn::Gather);
            }
            self.note(state);
            turn
        };
        exchange.wake();
        turn
    }
}
