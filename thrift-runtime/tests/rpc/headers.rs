//! THeader and TTHeader, by peers that write them byte by byte, and between ours.

use thrift_runtime::MessageType::{Call, Oneway};
use thrift_runtime::{Channel, Protocol, Request, Response, Server, Transport};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tower::ServiceExt;
use tower::layer::layer_fn;

use crate::service::{self, Processor, args};
use crate::wire::{Peer, SOON, body, framed, strict};

const THEADER: [u8; 4] = [0x0f, 0xff, 0, 1];
const TTHEADER: [u8; 4] = [0x10, 0x00, 0, 1];

/// A frame with this header, whose length is a multiple of four.
fn frame(start: [u8; 4], id: i32, header: &[u8], payload: &[u8]) -> Vec<u8> {
    let words = (header.len() / 4) as u16;
    framed([&start, &id.to_be_bytes(), &words.to_be_bytes()[..], header, payload].concat())
}

async fn connect(address: &str) -> TcpStream {
    let io = TcpStream::connect(address).await.unwrap();
    io.set_nodelay(true).unwrap();
    io
}

async fn read(io: &mut TcpStream) -> Option<Vec<u8>> {
    let read = async {
        let length = io.read_u32().await.ok()?;
        let mut frame = vec![0; length as usize];
        io.read_exact(&mut frame).await.unwrap();
        Some(frame)
    };
    timeout(SOON, read).await.expect("an answer, or the end, in time")
}

async fn ask(io: &mut TcpStream, request: &[u8]) -> String {
    io.write_all(request).await.unwrap();
    read(io).await.expect("an answer").escape_ascii().to_string()
}

fn echo(text: &str) -> Vec<u8> {
    strict(Call, "echo", 7, &body(&args(text)))
}

/// An answer with this header to a call of `echo`.
fn answer(start: [u8; 4], header: &[u8], text: &str) -> String {
    let payload = [
        &b"\x80\x01\0\x02\0\0\0\x04echo\0\0\0\x07\x0b\0\0"[..],
        &(text.len() as u32).to_be_bytes(),
        text.as_bytes(),
        b"\0",
    ];
    frame(start, 7, header, &payload.concat())[4..].escape_ascii().to_string()
}

#[tokio::test]
async fn each_client_is_answered_in_kind() {
    let address = Processor::default().serve().await;
    let number = b"\0\0\x10\0\x01\0\x16\0\x012\0\0";
    for (start, request, reply) in [
        // Pairs, and as much padding as it likes; there are none to send back.
        (THEADER, &b"\0\0\x01\x01\x01k\x01v\0\0\0\0"[..], &b"\0\0\0\0"[..]),
        (TTHEADER, b"\0\0\x10\0\x01\0\x09\0\x04echo\0\0\0", number),
    ] {
        let mut io = connect(&address).await;
        for text in ["one", "two"] {
            let request = frame(start, 7, request, &echo(text));
            assert_eq!(ask(&mut io, &request).await, answer(start, reply, text));
        }
        let mut io = connect(&address).await;
        for byte in frame(start, 7, request, &echo("bit by bit")) {
            io.write_all(&[byte]).await.unwrap();
            tokio::task::yield_now().await;
        }
        assert_eq!(ask(&mut io, &[]).await, answer(start, reply, "bit by bit"));
    }
    // In the compact protocol, of which the answer says so.
    let mut io = connect(&address).await;
    let request = frame(THEADER, 5, b"\x02\0\0\0", b"\x82\x21\x05\x04echo\x18\x02hi\0");
    let expected = frame(THEADER, 5, b"\x02\0\0\0", b"\x82\x41\x05\x04echo\x08\0\x02hi\0");
    assert_eq!(ask(&mut io, &request).await, expected[4..].escape_ascii().to_string());
    // In a frame within the frame.
    let mut io = connect(&address).await;
    let found = ask(&mut io, &frame(TTHEADER, 7, b"\0\0\0\0", &framed(echo("in")))).await;
    assert!(found.contains(r"\x00\x00\x00\x1a\x80\x01\x00\x02\x00\x00\x00\x04echo"), "{found}");
}

