//! Our client, and servers of HTTP that do what they want.

use std::time::Duration;

use thrift_runtime::{Channel, ChannelBuilder, Error, Limits, MessageType, Transport};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

use crate::service::{Args, Processor, Text, args, call, send_note};
use crate::wire::{SOON, body, strict};

fn over_http(address: &str) -> ChannelBuilder {
    Channel::builder(address).transport(Transport::Http)
}

/// A server that answers the requests of each connection with these bytes, one after the other, and then closes. Gives its
/// address.
async fn server(answers: Vec<Vec<u8>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        loop {
            let (mut io, _) = listener.accept().await.unwrap();
            for answer in &answers {
                if request(&mut io).await.is_none() || io.write_all(answer).await.is_err() {
                    break;
                }
            }
        }
    });
    address
}

/// Reads a request, and gives its head.
async fn request(io: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(io.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).unwrap();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    io.read_exact(&mut vec![0; length.parse().unwrap()]).await.ok()?;
    Some(head)
}

fn reply(text: &str) -> Vec<u8> {
    strict(MessageType::Reply, "echo", 0, &body(&Text(Some(text.to_owned()))))
}

fn ok(body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

async fn error_of(answer: Vec<u8>) -> Error {
    let channel = over_http(&server(vec![answer]).await).connect().await.unwrap();
    call(&channel, "echo", &args("")).await.unwrap_err()
}

#[tokio::test]
async fn a_request_says_what_it_is() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let channel = over_http(&address).http_path("/users?v=1").unwrap().connect_lazy();
    let head = tokio::spawn(async move {
        let (mut io, _) = listener.accept().await.unwrap();
        request(&mut io).await.unwrap()
    });
    call(&channel, "echo", &args("")).await.unwrap_err();
    let head = head.await.unwrap();
    assert!(head.starts_with("POST /users?v=1 HTTP/1.1\r\n"), "{head}");
    for line in [&format!("host: {address}"), "content-type: application/x-thrift", "accept: application/x-thrift"] {
        assert!(head.contains(line), "{head}");
    }
    for path in ["", "users", "/a b", "/\r\nx: y", "http://elsewhere/"] {
        assert!(over_http(&address).http_path(path).is_err(), "{path:?}");
    }
}

#[tokio::test]
async fn a_status_that_is_not_200_is_an_error_that_shows_it() {
    for status in ["404 Not Found", "500 Internal Server Error", "302 Found", "204 No Content"] {
        let length = if status.starts_with("204") { "" } else { "Content-Length: 5\r\n" };
        let text = if status.starts_with("204") { "" } else { "why\r\n" };
        let error = error_of(format!("HTTP/1.1 {status}\r\n{length}\r\n{text}").into()).await;
        assert!(matches!(error, Error::Transport(_)) && !error.is_retriable(), "{error}");
        assert!(error.to_string().contains(status), "{error}");
        assert!(error.to_string().contains("`why`") || text.is_empty(), "{error}");
    }
}

