//! What is wrong or unusual in requests, and what a server makes of it: framed and not.

use thrift_runtime::MessageType::{self, Call, Exception, Oneway, Reply};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::service::{Args, Processor, args};
use crate::wire::{Content, Peer, body, call, framed, old, strict};

const UNKNOWN_METHOD: i32 = 1;
const INVALID_MESSAGE_TYPE: i32 = 2;
const PROTOCOL_ERROR: i32 = 7;

/// A client of a server of its own.
struct Client {
    peer: Peer<TcpStream>,
    processor: Processor,
    address: String,
}

impl Client {
    async fn new(framed: bool) -> Self {
        let processor = Processor::default();
        let address = processor.serve().await;
        let mut peer = Peer::connect(&address).await;
        peer.framed = framed;
        Self { peer, processor, address }
    }

    async fn both() -> [Self; 2] {
        [Self::new(false).await, Self::new(true).await]
    }

    async fn send(&mut self, message: Vec<u8>) {
        let message = if self.peer.framed { framed(message) } else { message };
        self.peer.write(&message).await;
    }

    async fn ask(&mut self, message: Vec<u8>) -> Content {
        self.send(message).await;
        self.peer.read().await.expect("an answer").content
    }

    /// That the next answer is that of the next call.
    async fn is_well(&mut self) {
        assert_eq!(self.ask(call("echo", 99, &args("fine"))).await, text("fine"));
    }
}

fn text(text: &str) -> Content {
    Content::Text(Some(text.to_owned()))
}

/// The kind of an error.
fn kind(content: &Content) -> i32 {
    match content {
        Content::Error(kind, _) => *kind,
        other => panic!("no error: {other:?}"),
    }
}

#[tokio::test]
async fn the_arguments_of_an_unknown_method_are_skipped() {
    for mut client in Client::both().await {
        let args = Args { text: "skipped".repeat(1000), number: 7 };
        assert_eq!(kind(&client.ask(call("nobody_knows", 1, &args)).await), UNKNOWN_METHOD);
        client.is_well().await;
    }
}

#[tokio::test]
async fn an_argument_of_another_type_counts_as_missing() {
    for mut client in Client::both().await {
        // An i32, a list of structs and a map in place of the text.
        for field in [
            &[8, 0, 1, 0, 0, 0, 5][..],
            &[15, 0, 1, 12, 0, 0, 0, 1, 11, 0, 1, 0, 0, 0, 1, b'x', 0],
            &[13, 0, 1, 11, 8, 0, 0, 0, 1, 0, 0, 0, 1, b'k', 0, 0, 0, 1],
        ] {
            let arguments = [field, &[0]].concat();
            assert_eq!(client.ask(strict(Call, "echo", 1, &arguments)).await, text(""));
            client.is_well().await;
        }
    }
}

#[tokio::test]
async fn an_argument_that_is_missing_has_its_default() {
    for mut client in Client::both().await {
        assert_eq!(client.ask(strict(Call, "echo", 1, &[0])).await, text(""));
        client.is_well().await;
    }
}

#[tokio::test]
async fn an_argument_that_nobody_knows_is_skipped() {
    for mut client in Client::both().await {
        let mut arguments = vec![11, 0, 77, 0, 0, 0, 3, b'n', b'e', b'w'];
        arguments.extend(body(&args("known")));
        assert_eq!(client.ask(strict(Call, "echo", 1, &arguments)).await, text("known"));
        client.is_well().await;
    }
}

#[tokio::test]
async fn a_reply_is_no_request() {
    for mut client in Client::both().await {
        for kind_of_message in [Reply, Exception] {
            let message = strict(kind_of_message, "echo", 1, &body(&args("")));
            assert_eq!(kind(&client.ask(message).await), INVALID_MESSAGE_TYPE);
            client.is_well().await;
        }
    }
}

