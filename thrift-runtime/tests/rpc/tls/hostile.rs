//! Peers that do not do their part of a handshake.

use std::time::Duration;

use thrift_runtime::{Channel, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::net::TcpListener;
use tokio::time::{Instant, sleep};

use super::authority::Authority;
use crate::service::{Processor, args, call};

/// The start of a ClientHello, without its end.
const HELLO: &[u8] = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03";

fn connect(server: Server) -> DuplexStream {
    let (client, connection) = duplex(64 * 1024);
    tokio::spawn(async move { server.serve_connection(connection).await });
    client
}

/// Seconds until the server closes the connection.
async fn closed_after(client: &mut DuplexStream) -> u64 {
    let start = Instant::now();
    let mut rest = Vec::new();
    // An alert may come first.
    client.read_to_end(&mut rest).await.unwrap();
    start.elapsed().as_secs()
}

#[tokio::test(start_paused = true)]
async fn a_handshake_that_stalls_has_the_time_of_a_message() {
    let authority = Authority::new();
    for server in [
        Server::new(Processor::default()).tls(authority.server("localhost")),
        Server::new(Processor::default()).tls_only(authority.server("localhost")),
    ] {
        let mut client = connect(server.clone());
        client.write_all(HELLO).await.unwrap();
        assert_eq!(closed_after(&mut client).await, 30);

        let mut client = connect(server.message_timeout(Duration::from_secs(5)));
        client.write_all(&HELLO[..1]).await.unwrap();
        assert_eq!(closed_after(&mut client).await, 5);
    }
}

#[tokio::test(start_paused = true)]
async fn a_handshake_by_drops_has_no_more_time() {
    let authority = Authority::new();
    let client = connect(Server::new(Processor::default()).tls(authority.server("localhost")));
    let (mut reader, mut writer) = tokio::io::split(client);
    tokio::spawn(async move {
        for byte in HELLO.iter().copied().chain(std::iter::repeat(0)) {
            if writer.write_all(&[byte]).await.is_err() {
                return;
            }
            sleep(Duration::from_secs(1)).await;
        }
    });
    let start = Instant::now();
    reader.read_to_end(&mut Vec::new()).await.unwrap();
    assert!((30..33).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn who_says_nothing_is_kept_only_where_plain_messages_are_served() {
    let authority = Authority::new();
    let mut client = connect(Server::new(Processor::default()).tls_only(authority.server("localhost")));
    assert_eq!(closed_after(&mut client).await, 30);
    let mut client = connect(Server::new(Processor::default()).tls(authority.server("localhost")));
    let waited = tokio::time::timeout(Duration::from_secs(3600), client.read(&mut [0])).await;
    assert!(waited.is_err());
}

#[tokio::test]
async fn junk_in_place_of_a_handshake_ends_the_connection_and_nothing_else() {
    let authority = Authority::new();
    let server = Server::new(Processor::default()).tls(authority.server("localhost"));
    for junk in [
        &b"\x16\x03\x01\x00\x00"[..],
        b"\x16\x03\x01\xff\xff\xff\xff\xff\xff",
        b"\x16\x03\x03\x00\x04\x01\xff\xff\xff",
        b"\x16\x03\x01\x00\x02\x02\x28\x16\x03\x01\x00\x02\x02\x28",
        b"\x16\x03\x00\x00\x05\x01\x00\x00\x01\x00GET / HTTP/1.1\r\n\r\n",
    ] {
        let mut client = connect(server.clone());
        client.write_all(junk).await.unwrap();
        client.shutdown().await.unwrap();
        closed_after(&mut client).await;
    }
    let tls = authority.client().server_name("localhost").unwrap();
    let channel = Channel::builder("in memory").tls(tls).over(connect(server));
    assert_eq!(call(&channel, "echo", &args("alive")).await.unwrap(), "alive");
}

#[tokio::test]
async fn a_server_that_never_answers_a_handshake_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let client = Authority::new().client();
    let builder = Channel::builder(address).tls(client).connect_timeout(Duration::from_millis(50));
    let error = builder.connect().await.unwrap_err();
    assert!(error.is_retriable() && error.to_string().contains("no answer within 50ms"), "{error}");
    drop(listener);
}