#[tokio::test]
async fn a_reply_comes_by_length_in_chunks_and_with_the_end() {
    let message = reply("text");
    let mut chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for piece in message.chunks(7) {
        chunked.extend(format!("{:x}\r\n", piece.len()).as_bytes());
        chunked.extend(piece);
        chunked.extend(b"\r\n");
    }
    chunked.extend(b"0\r\n\r\n");
    let closed = [b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", &message[..]].concat();
    let address =
        server(vec![b"HTTP/1.1 100 Continue\r\n\r\n".iter().copied().chain(ok(&message)).collect(), chunked, closed])
            .await;
    let channel = over_http(&address).connect().await.unwrap();
    for _ in 0..6 {
        assert_eq!(call(&channel, "echo", &args("")).await.unwrap(), "text");
    }
}

#[tokio::test]
async fn a_connection_that_was_closed_meanwhile_is_made_again() {
    let channel = over_http(&server(vec![ok(&reply("text"))]).await).connect().await.unwrap();
    for _ in 0..5 {
        assert_eq!(call(&channel, "echo", &args("")).await.unwrap(), "text");
        sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn a_request_without_a_reply_may_have_run() {
    let error = error_of(Vec::new()).await;
    assert!(matches!(error, Error::Transport(_)) && !error.is_retriable(), "{error}");
    let error = error_of(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort".to_vec()).await;
    assert!(!error.is_retriable() && error.to_string().contains("lost before the reply came"), "{error}");
}

#[tokio::test]
async fn a_reply_that_is_none_is_an_error() {
    let other = strict(MessageType::Reply, "other", 0, &body(&Text(Some(String::new()))));
    let request = strict(MessageType::Call, "echo", 0, &body(&args("")));
    for (answer, why) in [
        (ok(b"<html>"), ""),
        (ok(b""), "ends within"),
        (ok(&reply("text")[..10]), "ends within"),
        (ok(&[reply("text"), reply("text")].concat()), "behind the reply"),
        (ok(&other), "names `other`"),
        (ok(&request), "is a request"),
        (b"\x80\x01\0\x02".to_vec(), "lost"),
    ] {
        let error = error_of(answer).await;
        assert!(!error.is_retriable() && error.to_string().contains(why), "{error}");
    }
}

#[tokio::test]
async fn a_reply_beyond_the_limits_is_refused() {
    let mut limits = Limits::DEFAULT;
    limits.message_size = 10_000;
    let claimed = b"HTTP/1.1 200 OK\r\nContent-Length: 10001\r\n\r\n".to_vec();
    let mut chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    chunked.extend(format!("64\r\n{}\r\n", "x".repeat(100)).repeat(101).into_bytes());
    for answer in [claimed, chunked] {
        let channel = over_http(&server(vec![answer]).await).limits(limits).connect().await.unwrap();
        let error = call(&channel, "echo", &args("")).await.unwrap_err();
        assert!(error.to_string().contains("more than 10000 bytes"), "{error}");
    }
    let head = format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "x".repeat(300_000));
    let error = error_of(head.into()).await;
    assert!(matches!(error, Error::Transport(_)), "{error}");
    // What leaves is limited as well.
    let address = Processor::default().serve().await;
    let channel = over_http(&address).limits(limits).connect().await.unwrap();
    let error = call(&channel, "echo", &args(&"x".repeat(10_000))).await.unwrap_err();
    assert!(error.to_string().contains("above the limit"), "{error}");
}

#[tokio::test]
async fn calls_at_once_take_connections_of_their_own_and_then_wait() {
    let processor = Processor::default();
    let address = processor.serve().await;
    for (builder, at_once) in [(over_http(&address), 20), (over_http(&address).connections(2), 2)] {
        let channel = builder.connect().await.unwrap();
        let calls: Vec<_> = (0..20)
            .map(|_| {
                let channel = channel.clone();
                tokio::spawn(
                    async move { call(&channel, "wait", &Args { text: String::new(), number: 50 }).await.unwrap() },
                )
            })
            .collect();
        let start = std::time::Instant::now();
        for call in calls {
            call.await.unwrap();
        }
        assert!(start.elapsed() >= Duration::from_millis(50) * (20 / at_once), "{:?}", start.elapsed());
    }
}

#[tokio::test]
async fn a_call_that_times_out_leaves_nothing_for_the_next() {
    let processor = Processor::default();
    let address = processor.serve().await;
    let channel = over_http(&address).connections(1).timeout(Duration::from_secs(1)).connect().await.unwrap();
    let slow = Args { text: "late".into(), number: 1500 };
    let error = call(&channel, "wait", &slow).await.unwrap_err();
    // The server knows of the time-out, and may be the first to notice.
    let is_late = matches!(error, Error::Timeout(_)) || error.to_string().starts_with("deadline exceeded");
    assert!(is_late && !error.is_retriable(), "{error}");
    for _ in 0..3 {
        assert_eq!(call(&channel, "echo", &args("next")).await.unwrap(), "next");
        sleep(Duration::from_millis(300)).await;
    }
}

#[tokio::test]
async fn what_can_not_be_sent_is_retriable_and_says_why() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    drop(listener);
    let error = over_http(&address).connect().await.unwrap_err();
    assert!(error.is_retriable());
    let channel = over_http(&address).reconnect_backoff(SOON, SOON).connect_lazy();
    for _ in 0..2 {
        // The second one is not even tried.
        let error = call(&channel, "echo", &args("")).await.unwrap_err();
        assert!(error.is_retriable() && error.to_string().contains("connecting to"), "{error}");
    }
    let patient = over_http(&address).wait_for_ready(true).timeout(Duration::from_millis(100)).connect_lazy();
    let error = call(&patient, "echo", &args("")).await.unwrap_err();
    assert!(error.is_retriable() && error.to_string().contains("could not be sent"), "{error}");
    // A call that waits finds the server that comes.
    let brief = Duration::from_millis(10);
    let patient = over_http(&address).wait_for_ready(true).reconnect_backoff(brief, brief).connect_lazy();
    let waiting = tokio::spawn(async move { call(&patient, "echo", &args("there")).await.unwrap() });
    sleep(Duration::from_millis(30)).await;
    let server = thrift_runtime::Server::new(Processor::default()).bind(&address).await.unwrap();
    tokio::spawn(server.serve());
    assert_eq!(waiting.await.unwrap(), "there");
}

#[tokio::test]
async fn a_call_that_finds_no_free_connection_in_time_is_retriable() {
    let processor = Processor::default();
    let address = processor.serve().await;
    let channel = over_http(&address).connections(1).connect().await.unwrap();
    let first = {
        let channel = channel.clone();
        tokio::spawn(async move { call(&channel, "gate", &args("first")).await.unwrap() })
    };
    sleep(Duration::from_millis(20)).await;
    let brief = channel.with_timeout(Duration::from_millis(20));
    let error = call(&brief, "echo", &args("")).await.unwrap_err();
    assert!(error.is_retriable(), "{error}");
    processor.open(1);
    assert_eq!(first.await.unwrap(), "first");
}

#[tokio::test]
async fn a_oneway_call_is_done_when_it_is_accepted() {
    let processor = Processor::default();
    let channel = over_http(&processor.serve().await).connect().await.unwrap();
    timeout(SOON, send_note(&channel, &Args { text: String::new(), number: 50 })).await.unwrap().unwrap();
    assert_eq!(processor.notes(), 0);
    processor.noted(1).await;
    let refused = over_http(&server(vec![b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n".to_vec()]).await);
    let error = send_note(&refused.connect().await.unwrap(), &args("")).await.unwrap_err();
    assert!(error.to_string().contains("503"), "{error}");
}