#[tokio::test]
async fn a_connection_lives_on_behind_any_call() {
    let processor = Processor::default();
    let address = processor.serve().await;
    for (start, header) in [(THEADER, b"\0\0\0\0"), (TTHEADER, b"\0\0\0\0")] {
        let mut io = connect(&address).await;
        let pack = |payload: &[u8]| frame(start, 7, header, payload);
        assert!(
            ask(&mut io, &pack(&strict(Call, "nosuch", 7, &body(&args("a"))))).await.contains("has no method `nosuch`")
        );
        assert!(
            ask(&mut io, &pack(&strict(Call, "fail", 7, &body(&args("why")))))
                .await
                .contains("internal error in `fail`: why")
        );
        assert!(ask(&mut io, &pack(&strict(Call, "echo", 7, b"\x63"))).await.contains("malformed arguments of `echo`"));
        let notes = processor.notes();
        io.write_all(&pack(&strict(Oneway, "note", 7, &body(&args(""))))).await.unwrap();
        processor.noted(notes + 1).await;
        assert!(ask(&mut io, &pack(&echo("well"))).await.contains("well"));
    }
}

#[tokio::test]
async fn what_a_header_asks_for_in_vain_is_said_by_its_sequence_id() {
    let address = Processor::default().serve().await;
    for start in [THEADER, TTHEADER] {
        for (header, kind, message) in [
            (b"\x05\0\0\0", 9, "unknown protocol 5 in a header"),
            (b"\0\x01\x02\0", 8, "unknown transform 2 in a header"),
            (b"\0\x7f\x02\0", 8, "unknown transform 2 in a header"),
        ] {
            let mut io = connect(&address).await;
            let found = ask(&mut io, &frame(start, 0x2a, header, &echo("a"))).await;
            // An exception without a name, with the id in both places.
            assert!(found.contains(r"\x80\x01\x00\x03\x00\x00\x00\x00\x00\x00\x00*"), "{found}");
            assert!(found.contains(r"\x00\x00\x00\x00\x00*"), "{found}");
            assert!(found.contains(message), "{found}");
            assert!(found.ends_with(&format!(r"\x08\x00\x02\x00\x00\x00\{}\x00", ["x08", "t"][kind - 8])), "{found}");
            assert_eq!(read(&mut io).await, None);
        }
    }
}

#[tokio::test]
async fn lengths_that_lie_end_their_connection_only() {
    let address = Processor::default().serve().await;
    for bytes in [
        // A header that is longer than its frame, and one that has none.
        frame(THEADER, 1, b"\0\0\0\0", b"")[..12].to_vec(),
        framed(b"\x0f\xff\0\0\0\0\0\x01\xff\xff\0\0\0\0".to_vec()),
        framed(b"\x10\0\0\0\0\0\0\x01\xff\xff\0\0\0\0".to_vec()),
        framed(b"\x0f\xff\0\0\0\0\0\x01\0\0".to_vec()),
        framed(b"\x0f\xff".to_vec()),
        // Nothing behind it, or something else than a message.
        frame(THEADER, 1, b"\0\0\0\0", b""),
        frame(THEADER, 1, b"\0\0\0\0", b"[1,\"echo\",1,1,{}]"),
        frame(TTHEADER, 1, b"\0\0\0\0", b"\0\0\0\x01a"),
        // Another kind of header than at first; a frame without.
        [frame(THEADER, 1, b"\0\0\0\0", &echo("a")), frame(TTHEADER, 1, b"\0\0\0\0", &echo("a"))].concat(),
        [frame(TTHEADER, 1, b"\0\0\0\0", &echo("a")), framed(echo("a"))].concat(),
        // A frame that is too long.
        [&0x00ff_ffff_u32.to_be_bytes()[..], &THEADER, &[0; 64]].concat(),
    ] {
        let mut io = connect(&address).await;
        io.write_all(&bytes).await.unwrap();
        io.shutdown().await.unwrap();
        while read(&mut io).await.is_some() {}
    }
    let mut peer = Peer::connect(&address).await;
    assert_eq!(peer.ask(&echo("well")).await.text(), "well");
}

