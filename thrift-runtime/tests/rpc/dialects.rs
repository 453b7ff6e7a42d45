//! One port answers every client in kind.

use thrift_runtime::MessageType::Call;
use thrift_runtime::{Channel, Protocol, Transport};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::service::{self, Processor, args};
use crate::wire::{Peer, body, framed, old, strict};

/// The same request as each kind of client sends it: framed or not, strict or not.
fn requests(text: &str) -> [(bool, bool, Vec<u8>); 4] {
    let args = body(&args(text));
    [
        (false, true, strict(Call, "echo", 7, &args)),
        (false, false, old(Call, "echo", 7, &args)),
        (true, true, framed(strict(Call, "echo", 7, &args))),
        (true, false, framed(old(Call, "echo", 7, &args))),
    ]
}

#[tokio::test]
async fn each_client_is_answered_in_kind() {
    let address = Processor::default().serve().await;
    for (framed, strict, request) in requests("hello") {
        let mut client = Peer::connect(&address).await;
        client.framed = framed;
        for _ in 0..2 {
            let answer = client.ask(&request).await;
            assert_eq!((answer.text(), answer.name.as_str(), answer.id), ("hello", "echo", 7));
            assert_eq!(answer.strict, strict);
        }
    }
}

#[tokio::test]
async fn bytes_may_arrive_one_by_one() {
    let address = Processor::default().serve().await;
    for (framed, _, request) in requests("bit by bit") {
        let mut client = Peer::connect(&address).await;
        client.framed = framed;
        client.io.set_nodelay(true).unwrap();
        for byte in request {
            client.write(&[byte]).await;
            tokio::task::yield_now().await;
        }
        assert_eq!(client.read().await.unwrap().text(), "bit by bit");
    }
}

#[tokio::test]
async fn many_requests_may_arrive_at_once() {
    let address = Processor::default().serve().await;
    for (framed, _, request) in requests("again") {
        let mut client = Peer::connect(&address).await;
        client.framed = framed;
        client.write(&request.repeat(500)).await;
        for _ in 0..500 {
            assert_eq!(client.read().await.unwrap().text(), "again");
        }
    }
}

const PROTOCOLS: &[Protocol] = &[
    Protocol::Binary,
    Protocol::Compact,
    #[cfg(feature = "json")]
    Protocol::Json,
];

#[tokio::test]
async fn our_client_may_speak_any_dialect() {
    let processor = Processor::default();
    let address = processor.serve().await;
    for transport in [Transport::Framed, Transport::Unframed, Transport::Header, Transport::TtHeader] {
        let in_header = matches!(transport, Transport::Header | Transport::TtHeader);
        for protocol in if in_header { &PROTOCOLS[..2] } else { PROTOCOLS } {
            let builder = Channel::builder(&*address).transport(transport).protocol(*protocol);
            let channel = builder.connect().await.unwrap();
            // Ids of one byte and of two.
            for number in 0..200 {
                let text = format!("number {number}");
                assert_eq!(service::call(&channel, "echo", &args(&text)).await.unwrap(), text);
            }
            let error = service::call(&channel, "fail", &args("why")).await.unwrap_err();
            assert_eq!(error.to_string(), "internal error in `fail`: why (INTERNAL_ERROR)");
            let notes = processor.notes();
            service::send_note(&channel, &args("")).await.unwrap();
            processor.noted(notes + 1).await;
        }
    }
}

/// A call of `echo` in the compact protocol, in a frame, with these arguments.
fn compact_frame(id: u8, args: &[u8]) -> Vec<u8> {
    framed([&[0x82, 0x21, id, 4], &b"echo"[..], args].concat())
}

#[tokio::test]
async fn compact_is_answered_in_compact() {
    let address = Processor::default().serve().await;
    let mut io = TcpStream::connect(&*address).await.unwrap();
    io.write_all(&compact_frame(5, b"\x18\x02hi\0")).await.unwrap();
    let mut answer = [0; 18];
    io.read_exact(&mut answer).await.unwrap();
    assert_eq!(answer, *b"\0\0\0\x0e\x82\x41\x05\x04echo\x08\0\x02hi\0");
}

#[tokio::test]
async fn malformed_arguments_in_a_frame_fail_their_call_only() {
    let address = Processor::default().serve().await;
    let mut io = TcpStream::connect(&*address).await.unwrap();
    // A string that is longer than the frame, a type that there is none of, bytes behind the struct.
    for args in [&b"\x18\x7fhi\0"[..], b"\x1e\0", b"\0\0", b""] {
        io.write_all(&compact_frame(6, args)).await.unwrap();
        let mut head = [0; 12];
        io.read_exact(&mut head).await.unwrap();
        assert_eq!(head[4..], *b"\x82\x61\x06\x04echo", "an exception");
        let mut rest = vec![0; usize::from(head[3]) - 8];
        io.read_exact(&mut rest).await.unwrap();
        assert!(rest.ends_with(&[0x15, 14, 0]), "PROTOCOL_ERROR: {}", rest.escape_ascii());
    }
    io.write_all(&compact_frame(7, b"\x18\x02hi\0")).await.unwrap();
    let mut answer = [0; 18];
    io.read_exact(&mut answer).await.unwrap();
    assert!(answer.ends_with(b"hi\0"));
}

#[tokio::test]
async fn a_connection_may_say_nothing() {
    let address = Processor::default().serve().await;
    let silent = Peer::connect(&address).await;
    drop(Peer::connect(&address).await);
    let mut client = Peer::connect(&address).await;
    let (_, _, request) = &requests("hello")[0];
    assert_eq!(client.ask(request).await.text(), "hello");
    drop(silent);
}
