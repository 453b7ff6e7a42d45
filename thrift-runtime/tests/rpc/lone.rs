//! Callers who have a connection to themselves.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use thrift_runtime::MessageType::Reply;
use thrift_runtime::{Channel, Error, Result};
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf, duplex};
use tokio::net::TcpListener;
use tokio::task::{self, Id, JoinHandle};
use tokio::time::timeout;

use crate::service::{Text, args, call};
use crate::wire::{Peer, SOON, body, strict};

/// The tasks that a stream's last read and write were done by.
type Tasks = Arc<Mutex<[Option<Id>; 2]>>;

/// A stream that takes note of who reads and writes.
struct Watched {
    io: DuplexStream,
    tasks: Tasks,
}

impl AsyncRead for Watched {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let read = Pin::new(&mut self.io).poll_read(cx, buffer);
        if read.is_ready() {
            self.tasks.lock().unwrap()[0] = task::try_id();
        }
        read
    }
}

impl AsyncWrite for Watched {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.tasks.lock().unwrap()[1] = task::try_id();
        Pin::new(&mut self.io).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}

fn reply(id: i32, text: &str) -> Vec<u8> {
    strict(Reply, "echo", id, &body(&Text(Some(text.to_owned()))))
}

/// Starts a call, in a task of its own.
fn start(channel: &Channel, text: &str) -> JoinHandle<Result<String>> {
    let (channel, args) = (channel.clone(), args(text));
    tokio::spawn(async move { call(&channel, "echo", &args).await })
}

/// Makes a call that nobody else makes one beside, so that the next knows that it may be alone.
async fn call_alone<IO: AsyncRead + AsyncWrite + Unpin>(channel: &Channel, server: &mut Peer<IO>) {
    let alone = start(channel, "alone");
    let request = server.read().await.unwrap();
    server.write(&reply(request.id, "alone")).await;
    assert_eq!(alone.await.unwrap().unwrap(), "alone");
}

/// A channel over a pipe that holds so many bytes, which has seen a caller alone.
async fn pair(bytes: usize) -> (Channel, Peer<DuplexStream>, Tasks) {
    let (io, server) = duplex(bytes);
    let tasks = Tasks::default();
    let channel = Channel::from_stream(Watched { io, tasks: Arc::clone(&tasks) });
    let mut server = Peer::new(server);
    call_alone(&channel, &mut server).await;
    (channel, server, tasks)
}

#[tokio::test]
async fn a_caller_who_is_alone_reads_and_writes_in_its_own_task() {
    let (channel, mut server, tasks) = pair(1024).await;
    for text in ["short".to_owned(), "long".repeat(2000)] {
        let asked = start(&channel, &text);
        let request = server.read().await.unwrap();
        server.write(&reply(request.id, &text)).await;
        let id = Some(asked.id());
        assert_eq!(asked.await.unwrap().unwrap(), text);
        assert_eq!(*tasks.lock().unwrap(), [id; 2]);
    }
}

#[tokio::test]
async fn whoever_comes_beside_a_lone_caller_is_served_before_it() {
    let (channel, mut server, _) = pair(1024).await;
    let first = start(&channel, "first");
    let slow = server.read().await.unwrap();
    for text in ["second", "third"] {
        let other = start(&channel, text);
        let request = server.read().await.unwrap();
        server.write(&reply(request.id, text)).await;
        assert_eq!(other.await.unwrap().unwrap(), text);
    }
    assert!(!first.is_finished());
    server.write(&reply(slow.id, "first")).await;
    assert_eq!(timeout(SOON, first).await.unwrap().unwrap().unwrap(), "first");
}

#[tokio::test]
async fn what_a_lone_caller_leaves_half_sent_is_sent_to_its_end() {
    let (channel, mut server, _) = pair(100).await;
    let dropped = start(&channel, &"long".repeat(1000));
    task::yield_now().await;
    dropped.abort();
    assert!(dropped.await.unwrap_err().is_cancelled());
    let request = timeout(SOON, server.read()).await.unwrap().unwrap();
    let next = start(&channel, "next");
    server.write(&reply(request.id, "late")).await;
    let request = server.read().await.unwrap();
    server.write(&reply(request.id, "next")).await;
    assert_eq!(next.await.unwrap().unwrap(), "next");
}

