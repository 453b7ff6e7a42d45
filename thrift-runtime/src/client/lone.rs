//! Callers who have a connection to themselves, and read and write without the driver.

use std::sync::{Arc, Weak};
use std::task::{Context, Poll, Wake, Waker};

use crate::error::{ApplicationError, Result};
use crate::framing::{Message, Packing};
use crate::message::Name;
use crate::output::Output;
use crate::sync::try_lock;

use super::request::Outgoing;
use super::shared::{Driver, Shared, State, Ticket};
use super::turn::Exchange;

/// The only caller: nobody else has anything to send or to get. It reads and writes for itself, until others come.
#[derive(Debug)]
pub(super) struct Lone {
    id: i32,
    /// That of the call is none, since nobody else gives it its result.
    waker: Waker,
}

/// What the only caller is to do next.
#[derive(Debug)]
pub(super) enum LoneTurn {
    /// Write what there is to write, and wait for its reply.
    Wait,
    /// Nothing: it has its result.
    Done(Result<Option<Message>>),
    /// Look again: what happened before it was known whom to wake has woken nobody.
    Again,
    /// Nothing: others have come, and the driver reads and writes again.
    Over,
}

impl State {
    /// Whether the caller of a next call can send it by itself. All that there was to read has been read, as it has to be
    /// before something is sent.
    pub(super) fn has_room_for_one(&self) -> bool {
        self.hasty > 0
            && self.calls.is_idle()
            && matches!(self.driver, Driver::Connected { called: false, rung: false, .. })
    }

    /// Moves a request to the output, whose caller reads and writes for itself. Gives its id.
    pub(super) fn send_lone(
        &mut self,
        method: Name,
        request: Outgoing,
        waker: &Waker,
        output: &mut Output,
        packing: Packing,
    ) -> i32 {
        let id = self.calls.send(method, request, output, packing);
        self.lone = Some(Lone { id, waker: waker.clone() });
        id
    }

    /// Whether the caller of this call reads and writes for itself; `waker` is woken when it can go on.
    pub(super) fn is_lone(&mut self, id: i32, waker: &Waker) -> bool {
        let lone = self.lone.as_mut().filter(|lone| lone.id == id);
        lone.map(|lone| lone.waker.clone_from(waker)).is_some()
    }

    /// Ends the call of the only caller, where this message is its reply.
    #[inline]
    fn end_lone_by(&mut self, id: i32, reply: &Message, written: u64) -> Option<Result<(), ApplicationError>> {
        self.lone.as_ref().filter(|lone| lone.id == id)?;
        self.calls.written(written);
        let checked = self.calls.end_by(id, reply)?;
        self.lone = None;
        Some(checked)
    }

    /// What a caller who has read and written for itself is to do next.
    fn lone_turn(&mut self, id: i32, waker: &Waker) -> LoneTurn {
        let Some(lone) = self.lone.as_mut().filter(|lone| lone.id == id) else {
            return match self.calls.poll(id, waker) {
                Poll::Ready(result) => LoneTurn::Done(result),
                Poll::Pending => LoneTurn::Over,
            };
        };
        match self.calls.poll(id, Waker::noop()) {
            Poll::Ready(result) => {
                self.lone = None;
                LoneTurn::Done(result)
            }
            Poll::Pending if lone.waker.will_wake(waker) => LoneTurn::Wait,
            Poll::Pending => {
                lone.waker.clone_from(waker);
                LoneTurn::Again
            }
        }
    }

    /// From here on the driver reads and writes.
    pub(super) fn end_lone(&mut self) {
        if let Some(Lone { id, waker }) = self.lone.take() {
            self.calls.set_waker(id, waker);
        }
    }

    /// Drops the caller of this call. Gives it where it has read and written for itself: whatever it was woken for is left
    /// to the driver.
    pub(super) fn drop_lone(&mut self, id: i32) -> Option<Lone> {
        self.lone.take_if(|lone| lone.id == id)
    }
}

impl Shared {
    /// Reads and writes for a caller who has the connection alone, as far as it knows.
    pub(super) fn poll_alone(&self, call: &mut Ticket, cx: &Context<'_>) -> Poll<Result<Option<Message>>> {
        match try_lock(&self.connection) {
            Some(mut connection) => match &mut *connection {
                Some(connection) => connection.poll_lone(call, self, cx),
                // It is gone, and the driver about to say so.
                None => self.poll_call(call, cx.waker()),
            },
            // The driver has it, for a moment.
            None => {
                let result = self.poll_call(call, cx.waker());
                if call.alone {
                    cx.waker().wake_by_ref();
                }
                result
            }
        }
    }

    /// Ends the call of the only caller, where this message is its reply, with the stream written up to here. Gives whether it
    /// can be its result.
    #[inline]
    pub(super) fn end_lone(&self, id: i32, reply: &Message, written: u64) -> Option<Result<(), ApplicationError>> {
        let mut state = self.lock();
        let ended = state.end_lone_by(id, reply, written);
        self.note(&state);
        ended
    }

    /// Brings replies. Gives what the caller of this call is to do next; `waker` is woken when that changes.
    pub(super) fn take_lone_turn(
        &self,
        id: i32,
        exchange: &mut Exchange,
        waker: &Waker,
    ) -> Result<LoneTurn, ApplicationError> {
        let turn = {
            let mut state = self.lock();
            let state = &mut *state;
            state.deliver(exchange).map(|()| {
                let turn = state.lone_turn(id, waker);
                self.note(state);
                turn
            })
        };
        exchange.wake();
        turn
    }
}

/// Wakes whoever sees to what happens at a connection.
pub(super) struct Bell(pub(super) Weak<Shared>);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let Some(shared) = self.0.upgrade() else {
            return;
        };
        let waker = {
            let mut state = shared.lock();
            let State { lone, driver, .. } = &mut *state;
            match (lone, driver) {
                (Some(lone), _) => Some(lone.waker.clone()),
                // Also where it was called before: it may have looked before this happened.
                (None, Driver::Connected { waker, rung, .. }) => {
                    *rung = true;
                    Some(waker.clone())
                }
                (None, _) => None,
            }
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
