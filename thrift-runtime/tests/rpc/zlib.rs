//! zlib as a transport: one stream in each direction.

use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Decompress, FlushDecompress};
use thrift_runtime::{Channel, Limits, MessageType, Protocol, Server, Transport};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

use crate::service::{Processor, args, call};
use crate::wire::{self, SOON};

fn connect(server: Server) -> DuplexStream {
    let (client, connection) = duplex(64 * 1024);
    tokio::spawn(async move { server.serve_connection(connection).await });
    client
}

/// As peers compress: at a level of theirs, with a flush behind each message.
fn compressed(level: u32, messages: &[Vec<u8>]) -> Vec<u8> {
    let mut stream = ZlibEncoder::new(Vec::new(), Compression::new(level));
    for message in messages {
        stream.write_all(message).unwrap();
        stream.flush().unwrap();
    }
    stream.get_ref().clone()
}

#[tokio::test]
async fn our_client_calls_our_server() {
    let address = Processor::default().serve().await;
    for protocol in [Protocol::Binary, Protocol::Compact] {
        let channel = Channel::builder(&address).transport(Transport::Zlib).protocol(protocol).connect().await.unwrap();
        assert_eq!(call(&channel, "echo", &args("compressed")).await.unwrap(), "compressed");
        let large: String =
            (0..300_000).map(|number: u32| char::from(b'a' + (number.wrapping_mul(number) % 26) as u8)).collect();
        assert_eq!(call(&channel, "echo", &args(&large)).await.unwrap(), large);
        let calls = (0..100).map(|number| {
            let channel = channel.clone();
            tokio::spawn(async move { call(&channel, "echo", &args(&number.to_string())).await.unwrap() })
        });
        for (number, text) in calls.enumerate() {
            assert_eq!(text.await.unwrap(), number.to_string());
        }
    }
}

#[tokio::test]
async fn streams_of_any_level_are_served_framed_or_not() {
    for level in [0, 1, 5, 6, 9] {
        for framed in [false, true] {
            let calls = (1..=3).map(|id| wire::call("echo", id, &args("by hand")));
            let calls: Vec<_> = calls.map(|call| if framed { wire::framed(call) } else { call }).collect();
            let mut client = connect(Server::new(Processor::default()));
            client.write_all(&compressed(level, &calls)).await.unwrap();
            client.shutdown().await.unwrap();
            let mut said = Vec::new();
            client.read_to_end(&mut said).await.unwrap();
            let mut plain = Vec::with_capacity(10_000);
            Decompress::new(true).decompress_vec(&said, &mut plain, FlushDecompress::Finish).unwrap();
            let answers = plain.windows(7).filter(|part| part == b"by hand").count();
            assert_eq!((answers, plain[0] == 0), (3, framed), "{level}");
        }
    }
}

#[tokio::test]
async fn a_bomb_is_a_message_that_is_too_large() {
    let mut limits = Limits::DEFAULT;
    limits.message_size = 1_000_000;
    let text = args(&"x".repeat(20_000_000));
    for message in [wire::call("echo", 1, &text), wire::framed(wire::call("echo", 1, &text))] {
        let bomb = compressed(9, &[message]);
        assert!(bomb.len() < 30_000);
        let mut client = connect(Server::new(Processor::default()).limits(limits));
        let _ = client.write_all(&bomb).await;
        let mut said = Vec::new();
        tokio::time::timeout(SOON, client.read_to_end(&mut said)).await.unwrap().unwrap();
        assert!(said.len() < 1000);
    }
}

/// A server that answers the first call with these bytes.
fn answered_with(answer: Vec<u8>) -> DuplexStream {
    let (client, mut server) = duplex(64 * 1024);
    tokio::spawn(async move {
        server.read_u8().await.unwrap();
        let _ = server.write_all(&answer).await;
        let _ = server.read_to_end(&mut Vec::new()).await;
    });
    client
}

#[tokio::test]
async fn a_bomb_of_a_server_is_an_answer_that_is_too_large() {
    let mut limits = Limits::DEFAULT;
    limits.message_size = 1_000_000;
    limits.frame_size = 1_000_000;
    let answer = wire::strict(MessageType::Reply, "echo", 1, &wire::body(&args(&"x".repeat(20_000_000))));
    let stream = compressed(9, std::slice::from_ref(&answer));
    let mut whole = ZlibEncoder::new(Vec::new(), Compression::best());
    whole.write_all(&answer).unwrap();
    let payload = whole.finish().unwrap();
    // In one frame of THeader: its length, magic, flags, id, and the words of a header that names zlib.
    let header = [&b"\x0f\xff\0\0\0\0\0\x01\0\x01\0\x01\x01\0"[..], &payload].concat();
    for (transport, bomb) in [(Transport::Zlib, stream), (Transport::Header, wire::framed(header))] {
        assert!(bomb.len() < 30_000);
        let channel = Channel::builder("in memory").transport(transport).limits(limits).over(answered_with(bomb));
        let error = tokio::time::timeout(SOON, call(&channel, "echo", &args(""))).await.unwrap().unwrap_err();
        assert!(error.to_string().contains("more than 1000000 bytes"), "{transport:?}: {error}");
    }
}

#[tokio::test]
async fn there_is_no_stream_within_a_stream() {
    let inner = compressed(6, &[wire::call("gate", 1, &args(""))]);
    let http = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n".to_vec();
    for message in [inner, http, b"\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00".to_vec()] {
        let processor = Processor::default();
        processor.open(1);
        let mut client = connect(Server::new(processor.clone()));
        client.write_all(&compressed(6, &[message])).await.unwrap();
        let mut said = Vec::new();
        tokio::time::timeout(SOON, client.read_to_end(&mut said)).await.unwrap().unwrap();
        assert_eq!((said.len(), processor.notes()), (0, 0));
    }
}

#[tokio::test]
async fn what_breaks_off_ends_its_connection() {
    let whole = compressed(6, &[wire::call("echo", 1, &args("text"))]);
    for bytes in [&b"\x78\x9c\xff\xff\xff\xff"[..], &whole[..10], b"\x78\x9c"] {
        let mut client = connect(Server::new(Processor::default()));
        client.write_all(bytes).await.unwrap();
        client.shutdown().await.unwrap();
        let mut said = Vec::new();
        tokio::time::timeout(SOON, client.read_to_end(&mut said)).await.unwrap().unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_stalls_has_the_time_of_a_message() {
    let whole = compressed(6, &[wire::call("echo", 1, &args("text"))]);
    let mut client = connect(Server::new(Processor::default()));
    client.write_all(&whole[..whole.len() - 12]).await.unwrap();
    let start = tokio::time::Instant::now();
    client.read_to_end(&mut Vec::new()).await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 30);
}
