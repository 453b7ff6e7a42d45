//! Callers who have a connection to themselves, and read and write without the driver.

use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use crate::error::{ApplicationError, Result};
use crate::framing::{Message, Packing};
use crate::message::Name;
use crate::output::Output;
use crate::sync::try_lock;

use super::request::Outgoing;
use super::shared::{Driver, Line, Shared, State, Ticket};
use super::turn::Exchange;

/// The only caller: nobody else has anything to send or to get. It reads and writes for itself, until others come.
#[derive(Debug)]
pub(super) struct Lone {
    id: i32,
    /// That of the call is none, since nobody else gives it its result. None where it has been woken since it was polled.
    waker: Option<Waker>,
}

impl Lone {
    /// Sees to it that this is woken. Gives whether it would have been.
    fn set_waker(&mut self, waker: &Waker) -> bool {
        let is_same = self.waker.as_ref().is_some_and(|known| known.will_wake(waker));
        if !is_same {
            self.waker = Some(waker.clone());
        }
        is_same
    }
}

/// A caller who reads and writes for itself.
#[derive(Debug)]
pub(super) struct Alone<'a> {
    pub(super) shared: &'a Shared,
    /// Whom to wake when it can go on.
    pub(super) waker: &'a Waker,
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
    #[inline]
    pub(super) fn has_room_for_one(&self) -> bool {
        self.hasty > 0
            && self.calls.is_idle()
            && matches!(self.driver, Driver::Connected { called: false, rung: false, .. })
    }

    /// Moves a request to the output, whose caller reads and writes for itself. Gives its id.
    #[inline]
    pub(super) fn send_lone(
        &mut self,
        method: Name,
        request: Outgoing,
        waker: &Waker,
        output: &mut Output,
        packing: Packing,
    ) -> i32 {
        let id = self.calls.send(method, request, output, packing);
        self.lone = Some(Lone { id, waker: Some(waker.clone()) });
        id
    }

    /// Whether the caller of this call reads and writes for itself; `waker` is woken when it can go on.
    pub(super) fn is_lone(&mut self, id: i32, waker: &Waker) -> bool {
        let lone = self.lone.as_mut().filter(|lone| lone.id == id);
        lone.map(|lone| lone.set_waker(waker)).is_some()
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
            Poll::Pending if lone.set_waker(waker) => LoneTurn::Wait,
            Poll::Pending => LoneTurn::Again,
        }
    }

    /// From here on the driver reads and writes.
    pub(super) fn end_lone(&mut self) {
        if let Some(Lone { id, waker: Some(waker) }) = self.lone.take() {
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
    #[inline]
    pub(super) fn poll_alone(
        &self,
        call: &mut Ticket,
        cx: &Context<'_>,
        reply: &mut Option<Message>,
    ) -> Poll<Result<()>> {
        match try_lock(&self.line) {
            Some(mut line) => match &mut *line {
                Some(Line { connection, bell }) => {
                    let alone = Alone { shared: self, waker: cx.waker() };
                    connection.poll_lone(call, &mut Context::from_waker(bell), &alone, reply)
                }
                // It is gone, and the driver about to say so.
                None => self.poll_call(call, cx.waker(), reply),
            },
            // The driver has it, for a moment.
            None => {
                let result = self.poll_call(call, cx.waker(), reply);
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

/// As the bell of a connection, it wakes whoever sees to what happens there.
impl Wake for Shared {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let waker = {
            let mut state = self.lock();
            let State { lone, driver, .. } = &mut *state;
            match (lone, driver) {
                (Some(lone), _) => lone.waker.take(),
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
