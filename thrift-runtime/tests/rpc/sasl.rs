//! SASL PLAIN, from our client and by hand.

use std::time::Duration;

use thrift_runtime::{Channel, ChannelBuilder, Credentials, Server, Transport};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::net::TcpListener;
use tokio::time::{Instant, sleep};

use crate::service::{Processor, args, call};
use crate::wire::{self, Peer};

/// Serves `user` with `secret`, who may act as `admin`.
fn server() -> Server {
    Server::new(Processor::default()).sasl_plain(|credentials: Credentials| async move {
        tokio::task::yield_now().await;
        match (credentials.authorization_id(), credentials.user(), credentials.password()) {
            (None | Some("admin"), "user", "secret") => Ok(()),
            _ => Err("only the log is to see this"),
        }
    })
}

fn connect(server: Server) -> DuplexStream {
    let (client, connection) = duplex(64 * 1024);
    tokio::spawn(async move { server.serve_connection(connection).await });
    client
}

fn over(server: Server, user: &str, password: &str) -> Channel {
    Channel::builder("in memory").sasl_plain(user, password).over(connect(server))
}

fn step(status: u8, payload: &[u8]) -> Vec<u8> {
    [&[status], &(payload.len() as u32).to_be_bytes()[..], payload].concat()
}

async fn read_step(io: &mut (impl AsyncReadExt + Unpin)) -> (u8, String) {
    let (status, length) = (io.read_u8().await.unwrap(), io.read_u32().await.unwrap());
    let mut payload = vec![0; length as usize];
    io.read_exact(&mut payload).await.unwrap();
    (status, String::from_utf8(payload).unwrap())
}

#[tokio::test]
async fn who_has_the_password_is_served() {
    let channel = over(server(), "user", "secret");
    assert_eq!(call(&channel, "identity", &args("")).await.unwrap(), "plain user 0 certificates");
    let large = "x".repeat(1_000_000);
    assert_eq!(call(&channel, "echo", &args(&large)).await.unwrap(), large);

    let patient = over(server().message_timeout(Duration::MAX), "user", "secret");
    assert_eq!(call(&patient, "echo", &args("no hurry")).await.unwrap(), "no hurry");

    let server = server().bind("127.0.0.1:0").await.unwrap();
    let builder = Channel::builder(server.local_addr());
    tokio::spawn(server.serve());
    let channel = builder.clone().sasl_plain("user", "secret").connect().await.unwrap();
    assert_eq!(call(&channel, "echo", &args("over TCP")).await.unwrap(), "over TCP");
    let error = builder.sasl_plain("user", "wrong").connect().await.unwrap_err().to_string();
    assert!(error.contains("authentication failed") && !error.contains("wrong"), "{error}");
}

#[tokio::test]
async fn who_has_not_is_told_no_more_than_that() {
    for (user, password) in
        [("user", "Secret"), ("nobody", "secret"), ("user", ""), ("", "secret"), ("us\0er", "secret")]
    {
        let error = call(&over(server(), user, password), "echo", &args("")).await.unwrap_err();
        assert!(error.is_retriable() && error.to_string().contains("the server refuses"), "{error}");
        assert!(!error.to_string().contains("log"), "{error}");
    }
}

#[tokio::test]
async fn steps_by_hand_are_those_of_the_specification() {
    for response in [2, 5] {
        let mut peer = Peer::new(connect(server()));
        peer.write(&step(1, b"PLAIN")).await;
        peer.write(&step(response, b"admin\0user\0secret")).await;
        assert_eq!(read_step(&mut peer.io).await, (5, String::new()));
        peer.framed = true;
        let answer = peer.ask(&wire::framed(wire::call("identity", 7, &args("")))).await;
        assert_eq!((answer.text(), answer.id), ("plain admin 0 certificates", 7));
        let answer = peer.ask(&wire::framed(wire::call("echo", 8, &args("again")))).await;
        assert_eq!(answer.text(), "again");
    }
}

