//! The calls of a channel, without I/O: their ids, their places in the stream, and which reply is whose.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet, VecDeque};
use std::mem;
use std::task::{Poll, Waker};

use crate::error::{ApplicationError, ApplicationErrorKind, Error, Result, Sent, TransportError};
use crate::framing::{Framing, Message};
use crate::message::{MessageType, Name};
use crate::output::Output;

use super::request::Outgoing;

/// Bytes of requests to gather for one write; what is beyond it waits for the next.
const BATCH: usize = 128 * 1024;

/// Most replies that may be overdue on one connection. Their ids are taken until they come; a peer that leaves so many
/// calls unanswered is taken for dead.
const OVERDUE: usize = 1024 * 1024;

/// The calls of a channel that have not got their result yet.
///
/// An id names one call for as long as a reply to it could come on the connection at hand, dropped calls included.
#[derive(Debug, Default)]
pub(super) struct Calls {
    calls: HashMap<i32, Call>,
    last_id: i32,
    /// Ids of requests that have not left, oldest first; of some that have been dropped, too.
    queue: VecDeque<i32>,
    /// Ids of dropped calls whose reply may still come.
    overdue: HashSet<i32>,
    /// Ids of oneway requests that are being written, each with the place in the stream where it ends.
    leaving: VecDeque<(u64, i32)>,
    /// Those whose call has got its result.
    woken: Vec<Waker>,
}

#[derive(Debug)]
struct Call {
    method: Name,
    kind: MessageType,
    step: Step,
    waker: Waker,
}

#[derive(Debug)]
enum Step {
    /// Nothing of it has left. `again` where that was so when a connection broke, too.
    Queued { request: Outgoing, again: bool },
    /// It begins at this place in the stream, which may not have been written that far.
    Sent { start: u64 },
    /// A reply, or nothing for a oneway request.
    Done(Result<Option<Message>>),
}

impl Call {
    fn waits_for_reply(&self) -> bool {
        self.kind == MessageType::Call && matches!(self.step, Step::Sent { .. })
    }

    /// Gives the one to wake.
    fn end(&mut self, result: Result<Option<Message>>) -> Waker {
        self.step = Step::Done(result);
        mem::replace(&mut self.waker, Waker::noop().clone())
    }
}

impl Calls {
    /// Takes on a request. Gives its id.
    pub(super) fn insert(&mut self, method: Name, kind: MessageType, mut request: Outgoing, waker: Waker) -> i32 {
        let id = self.free_id();
        request.set_sequence_id(id);
        let call = Call { method, kind, step: Step::Queued { request, again: false }, waker };
        self.calls.insert(id, call);
        self.queue.push_back(id);
        id
    }

    fn free_id(&mut self) -> i32 {
        loop {
            self.last_id = self.last_id.wrapping_add(1);
            if !self.calls.contains_key(&self.last_id) && !self.overdue.contains(&self.last_id) {
                return self.last_id;
            }
        }
    }

    /// The result of a call, once; `waker` is woken when there is one.
    pub(super) fn poll(&mut self, id: i32, waker: &Waker) -> Poll<Result<Option<Message>>> {
        let Entry::Occupied(mut call) = self.calls.entry(id) else {
            return Poll::Pending;
        };
        if !matches!(call.get().step, Step::Done(_)) {
            call.get_mut().waker.clone_from(waker);
            return Poll::Pending;
        }
        match call.remove().step {
            Step::Done(result) => Poll::Ready(result),
            Step::Queued { .. } | Step::Sent { .. } => Poll::Pending,
        }
    }

    /// Drops a call. Its request does not leave if it has not yet; its reply reaches nobody.
    pub(super) fn cancel(&mut self, id: i32) {
        let Some(call) = self.calls.remove(&id) else {
            return;
        };
        match call.step {
            Step::Sent { .. } if call.kind == MessageType::Call => {
                self.overdue.insert(id);
            }
            // Now and then, so that the queue does not grow with what has been dropped.
            Step::Queued { .. } if self.queue.len() > 2 * self.calls.len() => {
                self.queue.retain(|id| self.calls.contains_key(id));
            }
            Step::Queued { .. } | Step::Sent { .. } | Step::Done(_) => {}
        }
    }

