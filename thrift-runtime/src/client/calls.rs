//! The calls of a connection, without I/O: their ids, their places in the stream, and which reply is whose.

#[cfg(feature = "blocking")]
mod blocking;
mod call;
mod ids;
mod order;
mod slots;

use std::collections::VecDeque;
use std::mem;
use std::task::{Poll, Waker};

use crate::error::{ApplicationError, ApplicationErrorKind, Error, Result, Sent, TransportError};
use crate::framing::{Message, Packing};
use crate::message::{MessageType, Name};
use crate::output::Output;

use super::request::Outgoing;
pub(super) use call::Call;
use call::Step;
pub(super) use call::check;
use ids::{Ids, Owner};
use order::Order;
use slots::Slots;

/// Bytes of requests to gather for one write; what is beyond it waits for the next.
const BATCH: usize = 128 * 1024;

/// Most replies that may be overdue on one connection. Their ids are taken until they come; a peer that leaves so many
/// calls unanswered is taken for dead.
const OVERDUE: usize = 128 * 1024;

/// How many connections a request waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Patience {
    /// There is to be none after the one that was lost.
    None,
    /// One more than the one that was lost before it left.
    OneMore,
    /// As many as it takes.
    Endless,
}

/// A call that its caller has sent, and that is the only one.
#[derive(Debug)]
struct Direct {
    id: i32,
    method: Name,
    /// Where its request begins in the stream.
    start: u64,
}

/// The calls of a connection, and of those that replace it, that have not got their result yet.
///
/// An id names one call for as long as a reply to it could come on the connection at hand, dropped calls included.
#[derive(Debug, Default)]
pub(super) struct Calls {
    ids: Ids,
    calls: Slots<Call>,
    /// The call that its caller has sent, as long as nothing but its reply has happened.
    direct: Option<Direct>,
    /// Ids of requests that have not left, oldest first; of some that have been dropped, too.
    queue: VecDeque<i32>,
    /// Whose replies come next, where the peer answers in order.
    order: Option<Order>,
    /// Replies that are to come on this connection, to dropped calls too.
    due: usize,
    /// Those among them that are to come to dropped calls.
    overdue: usize,
    /// Whether a reply on this connection had the id of its call.
    matched: bool,
    /// Whether the connection has been of use.
    served: bool,
    /// Ids of oneway requests that are being written, each with the place in the stream where it ends.
    leaving: VecDeque<(u64, i32)>,
    /// How far the stream has been written.
    written: u64,
    /// Those whose call has got its result.
    woken: Vec<Waker>,
}

impl Calls {
    /// Calls of a peer that answers in order.
    pub(super) fn ordered() -> Self {
        Self { order: Some(Order::default()), ..Self::default() }
    }

    /// Takes on a request. Gives its id.
    pub(super) fn insert(&mut self, method: Name, kind: MessageType, request: Outgoing, waker: Waker) -> i32 {
        self.settle_direct();
        let slot = self.calls.insert(Call { method, kind, step: Step::Queued { request, again: false }, waker });
        let id = self.ids.insert(slot);
        self.queue.push_back(id);
        id
    }

    /// Takes on a request that is to have a reply, and moves it to the output at once; nothing else is to be sent. Gives its
    /// id. Nobody is woken when its result is there.
    #[inline]
    pub(super) fn send(&mut self, method: Name, request: Outgoing, output: &mut Output, packing: Packing) -> i32 {
        self.settle_direct();
        let (id, start) = (self.ids.next(), output.end());
        request.leave(method.as_str(), MessageType::Call, id, output, packing);
        self.due += 1;
        if let Some(order) = &mut self.order {
            order.push(id, method.clone(), start);
        }
        self.direct = Some(Direct { id, method, start });
        id
    }

    /// Gives the call that its caller has sent its place among the others.
    #[inline]
    fn settle_direct(&mut self) {
        if let Some(direct) = self.direct.take() {
            self.settle(direct);
        }
    }

    #[inline(never)]
    fn settle(&mut self, Direct { id, method, start }: Direct) {
        let (kind, waker) = (MessageType::Call, Waker::noop().clone());
        let slot = self.calls.insert(Call { method, kind, step: Step::Sent { start }, waker });
        self.ids.put(id, slot);
    }

    fn call(&mut self, id: i32) -> Option<&mut Call> {
        self.settle_direct();
        match self.ids.get(id) {
            Some(Owner::Slot(slot)) => self.calls.get_mut(slot),
            Some(Owner::Overdue) | None => None,
        }
    }

    /// From here on `waker` is woken when a call has got its result.
    pub(super) fn set_waker(&mut self, id: i32, waker: Waker) {
        if let Some(call) = self.call(id) {
            call.waker = waker;
        }
    }