/// Whoever sends a method with an answer as oneway does not read one: it would be taken for that of the next call.
#[tokio::test]
async fn what_is_sent_as_oneway_is_never_answered() {
    for mut client in Client::both().await {
        for method in ["echo", "nobody_knows", "fail", "panic", "note"] {
            client.send(strict(Oneway, method, 1, &body(&args("")))).await;
            client.is_well().await;
        }
        // Run it is, all the same.
        client.processor.open(1);
        client.send(strict(Oneway, "gate", 1, &body(&args("")))).await;
        client.processor.noted(2).await;
    }
}

#[tokio::test]
async fn text_that_is_not_utf8_is_refused() {
    for mut client in Client::both().await {
        let arguments = [11, 0, 1, 0, 0, 0, 2, 0xc3, 0x28, 0];
        assert_eq!(kind(&client.ask(strict(Call, "echo", 1, &arguments)).await), PROTOCOL_ERROR);
        client.is_well().await;
    }
}

#[tokio::test]
async fn old_and_strict_headers_may_take_turns() {
    for mut client in Client::both().await {
        for _ in 0..2 {
            client.send(old(Call, "echo", 7, &body(&args("old")))).await;
            let answer = client.peer.read().await.unwrap();
            assert_eq!((answer.text(), answer.strict, answer.id), ("old", false, 7));
            client.is_well().await;
        }
    }
}

#[tokio::test]
async fn a_type_that_does_not_exist_is_answered() {
    for mut client in Client::both().await {
        let answer = client.ask(strict(Call, "echo", 1, &[0x63, 0, 1, 0, 0])).await;
        assert_eq!(kind(&answer), PROTOCOL_ERROR);
        if client.peer.framed {
            client.is_well().await;
        } else {
            // Where the next message would begin is not known.
            assert!(client.peer.read().await.is_none());
        }
        let mut next = Peer::connect(&client.address).await;
        assert_eq!(next.ask(&call("echo", 1, &args("alive"))).await.text(), "alive");
    }
}

#[tokio::test]
async fn a_line_of_text_ends_its_connection_only() {
    let mut client = Client::new(false).await;
    for bytes in [&b"\nhello"[..], b"\r\n\r\nhelo", b"help\n"] {
        let mut other = Peer::connect(&client.address).await;
        other.write(bytes).await;
        assert!(other.read().await.is_none());
        client.is_well().await;
    }
}

#[tokio::test]
async fn a_probe_that_says_nothing_harms_nobody() {
    let mut client = Client::new(false).await;
    for linger in [None, Some(std::time::Duration::ZERO)] {
        for _ in 0..10 {
            let probe = Peer::connect(&client.address).await;
            // At zero the connection is reset, not closed: some probes do so.
            #[allow(deprecated, reason = "it blocks for other times only")]
            probe.io.set_linger(linger).unwrap();
            drop(probe);
        }
        client.is_well().await;
    }
}

#[tokio::test]
async fn a_client_that_has_closed_its_side_gets_its_answers() {
    for mut client in Client::both().await {
        client.send(call("gate", 1, &args("slow"))).await;
        client.send(call("echo", 2, &args("quick"))).await;
        client.peer.io.shutdown().await.unwrap();
        assert_eq!(client.peer.read().await.unwrap().text(), "quick");
        client.processor.open(1);
        assert_eq!(client.peer.read().await.unwrap().text(), "slow");
        assert!(client.peer.read().await.is_none());
    }
}

#[tokio::test]
async fn a_message_cut_short_is_not_run() {
    for mut client in Client::both().await {
        let message = strict(MessageType::Call, "note", 1, &body(&args("never")));
        let message = if client.peer.framed { framed(message) } else { message };
        for length in 1..message.len() {
            let mut other = Peer::connect(&client.address).await;
            other.write(&message[..length]).await;
            other.io.shutdown().await.unwrap();
            assert!(other.read().await.is_none());
        }
        client.is_well().await;
        assert_eq!(client.processor.notes(), 0);
    }
}