    /// Whether the connection owes so many replies that it must be given up.
    pub(super) fn is_overdue(&self) -> bool {
        self.overdue.len() > OVERDUE
    }

    pub(super) fn has_queued(&self) -> bool {
        !self.queue.is_empty()
    }

    /// Moves requests from the queue to the output, as many as make a good write.
    pub(super) fn collect(&mut self, output: &mut Output, framing: Framing) {
        while output.unsent() < BATCH {
            let Some(id) = self.queue.pop_front() else {
                return;
            };
            let Some(call) = self.calls.get_mut(&id) else {
                continue;
            };
            let start = output.end();
            if let Step::Queued { request, .. } = &call.step {
                framing.append(output.buffer(), |out| out.extend_from_slice(request.bytes()));
                call.step = Step::Sent { start };
                if call.kind == MessageType::Oneway {
                    self.leaving.push_back((output.end(), id));
                }
            }
        }
    }

    /// The stream has been written up to here.
    pub(super) fn written(&mut self, to: u64) {
        while let Some(&(end, id)) = self.leaving.front()
            && end <= to
        {
            self.leaving.pop_front();
            if let Some(call) = self.calls.get_mut(&id) {
                self.woken.push(call.end(Ok(None)));
            }
        }
    }

    /// A message has come.
    pub(super) fn receive(&mut self, message: Message) {
        let id = message.envelope().sequence_id;
        match self.calls.get_mut(&id) {
            Some(call) if call.waits_for_reply() => {
                let result = check(call.method.as_str(), &message).map(|()| Some(message));
                self.woken.push(call.end(result.map_err(Error::from)));
            }
            _ => {
                let overdue = self.overdue.remove(&id);
                let method = message.name();
                tracing::debug!(id, method, overdue, "dropping a reply that nobody waits for");
            }
        }
    }

    /// The connection is gone, with the stream written up to here, and `error` says why. Requests that had not begun to
    /// leave wait for the next one, but not twice, and only if there is to be one.
    pub(super) fn lose(&mut self, written: u64, next: bool, error: impl Fn(Sent) -> Error) {
        self.overdue.clear();
        self.leaving.clear();
        self.fail(|step| match step {
            Step::Queued { again, .. } => {
                let fails = !next || mem::replace(again, true);
                fails.then(|| error(Sent::No))
            }
            Step::Sent { start } if *start >= written => Some(error(Sent::No)),
            Step::Sent { .. } => Some(error(Sent::Maybe)),
            Step::Done(_) => None,
        });
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
        let calls = &self.calls;
        self.queue.retain(|id| matches!(calls.get(id).map(|call| &call.step), Some(Step::Queued { .. })));
    }

    /// Those to wake, once the lock is released; `into` is empty.
    pub(super) fn take_woken(&mut self, into: &mut Vec<Waker>) {
        mem::swap(&mut self.woken, into);
    }
}

/// Checks that a message with the id of a call can be its reply.
fn check(method: &str, message: &Message) -> Result<(), ApplicationError> {
    match message.envelope().kind {
        // Some servers name what they did understand; the error itself says more.
        MessageType::Exception => Ok(()),
        MessageType::Reply if message.name() == method => Ok(()),
        MessageType::Reply => Err(ApplicationError::new(
            ApplicationErrorKind::WRONG_METHOD_NAME,
            format!("the reply to `{method}` names `{}`", message.name()),
        )),
        MessageType::Call | MessageType::Oneway => Err(ApplicationError::new(
            ApplicationErrorKind::INVALID_MESSAGE_TYPE,
            format!("the reply to `{method}` is a request"),
        )),
    }
}

#[cfg(test)]
mod tests;
