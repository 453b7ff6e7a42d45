//! Calls over HTTP, from our client and by hand.

mod browser;
mod client;
mod half_closed;
mod hostile;
mod metadata;
mod patience;
mod raw;

use std::time::Duration;

use thrift_runtime::MessageType::Oneway;
use thrift_runtime::{Channel, Protocol, Server, Transport};
use tokio::io::AsyncWriteExt;
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::service::{Args, Processor, args, call, send_note};
use crate::wire::{self, SOON, body, strict};
use raw::Raw;

#[tokio::test]
async fn our_client_calls_our_server() {
    let processor = Processor::default();
    let address = processor.serve().await;
    for protocol in [Protocol::Binary, Protocol::Compact] {
        let builder = Channel::builder(&address).transport(Transport::Http).protocol(protocol);
        let channel = builder.http_path("/any/path").unwrap().connect().await.unwrap();
        assert_eq!(call(&channel, "echo", &args("over HTTP")).await.unwrap(), "over HTTP");
        let error = call(&channel, "fail", &args("for a reason")).await.unwrap_err();
        assert!(error.to_string().contains("for a reason"), "{error}");
        let error = call(&channel, "missing", &args("")).await.unwrap_err();
        assert!(error.to_string().contains("UNKNOWN_METHOD"), "{error}");
        let error = call(&channel, "panic_outside", &args("")).await.unwrap_err();
        assert!(error.to_string().contains("panicked"), "{error}");
        let large = "x".repeat(2_000_000);
        assert_eq!(call(&channel, "echo", &args(&large)).await.unwrap(), large);
        send_note(&channel, &args("")).await.unwrap();
        assert_eq!(call(&channel, "wait", &Args { text: "late".into(), number: 20 }).await.unwrap(), "late");
    }
    processor.noted(2).await;
}

#[tokio::test]
async fn messages_come_by_length_and_in_chunks_to_any_path() {
    let address = Processor::default().serve().await;
    let mut client = Raw::connect(&address).await;
    let message = wire::call("echo", 7, &args("by hand"));
    for path in ["/", "/service", "/a/b?c=d", "*"] {
        client.post(path, &message).await;
        let reply = client.reply().await;
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("content-type"), Some("application/x-thrift"));
        let answer = reply.message();
        assert_eq!((answer.text(), answer.id), ("by hand", 7));
    }
    client.write(b"POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n").await;
    for piece in message.chunks(5) {
        client.write(format!("{:x}\r\n", piece.len()).as_bytes()).await;
        client.write(piece).await;
        client.write(b"\r\n").await;
    }
    client.write(b"0\r\nTrailer: ignored\r\n\r\n").await;
    assert_eq!(client.reply().await.message().text(), "by hand");
    // A body that is framed is answered so.
    client.post("/", &wire::framed(message)).await;
    let reply = client.reply().await;
    assert_eq!(reply.body[..4], (reply.body.len() as u32 - 4).to_be_bytes());
}

#[tokio::test]
async fn requests_of_a_pipeline_are_answered_in_order() {
    let address = Processor::default().serve().await;
    let mut client = Raw::connect(&address).await;
    let mut pipeline = Vec::new();
    for number in 0..20 {
        let name = if number % 3 == 0 { "wait" } else { "echo" };
        let message = wire::call(name, number, &Args { text: number.to_string(), number: 1 });
        pipeline.extend(raw::post("/", &message));
    }
    client.write(&pipeline).await;
    for number in 0..20 {
        assert_eq!(client.reply().await.message().text(), number.to_string());
    }
}

#[tokio::test]
async fn a_oneway_request_is_answered_with_nothing_and_at_once() {
    let processor = Processor::default();
    let address = processor.serve().await;
    let mut client = Raw::connect(&address).await;
    let slow = Args { text: String::new(), number: 50 };
    client.post("/", &strict(Oneway, "note", 1, &body(&slow))).await;
    let reply = client.reply().await;
    assert_eq!((reply.status, reply.body.len()), (200, 0));
    assert_eq!(processor.notes(), 0);
    // The handler outlives the connection.
    client.io.shutdown().await.unwrap();
    drop(client);
    processor.noted(1).await;
}