/// A server that sends back what came beside each request.
async fn mirror() -> String {
    let server = Server::new(Processor::default()).layer(layer_fn(|service| {
        tower::service_fn(move |request: Request| {
            let (service, metadata) = (Clone::clone(&service), request.metadata().clone());
            let service: thrift_runtime::ProcessService = service;
            async move {
                let mut response: Response = service.oneshot(request).await?;
                *response.metadata_mut() = metadata;
                Ok::<_, std::convert::Infallible>(response)
            }
        })
    }));
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr().to_string();
    tokio::spawn(server.serve());
    address
}

#[tokio::test]
async fn metadata_goes_there_and_comes_back() {
    let address = mirror().await;
    for transport in [Transport::Header, Transport::TtHeader] {
        for protocol in [Protocol::Binary, Protocol::Compact] {
            let channel = Channel::builder(&*address).transport(transport).protocol(protocol).connect().await.unwrap();
            let layered = channel.layer(layer_fn(|channel: Channel| {
                let channel = channel.map_request(|mut request: Request| {
                    for (key, value) in [("tenant", "a\r\nb\0"), ("log_id", "42"), ("RPC_PERSIST_zone", "")] {
                        request.metadata_mut().insert(key, value).unwrap();
                    }
                    request
                });
                channel.map_response(|response: Response| {
                    let get = |key| response.metadata().get(key).map(str::to_owned);
                    assert_eq!(get("tenant").as_deref(), Some("a\r\nb\0"));
                    assert_eq!(get("log_id").as_deref(), Some("42"));
                    assert_eq!(get("RPC_PERSIST_zone").as_deref(), Some(""));
                    response
                })
            }));
            assert_eq!(service::call(&layered, "echo", &args("text")).await.unwrap(), "text");
        }
    }
}

#[tokio::test]
async fn what_does_not_go_together_is_an_error_that_says_so() {
    let address = Processor::default().serve().await;
    #[cfg(feature = "json")]
    {
        let builder = Channel::builder(&*address).transport(Transport::Header).protocol(Protocol::Json);
        let error = service::call(&builder.connect().await.unwrap(), "echo", &args("a")).await.unwrap_err();
        assert!(error.to_string().contains("a header takes the binary or the compact protocol"), "{error}");
    }
    #[cfg(feature = "zlib")]
    {
        let channel = Channel::builder(&*address).compressed(true).connect().await.unwrap();
        let error = service::call(&channel, "echo", &args("a")).await.unwrap_err();
        assert!(error.to_string().contains("`ChannelBuilder::compressed` is for `Transport::Header`"), "{error}");
    }
    drop(address);
}

#[cfg(feature = "zlib")]
#[tokio::test]
async fn compressed_requests_are_answered_so() {
    let address = Processor::default().serve().await;
    let large = "x".repeat(100_000);
    for protocol in [Protocol::Binary, Protocol::Compact] {
        let builder = Channel::builder(&*address).transport(Transport::Header).protocol(protocol).compressed(true);
        let channel = builder.connect().await.unwrap();
        for text in ["", &large] {
            assert_eq!(service::call(&channel, "echo", &args(text)).await.unwrap(), text);
        }
    }
    // As it is on the wire.
    let mut io = connect(&address).await;
    let request = echo(&large);
    let mut compressed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut compressed, &request).unwrap();
    io.write_all(&frame(THEADER, 7, b"\0\x01\x01\0", &compressed.finish().unwrap())).await.unwrap();
    let found = read(&mut io).await.unwrap();
    assert_eq!(found[8..15], *b"\0\x01\0\x01\x01\0\x78");
    assert!(found.len() < 2000, "{}", found.len());
}

#[cfg(feature = "zlib")]
#[tokio::test]
async fn a_bomb_is_answered_with_an_error_and_goes_no_further() {
    let address = Processor::default().serve().await;
    let mut bomb = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..64 {
        std::io::Write::write_all(&mut bomb, &[0; 1 << 20]).unwrap();
    }
    let mut io = connect(&address).await;
    let found = ask(&mut io, &frame(THEADER, 7, b"\0\x01\x01\0", &bomb.finish().unwrap())).await;
    assert!(found.contains("a payload has more than 16384000 bytes when it is inflated"), "{found}");
    assert_eq!(read(&mut io).await, None);
}
