//! Calls in JSON, by clients and servers of which ours is one.

use thrift_runtime::{Channel, Limits, Multiplexed, Protocol, Server, Transport};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tower::layer::layer_fn;
use tower::layer::util::Identity;

use crate::service::{self, Processor, args};
use crate::wire::SOON;

/// A client that writes and reads text.
struct Client {
    io: TcpStream,
    framed: bool,
}

impl Client {
    async fn connect(address: &str, framed: bool) -> Self {
        let io = TcpStream::connect(address).await.unwrap();
        io.set_nodelay(true).unwrap();
        Self { io, framed }
    }

    fn pack(&self, text: &str) -> Vec<u8> {
        let length = (text.len() as u32).to_be_bytes();
        [if self.framed { &length[..] } else { &[] }, text.as_bytes()].concat()
    }

    async fn write(&mut self, text: &str) {
        let bytes = self.pack(text);
        self.io.write_all(&bytes).await.unwrap();
    }

    /// Reads this text and nothing else.
    async fn expect(&mut self, text: &str) {
        let expected = self.pack(text);
        let mut found = vec![0; expected.len()];
        let read = timeout(SOON, self.io.read_exact(&mut found)).await;
        read.expect("an answer in time").unwrap_or_else(|error| panic!("{error} instead of {text}"));
        assert_eq!(String::from_utf8_lossy(&found), String::from_utf8_lossy(&expected));
    }

    async fn ask(&mut self, text: &str, answer: &str) {
        self.write(text).await;
        self.expect(answer).await;
    }

    async fn expect_end(&mut self) {
        let mut rest = Vec::new();
        let read = timeout(SOON, self.io.read_to_end(&mut rest)).await;
        read.expect("the end in time").unwrap();
        assert_eq!(String::from_utf8_lossy(&rest), "");
    }
}

const REQUEST: &str = r#"[1,"echo",1,7,{"1":{"str":"é \"\\"},"2":{"i32":-3}}]"#;
const ANSWER: &str = r#"[1,"echo",2,7,{"0":{"str":"é \"\\"}}]"#;

#[tokio::test]
async fn each_client_is_answered_in_kind() {
    let address = Processor::default().serve().await;
    for framed in [false, true] {
        let mut client = Client::connect(&address, framed).await;
        for _ in 0..2 {
            client.ask(REQUEST, ANSWER).await;
        }
    }
}

#[tokio::test]
async fn bytes_may_arrive_one_by_one_and_messages_together() {
    let address = Processor::default().serve().await;
    for framed in [false, true] {
        let mut client = Client::connect(&address, framed).await;
        let bytes = client.pack(REQUEST);
        for byte in &bytes {
            client.io.write_all(&[*byte]).await.unwrap();
            tokio::task::yield_now().await;
        }
        client.expect(ANSWER).await;
        client.io.write_all(&bytes.repeat(100)).await.unwrap();
        for _ in 0..100 {
            client.expect(ANSWER).await;
        }
    }
}

