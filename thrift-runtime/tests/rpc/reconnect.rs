//! What a channel does while its server is away.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use thrift_runtime::{Channel, ChannelBuilder, Error, Server};
use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};

use crate::service::{Processor, args, call};
use crate::wire::{Peer, SOON};

/// Longer than a test takes.
const LONG: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(20);

/// An address at which nobody listens.
async fn nowhere() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap()
}

fn builder(address: SocketAddr, backoff: Duration) -> ChannelBuilder {
    Channel::builder(address).reconnect_backoff(backoff, backoff)
}

async fn serve_at(address: SocketAddr) {
    let server = Server::new(Processor::default()).bind(address).await.unwrap();
    tokio::spawn(server.serve());
}

#[tokio::test]
async fn a_lazy_channel_connects_at_its_first_call() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let channel = Channel::builder(listener.local_addr().unwrap()).connect_lazy();
    assert!(timeout(SHORT, listener.accept()).await.is_err());
    let asked = tokio::spawn(async move { call(&channel, "echo", &args("lazy")).await });
    let (connection, _) = timeout(SOON, listener.accept()).await.unwrap().unwrap();
    tokio::spawn(async move { Server::new(Processor::default()).serve_connection(connection).await });
    assert_eq!(asked.await.unwrap().unwrap(), "lazy");
}

#[test]
fn a_lazy_channel_can_be_made_outside_of_a_runtime() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let address = runtime.block_on(Processor::default().serve());
    let channel = Channel::builder(address).connect_lazy();
    assert_eq!(runtime.block_on(call(&channel, "echo", &args("hello"))).unwrap(), "hello");
}

#[tokio::test]
async fn until_the_next_attempt_calls_fail_with_the_error_of_the_last() {
    let address = nowhere().await;
    let channel = builder(address, LONG).connect_lazy();
    let first = call(&channel, "echo", &args("")).await.unwrap_err();
    let listener = TcpListener::bind(address).await.unwrap();
    for _ in 0..3 {
        let error = call(&channel, "echo", &args("")).await.unwrap_err();
        assert!(error.is_retriable(), "{error:?}");
        assert_eq!(error.to_string(), first.to_string());
        assert!(error.to_string().contains(&address.to_string()), "{error}");
    }
    assert!(timeout(SHORT, listener.accept()).await.is_err());
}

#[tokio::test]
async fn after_a_wait_the_next_call_connects() {
    let address = nowhere().await;
    let channel = builder(address, SHORT).connect_lazy();
    call(&channel, "echo", &args("")).await.unwrap_err();
    serve_at(address).await;
    sleep(SHORT).await;
    assert_eq!(call(&channel, "echo", &args("back")).await.unwrap(), "back");
}

#[tokio::test]
async fn calls_wait_for_a_server_if_told_to() {
    let address = nowhere().await;
    let channel = builder(address, SHORT).wait_for_ready(true).connect_lazy();
    let calls = ["one", "two"].map(|text| {
        let channel = channel.clone();
        tokio::spawn(async move { call(&channel, "echo", &args(text)).await })
    });
    sleep(3 * SHORT).await;
    serve_at(address).await;
    for (call, text) in calls.into_iter().zip(["one", "two"]) {
        assert_eq!(call.await.unwrap().unwrap(), text);
    }
}

#[tokio::test]
async fn calls_wait_no_longer_than_their_timeout() {
    let channel = builder(nowhere().await, LONG).wait_for_ready(true).timeout(SHORT).connect_lazy();
    for _ in 0..2 {
        let began = Instant::now();
        let error = call(&channel, "echo", &args("")).await.unwrap_err();
        assert!(began.elapsed() >= SHORT);
        // It has not been sent, and the error says why.
        assert!(matches!(&error, Error::Transport(error) if error.io().kind() == ErrorKind::TimedOut), "{error:?}");
        assert!(error.is_retriable());
        let text = error.to_string();
        assert!(text.contains("within 20ms: connecting to 127.0.0.1") && text.contains("refused"), "{text}");
    }
}

/// A server that closes every connection at once. Gives its address and how often it did.
async fn closing_server() -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let accepted = Arc::<AtomicUsize>::default();
    let counter = Arc::clone(&accepted);
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            counter.fetch_add(1, Ordering::SeqCst);
        }
    });
    (address, accepted)
}

#[tokio::test]
async fn a_server_that_closes_each_connection_is_not_stormed() {
    let (address, accepted) = closing_server().await;
    let channel = builder(address, LONG).connect_lazy();
    for _ in 0..10 {
        let error = call(&channel, "echo", &args("")).await.unwrap_err();
        assert!(error.to_string().contains(&address.to_string()), "{error}");
    }
    assert!(accepted.load(Ordering::SeqCst) <= 2);
}

#[tokio::test]
async fn nobody_connects_for_calls_that_have_been_dropped() {
    let address = nowhere().await;
    let channel = builder(address, 10 * SHORT).wait_for_ready(true).timeout(2 * SHORT).connect_lazy();
    let error = call(&channel, "echo", &args("")).await.unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if error.io().kind() == ErrorKind::TimedOut), "{error:?}");
    let listener = TcpListener::bind(address).await.unwrap();
    assert!(timeout(15 * SHORT, listener.accept()).await.is_err());
}

#[tokio::test]
async fn calls_that_wait_do_not_hurry_the_next_attempt() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let channel = builder(listener.local_addr().unwrap(), LONG).wait_for_ready(true).timeout(3 * SHORT).connect_lazy();
    // Two connections that nothing comes of, with nobody left who waits.
    for _ in 0..2 {
        let asked = tokio::spawn({
            let channel = channel.clone();
            async move { call(&channel, "echo", &args("")).await }
        });
        let mut server = Peer::new(timeout(SOON, listener.accept()).await.unwrap().unwrap().0);
        server.read().await.unwrap();
        asked.abort();
        assert!(asked.await.unwrap_err().is_cancelled());
        drop(server);
        sleep(SHORT).await;
    }
    let error = call(&channel, "echo", &args("")).await.unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if error.io().kind() == ErrorKind::TimedOut), "{error:?}");
    assert!(timeout(SHORT, listener.accept()).await.is_err());
}
