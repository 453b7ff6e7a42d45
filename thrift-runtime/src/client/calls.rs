//! The calls of a channel, without I/O: their ids, their places in the stream, and which reply is whose.

use std::collections::{HashMap, HashSet, VecDeque};
use std::mem;
use std::task::{Poll, Waker};

use crate::error::{ApplicationError, ApplicationErrorKind, Error, Result, Sent, TransportError};
use crate::framing::{Framing, Message};
use crate::message::MessageType;
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
    method: &'static str,
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

impl Calls {
    /// Takes on a request. Gives its id.
    pub(super) fn insert(
        &mut self,
        method: &'static str,
        kind: MessageType,
        mut request: Outgoing,
        waker: Waker,
    ) -> i32 {
        let id = self.free_id();
        request.set_sequence_id(id);
        let step = Step::Queued { request, again: false };
        self.calls.insert(
            id,
            Call {
                method,
                kind,
                step,
                waker,
            },
        );
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
        let Some(call) = self.calls.get_mut(&id) else {
            return Poll::Pending;
        };
        if !matches!(call.step, Step::Done(_)) {
            call.waker.clone_from(waker);
            return Poll::Pending;
        }
        match self.calls.remove(&id).map(|call| call.step) {
            Some(Step::Done(result)) => Poll::Ready(result),
            _ => Poll::Pending,
        }
    }

    /// Drops a call. Its request does not leave if it has not yet; its reply reaches nobody.
    pub(super) fn cancel(&mut self, id: i32) {
        match self.calls.remove(&id) {
            Some(Call {
                kind: MessageType::Call,
                step: Step::Sent { .. },
                ..
            }) => drop(self.overdue.insert(id)),
            Some(Call {
                step: Step::Queued { .. },
                ..
            }) if self.queue.len() > 2 * self.calls.len() => {
                // Now and then, so that the queue does not grow with what has been dropped.
                self.queue.retain(|id| self.calls.contains_key(id));
            }
            _ => {}
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
            self.finish(id, Ok(None));
        }
    }

    /// A message has come.
    pub(super) fn receive(&mut self, message: Message) {
        let id = message.envelope().sequence_id;
        match self.calls.get(&id) {
            Some(Call {
                method,
                kind: MessageType::Call,
                step: Step::Sent { .. },
                ..
            }) => {
                let result = check(method, &message).map(|()| Some(message)).map_err(Error::from);
                self.finish(id, result);
            }
            _ => {
                let overdue = self.overdue.remove(&id);
                tracing::debug!(
                    id,
                    method = message.name(),
                    overdue,
                    "dropping a reply that nobody waits for"
                );
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
                call.step = Step::Done(Err(error));
                self.woken.push(mem::replace(&mut call.waker, Waker::noop().clone()));
            }
        }
        let calls = &self.calls;
        self.queue
            .retain(|id| matches!(calls.get(id).map(|call| &call.step), Some(Step::Queued { .. })));
    }