    /// The result of a call, once; `waker` is woken when there is one.
    pub(super) fn poll(&mut self, id: i32, waker: &Waker) -> Poll<Result<Option<Message>>> {
        self.settle_direct();
        let Some(Owner::Slot(slot)) = self.ids.get(id) else {
            return Poll::Pending;
        };
        match self.calls.get_mut(slot) {
            Some(Call { step: Step::Done(result), .. }) => {
                let result = mem::replace(result, Ok(None));
                self.ids.remove(id);
                self.calls.remove(slot);
                Poll::Ready(result)
            }
            Some(call) => {
                call.waker.clone_from(waker);
                Poll::Pending
            }
            None => Poll::Pending,
        }
    }

    /// Drops a call. Its request does not leave if it has not yet; its reply reaches nobody. It is to be
    /// dropped once the lock is released: its waker may drop a task, and that another call.
    pub(super) fn cancel(&mut self, id: i32) -> Option<Call> {
        self.settle_direct();
        let Some(Owner::Slot(slot)) = self.ids.get(id) else {
            return None;
        };
        let call = self.calls.take(slot)?;
        if call.kind == MessageType::Call && matches!(call.step, Step::Sent { .. }) {
            self.ids.set_overdue(id);
            self.overdue += 1;
            return Some(call);
        }
        self.ids.remove(id);
        // Now and then, so that the queue does not grow with what has been dropped.
        if call.is_queued() && self.queue.len() > 2 * self.calls.len() {
            self.tidy_queue();
        }
        Some(call)
    }

    /// Takes dropped calls off the queue.
    fn tidy_queue(&mut self) {
        let Self { ids, calls, queue, .. } = self;
        queue.retain(|&id| match ids.get(id) {
            Some(Owner::Slot(slot)) => matches!(calls.get_mut(slot), Some(Call { step: Step::Queued { .. }, .. })),
            Some(Owner::Overdue) | None => false,
        });
        if queue.is_empty() {
            // With its memory.
            *queue = VecDeque::new();
        }
    }

    /// Calls, and replies that are to come to dropped ones.
    pub(super) fn load(&self) -> usize {
        self.ids.len() + usize::from(self.direct.is_some())
    }

    /// Whether the connection owes so many replies that it must be given up.
    pub(super) fn is_overdue(&self) -> bool {
        self.overdue > OVERDUE
    }

    /// Whether requests are to be sent; some of them may have been dropped.
    pub(super) fn has_queued(&self) -> bool {
        !self.queue.is_empty()
    }

    /// Whether somebody still waits for a request to be sent.
    pub(super) fn wants_connection(&mut self) -> bool {
        self.tidy_queue();
        self.has_queued()
    }

    /// Whether the connection has been of use: a reply came, or a oneway request left.
    pub(super) fn is_served(&self) -> bool {
        self.served
    }

    /// Whether there is nothing to be sent, and nothing to come.
    pub(super) fn is_idle(&self) -> bool {
        self.due == 0 && self.queue.is_empty() && self.leaving.is_empty()
    }

    /// Whether there is one request to be sent, and no reply to come.
    pub(super) fn is_alone(&self) -> bool {
        self.due == 0 && self.queue.len() == 1
    }

    /// Whether somebody waits for a request to have been written.
    pub(super) fn is_leaving(&self) -> bool {
        !self.leaving.is_empty()
    }

    /// Moves requests from the queue to the output, as many as make a good write.
    pub(super) fn collect(&mut self, output: &mut Output, packing: Packing) {
        while output.unsent() < BATCH {
            let Some(id) = self.queue.pop_front() else {
                return;
            };
            let Some(Owner::Slot(slot)) = self.ids.get(id) else {
                continue;
            };
            let Some(call) = self.calls.get_mut(slot) else {
                continue;
            };
            let start = output.end();
            let Step::Queued { request, .. } = mem::replace(&mut call.step, Step::Sent { start }) else {
                continue;
            };
            request.leave(call.method.as_str(), call.kind, id, output, packing);
            if call.kind == MessageType::Oneway {
                self.leaving.push_back((output.end(), id));
                continue;
            }
            self.due += 1;
            if let Some(order) = &mut self.order {
                order.push(id, call.method.clone(), start);
            }
        }
    }

    /// The stream has been written up to here.
    #[inline]
    pub(super) fn written(&mut self, to: u64) {
        self.written = to;
        if !self.leaving.is_empty() {
            self.have_left(to);
        }
    }

    fn have_left(&mut self, to: u64) {
        while let Some(&(end, id)) = self.leaving.front()
            && end <= to
        {
            self.leaving.pop_front();
            self.served = true;
            if let Some(call) = self.call(id) {
                let waker = call.end(Ok(None));
                self.woken.push(waker);
            }
        }
    }

