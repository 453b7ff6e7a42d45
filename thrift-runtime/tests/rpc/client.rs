//! What a client makes of what comes back, or does not.

use std::time::Duration;

use thrift_runtime::MessageType::{Call, Exception, Reply};
use thrift_runtime::{ApplicationErrorKind, Channel, Error, Limits};
use tokio::io::{DuplexStream, duplex};
use tokio::net::TcpListener;
use tokio::time::timeout;

use crate::service::{Processor, Text, args, call, send_note};
use crate::wire::{Peer, SOON, body, strict};

/// A channel and the other end of its connection.
fn pair() -> (Channel, Peer<DuplexStream>) {
    let (client, server) = duplex(1024 * 1024);
    (Channel::from_stream(client), Peer::new(server))
}

fn reply(name: &str, id: i32, text: &str) -> Vec<u8> {
    strict(Reply, name, id, &body(&Text(Some(text.to_owned()))))
}

/// Starts a call to `echo`.
fn start(channel: &Channel, text: &str) -> tokio::task::JoinHandle<Result<String, Error>> {
    let (channel, args) = (channel.clone(), args(text));
    tokio::spawn(async move { call(&channel, "echo", &args).await })
}

#[tokio::test]
async fn the_reply_to_a_call_that_timed_out_reaches_nobody() {
    let (channel, mut server) = pair();
    let hasty = channel.with_timeout(Duration::from_millis(20));
    let error = call(&hasty, "echo", &args("first")).await.unwrap_err();
    assert!(matches!(error, Error::Timeout(after) if after == Duration::from_millis(20)));
    let first = server.read().await.unwrap();
    let next = start(&channel, "second");
    let second = server.read().await.unwrap();
    assert_ne!(first.id, second.id);
    server.write(&reply("echo", first.id, "late")).await;
    server.write(&reply("echo", second.id, "in time")).await;
    assert_eq!(next.await.unwrap().unwrap(), "in time");
}

#[tokio::test]
async fn the_reply_to_a_dropped_call_reaches_nobody() {
    let (channel, mut server) = pair();
    let dropped = start(&channel, "first");
    let first = server.read().await.unwrap();
    dropped.abort();
    assert!(dropped.await.unwrap_err().is_cancelled());
    server.write(&reply("echo", first.id, "late")).await;
    let next = start(&channel, "second");
    let second = server.read().await.unwrap();
    server.write(&reply("echo", second.id, "in time")).await;
    assert_eq!(next.await.unwrap().unwrap(), "in time");
}

#[tokio::test]
async fn a_reply_must_be_one_and_name_its_method() {
    let (channel, mut server) = pair();
    for (wrong, kind) in [
        (("other", Reply), ApplicationErrorKind::WRONG_METHOD_NAME),
        (("echo", Call), ApplicationErrorKind::INVALID_MESSAGE_TYPE),
    ] {
        let asked = start(&channel, "");
        let request = server.read().await.unwrap();
        let (name, message) = wrong;
        server.write(&strict(message, name, request.id, &[0])).await;
        match asked.await.unwrap().unwrap_err() {
            Error::Application(error) => assert_eq!(error.kind, kind),
            other => panic!("{other:?}"),
        }
    }
    let asked = start(&channel, "");
    let request = server.read().await.unwrap();
    server.write(&reply("echo", request.id.wrapping_add(1000), "whose?")).await;
    server.write(&reply("echo", request.id, "mine")).await;
    assert_eq!(asked.await.unwrap().unwrap(), "mine");
}

#[tokio::test]
async fn an_exception_is_the_peers_error() {
    let (channel, mut server) = pair();
    let asked = start(&channel, "");
    let request = server.read().await.unwrap();
    let error = thrift_runtime::ApplicationError::new(ApplicationErrorKind(77), "new kind");
    server.write(&strict(Exception, "echo", request.id, &body(&error))).await;
    let received = asked.await.unwrap().unwrap_err();
    assert!(!received.is_retriable());
    assert!(matches!(received, Error::Application(received) if received == error));
}

