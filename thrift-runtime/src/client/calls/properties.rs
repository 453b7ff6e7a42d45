//! What holds whatever callers, connection and peer do, and in whatever order.

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Wake};

use proptest::collection::vec;
use proptest::prelude::*;
use tokio::io::AsyncWrite;

use super::*;
use crate::client::request;
use crate::codec::{Decode, Encode};
use crate::framing::{Decoder, Transport};
use crate::limits::Limits;

#[derive(Debug, Clone, Copy)]
enum Op {
    Send(MessageType),
    /// A call is sent by its caller, where nothing else is to be sent.
    SendAtOnce,
    /// Those who have sent for themselves are woken from here on.
    Join,
    Collect,
    /// The connection takes this many bytes more.
    Write(usize),
    /// The peer answers one of the requests that it has; the oldest, if it answers in order.
    Answer(usize),
    /// It does, and a caller who has sent for itself sees to it that a reply is there, before others do.
    AnswerAtOnce(usize),
    /// It does, and names another method.
    Misname(usize),
    /// It says again what it said before.
    Repeat(usize),
    /// It answers with an id that is nobody's.
    Stray(i32),
    /// It answers a request that has not left.
    Foresee(usize),
    Poll(usize),
    Drop(usize),
    Lose(Patience),
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let any = any::<usize>;
    vec(
        prop_oneof![
            6 => Just(Op::Send(MessageType::Call)),
            1 => Just(Op::Send(MessageType::Oneway)),
            3 => Just(Op::SendAtOnce),
            1 => Just(Op::Join),
            4 => Just(Op::Collect),
            6 => (1_usize..100).prop_map(Op::Write),
            4 => any().prop_map(Op::Answer),
            3 => any().prop_map(Op::AnswerAtOnce),
            1 => any().prop_map(Op::Misname),
            1 => any().prop_map(Op::Repeat),
            1 => prop_oneof![Just(0), 1_000_000..1_000_100].prop_map(Op::Stray),
            1 => any().prop_map(Op::Foresee),
            3 => any().prop_map(Op::Poll),
            2 => any().prop_map(Op::Drop),
            1 => prop_oneof![Just(Patience::None), Just(Patience::OneMore), Just(Patience::Endless)].prop_map(Op::Lose),
        ],
        0..200,
    )
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Peer {
    /// Answers as it likes, with ids.
    Free,
    /// Answers in order, with ids.
    InOrder,
    /// Answers in order, with 0.
    WithoutIds,
}

/// A connection's way out.
#[derive(Debug, Default)]
struct Pipe {
    room: usize,
    decoder: Option<Decoder>,
}

impl AsyncWrite for Pipe {
    fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let taken = bytes.len().min(self.room);
        if taken == 0 {
            return Poll::Pending;
        }
        self.room -= taken;
        let decoder = self.decoder.get_or_insert_with(|| Decoder::new(Transport::Framed, &Limits::DEFAULT));
        decoder.space().extend_from_slice(&bytes[..taken]);
        Poll::Ready(Ok(taken))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[derive(Debug, Default)]
struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// What is to become of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    Open,
    Reply,
    Nothing,
    Misnamed,
    /// By the loss of its connection.
    Lost {
        retriable: bool,
    },
}

#[derive(Debug)]
struct Caller {
    id: i32,
    kind: MessageType,
    /// Where its request begins and ends in the stream.
    place: Option<(u64, u64)>,
    /// How many connections were lost before it left.
    waited: usize,
    fate: Fate,
    flag: Arc<Flag>,
    /// It has sent for itself, and nobody wakes it.
    alone: bool,
}

/// A request or a reply, with the number of its call as its body.
fn message(name: &str, kind: MessageType, number: i32) -> Outgoing {
    let mut out = request::begin::<{ request::ROOM }>(name, kind);
    number.encode_binary(&mut out);
    Outgoing::new(name, request::finish(out).unwrap())
}

fn number(message: &Message) -> i32 {
    i32::decode_binary(&mut message.body(&Limits::DEFAULT)).unwrap()
}

/// A reply of this method, with this id.
fn reply(name: &str, id: i32, number: i32) -> Message {
    let mut reply = message(name, MessageType::Reply, number);
    reply.set_sequence_id(id);
    let mut decoder = Decoder::new(Transport::Framed, &Limits::DEFAULT);
    let mut frame = Vec::new();
    let about = reply.about("", MessageType::Reply, 0);
    Packing::from(Transport::Framed).append(&about, &mut frame, |out| out.extend_from_slice(reply.bytes()));
    decoder.space().extend_from_slice(&frame);
    decoder.next().unwrap().unwrap()
}

struct World {
    peer: Peer,
    calls: Calls,
    output: Output,
    pipe: Pipe,
    /// Callers that wait, by number.
    callers: BTreeMap<i32, Caller>,
    next: i32,
    /// Numbers of requests in the order in which they are to leave.
    queued: Vec<i32>,
    /// Numbers of calls that were dropped before they left.
    withdrawn: HashSet<i32>,
    /// What the peer has received and not answered: ids and numbers.
    received: Vec<(i32, i32)>,
    answered: Vec<(i32, i32)>,
}

impl World {
    fn new(peer: Peer, last_id: i32) -> Self {
        let mut calls = if peer == Peer::Free { Calls::default() } else { Calls::ordered() };
        calls.ids.go_on_from(last_id);
        Self {
            peer,
            calls,
            output: Output::default(),
            pipe: Pipe::default(),
            callers: BTreeMap::new(),
            next: 0,
            queued: Vec::new(),
            withdrawn: HashSet::new(),
            received: Vec::new(),
            answered: Vec::new(),
        }
    }

