//! What a server listens at.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use thrift_runtime::{Channel, Listen, Server};
use tokio::io::{DuplexStream, duplex};
use tokio::net::TcpListener;
use tokio::time::sleep;

use crate::service::{Processor, args, call};

#[tokio::test]
async fn a_socket_may_come_from_elsewhere() {
    let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    socket.set_nonblocking(true).unwrap();
    let address = socket.local_addr().unwrap();
    let server = Server::new(Processor::default());
    let server = server.bind_listener(TcpListener::from_std(socket).unwrap()).unwrap();
    assert_eq!(server.local_addr(), address);
    tokio::spawn(server.serve());
    let channel = Channel::connect(address).await.unwrap();
    assert_eq!(call(&channel, "echo", &args("hello")).await.unwrap(), "hello");
}

#[tokio::test]
async fn two_addresses_may_have_one_limit() {
    let processor = Processor::default();
    let server = Server::new(processor.clone()).max_requests(1).max_queued(0);
    let mut channels = Vec::new();
    for _ in 0..2 {
        let bound = server.clone().bind("127.0.0.1:0").await.unwrap();
        channels.push(Channel::connect(bound.local_addr()).await.unwrap());
        tokio::spawn(bound.serve());
    }
    let first = channels.remove(0);
    let busy = tokio::spawn(async move { call(&first, "gate", &args("")).await });
    sleep(Duration::from_millis(30)).await;
    let error = call(&channels[0], "echo", &args("")).await.unwrap_err();
    assert!(matches!(error, thrift_runtime::Error::Overloaded), "{error}");
    processor.open(1);
    busy.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_server_may_be_called_in_memory() {
    let processor = Processor::default();
    let channel = Server::new(processor.clone()).in_memory();
    let long = "long ".repeat(100_000);
    assert_eq!(call(&channel, "echo", &args(&long)).await.unwrap(), long);
    drop(channel);
    // The connection ends with its last channel, and the processor with the last connection.
    while Arc::strong_count(&processor.0) > 1 {
        sleep(Duration::from_millis(1)).await;
    }
}

/// A listener that gives what it was told to, and then nothing more, or the same error for ever.
struct Script {
    events: VecDeque<io::Result<DuplexStream>>,
    forever: Option<io::ErrorKind>,
    asked: Arc<AtomicUsize>,
}

impl Listen for Script {
    type Io = DuplexStream;
    type Addr = SocketAddr;

    fn poll_accept(&mut self, _: &mut Context<'_>) -> Poll<io::Result<(DuplexStream, Option<SocketAddr>)>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        match (self.events.pop_front(), self.forever) {
            (Some(event), _) => Poll::Ready(event.map(|io| (io, None))),
            (None, Some(kind)) => Poll::Ready(Err(kind.into())),
            (None, None) => Poll::Pending,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(([127, 0, 0, 1], 0).into())
    }
}

/// Numbers of errors that `accept` gives where a process or the system has no more of something: EMFILE, ENFILE, ENOMEM.
const EXHAUSTED: [i32; 3] = [24, 23, 12];

#[tokio::test(start_paused = true)]
async fn a_server_lives_through_errors_of_its_listener() {
    let (client, connection) = duplex(1024);
    let exhausted = EXHAUSTED.map(|number| Err(io::Error::from_raw_os_error(number)));
    let gone = (0..100).map(|_| Err(io::ErrorKind::ConnectionAborted.into()));
    let events = exhausted.into_iter().chain(gone).chain([Ok(connection)]).collect();
    let script = Script { events, forever: None, asked: Arc::default() };
    tokio::spawn(Server::new(Processor::default()).bind_listener(script).unwrap().serve());
    let start = tokio::time::Instant::now();
    let channel = Channel::from_stream(client);
    assert_eq!(call(&channel, "echo", &args("hello")).await.unwrap(), "hello");
    // A client that had gone keeps nobody else waiting.
    assert!(start.elapsed() < Duration::from_millis(500), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_listener_that_fails_for_good_keeps_nobody_busy() {
    let asked = Arc::<AtomicUsize>::default();
    let script =
        Script { events: VecDeque::new(), forever: Some(io::ErrorKind::OutOfMemory), asked: Arc::clone(&asked) };
    let server = Server::new(Processor::default()).bind_listener(script).unwrap();
    let shutdown = sleep(Duration::from_secs(10));
    let start = tokio::time::Instant::now();
    server.serve_with_shutdown(shutdown).await.unwrap();
    // It notices a shutdown in between.
    assert_eq!(start.elapsed().as_secs(), 10);
    let asked = asked.load(Ordering::SeqCst);
    assert!((100..=1000).contains(&asked), "asked {asked} times in ten seconds");
}
