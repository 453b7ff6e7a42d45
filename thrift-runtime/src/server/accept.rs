//! Taking connections, and letting go of them.

use std::collections::HashMap;
use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::{Id, JoinSet};
use tokio::time::{sleep, timeout};

use super::Server;
use super::outbox::Outbox;

/// Pause after an error of the listener. It is out of files or memory, and trying again at once would only take the
/// processor from those who could free some.
const PAUSE: Duration = Duration::from_millis(50);

/// Serves connections until the sender of `stopped` is gone, then finishes them.
///
/// In a box, so that the code is in this crate: a future is compiled where its type is last known.
pub(super) fn serve(
    server: Server,
    listener: TcpListener,
    stopped: oneshot::Receiver<()>,
) -> Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(run(server, listener, stopped))
}

async fn run(server: Server, listener: TcpListener, mut stopped: oneshot::Receiver<()>) {
    let mut connections = Connections::default();
    loop {
        let next = {
            let mut accept = pin!(listener.accept());
            poll_fn(|cx| {
                if Pin::new(&mut stopped).poll(cx).is_ready() {
                    return Poll::Ready(Event::Shutdown);
                }
                // Before accepting, so that the table only holds what is alive.
                while let Poll::Ready(Some(ended)) = connections.tasks.poll_join_next_with_id(cx) {
                    let id = ended.map_or_else(|error| error.id(), |(id, ())| id);
                    connections.outboxes.remove(&id);
                }
                accept.as_mut().poll(cx).map(Event::Accepted)
            })
            .await
        };
        match next {
            Event::Accepted(Ok((io, peer))) => connections.serve(&server, io, peer),
            Event::Accepted(Err(error)) => {
                tracing::warn!(%error, "can not accept a connection");
                if !concerns_one(&error) {
                    sleep(PAUSE).await;
                }
            }
            Event::Shutdown => break,
        }
    }
    drop(listener);
    connections.finish(server.shutdown_timeout).await;
}

/// Whether an error is that of a connection that was gone before it was taken.
fn concerns_one(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

enum Event {
    Accepted(io::Result<(TcpStream, SocketAddr)>),
    Shutdown,
}

/// The connections that are alive.
#[derive(Default)]
struct Connections {
    tasks: JoinSet<()>,
    outboxes: HashMap<Id, Arc<Outbox>>,
}

impl Connections {
    fn serve(&mut self, server: &Server, io: TcpStream, peer: SocketAddr) {
        tracing::debug!(%peer, "a client has connected");
        if let Err(error) = io.set_nodelay(true) {
            tracing::debug!(%peer, %error, "can not set TCP_NODELAY");
        }
        let outbox = Arc::<Outbox>::default();
        let connection = server.connection(io, Arc::clone(&outbox));
        let task = self.tasks.spawn(connection.run());
        self.outboxes.insert(task.id(), outbox);
    }

    /// Lets every connection finish what it has, and drops what is left after `patience`.
    async fn finish(mut self, patience: Duration) {
        self.outboxes.values().for_each(|outbox| outbox.drain());
        let all = async { while self.tasks.join_next().await.is_some() {} };
        if timeout(patience, all).await.is_err() {
            tracing::warn!(connections = self.tasks.len(), "not done in time: dropping the rest");
            // Each takes its handlers with it.
            self.tasks.abort_all();
        }
    }
}