    fn step(&mut self, op: Op) {
        match op {
            Op::Send(kind) => self.send(kind),
            Op::SendAtOnce if self.queued.is_empty() => self.send_at_once(),
            Op::Collect => self.collect(),
            Op::Write(bytes) => self.write(bytes),
            Op::Join => self.join(),
            Op::Answer(which) => self.answer(which, "echo"),
            Op::AnswerAtOnce(which) => self.answer_at_once(which),
            Op::Misname(which) if self.peer != Peer::WithoutIds => self.answer(which, "misnamed"),
            Op::Repeat(which) if self.peer == Peer::Free && !self.answered.is_empty() => {
                let (id, number) = self.answered[which % self.answered.len()];
                self.receive("echo", id, number);
            }
            Op::Stray(id) if self.peer == Peer::Free => self.receive("echo", id, -1),
            Op::Foresee(which) if self.peer == Peer::Free => {
                let written = self.output.written();
                let unsent = |caller: &&Caller| caller.place.is_none_or(|(start, _)| start >= written);
                let unsent: Vec<_> = self.callers.values().filter(unsent).map(|caller| caller.id).collect();
                if !unsent.is_empty() {
                    self.receive("echo", unsent[which % unsent.len()], -1);
                }
            }
            Op::Poll(which) => self.with_caller(which, Self::poll),
            Op::Drop(which) => self.with_caller(which, Self::drop),
            Op::Lose(patience) => self.lose(patience),
            Op::SendAtOnce | Op::Misname(_) | Op::Repeat(_) | Op::Stray(_) | Op::Foresee(_) => {}
        }
        let mut woken = Vec::new();
        self.calls.take_woken(&mut woken);
        woken.into_iter().for_each(Waker::wake);
        for caller in self.callers.values() {
            let woken = caller.flag.0.load(Ordering::SeqCst);
            assert_eq!(woken, caller.fate != Fate::Open && !caller.alone, "{caller:?}");
        }
    }

    fn with_caller(&mut self, which: usize, then: impl Fn(&mut Self, i32)) {
        if !self.callers.is_empty() {
            let number = *self.callers.keys().nth(which % self.callers.len()).unwrap();
            then(self, number);
        }
    }

    fn send(&mut self, kind: MessageType) {
        let (number, flag) = (self.next, Arc::<Flag>::default());
        let waker = Waker::from(Arc::clone(&flag));
        let id = self.calls.insert(Name::Known("echo"), kind, message("echo", kind, number), waker);
        self.add(Caller { id, kind, place: None, waited: 0, fate: Fate::Open, flag, alone: false });
        self.queued.push(number);
    }

