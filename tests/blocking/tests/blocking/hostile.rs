//! Bytes that are no requests.

use std::io::Write;
use std::time::{Duration, Instant};

use thrift_rs::Limits;

use crate::handler::{serve, servers};
use crate::wire::{Peer, call, echo, framed};

/// All of them, and another connection is served all the while.
#[test]
fn what_is_not_thrift_is_closed() {
    for server in servers() {
        let mut good = Peer::connect(server.address);
        for bytes in [
            &b"SSH-2.0-OpenSSH\r\n"[..],
            b"\xff\xff\xff\xff",
            b"\x7f\xff\xff\xff\x80\x01\0\x01",
            b"\0\0\0\x04\x80\x01\0\x01\0\0\0\0",
            b"\x80\x01\0\x01\xff\xff\xff\xff",
            b"\x80\x01\0\x01\x7f\xff\xff\xff",
            b"\x80\x02\0\x01\0\0\0\x04echo",
            b"\x82\x21\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
        ] {
            let mut peer = Peer::connect(server.address);
            peer.write(bytes);
            let start = Instant::now();
            assert!(peer.is_closed(), "{}", bytes.escape_ascii());
            assert!(start.elapsed() < Duration::from_secs(5));
            assert_eq!(good.ask(&echo(1, "good")).text, "good");
        }
    }
}

#[test]
fn malformed_arguments_are_answered() {
    for server in servers() {
        // In a frame, the connection lives on.
        let mut peer = Peer::connect(server.address);
        peer.write(&framed(&call(1, "echo", 7, &[11, 0, 1, 0, 0, 0, 9, b'x'])));
        peer.write(&framed(&echo(8, "after")));
        let mut length = [0; 4];
        std::io::Read::read_exact(&mut peer.0, &mut length).unwrap();
        let error = peer.read().unwrap();
        assert_eq!((error.kind, error.id), (3, 7));
        assert!(error.text.starts_with("malformed arguments of `echo`"), "{}", error.text);
        std::io::Read::read_exact(&mut peer.0, &mut length).unwrap();
        assert_eq!(peer.read().unwrap().text, "after");
        // Without one nobody knows where the next message is.
        let mut peer = Peer::connect(server.address);
        let error = peer.ask(&[echo(1, "before"), call(1, "echo", 9, &[0x63, 0, 1, 0, 0])].concat());
        assert_eq!((error.kind, error.id), (2, 1));
        let error = peer.read().unwrap();
        assert_eq!((error.kind, error.id), (3, 9));
        assert!(peer.is_closed());
    }
}

/// The answer is not taken back by what the client has sent behind it.
#[test]
fn a_refusal_arrives_whatever_comes_behind_it() {
    for server in servers() {
        let mut peer = Peer::connect(server.address);
        peer.write(&[&call(1, "echo", 9, &[0x63, 0, 1, 0, 0])[..], &[0x55; 300_000]].concat());
        assert_eq!(peer.read().unwrap().id, 9);
        assert!(peer.is_closed());
    }
}

#[test]
fn replies_are_no_requests_and_large_messages_none_either() {
    let mut limits = Limits::DEFAULT;
    limits.message_size = 1000;
    for server in [serve(|server| server.limits(limits)), serve(|server| server.limits(limits).thread_per_connection())]
    {
        let mut peer = Peer::connect(server.address);
        let error = peer.ask(&call(2, "echo", 3, &[0]));
        assert_eq!((error.kind, error.id), (3, 3));
        assert_eq!(peer.ask(&echo(1, "small")).text, "small");
        let mut request = echo(4, &"x".repeat(1000));
        request.pop();
        let _ = peer.0.write_all(&request);
        assert_eq!(peer.read().unwrap().kind, 3);
        assert!(peer.is_closed());
    }
}

/// Connections that come and go in the middle of things.
#[test]
fn clients_may_go_at_any_time() {
    for server in servers() {
        let request = [echo(1, "one"), crate::wire::sleep(2, 5, "two")].concat();
        for length in 0..request.len() {
            let mut peer = Peer::connect(server.address);
            peer.write(&request[..length]);
        }
        assert_eq!(Peer::connect(server.address).ask(&echo(1, "still there")).text, "still there");
    }
}