#[tokio::test]
async fn a_shutdown_answers_what_has_arrived() {
    let processor = Processor::default();
    let server = processor.bind().await;
    let address = server.local_addr().to_string();
    let (stop, stopped) = oneshot::channel::<()>();
    let task = tokio::spawn(server.serve_with_shutdown(async { drop(stopped.await) }));
    let mut idle = Raw::connect(&address).await;
    idle.post("/", &wire::call("echo", 1, &args(""))).await;
    idle.reply().await;
    let mut client = Raw::connect(&address).await;
    client.post("/", &wire::call("gate", 1, &args("finished"))).await;
    tokio::time::sleep(Duration::from_millis(20)).await;
    drop(stop);
    assert!(idle.is_closed().await);
    assert!(!task.is_finished());
    processor.open(1);
    assert_eq!(client.reply().await.message().text(), "finished");
    assert!(client.is_closed().await);
    timeout(SOON, task).await.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn limits_of_requests_hold_over_http() {
    let processor = Processor::default();
    let server = Server::new(processor.clone()).max_requests(1).max_queued(0);
    let server = server.request_timeout(Duration::from_millis(100)).bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr();
    tokio::spawn(server.serve());
    let channel = Channel::builder(address).transport(Transport::Http).connect().await.unwrap();
    let waiting = {
        let channel = channel.clone();
        tokio::spawn(async move { call(&channel, "gate", &args("never")).await.unwrap_err() })
    };
    tokio::time::sleep(Duration::from_millis(20)).await;
    let error = call(&channel, "echo", &args("")).await.unwrap_err();
    assert!(matches!(error, thrift_runtime::Error::Overloaded), "{error}");
    let late = waiting.await.unwrap().to_string();
    assert!(late.contains("longer than 100ms"), "{late}");
    assert_eq!(call(&channel, "echo", &args("again")).await.unwrap(), "again");
}

#[cfg(feature = "tls")]
#[tokio::test]
async fn http_goes_over_tls_and_not_around_it() {
    let authority = crate::tls::Authority::new();
    let server = Server::new(Processor::default()).tls_only(authority.server("localhost"));
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let port = server.local_addr().port();
    tokio::spawn(server.serve());
    let builder = Channel::builder(("localhost", port)).transport(Transport::Http).tls(authority.client());
    let channel = builder.connect().await.unwrap();
    assert_eq!(call(&channel, "identity", &args("")).await.unwrap(), "tls localhost 0 certificates");
    let mut plain = Raw::connect(&format!("127.0.0.1:{port}")).await;
    plain.post("/", &wire::call("echo", 1, &args(""))).await;
    assert!(plain.is_closed().await);
}

#[tokio::test]
async fn http_goes_over_a_given_stream_and_a_unix_socket() {
    let server = Server::new(Processor::default());
    let (near, far) = tokio::io::duplex(1000);
    let served = server.clone();
    tokio::spawn(async move { served.serve_connection(far).await });
    let channel = Channel::builder("the given stream").transport(Transport::Http).over(near);
    for _ in 0..3 {
        assert_eq!(call(&channel, "echo", &args("in memory")).await.unwrap(), "in memory");
    }
    #[cfg(unix)]
    {
        let path = std::env::temp_dir().join(format!("thrift-rs-http-{}", std::process::id()));
        let server = server.bind_unix(&path).await.unwrap();
        tokio::spawn(server.serve());
        let channel = Channel::builder(&path).transport(Transport::Http).connect().await.unwrap();
        assert_eq!(call(&channel, "echo", &args("unix")).await.unwrap(), "unix");
    }
}