    fn send_at_once(&mut self) {
        let (kind, flag) = (MessageType::Call, Arc::<Flag>::default());
        let (start, request) = (self.output.end(), message("echo", kind, self.next));
        let id = self.calls.send(Name::Known("echo"), request, &mut self.output, Transport::Framed.into());
        let place = Some((start, self.output.end()));
        self.add(Caller { id, kind, place, waited: 0, fate: Fate::Open, flag, alone: true });
    }

    fn join(&mut self) {
        for caller in self.callers.values_mut().filter(|caller| caller.alone) {
            self.calls.set_waker(caller.id, Waker::from(Arc::clone(&caller.flag)));
            // What is there already it has been told by others.
            caller.alone = caller.fate != Fate::Open;
        }
    }

    fn add(&mut self, caller: Caller) {
        let id = caller.id;
        assert!(id > 0);
        assert!(self.callers.values().all(|caller| caller.id != id));
        assert!(self.received.iter().all(|&(due, _)| due != id), "an id to which a reply may come is given out");
        self.callers.insert(self.next, caller);
        self.next += 1;
    }

    fn collect(&mut self) {
        let mut start = self.output.end();
        self.calls.collect(&mut self.output, Transport::Framed.into());
        let length = (message("echo", MessageType::Call, 0).bytes().len() + 4) as u64;
        for number in self.queued.drain(..) {
            if let Some(caller) = self.callers.get_mut(&number) {
                caller.place = Some((start, start + length));
                start += length;
            }
        }
        assert_eq!(start, self.output.end());
    }

    fn write(&mut self, bytes: usize) {
        self.pipe.room = bytes;
        let _ = self.output.poll_write(&mut self.pipe, &mut Context::from_waker(Waker::noop()));
        self.pipe.room = 0;
        self.output.leave_buffer();
        let written = self.output.written();
        self.calls.written(written);
        for caller in self.callers.values_mut() {
            let has_left = caller.place.is_some_and(|(_, end)| end <= written);
            if has_left && caller.kind == MessageType::Oneway && caller.fate == Fate::Open {
                caller.fate = Fate::Nothing;
            }
        }
        while let Some(message) = self.pipe.decoder.as_mut().and_then(|decoder| decoder.next().unwrap()) {
            let (id, number) = (message.envelope().sequence_id, number(&message));
            assert!(!self.withdrawn.contains(&number), "a request that was dropped in time has left");
            if message.envelope().kind == MessageType::Call {
                assert!(self.received.iter().all(|&(other, _)| other != id));
                self.received.push((id, number));
            }
        }
    }

    fn answer(&mut self, which: usize, name: &str) {
        if let Some((id, number)) = self.take_answer(which, name) {
            self.receive(name, id, number);
        }
    }

    /// The id and the number of the next answer.
    fn take_answer(&mut self, which: usize, name: &str) -> Option<(i32, i32)> {
        let oldest = if self.peer == Peer::Free { which % self.received.len().max(1) } else { 0 };
        if self.received.is_empty() {
            return None;
        }
        let (id, number) = self.received.remove(oldest);
        self.answered.push((id, number));
        if let Some(caller) = self.callers.get_mut(&number) {
            assert_eq!(caller.fate, Fate::Open);
            caller.fate = if name == "echo" { Fate::Reply } else { Fate::Misnamed };
        }
        Some((if self.peer == Peer::WithoutIds { 0 } else { id }, number))
    }

    fn answer_at_once(&mut self, which: usize) {
        let name = if which.is_multiple_of(3) && self.peer != Peer::WithoutIds { "misnamed" } else { "echo" };
        let Some((id, number)) = self.take_answer(which, name) else {
            return;
        };
        let reply = reply(name, id, number);
        let alone: Vec<_> = self.callers.iter().filter(|(_, caller)| caller.alone).map(|(n, c)| (*n, c.id)).collect();
        for (caller, own) in alone {
            if let Some(checked) = self.calls.end_by(own, &reply) {
                assert_eq!(caller, number, "another's reply");
                let caller = self.callers.remove(&caller).unwrap();
                assert_eq!(caller.fate, if checked.is_ok() { Fate::Reply } else { Fate::Misnamed });
                assert!(self.calls.poll(own, Waker::noop()).is_pending(), "a second result");
                return;
            }
        }
        self.receive(name, id, number);
    }

