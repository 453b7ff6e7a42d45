use std::io;

use super::*;
use crate::client::request;
use crate::codec::Encode;
use crate::framing::{Decoder, Transport};
use crate::limits::Limits;

fn outgoing(kind: MessageType, body: &(impl Encode + ?Sized)) -> Outgoing {
    let mut out = request::begin::<{ request::ROOM }>("echo", kind);
    body.encode_binary(&mut out);
    Outgoing::new("echo", request::finish(out).unwrap())
}

fn insert(calls: &mut Calls, kind: MessageType) -> i32 {
    let request = outgoing(kind, "");
    calls.insert(Name::Known("echo"), kind, request, Waker::noop().clone())
}

fn take(calls: &mut Calls, id: i32) -> Option<Result<Option<Message>>> {
    match calls.poll(id, Waker::noop()) {
        Poll::Ready(result) => Some(result),
        Poll::Pending => None,
    }
}

/// A reply with this id.
fn reply(id: i32) -> Message {
    let mut reply = outgoing(MessageType::Reply, &crate::ApplicationError::default());
    reply.set_sequence_id(id);
    let mut decoder = Decoder::new(Transport::Unframed, &Limits::DEFAULT);
    decoder.space().extend_from_slice(reply.bytes());
    decoder.next().unwrap().unwrap()
}

fn send(calls: &mut Calls) -> Output {
    let mut output = Output::default();
    calls.collect(&mut output, Transport::Unframed.into());
    output
}

fn broken(sent: Sent) -> Error {
    TransportError::new("testing", io::ErrorKind::BrokenPipe.into(), sent).into()
}

#[test]
fn replies_find_their_calls_in_any_order() {
    let mut calls = Calls::default();
    let ids = [(); 3].map(|()| insert(&mut calls, MessageType::Call));
    let end = send(&mut calls).end();
    calls.written(end);
    for id in [ids[2], ids[0], ids[1]] {
        calls.receive(reply(id)).unwrap();
        let message = take(&mut calls, id).unwrap().unwrap().unwrap();
        assert_eq!(message.envelope().sequence_id, id);
    }
    assert_eq!(calls.load(), 0);
}

#[test]
fn ids_go_round_past_those_that_are_taken() {
    let mut calls = Calls::default();
    calls.ids.go_on_from(i32::MAX - 1);
    let dropped = insert(&mut calls, MessageType::Call);
    let waiting = insert(&mut calls, MessageType::Call);
    assert_eq!((dropped, waiting), (i32::MAX, 1));
    let end = send(&mut calls).end();
    calls.written(end);
    calls.cancel(dropped);
    calls.ids.go_on_from(i32::MAX - 1);
    assert_eq!(insert(&mut calls, MessageType::Call), 2);
    // With its late reply, an id is free again.
    calls.receive(reply(dropped)).unwrap();
    calls.ids.go_on_from(i32::MAX - 1);
    assert_eq!(insert(&mut calls, MessageType::Call), dropped);
}

#[test]
fn a_request_that_was_dropped_in_time_does_not_leave() {
    let mut calls = Calls::default();
    let id = insert(&mut calls, MessageType::Call);
    calls.cancel(id);
    assert_eq!(send(&mut calls).unsent(), 0);
    assert_eq!((calls.overdue, calls.load()), (0, 0));
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
    calls.receive(reply(id)).unwrap();
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
    calls.collect(&mut output, Transport::Unframed.into());
    // All of the first has been written, and nothing of the second.
    calls.lose(end, Patience::OneMore, broken);
    assert!(!take(&mut calls, first).unwrap().unwrap_err().is_retriable());
    assert!(take(&mut calls, second).unwrap().unwrap_err().is_retriable());
}

#[test]
fn a_request_waits_for_one_more_connection_only() {
    let mut calls = Calls::default();
    let id = insert(&mut calls, MessageType::Call);
    calls.lose(0, Patience::OneMore, broken);
    assert!(take(&mut calls, id).is_none() && calls.has_queued());
    calls.lose(0, Patience::OneMore, broken);
    assert!(take(&mut calls, id).unwrap().unwrap_err().is_retriable());
    assert!(!calls.has_queued());
    let id = insert(&mut calls, MessageType::Call);
    calls.lose(0, Patience::None, broken);
    assert!(take(&mut calls, id).unwrap().unwrap_err().is_retriable());
}

#[test]
fn late_replies_take_the_memory_of_dropped_calls_along() {
    let mut calls = Calls::default();
    let mut output = Output::default();
    let ids: Vec<_> = (0..10_000).map(|_| insert(&mut calls, MessageType::Call)).collect();
    let (places, slots) = (ids::KEPT, 2000);
    while calls.has_queued() {
        calls.collect(&mut output, Transport::Unframed.into());
        output.discard();
    }
    calls.written(u64::MAX);
    assert!(calls.ids.memory() > 10_000 && calls.calls.memory() >= 10_000);
    for &id in &ids {
        calls.cancel(id);
    }
    assert!(calls.calls.memory() < slots, "{}", calls.calls.memory());
    assert_eq!(calls.load(), 10_000);
    for id in ids {
        calls.receive(reply(id)).unwrap();
    }
    assert_eq!((calls.load(), calls.ids.memory()), (0, places));
}

#[test]
fn a_peer_that_owes_too_many_replies_is_given_up() {
    let mut calls = Calls::default();
    let mut output = Output::default();
    for n in 0..=OVERDUE {
        assert!(!calls.is_overdue(), "after {n}");
        let id = insert(&mut calls, MessageType::Call);
        calls.collect(&mut output, Transport::Unframed.into());
        output.discard();
        calls.cancel(id);
    }
    assert!(calls.is_overdue());
    // They are owed no more on the next connection.
    calls.lose(u64::MAX, Patience::OneMore, broken);
    assert!(!calls.is_overdue() && calls.load() == 0);
}
