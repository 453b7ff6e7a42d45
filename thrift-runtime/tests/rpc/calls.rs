//! Our client and our server.

use thrift_runtime::{CallFuture, Channel, ResponseFuture, Server, Transport};

use tokio::time::timeout;

use crate::service::{Processor, args, call, send_note};
use crate::wire::SOON;

#[tokio::test]
async fn a_call_gets_its_result() {
    let address = Processor::default().serve().await;
    let channel = Channel::connect(&address).await.unwrap();
    assert_eq!(call(&channel, "echo", &args("hello")).await.unwrap(), "hello");
}

#[tokio::test]
async fn framed_and_unframed_clients_share_a_port() {
    let address = Processor::default().serve().await;
    for transport in [Transport::Framed, Transport::Unframed] {
        let channel = Channel::builder(&address).transport(transport).connect().await.unwrap();
        for text in ["one", "two"] {
            assert_eq!(call(&channel, "echo", &args(text)).await.unwrap(), text);
        }
    }
}

#[tokio::test]
async fn a_channel_works_over_any_stream() {
    let (client, server) = tokio::io::duplex(64);
    let served = tokio::spawn(async move { Server::new(Processor::default()).serve_connection(server).await });
    let channel = Channel::from_stream(client);
    let long = "long ".repeat(1000);
    assert_eq!(call(&channel, "echo", &args(&long)).await.unwrap(), long);
    drop(channel);
    timeout(SOON, served).await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_calls_share_a_connection() {
    let address = Processor::default().serve().await;
    let channel = Channel::connect(&address).await.unwrap();
    let mut calls = tokio::task::JoinSet::new();
    for n in 0..1000 {
        let channel = channel.clone();
        calls.spawn(async move {
            let mut args = args(&format!("call {n}"));
            args.number = n % 7;
            let method = if n % 3 == 0 { "wait" } else { "echo" };
            assert_eq!(call(&channel, method, &args).await.unwrap(), args.text);
        });
    }
    while let Some(done) = calls.join_next().await {
        done.unwrap();
    }
}

#[tokio::test]
async fn oneway_requests_arrive() {
    let processor = Processor::default();
    let channel = Channel::connect(processor.serve().await).await.unwrap();
    send_note(&channel, &args("")).await.unwrap();
    processor.noted(1).await;
    assert_eq!(call(&channel, "echo", &args("after")).await.unwrap(), "after");
}

#[tokio::test]
async fn a_quick_call_overtakes_a_slow_one() {
    let processor = Processor::default();
    let channel = Channel::connect(processor.serve().await).await.unwrap();
    let slow = tokio::spawn({
        let channel = channel.clone();
        async move { call(&channel, "gate", &args("slow")).await }
    });
    assert_eq!(call(&channel, "echo", &args("quick")).await.unwrap(), "quick");
    assert!(!slow.is_finished());
    processor.open(1);
    assert_eq!(slow.await.unwrap().unwrap(), "slow");
}

/// Generated clients and servers hand these between threads.
#[test]
fn futures_can_be_spawned() {
    fn spawnable<T: Send + Unpin + 'static>() {}
    fn shared<T: Send + Sync + Clone + std::fmt::Debug + 'static>() {}
    spawnable::<CallFuture<String>>();
    spawnable::<ResponseFuture>();
    shared::<Channel>();
    shared::<Server>();
}