    fn receive(&mut self, name: &str, id: i32, number: i32) {
        let was_known = self.calls.ids.get(id).is_some();
        let due = self.calls.due;
        if number == -1 {
            let alone = self.callers.values().filter(|caller| caller.alone).map(|caller| caller.id);
            let taken = alone.filter_map(|own| self.calls.end_by(own, &reply(name, id, number))).next();
            assert!(taken.is_none(), "what is no reply is taken for one");
        }
        if self.calls.receive(reply(name, id, number)).is_err() {
            // Only what can not be a reply, and only where somebody could wait for ever.
            assert!(!was_known && due > 0 && number == -1, "{number}");
            self.lose(Patience::OneMore);
        } else if self.peer == Peer::Free {
            assert!(id != 0 || due == 0);
        }
    }

    fn poll(&mut self, number: i32) {
        let caller = &self.callers[&number];
        let waker = Waker::from(Arc::clone(&caller.flag));
        let result = self.calls.poll(caller.id, &waker);
        let found = match result {
            Poll::Pending => Fate::Open,
            Poll::Ready(Ok(Some(message))) => {
                assert_eq!(self::number(&message), number, "another's reply");
                Fate::Reply
            }
            Poll::Ready(Ok(None)) => Fate::Nothing,
            Poll::Ready(Err(Error::Application(_))) => Fate::Misnamed,
            Poll::Ready(Err(error)) => Fate::Lost { retriable: error.is_retriable() },
        };
        assert_eq!(found, caller.fate);
        if found == Fate::Open {
            self.callers.entry(number).and_modify(|caller| caller.alone = false);
        } else {
            assert!(self.calls.poll(caller.id, &waker).is_pending(), "a second result");
            self.callers.remove(&number);
        }
    }

    fn drop(&mut self, number: i32) {
        let caller = self.callers.remove(&number).unwrap();
        self.calls.cancel(caller.id);
        if caller.place.is_none() {
            self.withdrawn.insert(number);
            self.queued.retain(|&queued| queued != number);
        }
    }

    fn lose(&mut self, patience: Patience) {
        let written = self.output.written();
        let broken = |sent| TransportError::new("testing", io::ErrorKind::BrokenPipe.into(), sent).into();
        self.calls.lose(written, patience, broken);
        (self.output, self.pipe) = Default::default();
        self.received.clear();
        self.answered.clear();
        for caller in self.callers.values_mut().filter(|caller| caller.fate == Fate::Open) {
            let lost = match caller.place.take() {
                Some((start, _)) => Some(start >= written),
                None => {
                    caller.waited += 1;
                    let most = match patience {
                        Patience::None => 0,
                        Patience::OneMore => 1,
                        Patience::Endless => usize::MAX,
                    };
                    (caller.waited > most).then_some(true)
                }
            };
            if let Some(retriable) = lost {
                caller.fate = Fate::Lost { retriable };
            }
            if patience == Patience::Endless {
                // Which asks for no count.
                caller.waited = caller.waited.saturating_sub(1);
            }
        }
        let callers = &self.callers;
        self.queued.retain(|number| callers.get(number).is_some_and(|caller| caller.fate == Fate::Open));
    }

    /// Lets everything come to its end.
    fn end(mut self) {
        self.step(Op::Collect);
        self.step(Op::Write(usize::MAX));
        while !self.received.is_empty() {
            self.step(Op::Answer(0));
        }
        for number in self.callers.keys().copied().collect::<Vec<_>>() {
            self.poll(number);
        }
        assert!(self.callers.is_empty(), "{:?} wait for ever", self.callers);
        let calls = &self.calls;
        assert_eq!((calls.load(), calls.calls.len(), calls.due, calls.overdue), (0, 0, 0, 0));
        assert!(calls.queue.is_empty() && calls.leaving.is_empty());
        assert_eq!(calls.order.as_ref().map_or(0, Order::len), 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_call_gets_its_own_result_once(
        peer in prop_oneof![Just(Peer::Free), Just(Peer::InOrder), Just(Peer::WithoutIds)],
        last_id in prop_oneof![Just(0), i32::MAX - 20..i32::MAX],
        ops in ops(),
    ) {
        let mut world = World::new(peer, last_id);
        ops.into_iter().for_each(|op| world.step(op));
        world.end();
    }
}
