//! A client before servers that are slow, wrong, or gone.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use thrift_rs::blocking::Channel;
use thrift_rs::{Error, ProtocolErrorKind};
use thrift_rs_test_blocking::user_service::blocking::Client;

use crate::wire::{Peer, SOON, reply};

/// A server by hand: takes connections, one after the other, as far as `script` goes.
fn script(script: impl FnOnce(&mut dyn FnMut() -> Peer) + Send + 'static) -> (SocketAddr, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    (address, thread::spawn(move || script(&mut || Peer::new(listener.accept().unwrap().0))))
}

fn connect(address: SocketAddr) -> Client {
    Client::new(Channel::builder(address).timeout(SOON).connect_lazy())
}

/// Reads a request for text, and gives its id.
fn request(peer: &mut Peer) -> i32 {
    peer.read().expect("a request").id
}

#[test]
fn a_connection_that_was_closed_meanwhile_is_made_again() {
    let (address, server) = script(|next| {
        for n in 0..3 {
            let mut peer = next();
            let id = request(&mut peer);
            peer.write(&reply("echo", id, &n.to_string()));
        }
    });
    let client = connect(address);
    for n in 0..3 {
        assert_eq!(client.echo(String::new()).unwrap(), n.to_string());
        // Until it is known here that the server has closed the connection.
        thread::sleep(Duration::from_millis(50));
    }
    server.join().unwrap();
}

#[test]
fn a_connection_that_breaks_under_way_is_no_reason_to_send_again() {
    let (address, server) = script(|next| {
        let mut peer = next();
        request(&mut peer);
        drop(peer);
        let mut peer = next();
        let id = request(&mut peer);
        peer.write(&reply("echo", id, "again"));
    });
    let client = connect(address);
    let error = client.echo("lost".into()).unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(!error.is_retriable());
    assert!(error.to_string().contains("was lost before the reply came"), "{error}");
    assert_eq!(client.echo("more".into()).unwrap(), "again");
    server.join().unwrap();
}

#[test]
fn a_server_that_is_away_is_asked_again_after_a_while() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let backoff = Duration::from_millis(200);
    let channel = Channel::builder(address).reconnect_backoff(backoff, backoff);
    assert!(channel.clone().connect().unwrap_err().is_retriable());
    let client = Client::new(channel.clone().connect_lazy());
    let patient = Client::new(channel.wait_for_ready(true).timeout(SOON).connect_lazy());
    let first = client.echo(String::new()).unwrap_err();
    assert!(first.is_retriable() && first.to_string().contains("connecting to"), "{first}");
    // Without another attempt.
    assert_eq!(client.echo(String::new()).unwrap_err().to_string(), first.to_string());
    let waiting = thread::spawn(move || patient.echo(String::new()));
    let hasty = Client::new(Channel::builder(address).wait_for_ready(true).connect_lazy());
    let error = hasty.with_timeout(Duration::from_millis(100)).echo(String::new()).unwrap_err();
    assert!(error.is_retriable() && error.to_string().contains("could not be sent"), "{error}");
    let listener = TcpListener::bind(address).unwrap();
    let server = thread::spawn(move || {
        for _ in 0..2 {
            let mut peer = Peer::new(listener.accept().unwrap().0);
            let id = request(&mut peer);
            peer.write(&reply("echo", id, "back"));
        }
    });
    thread::sleep(backoff);
    assert_eq!(client.echo(String::new()).unwrap(), "back");
    assert_eq!(waiting.join().unwrap().unwrap(), "back");
    server.join().unwrap();
}

