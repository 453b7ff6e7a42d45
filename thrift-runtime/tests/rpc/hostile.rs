//! Peers that mean no good, and what they get.

use std::time::Duration;

use thrift_runtime::MessageType::{self, Call};
use thrift_runtime::{Limits, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
use tokio::time::timeout;

use crate::service::{Args, Processor, args};
use crate::wire::{Peer, SOON, call, framed, strict};

/// What is no message, in more ways than one.
fn garbage() -> Vec<Vec<u8>> {
    let list = [15, 0, 1, 11, 0x7f, 0xff, 0xff, 0xff];
    let mut all = vec![
        b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".to_vec(),
        b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03".to_vec(),
        b"\n".to_vec(),
        // Frames: below zero, huge, empty, with nothing that is a message.
        b"\xff\xff\xff\xff\x80\x01\0\x01".to_vec(),
        b"\x7f\xff\xff\xff\x80\x01\0\x01".to_vec(),
        b"\0\xfa\0\x01\x80\x01\0\x01".to_vec(),
        b"\0\0\0\0\0\0\0\0".to_vec(),
        framed(b"\x80\x01\0\x09\0\0\0\0\0\0\0\0".to_vec()),
        framed(b"\x80\x01\0\x01\0\0\xff\xff".to_vec()),
        // Names: below zero, huge, not text.
        b"\x80\x01\0\x01\xff\xff\xff\xff".to_vec(),
        b"\x80\x01\0\x01\x7f\xff\xff\xff".to_vec(),
        b"\x80\x01\0\x01\0\0\0\x01\xff\0\0\0\0\0".to_vec(),
        // Lists of two thousand million texts.
        strict(Call, "echo", 1, &list),
        framed(strict(Call, "echo", 1, &list)),
        // Structs in structs.
        strict(Call, "echo", 1, &[12, 0, 9].repeat(100_000)),
        framed(strict(Call, "echo", 1, &[12, 0, 9].repeat(100_000))),
    ];
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    for _ in 0..300 {
        let mut bytes: Vec<u8> = (0..random() % 200).map(|_| random() as u8).collect();
        match random() % 3 {
            // Garbled somewhere behind a good beginning.
            0 => bytes.splice(..0, *b"\x80\x01\0\x01\0\0\0\x04echo\0\0\0\x01").for_each(drop),
            1 => bytes = framed(strict(Call, "echo", 1, &bytes)),
            _ => {}
        }
        all.push(bytes);
    }
    all
}

#[tokio::test]
async fn garbage_ends_its_own_connection_only() {
    let address = Processor::default().serve().await;
    let mut good = Peer::connect(&address).await;
    for bytes in garbage() {
        let mut bad = Peer::connect(&address).await;
        // The server may close before it has read all of it.
        drop(bad.io.write_all(&bytes).await);
        drop(bad.io.shutdown().await);
        let mut answer = Vec::new();
        let end = timeout(SOON, bad.io.read_to_end(&mut answer)).await;
        assert!(end.is_ok(), "hangs on {}", bytes.escape_ascii());
        let request = call("echo", 1, &args("still here"));
        assert_eq!(good.ask(&request).await.text(), "still here");
    }
}

#[tokio::test]
async fn a_limit_is_that_of_the_server() {
    let mut limits = Limits::default();
    limits.message_size = 1000;
    let server = Server::new(Processor::default()).limits(limits);
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr().to_string();
    tokio::spawn(server.serve());

    let large = call("echo", 1, &args(&"x".repeat(1000)));
    let mut client = Peer::connect(&address).await;
    let answer = client.ask(&large).await;
    assert!(answer.error().1.contains("more than 1000 bytes"), "{answer:?}");
    assert!(client.read().await.is_none());

    let mut client = Peer::connect(&address).await;
    client.write(&framed(large)).await;
    assert!(client.read().await.is_none());

    let mut client = Peer::connect(&address).await;
    let number = 1000;
    let text = String::new();
    let answer = client.ask(&call("large", 1, &Args { text, number })).await;
    assert!(answer.error().1.contains("above the limit of 1000"), "{answer:?}");
    assert_eq!(client.ask(&call("echo", 2, &args("ok"))).await.text(), "ok");
}

#[tokio::test]
async fn a_client_that_does_not_read_is_not_read() {
    let (client, server) = duplex(64 * 1024);
    tokio::spawn(async move { Server::new(Processor::default()).serve_connection(server).await });
    let mut client = Peer::new(client);
    let number = 100_000;
    let text = String::new();
    let request = call("large", 1, &Args { text, number });
    let mut sent = 0;
    while timeout(Duration::from_millis(100), client.io.write_all(&request)).await.is_ok() {
        sent += 1;
        assert!(sent < 10_000, "the server takes a gigabyte of work for nothing");
    }
    // What did arrive is answered once the client reads.
    for _ in 0..sent {
        assert_eq!(client.read().await.unwrap().text().len(), 100_000);
    }
}

#[tokio::test]
async fn a_client_that_asks_for_too_much_at_once_is_not_read() {
    let processor = Processor::default();
    let (client, server) = duplex(1024);
    tokio::spawn({
        let processor = processor.clone();
        async move { Server::new(processor).serve_connection(server).await }
    });
    let mut client = Peer::new(client);
    let mut sent = 0;
    loop {
        let request = strict(MessageType::Call, "gate", sent, &[0]);
        if timeout(Duration::from_millis(100), client.io.write_all(&request)).await.is_err() {
            break;
        }
        sent += 1;
        assert!(sent < 5000, "the server takes on any number of requests");
    }
    processor.open(sent as usize);
    for _ in 0..sent {
        client.read().await.unwrap();
    }
}