#[tokio::test]
async fn whatever_some_library_writes_is_read() {
    let address = Processor::default().serve().await;
    let mut client = Client::connect(&address, false).await;
    for request in [
        // White space in front, between tokens and behind.
        "\r\n [ 1 , \"echo\" , 1 , 7 , { \"1\" : { \"str\" : \"a/b\" } } ] \n\n",
        // Escapes of any kind, of the name too.
        r#"[1,"\u0065cho",1,7,{"1":{"str":"a\/\u0062"}}]"#,
        // Numbers in quotes, fields that nobody knows, one of another type than it should have.
        r#"["1","echo","1","7",{"2":{"str":"x"},"9":{"lst":["rec",1,{"1":{"tf":true}}]},"1":{"str":"a/b"}}]"#,
    ] {
        client.ask(request, r#"[1,"echo",2,7,{"0":{"str":"a/b"}}]"#).await;
    }
}

#[tokio::test]
async fn a_connection_lives_on_behind_any_call() {
    let processor = Processor::default();
    let address = processor.serve().await;
    for framed in [false, true] {
        let mut client = Client::connect(&address, framed).await;
        let unknown = r#"[1,"no \"such\"",1,8,{"1":{"map":["str","lst",1,{"k":["tf",2,1,0]}]}}]"#;
        let answer = r#"[1,"no \"such\"",3,8,{"1":{"str":"`Tests` has no method `no \"such\"`"},"2":{"i32":1}}]"#;
        client.ask(unknown, answer).await;
        let failing = r#"[1,"fail",1,-9,{"1":{"str":"why"}}]"#;
        let answer = r#"[1,"fail",3,-9,{"1":{"str":"internal error in `fail`: why"},"2":{"i32":6}}]"#;
        client.ask(failing, answer).await;
        client.ask(r#"[1,"nothing",1,1,{}]"#, r#"[1,"nothing",2,1,{}]"#).await;
        let notes = processor.notes();
        client.write(r#"[1,"note",4,1,{}]"#).await;
        processor.noted(notes + 1).await;
        client.ask(REQUEST, ANSWER).await;
    }
}

#[tokio::test]
async fn malformed_arguments_fail_their_call_and_not_the_connection() {
    let address = Processor::default().serve().await;
    for framed in [false, true] {
        let mut client = Client::connect(&address, framed).await;
        let answer = r#"[1,"echo",3,5,{"1":{"str":"malformed arguments of `echo`: `}` is expected, not `7}}]` in `Args.text` (at byte 29)"},"2":{"i32":7}}]"#;
        client.ask(r#"[1,"echo",1,5,{"1":{"str":"a"7}}]"#, answer).await;
        client.ask(REQUEST, ANSWER).await;
    }
}

#[tokio::test]
async fn what_has_no_end_is_answered_where_it_can_be_and_closed() {
    let address = Processor::default().serve().await;
    let deep = format!(r#"[1,"echo",1,6,{{"1":{}"#, r#"{"lst":["lst",1,["#.repeat(100));
    for (request, message) in [
        ("[1,\"echo\",1,6,{\"1\":\u{1}", r"malformed arguments of `echo`: `\\x01` can not be in JSON (at byte 19)"),
        (&deep, "malformed arguments of `echo`: the message is nested too deeply (at byte 740)"),
    ] {
        let mut client = Client::connect(&address, false).await;
        let answer = format!(r#"[1,"echo",3,6,{{"1":{{"str":"{message}"}},"2":{{"i32":7}}}}]"#);
        client.ask(request, &answer).await;
        client.expect_end().await;
    }
    for request in [r#"[2,"echo",1,6,{}]"#, r#"[1,7,1,6,{}]"#, "[]", r#"[1,"echo",9,6,{}]"#, "{}", "\n\n]]]]"] {
        let mut client = Client::connect(&address, false).await;
        client.write(request).await;
        client.expect_end().await;
    }
}

#[tokio::test]
async fn a_message_without_end_is_refused_at_the_limit() {
    let mut limits = Limits::DEFAULT;
    limits.message_size = 1000;
    let server = Server::new(Processor::default()).limits(limits).bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr().to_string();
    tokio::spawn(server.serve());
    let mut client = Client::connect(&address, false).await;
    client.write(&format!(r#"[1,"echo",1,6,{{"1":{{"str":"{}"#, "x".repeat(2000))).await;
    let message = "malformed arguments of `echo`: the message has more than 1000 bytes, which is the limit";
    client.expect(&format!(r#"[1,"echo",3,6,{{"1":{{"str":"{message}"}},"2":{{"i32":7}}}}]"#)).await;
    client.expect_end().await;
    // White space is no message, however much there is of it.
    let mut client = Client::connect(&address, false).await;
    for _ in 0..4 {
        client.write(&" ".repeat(999)).await;
    }
    client.ask(REQUEST, ANSWER).await;
}

#[tokio::test]
async fn a_result_that_is_too_large_as_text_is_an_error() {
    let mut limits = Limits::DEFAULT;
    limits.frame_size = 1000;
    let server = Server::new(Processor::default()).limits(limits).bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr().to_string();
    tokio::spawn(server.serve());
    // As an escape, it takes a byte more in the answer than in the request.
    let request = format!("[1,\"echo\",1,6,{{\"1\":{{\"str\":\"{}\"}}}}]", "\u{7f}\t".repeat(475));
    let mut client = Client::connect(&address, true).await;
    let message = "internal error in `echo`: its result has 1456 bytes in JSON, above the limit of 1000";
    let answer = format!(r#"[1,"echo",3,6,{{"1":{{"str":"{message}"}},"2":{{"i32":6}}}}]"#);
    client.ask(&request, &answer).await;
    client.ask(REQUEST, ANSWER).await;
}

#[tokio::test]
async fn services_share_a_port_by_their_names() {
    let services = Multiplexed::new().service("Tests", Processor::default());
    let server = Server::new(services).bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr().to_string();
    tokio::spawn(server.serve());
    for request in [r#"[1,"Tests:echo",1,7,{"1":{"str":"a"}}]"#, r#"[1,"Tests\u003aecho",1,7,{"1":{"str":"a"}}]"#] {
        let mut client = Client::connect(&address, false).await;
        client.ask(request, r#"[1,"echo",2,7,{"0":{"str":"a"}}]"#).await;
    }
    let channel = Channel::builder(&*address).protocol(Protocol::Json).connect().await.unwrap().multiplexed("Tests");
    assert_eq!(service::call(&channel, "echo", &args("b")).await.unwrap(), "b");
}

#[tokio::test]
async fn our_client_speaks_it_behind_layers_too() {
    let address = Processor::default().serve().await;
    let builder = Channel::builder(&*address).protocol(Protocol::Json).transport(Transport::Framed);
    let channel = builder.connect().await.unwrap().layer(Identity::new());
    assert_eq!(service::call(&channel, "echo", &args("text")).await.unwrap(), "text");
    let error = service::call(&channel, "fail", &args("why")).await.unwrap_err();
    assert_eq!(error.to_string(), "internal error in `fail`: why (INTERNAL_ERROR)");
}

/// A server that passes everything on to another, in this protocol.
async fn passing_on(protocol: Protocol) -> String {
    let address = Processor::default().serve().await;
    let channel = Channel::builder(&*address).protocol(protocol).connect().await.unwrap();
    let server = Server::new(Processor::default()).layer(layer_fn(move |_| channel.clone()));
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr().to_string();
    tokio::spawn(server.serve());
    address
}

#[tokio::test]
async fn what_nobody_knows_the_types_of_is_passed_on_as_it_is_or_not_at_all() {
    let address = passing_on(Protocol::Json).await;
    let mut client = Client::connect(&address, false).await;
    client.ask(REQUEST, ANSWER).await;
    let failing = r#"[1,"fail",1,-9,{"1":{"str":"why"}}]"#;
    let answer = r#"[1,"fail",3,-9,{"1":{"str":"internal error in `fail`: why"},"2":{"i32":6}}]"#;
    client.ask(failing, answer).await;
    // Text and bytes look alike in JSON, and nobody here knows which it is.
    let error =
        |channel: Channel| async move { service::call(&channel, "echo", &args("a")).await.unwrap_err().to_string() };
    let binary = error(Channel::connect(&*address).await.unwrap()).await;
    assert!(binary.contains("what comes from elsewhere in another protocol than JSON"), "{binary}");
    let address = passing_on(Protocol::Binary).await;
    let json = error(Channel::builder(&*address).protocol(Protocol::Json).connect().await.unwrap()).await;
    assert!(json.contains("what came in JSON has to be passed on in JSON"), "{json}");
}
