//! How many writes calls take.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use thrift_runtime::{Channel, Server};
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf, duplex};
use tokio::task::JoinSet;

use crate::service::{Processor, args, call};

/// A stream that counts its writes.
struct Counted {
    io: DuplexStream,
    writes: Arc<AtomicUsize>,
}

impl AsyncRead for Counted {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Counted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.writes.fetch_add(1, Ordering::SeqCst);
        Pin::new(&mut self.io).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}

fn counted(io: DuplexStream) -> (Counted, Arc<AtomicUsize>) {
    let writes = Arc::<AtomicUsize>::default();
    let counter = Arc::clone(&writes);
    (Counted { io, writes }, counter)
}

/// Writes of the client and of the server for a hundred calls at once, twice over.
async fn writes(method: &'static str) -> (usize, usize) {
    let (client, server) = duplex(1024 * 1024);
    let (client, requests) = counted(client);
    let (server, responses) = counted(server);
    tokio::spawn(async move { Server::new(Processor::default()).serve_connection(server).await });
    let channel = Channel::from_stream(client);
    let mut callers = JoinSet::new();
    for _ in 0..100 {
        let channel = channel.clone();
        callers.spawn(async move {
            for _ in 0..2 {
                call(&channel, method, &args("x")).await.unwrap();
            }
        });
    }
    while let Some(done) = callers.join_next().await {
        done.unwrap();
    }
    (requests.load(Ordering::SeqCst), responses.load(Ordering::SeqCst))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn calls_at_one_time_share_their_writes() {
    // Ready at once, and ready after a while.
    for method in ["echo", "wait"] {
        let (requests, responses) = writes(method).await;
        assert!(requests < 20, "{requests} writes for 200 requests to `{method}`");
        assert!(responses < 20, "{responses} writes for 200 responses of `{method}`");
    }
}
