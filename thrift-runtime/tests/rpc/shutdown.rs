//! Ends of servers.

use std::time::{Duration, Instant};

use thrift_runtime::{Channel, Server};
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::service::{Processor, args, call};
use crate::wire::{self, Peer, SOON};

/// A server with a switch.
async fn serve(server: Server) -> (String, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr().to_string();
    let (stop, stopped) = oneshot::channel();
    let task = tokio::spawn(async move {
        let stopped = async { drop(stopped.await) };
        server.serve_with_shutdown(stopped).await.unwrap();
    });
    (address, stop, task)
}

#[tokio::test]
async fn a_shutdown_finishes_what_has_arrived() {
    let processor = Processor::default();
    let (address, stop, task) = serve(Server::new(processor.clone())).await;
    let idle = Channel::connect(&address).await.unwrap();
    let mut client = Peer::connect(&address).await;
    client.write(&wire::call("gate", 1, &args("first"))).await;
    client.write(&wire::call("gate", 1, &args("behind it"))).await;
    // Its answer shows that both have arrived.
    client.ask(&wire::call("echo", 2, &args(""))).await;

    stop.send(()).unwrap();
    while Channel::connect(&address).await.is_ok() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert!(!task.is_finished());
    processor.open(2);
    assert_eq!(client.read().await.unwrap().text(), "first");
    assert_eq!(client.read().await.unwrap().text(), "behind it");
    assert!(client.read().await.is_none());
    timeout(SOON, task).await.unwrap().unwrap();
    assert!(call(&idle, "echo", &args("")).await.unwrap_err().is_retriable());
}

#[tokio::test]
async fn a_shutdown_drops_what_takes_too_long() {
    let processor = Processor::default();
    let server = Server::new(processor.clone()).shutdown_timeout(Duration::from_millis(50));
    let (address, stop, task) = serve(server).await;
    let mut client = Peer::connect(&address).await;
    client.write(&wire::call("gate", 1, &args("for ever"))).await;
    client.ask(&wire::call("echo", 2, &args(""))).await;
    let start = Instant::now();
    stop.send(()).unwrap();
    timeout(SOON, task).await.unwrap().unwrap();
    assert!((50..5000).contains(&start.elapsed().as_millis()), "{:?}", start.elapsed());
    assert!(client.read().await.is_none());
    // The handler is gone as well, and takes no permit.
    processor.open(1);
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(processor.notes(), 0);
}

#[tokio::test]
async fn a_request_that_comes_after_is_not_run() {
    let processor = Processor::default();
    let (address, stop, task) = serve(Server::new(processor.clone())).await;
    let mut client = Peer::connect(&address).await;
    client.write(&wire::call("gate", 1, &args("before"))).await;
    client.ask(&wire::call("echo", 2, &args(""))).await;
    stop.send(()).unwrap();
    while Channel::connect(&address).await.is_ok() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    processor.open(2);
    client.write(&wire::call("gate", 3, &args("after"))).await;
    assert_eq!(client.read().await.unwrap().text(), "before");
    assert!(client.read().await.is_none());
    timeout(SOON, task).await.unwrap().unwrap();
    assert_eq!(processor.notes(), 1);
}