#[tokio::test]
async fn a_connection_that_is_lost_beside_a_lone_caller_fails_its_call() {
    let (channel, mut server, _) = pair(1024).await;
    let asked = start(&channel, "asked");
    server.read().await.unwrap();
    drop(server);
    let error = timeout(SOON, asked).await.unwrap().unwrap().unwrap_err();
    assert!(matches!(error, Error::Transport(_)) && !error.is_retriable(), "{error}");
}

#[tokio::test]
async fn a_close_after_a_lone_call_is_noticed_at_once() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let channel = Channel::connect(listener.local_addr().unwrap()).await.unwrap();
    let mut server = Peer::new(listener.accept().await.unwrap().0);
    for _ in 0..3 {
        call_alone(&channel, &mut server).await;
    }
    server.close().await;
    assert!(timeout(SOON, server.read()).await.unwrap().is_none(), "the client closes, too");
    // And nothing is sent into it.
    let next = start(&channel, "next");
    let mut server = Peer::new(listener.accept().await.unwrap().0);
    let request = server.read().await.unwrap();
    server.write(&reply(request.id, "next")).await;
    assert_eq!(next.await.unwrap().unwrap(), "next");
}

#[tokio::test]
async fn a_lone_caller_who_moves_to_another_task_is_still_served() {
    let (channel, mut server, _) = pair(1024).await;
    let mut moving = Box::pin({
        let channel = channel.clone();
        async move { call(&channel, "echo", &args("moving")).await }
    });
    let sent = timeout(Duration::from_millis(10), &mut moving).await;
    assert!(sent.is_err());
    let moved = tokio::spawn(moving);
    task::yield_now().await;
    let request = server.read().await.unwrap();
    server.write(&reply(request.id, "moving")).await;
    assert_eq!(timeout(SOON / 2, moved).await.unwrap().unwrap().unwrap(), "moving");
}

/// A stream at which something happens each time that somebody has just looked.
struct Late {
    io: DuplexStream,
    looked: bool,
}

impl AsyncRead for Late {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.looked = !self.looked;
        if self.looked {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Pin::new(&mut self.io).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Late {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}

#[tokio::test]
async fn what_happens_right_after_a_look_is_seen() {
    let late = || {
        let (io, server) = duplex(1024);
        (Channel::from_stream(Late { io, looked: false }), Peer::new(server))
    };
    let (channel, mut server) = late();
    for _ in 0..5 {
        call_alone(&channel, &mut server).await;
    }
    let (_channel, mut server) = late();
    server.close().await;
    assert!(timeout(SOON / 2, server.read()).await.unwrap().is_none(), "the client closes, too");
}

/// A stream that lets nobody read before others had a turn or two, as those of tokio do with a task that has done much.
struct Tired {
    io: DuplexStream,
    refused: usize,
    rests: usize,
    rested: Arc<AtomicBool>,
}

impl AsyncRead for Tired {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.rested.swap(false, Ordering::SeqCst) {
            (self.rests, self.refused) = (self.rests + 1, 0);
        }
        if self.rests > 2 {
            self.rests = 0;
            return Pin::new(&mut self.io).poll_read(cx, buffer);
        }
        self.refused += 1;
        assert!(self.refused < 10_000, "others never have their turn");
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

impl AsyncWrite for Tired {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}

#[tokio::test]
async fn a_lone_caller_gives_others_their_turn() {
    let (io, server) = duplex(1024);
    let rested = Arc::<AtomicBool>::default();
    let channel = Channel::from_stream(Tired { io, refused: 0, rests: 0, rested: Arc::clone(&rested) });
    let mut server = Peer::new(server);
    let others = tokio::spawn(async move {
        loop {
            rested.store(true, Ordering::SeqCst);
            task::yield_now().await;
        }
    });
    for _ in 0..5 {
        timeout(SOON, call_alone(&channel, &mut server)).await.unwrap();
        // The driver comes to wait, and leaves the next call to its caller.
        for _ in 0..10 {
            task::yield_now().await;
        }
    }
    others.abort();
}