    /// A message has come. An error where it shows that the peer's replies can not be told apart; the connection is of no
    /// use then.
    pub(super) fn receive(&mut self, message: Message) -> Result<(), ApplicationError> {
        self.settle_direct();
        let known = |id| self.ids.get(id).is_some();
        let id = match &mut self.order {
            Some(order) => order.next(&message, self.written, known)?,
            None => Some(message.envelope().sequence_id),
        };
        let written = self.written;
        match id.map(|id| (id, self.ids.get(id))) {
            Some((_, Some(Owner::Slot(slot)))) => {
                if let Some(call) = self.calls.get_mut(slot)
                    && call.waits_for_reply(written)
                {
                    let result = check(call.method.as_str(), &message).map(|()| Some(message));
                    self.woken.push(call.end(result.map_err(Error::from)));
                    self.was_matched();
                    return Ok(());
                }
            }
            Some((id, Some(Owner::Overdue))) => {
                self.ids.remove(id);
                self.overdue -= 1;
                self.was_matched();
            }
            Some((id, None)) => self.judge_stray(id, &message)?,
            None => {}
        }
        let (id, method) = (message.envelope().sequence_id, message.name());
        tracing::debug!(id, method, "dropping a reply that nobody waits for");
        Ok(())
    }

    /// Takes the place of [`receive`](Self::receive) and [`poll`](Self::poll) where this message is the reply to this call, which
    /// is over then. Gives whether it can be its result; `None` where it is not its reply, as far as can be told without looking
    /// at other calls.
    #[inline]
    pub(super) fn end_by(&mut self, id: i32, message: &Message) -> Option<Result<(), ApplicationError>> {
        let direct = self.direct.as_ref().filter(|direct| direct.id == id && direct.start < self.written)?;
        if self.order.is_some() || message.envelope().sequence_id != id {
            return None;
        }
        let checked = check(direct.method.as_str(), message);
        self.direct = None;
        self.was_matched();
        Some(checked)
    }

    /// A reply that was to come has come.
    fn was_matched(&mut self) {
        self.due -= 1;
        (self.matched, self.served) = (true, true);
    }

    /// What to think of a reply whose id is nobody's.
    ///
    /// A late or a second reply harms nobody, and is dropped. An id that can not be a reply's, where none has been right
    /// yet, comes from a peer that does not keep ids; those who wait for a reply would wait for ever.
    fn judge_stray(&self, id: i32, message: &Message) -> Result<(), ApplicationError> {
        let keeps_no_ids = id == 0 || (!self.matched && !self.ids.was_given(id));
        if self.due == 0 || !keeps_no_ids {
            return Ok(());
        }
        Err(ApplicationError::new(
            ApplicationErrorKind::BAD_SEQUENCE_ID,
            format!(
                "a reply of `{}` has the sequence id {id}, which no call has; \
                 help: if the server answers in order, set `ChannelBuilder::ordered(true)`",
                message.name()
            ),
        ))
    }

    /// The connection is gone, with the stream written up to here, and `error` says why. Requests that had not begun to
    /// leave wait for the next one, as far as `patience` goes.
    pub(super) fn lose(&mut self, written: u64, patience: Patience, error: impl Fn(Sent) -> Error) {
        self.settle_direct();
        if let Some(order) = &mut self.order {
            *order = Order::default();
        }
        self.leaving = VecDeque::new();
        (self.due, self.overdue, self.written) = (0, 0, 0);
        (self.matched, self.served) = (false, false);
        self.fail(|step| match step {
            Step::Queued { again, .. } => {
                let fails = match patience {
                    Patience::None => true,
                    Patience::OneMore => mem::replace(again, true),
                    Patience::Endless => false,
                };
                fails.then(|| error(Sent::No))
            }
            Step::Sent { start } if *start >= written => Some(error(Sent::No)),
            Step::Sent { .. } => Some(error(Sent::Maybe)),
            Step::Done(_) => None,
        });
        self.ids.renew(self.queue.front().copied());
    }

    /// There is no connection to be had.
    pub(super) fn fail_queued(&mut self, error: &TransportError) {
        self.fail(|step| match step {
            Step::Queued { .. } => Some(error.again(Sent::No).into()),
            _ => None,
        });
    }

    /// Fails the calls for which `judge` has an error.
    fn fail(&mut self, mut judge: impl FnMut(&mut Step) -> Option<Error>) {
        for call in self.calls.values_mut() {
            if let Some(error) = judge(&mut call.step) {
                self.woken.push(call.end(Err(error)));
            }
        }
        self.tidy_queue();
    }

    /// Those to wake, once the lock is released; `into` is empty.
    pub(super) fn take_woken(&mut self, into: &mut Vec<Waker>) {
        mem::swap(&mut self.woken, into);
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