    fn finish(&mut self, id: i32, result: Result<Option<Message>>) {
        if let Some(call) = self.calls.get_mut(&id) {
            call.step = Step::Done(result);
            self.woken.push(mem::replace(&mut call.waker, Waker::noop().clone()));
        }
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
mod tests {
    use std::io;

    use super::*;
    use crate::framing::Decoder;
    use crate::limits::Limits;

    fn insert(calls: &mut Calls, kind: MessageType) -> i32 {
        let request = Outgoing::new("echo", kind, "").unwrap();
        calls.insert("echo", kind, request, Waker::noop().clone())
    }

    fn take(calls: &mut Calls, id: i32) -> Option<Result<Option<Message>>> {
        match calls.poll(id, Waker::noop()) {
            Poll::Ready(result) => Some(result),
            Poll::Pending => None,
        }
    }

    /// A reply with this id.
    fn reply(id: i32) -> Message {
        let mut reply = Outgoing::new("echo", MessageType::Reply, &crate::ApplicationError::default()).unwrap();
        reply.set_sequence_id(id);
        let mut decoder = Decoder::new(Framing::Unframed, &Limits::DEFAULT);
        decoder.space().extend_from_slice(reply.bytes());
        decoder.next().unwrap().unwrap()
    }

    fn send(calls: &mut Calls) -> Output {
        let mut output = Output::default();
        calls.collect(&mut output, Framing::Unframed);
        output
    }

    fn broken(sent: Sent) -> Error {
        TransportError::new("testing", io::ErrorKind::BrokenPipe.into(), sent).into()
    }

    #[test]
    fn replies_find_their_calls_in_any_order() {
        let mut calls = Calls::default();
        let ids = [(); 3].map(|()| insert(&mut calls, MessageType::Call));
        send(&mut calls);
        for id in [ids[2], ids[0], ids[1]] {
            calls.receive(reply(id));
            let message = take(&mut calls, id).unwrap().unwrap().unwrap();
            assert_eq!(message.envelope().sequence_id, id);
        }
        assert!(calls.calls.is_empty());
    }

    #[test]
    fn ids_go_round_past_those_that_are_taken() {
        let mut calls = Calls {
            last_id: i32::MAX - 1,
            ..Calls::default()
        };
        let dropped = insert(&mut calls, MessageType::Call);
        let waiting = insert(&mut calls, MessageType::Call);
        assert_eq!((dropped, waiting), (i32::MAX, i32::MIN));
        send(&mut calls);
        calls.cancel(dropped);
        calls.last_id = i32::MAX - 1;
        assert_eq!(insert(&mut calls, MessageType::Call), i32::MIN + 1);
        // With its late reply, an id is free again.
        calls.receive(reply(dropped));
        calls.last_id = i32::MAX - 1;
        assert_eq!(insert(&mut calls, MessageType::Call), dropped);
    }

    #[test]
    fn a_request_that_was_dropped_in_time_does_not_leave() {
        let mut calls = Calls::default();
        let id = insert(&mut calls, MessageType::Call);
        calls.cancel(id);
        assert_eq!(send(&mut calls).unsent(), 0);
        assert!(calls.overdue.is_empty());
    }

    #[test]
    fn dropped_requests_leave_nothing_behind() {
        let mut calls = Calls::default();
        for _ in 0..10_000 {
            let id = insert(&mut calls, MessageType::Call);
            calls.cancel(id);
        }
        assert!(calls.queue.len() < 10);
    }

    #[test]
    fn a_reply_before_its_request_is_none() {
        let mut calls = Calls::default();
        let id = insert(&mut calls, MessageType::Call);
        calls.receive(reply(id));
        assert!(take(&mut calls, id).is_none());
    }

    #[test]
    fn a_oneway_request_is_done_when_it_is_written() {
        let mut calls = Calls::default();
        let id = insert(&mut calls, MessageType::Oneway);
        let end = send(&mut calls).end();
        calls.written(end - 1);
        assert!(take(&mut calls, id).is_none());
        calls.written(end);
        assert!(take(&mut calls, id).unwrap().unwrap().is_none());
    }

    #[test]
    fn what_was_not_written_may_be_sent_again() {
        let mut calls = Calls::default();
        let first = insert(&mut calls, MessageType::Call);
        let end = send(&mut calls).end();
        let mut output = Output::default();
        output.buffer().resize(end as usize, 0);
        let second = insert(&mut calls, MessageType::Call);
        calls.collect(&mut output, Framing::Unframed);
        // All of the first has been written, and nothing of the second.
        calls.lose(end, true, broken);
        assert!(!take(&mut calls, first).unwrap().unwrap_err().is_retriable());
        assert!(take(&mut calls, second).unwrap().unwrap_err().is_retriable());
    }

    #[test]
    fn a_request_waits_for_one_more_connection_only() {
        let mut calls = Calls::default();
        let id = insert(&mut calls, MessageType::Call);
        calls.lose(0, true, broken);
        assert!(take(&mut calls, id).is_none() && calls.has_queued());
        calls.lose(0, true, broken);
        assert!(take(&mut calls, id).unwrap().unwrap_err().is_retriable());
        assert!(!calls.has_queued());
        let id = insert(&mut calls, MessageType::Call);
        calls.lose(0, false, broken);
        assert!(take(&mut calls, id).unwrap().unwrap_err().is_retriable());
    }
}
