//! What may be sent again.

use thrift_runtime::MessageType::Exception;
use thrift_runtime::{ApplicationError, ApplicationErrorKind, Channel, Error};
use tokio::io::{AsyncReadExt, duplex};
use tokio::task::JoinHandle;
use tokio::time::{Duration, sleep};

use crate::service::{args, call};
use crate::wire::{self, Peer, body, strict};

const SHORT: Duration = Duration::from_millis(20);

fn start(channel: &Channel, text: &str) -> JoinHandle<Result<String, Error>> {
    let (channel, args) = (channel.clone(), args(text));
    tokio::spawn(async move { call(&channel, "echo", &args).await })
}

/// Whether two requests may be sent again, where the connection takes this many bytes and breaks.
async fn retriable_after(bytes: usize) -> [bool; 2] {
    let (client, server) = duplex(bytes);
    let channel = Channel::from_stream(client);
    let calls = ["one", "two"].map(|text| start(&channel, text));
    sleep(SHORT).await;
    drop(server);
    let [one, two] = calls.map(|call| async { call.await.unwrap().unwrap_err().is_retriable() });
    [one.await, two.await]
}

#[tokio::test]
async fn the_first_byte_that_leaves_makes_the_difference() {
    let request = wire::call("echo", 1, &args("one")).len();
    assert_eq!(retriable_after(1).await, [false, true]);
    assert_eq!(retriable_after(request - 1).await, [false, true]);
    assert_eq!(retriable_after(request).await, [false, true]);
    assert_eq!(retriable_after(request + 1).await, [false, false]);
}

#[tokio::test]
async fn a_refusal_for_overload_may_be_sent_again() {
    use ApplicationErrorKind as Kind;
    for (kind, message, retriable) in [
        (Kind::INTERNAL_ERROR, "overloaded", true),
        (Kind::INTERNAL_ERROR, "overloaded: 1000 requests are in progress", true),
        (Kind::INTERNAL_ERROR, "the database is overloaded", false),
        (Kind::INTERNAL_ERROR, "", false),
        (Kind::UNKNOWN, "overloaded", false),
        (Kind::UNKNOWN_METHOD, "overloaded", false),
    ] {
        let (client, server) = duplex(1024);
        let (channel, mut server) = (Channel::from_stream(client), Peer::new(server));
        let asked = start(&channel, "");
        let request = server.read().await.unwrap();
        let error = ApplicationError::new(kind, message);
        server.write(&strict(Exception, "echo", request.id, &body(&error))).await;
        let received = asked.await.unwrap().unwrap_err();
        assert_eq!(received.is_retriable(), retriable, "{received:?}");
        assert_eq!(matches!(received, Error::Overloaded), retriable, "{received:?}");
    }
}

#[tokio::test]
async fn a_timeout_before_the_request_could_leave_is_told_from_others() {
    let (client, _server) = duplex(1000);
    let channel = Channel::from_stream(client);
    let hasty = channel.with_timeout(3 * SHORT);
    // The first leaves in part, and is more than one write takes.
    let stuck = start(&hasty, &"x".repeat(200_000));
    sleep(SHORT).await;
    let error = call(&hasty, "echo", &args("")).await.unwrap_err();
    assert!(error.is_retriable(), "{error:?}");
    assert!(error.to_string().contains("the server does not read"), "{error}");
    let error = stuck.await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Timeout(_)) && !error.is_retriable(), "{error:?}");
}

#[tokio::test]
async fn what_is_known_to_be_closed_takes_no_request() {
    let (client, server) = duplex(1024);
    let channel = Channel::from_stream(client);
    drop(server);
    sleep(SHORT).await;
    assert!(call(&channel, "echo", &args("")).await.unwrap_err().is_retriable());
}

#[tokio::test]
async fn a_call_dropped_before_it_was_sent_never_leaves() {
    let (client, mut server) = duplex(1000);
    let channel = Channel::from_stream(client);
    // The first fills the connection, and more than one write takes.
    let stuck = start(&channel, &"x".repeat(200_000));
    sleep(SHORT).await;
    let dropped = start(&channel, "a secret");
    sleep(SHORT).await;
    dropped.abort();
    assert!(dropped.await.unwrap_err().is_cancelled());
    let last = start(&channel, "the last");
    sleep(SHORT).await;
    let mut bytes = Vec::new();
    while !bytes.windows(8).any(|text| text == b"the last") {
        server.read_buf(&mut bytes).await.unwrap();
    }
    assert!(!bytes.windows(8).any(|text| text == b"a secret"));
    stuck.abort();
    last.abort();
}

/// Their time goes on only once all have been sent.
#[tokio::test(start_paused = true)]
async fn calls_that_timed_out_reach_nobody_with_their_replies() {
    let (client, server) = duplex(1024 * 1024);
    let channel = Channel::from_stream(client).with_timeout(SHORT);
    let mut server = Peer::new(server);
    let calls: Vec<_> = (0..100).map(|n| start(&channel, &n.to_string())).collect();
    for call in calls {
        assert!(matches!(call.await.unwrap().unwrap_err(), Error::Timeout(SHORT)));
    }
    let patient = channel.with_timeout(wire::SOON);
    let mut late = Vec::new();
    for _ in 0..100 {
        late.push(server.read().await.unwrap());
    }
    let asked: Vec<_> = (0..100).map(|n| start(&patient, &format!("again {n}"))).collect();
    for _ in 0..100 {
        let request = server.read().await.unwrap();
        let old = late.pop().unwrap();
        for message in [old, request] {
            let reply = crate::service::Text(Some(message.text().to_owned()));
            server.write(&strict(thrift_runtime::MessageType::Reply, "echo", message.id, &body(&reply))).await;
        }
    }
    for (n, call) in asked.into_iter().enumerate() {
        assert_eq!(call.await.unwrap().unwrap(), format!("again {n}"));
    }
}
