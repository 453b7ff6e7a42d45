//! Several services on one port.

use thrift_runtime::MessageType::Call;
use thrift_runtime::{ApplicationErrorKind, Channel, Error, Multiplexed, Protocol, Server};
use tower::limit::ConcurrencyLimitLayer;

use crate::service::{self, Processor, args};
use crate::wire::{Peer, body, strict};

async fn serve(services: Multiplexed) -> String {
    let server = Server::new(services).bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr().to_string();
    tokio::spawn(server.serve());
    address
}

#[tokio::test]
async fn each_service_gets_its_own_calls() {
    let (one, other) = (Processor::default(), Processor::default());
    let address = serve(Multiplexed::new().service("One", one.clone()).service("Other", other.clone())).await;
    for protocol in [Protocol::Binary, Protocol::Compact] {
        let channel = Channel::builder(&*address).protocol(protocol).connect().await.unwrap();
        let before = (one.notes(), other.notes());
        service::send_note(&channel.multiplexed("One"), &args("")).await.unwrap();
        one.noted(before.0 + 1).await;
        assert_eq!(other.notes(), before.1);
        assert_eq!(service::call(&channel.multiplexed("Other"), "echo", &args("hi")).await.unwrap(), "hi");
        // Under layers and above them.
        let layered = channel.multiplexed("Other").layer(ConcurrencyLimitLayer::new(1));
        assert_eq!(service::call(&layered, "echo", &args("under")).await.unwrap(), "under");
        let layered = channel.layer(ConcurrencyLimitLayer::new(1)).multiplexed("Other");
        assert_eq!(service::call(&layered, "echo", &args("above")).await.unwrap(), "above");
        let layered = layered.layer(ConcurrencyLimitLayer::new(1));
        assert_eq!(service::call(&layered, "echo", &args("between")).await.unwrap(), "between");
    }
}

#[tokio::test]
async fn a_reply_names_the_method_alone() {
    let address = serve(Multiplexed::new().service("One", Processor::default())).await;
    let mut client = Peer::connect(&address).await;
    let answer = client.ask(&strict(Call, "One:echo", 3, &body(&args("hi")))).await;
    assert_eq!((answer.name.as_str(), answer.id, answer.text()), ("echo", 3, "hi"));
}

#[tokio::test]
async fn a_refusal_names_the_method_alone() {
    let address = serve(Multiplexed::new().service("One", Processor::default())).await;
    let mut client = Peer::connect(&address).await;
    let answer = client.ask(&strict(Call, "Two:echo", 3, &body(&args("hi")))).await;
    assert_eq!((answer.name.as_str(), answer.id), ("echo", 3));
    assert_eq!(client.ask(&strict(Call, "One:echo", 4, &body(&args("hi")))).await.text(), "hi");
}

#[tokio::test]
async fn bare_names_go_to_the_default_service() {
    let services = Multiplexed::new().service("One", Processor::default());
    let channel = Channel::connect(serve(services).await).await.unwrap();
    let message = |error: Error| match error {
        Error::Application(error) if error.kind == ApplicationErrorKind::UNKNOWN_METHOD => error.message,
        error => panic!("{error}"),
    };
    let error = service::call(&channel, "echo", &args("")).await.unwrap_err();
    assert_eq!(message(error), "`echo` was called without the name of its service");
    let error = service::call(&channel.multiplexed("Two"), "echo", &args("")).await.unwrap_err();
    assert_eq!(message(error), "there is no service for `Two:echo`");
    let services = Multiplexed::new().default_service(Processor::default());
    let channel = Channel::connect(serve(services).await).await.unwrap();
    assert_eq!(service::call(&channel, "echo", &args("bare")).await.unwrap(), "bare");
}