#[test]
fn late_and_strange_replies_are_dropped() {
    let (address, server) = script(|next| {
        let mut peer = next();
        let late = request(&mut peer);
        thread::sleep(Duration::from_millis(150));
        let now = request(&mut peer);
        peer.write(&[reply("echo", late, "late"), reply("echo", 99, "nobody's"), reply("echo", now, "now")].concat());
        let wrong = request(&mut peer);
        peer.write(&reply("ekko", wrong, "wrong"));
        let right = request(&mut peer);
        peer.write(&reply("echo", right, "right"));
    });
    let client = connect(address);
    let error = client.with_timeout(Duration::from_millis(50)).echo(String::new()).unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert_eq!(client.echo(String::new()).unwrap(), "now");
    let error = client.echo(String::new()).unwrap_err();
    assert!(error.to_string().contains("the reply to `echo` names `ekko`"), "{error}");
    assert_eq!(client.echo(String::new()).unwrap(), "right");
    server.join().unwrap();
}

#[test]
fn a_malformed_reply_takes_its_connection_along() {
    let (address, server) = script(|next| {
        for bytes in [&b"HTTP/1.1 400 Bad Request\r\n\r\n"[..], b"\x80\x01\0\x02\xff\xff\xff\xff"] {
            let mut peer = next();
            request(&mut peer);
            peer.write(bytes);
            assert!(peer.is_closed());
            let mut peer = next();
            let id = request(&mut peer);
            peer.write(&reply("echo", id, "good"));
        }
    });
    let client = connect(address);
    for kind in [ProtocolErrorKind::SizeLimit, ProtocolErrorKind::NegativeSize] {
        match client.echo(String::new()).unwrap_err() {
            Error::Protocol(error) => assert_eq!(error.kind(), kind),
            error => panic!("{error:?}"),
        }
        assert_eq!(client.echo(String::new()).unwrap(), "good");
        thread::sleep(Duration::from_millis(50));
    }
    server.join().unwrap();
}

#[test]
fn servers_without_ids_are_told_and_can_be_called_in_order() {
    let (address, server) = script(|next| {
        let mut peer = next();
        request(&mut peer);
        peer.write(&reply("echo", 0, "?"));
        assert!(peer.is_closed());
        let mut peer = next();
        for n in 0..3 {
            request(&mut peer);
            peer.write(&reply("echo", 0, &n.to_string()));
        }
    });
    let error = connect(address).echo(String::new()).unwrap_err();
    assert!(error.to_string().contains("`ChannelBuilder::ordered(true)`"), "{error}");
    let client = Client::new(Channel::builder(address).ordered(true).timeout(SOON).connect().unwrap());
    for n in 0..3 {
        assert_eq!(client.echo(String::new()).unwrap(), n.to_string());
    }
    server.join().unwrap();
}

/// Who waits for its reply reads for all; who has no more time leaves that to another.
#[test]
fn callers_take_over_from_each_other() {
    let (address, server) = script(|next| {
        let mut peer = next();
        let ids: Vec<i32> = (0..3).map(|_| request(&mut peer)).collect();
        thread::sleep(Duration::from_millis(300));
        for id in ids.into_iter().rev() {
            peer.write(&reply("echo", id, &id.to_string()));
        }
    });
    let client = connect(address);
    thread::scope(|scope| {
        // The first to come reads, and goes first.
        let hasty = scope.spawn(|| client.with_timeout(Duration::from_millis(150)).echo(String::new()));
        thread::sleep(Duration::from_millis(50));
        let patient: Vec<_> = (0..2).map(|_| scope.spawn(|| client.echo(String::new()).unwrap())).collect();
        assert!(matches!(hasty.join().unwrap(), Err(Error::Timeout(_))));
        let mut texts: Vec<String> = patient.into_iter().map(|call| call.join().unwrap()).collect();
        texts.sort();
        assert_eq!(texts, ["2", "3"]);
    });
    server.join().unwrap();
}

