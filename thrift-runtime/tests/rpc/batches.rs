//! How many reads, writes and tasks calls take.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use thrift_runtime::{Channel, Server};
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf, duplex};
use tokio::runtime::Handle;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::service::{Processor, args, call};

/// What has gone through a stream.
#[derive(Default)]
struct Tally {
    /// Reads and writes that brought something.
    reads: AtomicUsize,
    writes: AtomicUsize,
    /// Most tasks that there were at one of them, or at an attempt.
    tasks: AtomicUsize,
}

impl Tally {
    fn count(&self, counter: &AtomicUsize, bytes: usize) {
        counter.fetch_add(usize::from(bytes > 0), Ordering::SeqCst);
        let tasks = Handle::current().metrics().num_alive_tasks();
        self.tasks.fetch_max(tasks, Ordering::SeqCst);
    }

    fn reads_and_writes(&self) -> [usize; 2] {
        [&self.reads, &self.writes].map(|counter| counter.load(Ordering::SeqCst))
    }
}

/// A stream that counts.
struct Counted {
    io: DuplexStream,
    tally: Arc<Tally>,
}

impl AsyncRead for Counted {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.io).poll_read(cx, buffer);
        self.tally.count(&self.tally.reads, buffer.filled().len() - before);
        read
    }
}

impl AsyncWrite for Counted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.io).poll_write(cx, bytes);
        self.tally.count(&self.tally.writes, matches!(written, Poll::Ready(Ok(1..))).into());
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}

fn counted(io: DuplexStream) -> (Counted, Arc<Tally>) {
    let tally = Arc::<Tally>::default();
    (Counted { io, tally: Arc::clone(&tally) }, tally)
}

/// A channel to a server in this runtime, and what goes through their ends.
struct Pair {
    channel: Channel,
    client: Arc<Tally>,
    server: Arc<Tally>,
}

impl Pair {
    fn new() -> Self {
        let (client, server) = duplex(1024 * 1024);
        let ((client, requests), (server, responses)) = (counted(client), counted(server));
        tokio::spawn(async move { Server::new(Processor::default()).serve_connection(server).await });
        Self { channel: Channel::from_stream(client), client: requests, server: responses }
    }

    /// So many calls at one time, each by a task.
    async fn calls(&self, callers: usize, method: &'static str) {
        let mut tasks = JoinSet::new();
        for _ in 0..callers {
            let channel = self.channel.clone();
            tasks.spawn(async move { call(&channel, method, &args("x")).await.unwrap() });
        }
        while let Some(done) = tasks.join_next().await {
            done.unwrap();
        }
    }

    fn reads_and_writes(&self) -> [usize; 4] {
        let ([a, b], [c, d]) = (self.client.reads_and_writes(), self.server.reads_and_writes());
        [a, b, c, d]
    }
}

#[tokio::test]
async fn a_batch_takes_one_read_and_one_write_on_either_side_and_leaves_after_32_requests() {
    let pair = Pair::new();
    for callers in [100, 1, 7, 32, 1] {
        // They learn how much comes at one time.
        pair.calls(callers, "echo").await;
        for _ in 0..20 {
            let before = pair.reads_and_writes();
            pair.calls(callers, "echo").await;
            let after = pair.reads_and_writes();
            let counts: Vec<usize> = after.iter().zip(before).map(|(after, before)| after - before).collect();
            let expected = [1, 1, 1, callers.div_ceil(32)];
            assert_eq!(counts, expected, "reads and writes of the client and the server for {callers} calls");
        }
    }
}

#[tokio::test]
async fn a_handler_that_is_ready_at_once_takes_no_task() {
    const CALLERS: usize = 50;
    for (method, tasks) in [("echo", 0), ("wait", CALLERS)] {
        let pair = Pair::new();
        pair.calls(CALLERS, method).await;
        let most = pair.server.tasks.load(Ordering::SeqCst);
        // Besides those who call, and one for each end of the connection.
        assert_eq!(most - CALLERS - 2, tasks, "tasks of handlers of `{method}`");
    }
}

/// Writes of the client and of the server for a hundred calls at once, twice over.
async fn writes(method: &'static str) -> (usize, usize) {
    const CALLERS: usize = 100;
    let pair = Pair::new();
    let mut callers = JoinSet::new();
    // Who begins before the next one is there, has nobody to share a write with.
    let all = Arc::new(Barrier::new(CALLERS));
    for _ in 0..CALLERS {
        let (channel, all) = (pair.channel.clone(), Arc::clone(&all));
        callers.spawn(async move {
            all.wait().await;
            for _ in 0..2 {
                call(&channel, method, &args("x")).await.unwrap();
            }
        });
    }
    while let Some(done) = callers.join_next().await {
        done.unwrap();
    }
    let [_, requests, _, responses] = pair.reads_and_writes();
    (requests, responses)
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
