//! Channels with several connections.

use std::net::SocketAddr;
use std::time::Duration;

use thrift_runtime::{Channel, Error, MessageType::Reply, Server};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use crate::service::{Args, Processor, Text, args, call};
use crate::wire::{Message, Peer, SOON, body, strict};

const SHORT: Duration = Duration::from_millis(20);

fn start(channel: &Channel, text: &str) -> JoinHandle<Result<String, Error>> {
    let (channel, args) = (channel.clone(), args(text));
    tokio::spawn(async move { call(&channel, "echo", &args).await })
}

async fn accept(listener: &TcpListener) -> Peer<TcpStream> {
    Peer::new(timeout(SOON, listener.accept()).await.expect("a connection in time").unwrap().0)
}

async fn answer(server: &mut Peer<TcpStream>, request: &Message) {
    server.write(&strict(Reply, "echo", request.id, &body(&Text(Some(request.text().to_owned()))))).await;
}

/// A channel of two connections, on the first of which a call waits.
async fn two() -> (Channel, TcpListener, [Peer<TcpStream>; 2], [JoinHandle<Result<String, Error>>; 2]) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let channel = Channel::builder(listener.local_addr().unwrap()).connections(2).connect().await.unwrap();
    let mut first = accept(&listener).await;
    let calls = [start(&channel, "first"), start(&channel, "second")];
    // The second call opens a connection for those to come, and does not wait for it.
    for _ in &calls {
        first.read().await.unwrap();
    }
    let second = accept(&listener).await;
    sleep(SHORT).await;
    (channel, listener, [first, second], calls)
}

#[tokio::test]
async fn one_connection_does_for_calls_one_by_one() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let channel = Channel::builder(listener.local_addr().unwrap()).connections(3).connect().await.unwrap();
    let mut server = accept(&listener).await;
    for _ in 0..5 {
        let asked = start(&channel, "");
        let request = server.read().await.unwrap();
        answer(&mut server, &request).await;
        asked.await.unwrap().unwrap();
    }
    assert!(timeout(SHORT, listener.accept()).await.is_err());
}

#[tokio::test]
async fn a_call_goes_where_the_fewest_are() {
    let (channel, listener, [_first, mut second], _calls) = two().await;
    for _ in 0..5 {
        let asked = start(&channel, "quick");
        let request = second.read().await.unwrap();
        answer(&mut second, &request).await;
        assert_eq!(asked.await.unwrap().unwrap(), "quick");
    }
    // Two of either: the third goes to the other one.
    let _more = [start(&channel, ""), start(&channel, "")];
    second.read().await.unwrap();
    second.read().await.unwrap();
    // There are no more than two connections.
    assert!(timeout(SHORT, listener.accept()).await.is_err());
}

#[tokio::test]
async fn a_connection_breaks_alone() {
    let (channel, listener, [first, mut second], calls) = two().await;
    let asked = start(&channel, "lives");
    let request = second.read().await.unwrap();
    drop((first, listener));
    for call in calls {
        assert!(!call.await.unwrap().unwrap_err().is_retriable());
    }
    // Nobody listens any more: what comes goes to the connection that there is.
    let more: Vec<_> = (0..4).map(|n| start(&channel, &n.to_string())).collect();
    for _ in &more {
        let request = second.read().await.unwrap();
        answer(&mut second, &request).await;
    }
    for (n, call) in more.into_iter().enumerate() {
        assert_eq!(call.await.unwrap().unwrap(), n.to_string());
    }
    answer(&mut second, &request).await;
    assert_eq!(asked.await.unwrap().unwrap(), "lives");
}

#[tokio::test]
async fn a_lost_connection_is_made_again_when_it_is_needed() {
    let (channel, listener, [mut first, second], calls) = two().await;
    drop(second);
    sleep(SHORT).await;
    let _third = start(&channel, "");
    first.read().await.unwrap();
    let mut second = accept(&listener).await;
    sleep(SHORT).await;
    let _fourth = start(&channel, "fourth");
    assert_eq!(second.read().await.unwrap().text(), "fourth");
    calls.iter().for_each(JoinHandle::abort);
}

#[tokio::test]
async fn the_last_clone_closes_all_connections() {
    let (channel, _listener, [mut first, mut second], calls) = two().await;
    drop(channel);
    for call in calls {
        call.abort();
        assert!(call.await.unwrap_err().is_cancelled());
    }
    assert!(first.read().await.is_none());
    assert!(second.read().await.is_none());
}

/// A server whose connections break after some milliseconds each.
async fn brittle_server() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let mut connections = 0;
        while let Ok((io, _)) = listener.accept().await {
            connections += 1;
            let served = tokio::spawn(async move { Server::new(Processor::default()).serve_connection(io).await });
            tokio::spawn(async move {
                sleep(Duration::from_millis(3 + connections * 7 % 20)).await;
                served.abort();
            });
        }
    });
    address
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_ends_while_connections_come_and_go() {
    let address = brittle_server().await;
    let short = Duration::from_millis(1);
    let channel = Channel::builder(address).connections(3).reconnect_backoff(short, short).connect().await.unwrap();
    let callers: Vec<_> = (0..30)
        .map(|caller| {
            let channel = if caller % 3 == 0 { channel.with_timeout(5 * short) } else { channel.clone() };
            tokio::spawn(async move {
                let mut answered = 0;
                for n in 0..100 {
                    let args = Args { text: format!("{caller} {n}"), number: n % 8 };
                    let method = if n % 2 == 0 { "wait" } else { "echo" };
                    if let Ok(text) = call(&channel, method, &args).await {
                        assert_eq!(text, args.text);
                        answered += 1;
                    }
                }
                answered
            })
        })
        .collect();
    for caller in callers {
        assert!(caller.await.unwrap() > 0);
    }
}