#[tokio::test]
async fn nothing_but_the_handshake_leads_in() {
    let messages = [
        wire::call("gate", 1, &args("")),
        wire::framed(wire::call("gate", 1, &args(""))),
        b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n".to_vec(),
        b"\x78\x9c\x63".to_vec(),
        b"\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00".to_vec(),
        step(2, b"\0user\0secret"),
        step(5, b""),
        step(1, b"GSSAPI"),
        step(1, b""),
        [step(1, b"PLAIN"), step(1, b"PLAIN")].concat(),
        [step(1, b"PLAIN"), step(3, b"\0user\0secret")].concat(),
        [step(1, b"PLAIN"), step(9, b"")].concat(),
        [step(1, b"PLAIN"), step(2, b"\0user\0wrong"), step(2, b"\0user\0secret")].concat(),
        [step(1, b"PLAIN"), b"\x02\xff\xff\xff\xff".to_vec()].concat(),
        [step(1, b"PLAIN"), b"\x02\0\0\x40\x01".to_vec()].concat(),
    ];
    for message in messages {
        let mut client = connect(server());
        client.write_all(&[&message[..], &wire::framed(wire::call("echo", 1, &args("x")))].concat()).await.unwrap();
        let mut said = Vec::new();
        client.read_to_end(&mut said).await.unwrap();
        assert!(!said.starts_with(&[5]) && !said.windows(4).any(|four| four == b"echo"), "{}", said.escape_ascii());
    }
}

#[tokio::test]
async fn a_server_without_passwords_takes_no_handshake() {
    let mut client = connect(Server::new(Processor::default()));
    client.write_all(&[step(1, b"PLAIN"), step(2, b"\0user\0secret")].concat()).await.unwrap();
    let mut said = Vec::new();
    client.read_to_end(&mut said).await.unwrap();
    assert!(said.is_empty());
}

#[tokio::test(start_paused = true)]
async fn all_steps_of_a_handshake_have_the_time_of_one_message() {
    let whole = [step(1, b"PLAIN"), step(2, b"\0user\0secret")].concat();
    let mut client = connect(server());
    let start = Instant::now();
    for piece in whole.chunks(5) {
        sleep(Duration::from_secs(8)).await;
        if client.write_all(piece).await.is_err() {
            break;
        }
    }
    // 30 s, and until the client notices.
    assert_eq!(start.elapsed().as_secs(), 32);
}

#[tokio::test(start_paused = true)]
async fn a_handshake_that_stalls_has_the_time_of_a_message() {
    let whole = [step(1, b"PLAIN"), step(2, b"\0user\0secret")].concat();
    for cut in [0, 1, 5, 10, 12, whole.len() - 1] {
        let mut client = connect(server());
        client.write_all(&whole[..cut]).await.unwrap();
        let start = Instant::now();
        client.read_to_end(&mut Vec::new()).await.unwrap();
        assert!((30..62).contains(&start.elapsed().as_secs()), "{cut}: {:?}", start.elapsed());
    }
}

#[tokio::test]
async fn a_client_survives_what_a_server_says() {
    for answer in [
        step(3, b"no\r\nway"),
        step(4, b""),
        step(9, b""),
        [step(2, b""), step(2, b""), step(2, b""), step(2, b"")].concat(),
        b"\x05\xff\xff\xff\xff".to_vec(),
        b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec(),
        Vec::new(),
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (mut io, _) = listener.accept().await.unwrap();
            read_step(&mut io).await;
            read_step(&mut io).await;
            io.write_all(&answer).await.unwrap();
        });
        let error = Channel::builder(address).sasl_plain("user", "secret").connect().await.unwrap_err();
        let text = error.to_string();
        assert!(error.is_retriable() && text.contains("the SASL handshake") && !text.contains("secret"), "{text}");
        assert!(!text.contains('\n'), "{text}");
    }
    let builder: ChannelBuilder = Channel::builder("127.0.0.1:1").connect_timeout(Duration::from_secs(1));
    let unframed = builder.sasl_plain("user", "secret").transport(Transport::Unframed);
    assert!(!format!("{unframed:?}").contains("secret"));
    let error = unframed.connect().await.unwrap_err().to_string();
    assert!(error.contains("framed, not Unframed"), "{error}");
}

#[cfg(feature = "tls")]
#[tokio::test]
async fn a_password_goes_over_tls() {
    let authority = crate::tls::Authority::new();
    let tls = || authority.client().server_name("localhost").unwrap();
    let server = server().tls_only(authority.server("localhost"));
    let builder = Channel::builder("in memory").tls(tls()).sasl_plain("user", "secret");
    let channel = builder.over(connect(server.clone()));
    assert_eq!(call(&channel, "identity", &args("")).await.unwrap(), "tls localhost 0 certificates");
    // Neither alone is enough.
    let plain = over(server.clone(), "user", "secret");
    call(&plain, "echo", &args("")).await.unwrap_err();
    let nameless = Channel::builder("in memory").tls(tls()).over(connect(server));
    call(&nameless, "echo", &args("")).await.unwrap_err();
}