#[tokio::test]
async fn a_reply_without_result_is_an_error() {
    let channel = Channel::connect(Processor::default().serve().await).await.unwrap();
    match call(&channel, "nothing", &args("")).await.unwrap_err() {
        Error::Application(error) => {
            assert_eq!(error.kind, ApplicationErrorKind::MISSING_RESULT);
            assert!(error.message.contains("`nothing`"), "{error}");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn garbage_fails_every_call_that_waits() {
    let (channel, mut server) = pair();
    let calls = [start(&channel, "one"), start(&channel, "two")];
    for _ in &calls {
        server.read().await.unwrap();
    }
    server.write(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert!(matches!(error, Error::Protocol(_)), "{error:?}");
        assert!(!error.is_retriable());
    }
    assert!(server.read().await.is_none());
    // There is no making this connection again.
    let error = call(&channel, "echo", &args("")).await.unwrap_err();
    assert!(matches!(error, Error::Closed), "{error:?}");
}

#[tokio::test]
async fn a_broken_connection_says_that_the_request_may_have_run() {
    let (channel, mut server) = pair();
    let asked = start(&channel, "");
    server.read().await.unwrap();
    drop(server);
    let error = asked.await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(!error.is_retriable());
}

#[tokio::test]
async fn a_request_that_never_left_may_be_sent_again() {
    // The first request fills the connection, so that nothing of the second leaves.
    let (client, server) = duplex(1000);
    let channel = Channel::from_stream(client);
    let stuck = start(&channel, &"x".repeat(200_000));
    tokio::time::sleep(Duration::from_millis(20)).await;
    let waiting = start(&channel, "");
    tokio::time::sleep(Duration::from_millis(20)).await;
    drop(server);
    assert!(!stuck.await.unwrap().unwrap_err().is_retriable());
    assert!(waiting.await.unwrap().unwrap_err().is_retriable());
}

#[tokio::test]
async fn a_channel_outlives_a_restart_of_its_server() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let backoff = Duration::from_millis(10);
    let channel = Channel::builder(address).reconnect_backoff(backoff, backoff).connect().await.unwrap();
    let (first, _) = listener.accept().await.unwrap();
    drop((first, listener));
    // While it is down, the error says that nothing was sent.
    tokio::time::sleep(Duration::from_millis(20)).await;
    let error = call(&channel, "echo", &args("")).await.unwrap_err();
    assert!(error.is_retriable(), "{error:?}");
    assert!(error.to_string().contains(&address.to_string()), "{error}");

    let server = thrift_runtime::Server::new(Processor::default());
    let server = server.bind(address).await.unwrap();
    tokio::spawn(server.serve());
    tokio::time::sleep(backoff).await;
    let calls = ["one", "two", "three"].map(|text| start(&channel, text));
    for (call, text) in calls.into_iter().zip(["one", "two", "three"]) {
        assert_eq!(call.await.unwrap().unwrap(), text);
    }
}

#[tokio::test]
async fn calls_that_wait_for_a_connection_share_one() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let channel = Channel::connect(listener.local_addr().unwrap()).await.unwrap();
    drop(listener.accept().await.unwrap());
    tokio::time::sleep(Duration::from_millis(20)).await;
    let calls: Vec<_> = (0..10).map(|n| start(&channel, &n.to_string())).collect();
    let mut server = Peer::new(listener.accept().await.unwrap().0);
    for _ in 0..10 {
        let request = server.read().await.unwrap();
        server.write(&reply("echo", request.id, "")).await;
    }
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert!(timeout(Duration::from_millis(20), listener.accept()).await.is_err());
}

#[tokio::test]
async fn an_address_that_nobody_listens_at_is_named() {
    let port = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap().port()
    };
    let error = Channel::connect(("localhost", port)).await.unwrap_err();
    assert!(error.is_retriable());
    let text = error.to_string();
    assert!(text.contains(&format!("localhost:{port}")), "{text}");
    assert!(text.contains(&format!("127.0.0.1:{port}")), "{text}");
    let error = Channel::connect("no-port").await.unwrap_err();
    assert!(error.to_string().contains("no-port"), "{error}");
}

#[tokio::test]
async fn a_request_above_the_limit_is_not_sent() {
    let (client, server) = duplex(1024 * 1024);
    let mut limits = Limits::default();
    limits.message_size = 1000;
    let channel = Channel::builder("in memory").limits(limits).over(client);
    let mut server = Peer::new(server);
    let error = call(&channel, "echo", &args(&"x".repeat(1000))).await.unwrap_err();
    assert!(matches!(&error, Error::Protocol(error) if error.kind() == thrift_runtime::ProtocolErrorKind::SizeLimit));
    let asked = start(&channel, "small");
    let request = server.read().await.unwrap();
    server.write(&reply("echo", request.id, "")).await;
    asked.await.unwrap().unwrap();
}

#[tokio::test]
async fn the_last_clone_closes_the_connection() {
    let (channel, mut server) = pair();
    let clone = channel.clone();
    send_note(&channel, &args("")).await.unwrap();
    drop(channel);
    assert_eq!(server.read().await.unwrap().name, "note");
    let asked = start(&clone, "");
    drop(clone);
    // A call under way counts as one.
    let request = server.read().await.unwrap();
    server.write(&reply("echo", request.id, "")).await;
    asked.await.unwrap().unwrap();
    assert!(server.read().await.is_none());
}

#[tokio::test]
async fn a_oneway_request_is_sent_when_the_socket_has_it() {
    let (client, server) = duplex(100);
    let channel = Channel::from_stream(client);
    let args = args(&"x".repeat(1000));
    let mut sent = std::pin::pin!(send_note(&channel, &args));
    assert!(timeout(Duration::from_millis(20), &mut sent).await.is_err());
    let mut server = Peer::new(server);
    server.read().await.unwrap();
    timeout(SOON, sent).await.unwrap().unwrap();
}

#[test]
fn a_channel_survives_the_runtime_it_was_made_in() {
    let runtime = || tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server = runtime();
    let address = server.block_on(async { Processor::default().serve().await });
    let first = runtime();
    let channel = first.block_on(Channel::connect(&address)).unwrap();
    drop(first);
    let answer = runtime().block_on(async { timeout(SOON, call(&channel, "echo", &args("hello"))).await });
    assert_eq!(answer.unwrap().unwrap(), "hello");
}
