//! A server that says what it serves, to a client that knows nothing else of it.

use thrift_rs::dynamic::Schema;
use thrift_rs::{ApplicationErrorKind, Channel, Error, Multiplexed, Process, Protocol, Reflection, Server, Transport};

use super::written::{self, base};

/// A client as anybody would generate it.
mod tool {
    #![allow(dead_code, reason = "it calls, and serves not")]

    thrift_rs::thrift!(idl = "service ThriftReflection { string thrift_reflection_idl() }");

    pub use thrift_reflection::Client;
}

struct Pong;

impl written::Base for Pong {
    async fn ping(&self) -> thrift_rs::Result<()> {
        Ok(())
    }
}

async fn serve(process: impl Process) -> String {
    let server = Server::new(process).bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr().to_string();
    tokio::spawn(server.serve());
    address
}

fn reflection() -> Reflection {
    Reflection::of_service(&base::DESCRIPTOR).unwrap()
}

fn kind(error: Error) -> ApplicationErrorKind {
    match error {
        Error::Application(error) => error.kind,
        error => panic!("{error}"),
    }
}

#[tokio::test]
async fn a_tool_reads_what_a_server_serves_in_every_dialect() {
    let address = serve(reflection().around(base::Processor::new(Pong))).await;
    for protocol in [Protocol::Binary, Protocol::Compact, Protocol::Json] {
        for transport in [Transport::Unframed, Transport::Framed] {
            let channel = Channel::builder(&*address).protocol(protocol).transport(transport).connect().await.unwrap();
            let idl = tool::Client::new(channel.clone()).thrift_reflection_idl().await.unwrap();
            assert_eq!(idl, "/** What every service has. */\nservice Base {\n  void ping()\n}\n");
            assert!(Schema::parse(&idl).is_ok());
            // What it is around goes on.
            base::Client::new(channel).ping().await.unwrap();
        }
    }
}

#[tokio::test]
async fn nobody_is_told_without_being_asked_to() {
    let channel = Channel::connect(serve(base::Processor::new(Pong)).await).await.unwrap();
    let error = tool::Client::new(channel).thrift_reflection_idl().await.unwrap_err();
    assert_eq!(kind(error), ApplicationErrorKind::UNKNOWN_METHOD);
}

#[tokio::test]
async fn it_is_one_of_several_services_or_around_them() {
    let services = || Multiplexed::new().service("Base", base::Processor::new(Pong));
    let among = serve(services().service(Reflection::SERVICE, reflection())).await;
    let around = serve(reflection().around(services())).await;
    let within = serve(Multiplexed::new().service("Base", reflection().around(base::Processor::new(Pong)))).await;
    for (address, name) in [(&among, Reflection::SERVICE), (&around, Reflection::SERVICE), (&within, "Base")] {
        let channel = Channel::connect(&**address).await.unwrap();
        let idl = tool::Client::new(channel.multiplexed(name)).thrift_reflection_idl().await.unwrap();
        assert!(idl.contains("service Base {"), "{idl}");
        base::Client::new(channel.multiplexed("Base")).ping().await.unwrap();
    }
    // Of a client that knows nothing of services.
    let channel = Channel::connect(&*around).await.unwrap();
    tool::Client::new(channel).thrift_reflection_idl().await.unwrap();
    // By itself it serves nothing else.
    let channel = Channel::connect(&*among).await.unwrap();
    let error = base::Client::new(channel.multiplexed(Reflection::SERVICE)).ping().await.unwrap_err();
    assert_eq!(kind(error), ApplicationErrorKind::UNKNOWN_METHOD);
}

#[test]
fn its_own_idl_is_what_tools_read() {
    let described = Schema::of_service(&tool::thrift_reflection::DESCRIPTOR).unwrap();
    assert_eq!(described.to_idl(), Reflection::IDL);
    let error = Reflection::of_service(&tool::thrift_reflection::DESCRIPTOR).unwrap_err();
    assert_eq!(error.to_string(), "`ThriftReflection` has a method `thrift_reflection_idl` of its own");
}
