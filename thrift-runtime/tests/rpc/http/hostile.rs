//! Requests of HTTP that are not to be served, and what comes of them.

use thrift_runtime::{Limits, Server};
use tokio::io::AsyncWriteExt;

use super::raw::{Raw, post};
use crate::service::{Processor, args};
use crate::wire;

#[tokio::test]
async fn nothing_but_a_post_is_served() {
    for method in ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        let mut client = Raw::of(Server::new(Processor::default()));
        client.write(format!("{method} /etc/passwd HTTP/1.1\r\nHost: here\r\n\r\n").as_bytes()).await;
        if method == "HEAD" {
            // Whose reply has a length, and no body.
            continue;
        }
        let reply = client.reply().await;
        assert_eq!((reply.status, reply.header("allow")), (405, Some("POST")), "{method}");
        // And the next request on the same connection is.
        client.post("/", &wire::call("echo", 1, &args("still here"))).await;
        assert_eq!(client.reply().await.message().text(), "still here");
    }
}

#[tokio::test]
async fn a_body_that_is_no_message_is_refused() {
    let message = wire::call("echo", 1, &args("text"));
    let bodies = [
        (&b""[..], "ends within"),
        (&message[..20], "ends within"),
        (&[&message[..], b"x"].concat(), "behind the message"),
        (b"\x16\x03\x01\x02\0", "within TLS"),
        (b"POST / HTTP/1.1\r\n\r\n", "within HTTP"),
        (b"<html>", "not Thrift"),
        (b"\0\0\0\x09\x80\x01\0\x01\xff\xff\xff\xff\0", ""),
    ];
    let mut client = Raw::of(Server::new(Processor::default()));
    for (body, why) in bodies {
        client.post("/", body).await;
        let reply = client.reply().await;
        assert_eq!(reply.status, 400);
        assert!(String::from_utf8_lossy(&reply.body).contains(why), "{reply:?}");
    }
    // Arguments that are none are answered as they are without HTTP.
    client.post("/", &[&message[..message.len() - 1], b"\x63\0\x01"].concat()).await;
    assert_eq!(client.reply().await.message().error().0, 7);
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused_before_it_is_there() {
    let mut limits = Limits::DEFAULT;
    limits.message_size = 1000;
    let address = {
        let server = Server::new(Processor::default()).limits(limits).bind("127.0.0.1:0").await.unwrap();
        let address = server.local_addr().to_string();
        tokio::spawn(server.serve());
        address
    };
    let mut client = Raw::connect(&address).await;
    client.write(b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 1001\r\n\r\n").await;
    assert_eq!(client.reply().await.status, 413);
    let mut client = Raw::connect(&address).await;
    client.write(b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 9223372036854775808\r\n\r\n").await;
    assert!([400, 413].contains(&client.reply().await.status));
    // What claims nothing is counted, and its rest does not take the answer away.
    let mut client = Raw::connect(&address).await;
    client.write(b"POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n").await;
    for _ in 0..200 {
        client.write(b"64\r\n").await;
        client.write(&[b'x'; 100]).await;
        client.write(b"\r\n").await;
    }
    assert_eq!(client.reply().await.status, 413);
}

/// What a proxy in front may understand in another way.
#[tokio::test]
async fn a_request_whose_end_is_in_doubt_smuggles_nothing_in() {
    let hidden = post("/", &wire::call("gate", 1, &args("")));
    let heads = [
        // Different lengths.
        "Content-Length: 0\r\nContent-Length: 5\r\n",
        "Content-Length: 0, 5\r\n",
        "Content-Length: +0\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 0x0\r\n",
        "Content-Length : 0\r\n",
        // A length and chunks.
        "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        // Chunks that may be none.
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Transfer-Encoding:\x0bchunked\r\n",
        "X: y\r\n Transfer-Encoding: chunked\r\n",
        "X: y\nTransfer-Encoding: identity\r\n",
    ];
    for head in heads {
        let processor = Processor::default();
        processor.open(10);
        let mut client = Raw::of(Server::new(processor.clone()));
        let request = format!("POST / HTTP/1.1\r\nHost: here\r\n{head}\r\n0\r\n\r\n");
        // The server may be gone before all is written.
        let _ = client.io.write_all(&[request.as_bytes(), &hidden].concat()).await;
        let reply = client.reply().await;
        assert_eq!(reply.status, 400, "{head}");
        client.end().await;
        assert_eq!(processor.notes(), 0, "{head}");
    }
    // HTTP/1.0 knows no chunks.
    let mut client = Raw::of(Server::new(Processor::default()));
    client.write(b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").await;
    assert_eq!(client.reply().await.status, 400);
}

/// As RFC 9112, section 6.3, has it: the chunks count, and the connection ends, so that nothing is left that one of both could
/// take for a request.
#[tokio::test]
async fn a_length_beside_chunks_does_not_count_and_ends_the_connection() {
    let message = wire::call("echo", 1, &args("in chunks"));
    let body = [format!("{:x}\r\n", message.len()).as_bytes(), &message, b"\r\n0\r\n\r\n"].concat();
    let next = post("/", &wire::call("echo", 2, &args("next")));
    let chunked = "Transfer-Encoding: chunked\r\n";
    for (length, is_closed) in [("", false), ("Content-Length: 5\r\n", true), ("Content-Length: 100000\r\n", true)] {
        for headers in [format!("{length}{chunked}"), format!("{chunked}{length}")] {
            let mut client = Raw::of(Server::new(Processor::default()));
            let head = format!("POST / HTTP/1.1\r\nHost: here\r\n{headers}\r\n");
            let _ = client.io.write_all(&[head.as_bytes(), &body, &next].concat()).await;
            let reply = client.reply().await;
            assert_eq!(reply.header("connection"), is_closed.then_some("close"), "{headers}");
            assert_eq!(reply.message().text(), "in chunks");
            match is_closed {
                true => assert!(client.is_closed().await, "{headers}"),
                false => assert_eq!(client.reply().await.message().text(), "next"),
            }
        }
    }
}

#[tokio::test]
async fn chunks_that_are_malformed_end_the_connection() {
    for chunk in ["zz\r\n", "-1\r\n", "fffffffffffffffff\r\n", "1 1\r\n", "5\r\nabcdeX\r\n", "1;\r\r\n"] {
        let mut client = Raw::of(Server::new(Processor::default()));
        client.write(b"POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n").await;
        client.write(chunk.as_bytes()).await;
        assert_eq!(client.reply().await.status, 400, "{chunk}");
        assert!(client.is_closed().await);
    }
}

#[tokio::test]
async fn heads_without_end_are_refused() {
    // One header, many headers, a long line.
    let long = format!("POST / HTTP/1.1\r\nX: {}", "x".repeat(200_000));
    let many = format!("POST / HTTP/1.1\r\n{}", "X: y\r\n".repeat(30_000));
    let path = format!("POST /{}", "x".repeat(200_000));
    for head in [long, many, path] {
        let mut client = Raw::of(Server::new(Processor::default()));
        let _ = client.io.write_all(head.as_bytes()).await;
        let status = client.reply().await.status;
        assert!([414, 431].contains(&status), "{status}");
        assert!(client.is_closed().await);
    }
}

#[tokio::test]
async fn other_versions_of_http_are_refused() {
    for start in ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "POST / HTTP/3.0\r\n\r\n", "POST /\r\n\r\n", "POST / HTTP/1.1\rX"]
    {
        let mut client = Raw::of(Server::new(Processor::default()));
        client.write(start.as_bytes()).await;
        client.io.shutdown().await.unwrap();
        // With an answer or without.
        client.end().await;
    }
}

#[tokio::test]
async fn a_client_that_expects_is_told_to_go_on() {
    let mut client = Raw::of(Server::new(Processor::default()));
    let message = wire::call("echo", 1, &args("expected"));
    let request = super::raw::post_with("/", "Expect: 100-continue\r\n", &message);
    let head = request.len() - message.len();
    client.write(&request[..head]).await;
    assert_eq!(client.reply().await.status, 100);
    client.write(&request[head..]).await;
    assert_eq!(client.reply().await.message().text(), "expected");
}