#[test]
fn what_could_not_leave_in_time_says_so() {
    let (begun, has_begun) = mpsc::channel();
    let (address, server) = script(move |next| {
        let peer = next();
        peer.0.peek(&mut [0]).unwrap();
        begun.send(()).unwrap();
        thread::sleep(Duration::from_millis(1000));
    });
    let client = connect(address);
    thread::scope(|scope| {
        // More than sockets hold.
        let large = scope.spawn(|| client.with_timeout(Duration::from_millis(700)).echo("x".repeat(20_000_000)));
        has_begun.recv().unwrap();
        let error = client.with_timeout(Duration::from_millis(100)).echo("small".into()).unwrap_err();
        assert!(error.is_retriable(), "{error:?}");
        assert!(error.to_string().contains("does not read what was sent before"), "{error}");
        let error = large.join().unwrap().unwrap_err();
        assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    });
    server.join().unwrap();
}

/// A server that writes before it reads, to a client that writes before it reads: somebody must read.
#[test]
fn a_large_late_reply_does_not_stop_a_large_request() {
    const LARGE: usize = 20_000_000;
    let (address, server) = script(|next| {
        let mut peer = next();
        let late = request(&mut peer);
        thread::sleep(Duration::from_millis(100));
        // It does not come to its end until the client reads.
        peer.write(&reply("echo", late, &"y".repeat(LARGE)));
        let id = request(&mut peer);
        peer.write(&reply("echo", id, "done"));
    });
    let client = connect(address);
    let error = client.with_timeout(Duration::from_millis(50)).echo(String::new()).unwrap_err();
    assert!(matches!(error, Error::Timeout(_)));
    assert_eq!(client.echo("x".repeat(LARGE)).unwrap(), "done");
    server.join().unwrap();
}

/// What one caller had no time to write, another does, and neither gets the other's answer.
#[test]
fn a_request_that_was_begun_is_finished_by_others() {
    let (address, server) = script(|next| {
        let mut peer = next();
        thread::sleep(Duration::from_millis(300));
        let (large, small) = (peer.read().unwrap(), peer.read().unwrap());
        assert_eq!((large.text.len(), small.text.as_str()), (20_000_000, "small"));
        peer.write(&[reply("echo", large.id, "large"), reply("echo", small.id, "small")].concat());
    });
    let client = connect(address);
    let error = client.with_timeout(Duration::from_millis(100)).echo("x".repeat(20_000_000)).unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert_eq!(client.echo("small".into()).unwrap(), "small");
    server.join().unwrap();
}

#[test]
fn a_name_without_an_address_and_a_request_beyond_the_limit_are_errors() {
    let error = Channel::builder("nowhere.invalid:1").connect_timeout(SOON).connect().unwrap_err();
    assert!(error.is_retriable() && error.to_string().contains("nowhere.invalid:1"), "{error}");
    let mut limits = thrift_rs::Limits::DEFAULT;
    limits.message_size = 100;
    let client = Client::new(Channel::builder("localhost:1").limits(limits).connect_lazy());
    let http = Client::new(Channel::builder("localhost:1").transport(thrift_rs::Transport::Http).connect_lazy());
    let error = http.echo(String::new()).unwrap_err();
    assert!(error.to_string().contains("`blocking` has no `Transport::Http` yet"), "{error}");
    let error = client.echo("x".repeat(100)).unwrap_err();
    assert!(matches!(&error, Error::Protocol(error) if error.kind() == ProtocolErrorKind::SizeLimit), "{error:?}");
}

#[test]
fn a_channel_closes_with_its_last_clone() {
    let (address, server) = script(|next| {
        let mut peer = next();
        let id = request(&mut peer);
        peer.write(&reply("echo", id, "here"));
        let start = Instant::now();
        let mut rest = Vec::new();
        peer.0.read_to_end(&mut rest).unwrap();
        assert!(rest.is_empty() && start.elapsed() >= Duration::from_millis(100));
        peer.0.flush().unwrap();
    });
    let client = connect(address);
    let clone = client.clone();
    assert_eq!(client.echo(String::new()).unwrap(), "here");
    drop(client);
    thread::sleep(Duration::from_millis(200));
    drop(clone);
    server.join().unwrap();
}
