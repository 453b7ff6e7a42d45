//! Calls over TLS, and what is not served. Certificates are made for each test.

mod authority;
mod hostile;

use thrift_runtime::tls::{ClientTls, ServerTls};
use thrift_runtime::{Channel, ChannelBuilder, Error, Protocol, Result, Server, Transport};
use tokio::io::duplex;

use crate::service::{Processor, args, call};
use crate::wire::{self, Peer};
pub(crate) use authority::Authority;

/// Serves for the rest of the test. Gives the port.
async fn serve(server: Server) -> u16 {
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let port = server.local_addr().port();
    tokio::spawn(server.serve());
    port
}

fn localhost(port: u16, tls: ClientTls) -> ChannelBuilder {
    Channel::builder(("localhost", port)).tls(tls)
}

/// Connects, and calls: a server says what it thinks of a certificate only after the handshake.
async fn try_call(builder: ChannelBuilder) -> Result<String> {
    let channel = builder.connect().await?;
    call(&channel, "echo", &args("over TLS")).await
}

async fn refusal(builder: ChannelBuilder) -> String {
    match try_call(builder).await.unwrap_err() {
        Error::Transport(error) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn every_dialect_goes_through_tls_at_the_same_port_as_without() {
    let authority = Authority::new();
    let port = serve(Server::new(Processor::default()).tls(authority.server("localhost"))).await;
    for transport in [Transport::Unframed, Transport::Framed] {
        for protocol in [Protocol::Binary, Protocol::Compact] {
            let builder = localhost(port, authority.client()).transport(transport).protocol(protocol);
            assert_eq!(try_call(builder.clone()).await.unwrap(), "over TLS");
            let plain = Channel::builder(("localhost", port)).transport(transport).protocol(protocol);
            assert_eq!(try_call(plain).await.unwrap(), "over TLS");
        }
    }
}

#[tokio::test]
async fn large_messages_and_many_calls_go_through() {
    let authority = Authority::new();
    let port = serve(Server::new(Processor::default()).tls(authority.server("localhost"))).await;
    let channel = localhost(port, authority.client()).connect().await.unwrap();
    let large = "x".repeat(3_000_000);
    assert_eq!(call(&channel, "echo", &args(&large)).await.unwrap(), large);
    let calls = (0..200).map(|number| {
        let channel = channel.clone();
        tokio::spawn(async move { call(&channel, "echo", &args(&number.to_string())).await.unwrap() })
    });
    for (number, text) in calls.enumerate() {
        assert_eq!(text.await.unwrap(), number.to_string());
    }
}

#[tokio::test]
async fn an_ip_address_is_a_name() {
    let authority = Authority::new();
    let port = serve(Server::new(Processor::default()).tls(authority.server("127.0.0.1"))).await;
    for address in [format!("127.0.0.1:{port}").into(), std::net::SocketAddr::from(([127, 0, 0, 1], port)).into()] {
        let address: thrift_runtime::Address = address;
        try_call(Channel::builder(address).tls(authority.client())).await.unwrap();
    }
    let why = refusal(localhost(port, authority.client())).await;
    assert!(why.contains("the TLS handshake") && why.contains("localhost"), "{why}");
}

#[tokio::test]
async fn a_server_of_another_name_is_not_talked_to() {
    let authority = Authority::new();
    let port = serve(Server::new(Processor::default()).tls(authority.server("elsewhere.example"))).await;
    let why = refusal(localhost(port, authority.client())).await;
    assert!(why.contains("not valid for name \"localhost\"") && why.contains("elsewhere.example"), "{why}");
    let renamed = authority.client().server_name("elsewhere.example").unwrap();
    try_call(localhost(port, renamed)).await.unwrap();
    assert!(authority.client().server_name("no name").is_err());
}

#[tokio::test]
async fn a_wildcard_stands_for_one_label() {
    let authority = Authority::new();
    let port = serve(Server::new(Processor::default()).tls(authority.server("*.example.org"))).await;
    for (name, fits) in [("a.example.org", true), ("a.b.example.org", false), ("example.org", false)] {
        let tls = authority.client().server_name(name).unwrap();
        assert_eq!(try_call(localhost(port, tls)).await.is_ok(), fits, "{name}");
    }
}

#[tokio::test]
async fn a_server_of_an_unknown_authority_is_not_talked_to() {
    let port = serve(Server::new(Processor::default()).tls(Authority::new().server("localhost"))).await;
    let error = try_call(localhost(port, Authority::new().client())).await.unwrap_err();
    assert!(error.is_retriable());
    assert!(error.to_string().contains("UnknownIssuer"), "{error}");
}

#[tokio::test]
async fn clients_without_a_certificate_are_refused_where_they_need_one() {
    let authority = Authority::new();
    let tls = authority.server("localhost").require_client_certificates(authority.roots()).unwrap();
    let port = serve(Server::new(Processor::default()).tls(tls)).await;
    let why = refusal(localhost(port, authority.client())).await;
    assert!(why.contains("CertificateRequired"), "{why}");
    // Nor is there a way around.
    try_call(Channel::builder(("localhost", port))).await.unwrap_err();
    let (certificate, key) = Authority::new().certificate("client");
    let stranger = authority.client().certificate(certificate, key).unwrap();
    let why = refusal(localhost(port, stranger)).await;
    assert!(why.contains("alert"), "{why}");

    let (certificate, key) = authority.certificate("client");
    let known = authority.client().certificate(certificate, key).unwrap();
    assert_eq!(try_call(localhost(port, known)).await.unwrap(), "over TLS");
}

#[tokio::test]
async fn a_handler_learns_who_calls() {
    let authority = Authority::new();
    let tls = authority.server("localhost").ask_for_client_certificates(authority.roots()).unwrap();
    let port = serve(Server::new(Processor::default()).tls(tls)).await;
    let identity = async |builder: ChannelBuilder| {
        let channel = builder.connect().await.unwrap();
        call(&channel, "identity", &args("")).await.unwrap()
    };
    assert_eq!(identity(Channel::builder(("localhost", port))).await, "nobody");
    assert_eq!(identity(localhost(port, authority.client())).await, "tls localhost 0 certificates");
    let (certificate, key) = authority.certificate("client");
    let known = authority.client().certificate(&certificate, key).unwrap();
    assert_eq!(identity(localhost(port, known)).await, "tls localhost 1 certificates");
}

#[tokio::test]
async fn plain_clients_are_refused_where_tls_is_a_must() {
    let authority = Authority::new();
    let port = serve(Server::new(Processor::default()).tls_only(authority.server("localhost"))).await;
    try_call(Channel::builder(("localhost", port))).await.unwrap_err();
    assert_eq!(try_call(localhost(port, authority.client())).await.unwrap(), "over TLS");
}

#[tokio::test]
async fn certificates_that_are_of_no_use_are_named() {
    let authority = Authority::new();
    let (certificate, key) = authority.certificate("localhost");
    let (_, other_key) = authority.certificate("localhost");
    for (certificate, key, what) in [
        (&certificate, "nonsense", "private key"),
        (&"nonsense".to_owned(), &*key, "BEGIN CERTIFICATE"),
        (&certificate, &*other_key, "with its key"),
    ] {
        let error = ServerTls::new(certificate, key).unwrap_err().to_string();
        assert!(error.contains(what), "{error}");
        let error = authority.client().certificate(certificate, key).unwrap_err().to_string();
        assert!(error.contains(what), "{error}");
    }
    assert!(ClientTls::trusting("").is_err());
    assert!(authority.server("localhost").require_client_certificates("").is_err());
}

#[tokio::test]
async fn tls_goes_over_a_given_stream_and_a_unix_socket() {
    let authority = Authority::new();
    let server = Server::new(Processor::default()).tls_only(authority.server("users"));
    let tls = authority.client().server_name("users").unwrap();
    let (client, connection) = duplex(1000);
    let served = server.clone();
    tokio::spawn(async move { served.serve_connection(connection).await });
    let channel = Channel::builder("the given stream").tls(tls.clone()).over(client);
    assert_eq!(call(&channel, "echo", &args("in memory")).await.unwrap(), "in memory");

    #[cfg(unix)]
    {
        let path = std::env::temp_dir().join(format!("thrift-rs-tls-{}", std::process::id()));
        let server = server.bind_unix(&path).await.unwrap();
        tokio::spawn(server.serve());
        assert_eq!(try_call(Channel::builder(&path).tls(tls)).await.unwrap(), "over TLS");
        let why = refusal(Channel::builder(&path).tls(authority.client())).await;
        assert!(why.contains("ClientTls::server_name"), "{why}");
    }
}

#[tokio::test]
async fn a_client_notices_that_a_server_does_not_speak_tls() {
    let authority = Authority::new();
    let port = serve(Server::new(Processor::default())).await;
    let error = try_call(localhost(port, authority.client())).await.unwrap_err();
    assert!(error.is_retriable() && error.to_string().contains("the TLS handshake"), "{error}");
}

#[tokio::test]
async fn the_limit_of_connections_and_a_shutdown_hold_within_tls() {
    let authority = Authority::new();
    let processor = Processor::default();
    let server = Server::new(processor.clone()).tls(authority.server("localhost")).max_connections(1);
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let port = server.local_addr().port();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let task = tokio::spawn(server.serve_with_shutdown(async { drop(stopped.await) }));

    let channel = localhost(port, authority.client()).connect().await.unwrap();
    let waiting = tokio::spawn(async move { call(&channel, "gate", &args("finished")).await.unwrap() });
    let second = localhost(port, authority.client()).connect_timeout(std::time::Duration::from_millis(100));
    let why = second.connect().await.unwrap_err().to_string();
    assert!(why.contains("no answer within 100ms"), "{why}");
    drop(stop);
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    assert!(!task.is_finished());
    processor.open(1);
    assert_eq!(waiting.await.unwrap(), "finished");
    tokio::time::timeout(wire::SOON, task).await.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn what_begins_with_tls_is_closed_where_there_is_no_certificate() {
    let address = Processor::default().serve().await;
    let mut peer = Peer::connect(&address).await;
    peer.write(b"\x16\x03\x01\x00\x05\x01\x00\x00\x01\x03").await;
    assert!(peer.read().await.is_none());
}
