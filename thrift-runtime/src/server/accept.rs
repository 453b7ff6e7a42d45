//! Taking connections, and letting go of them.

use std::collections::HashMap;
use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::oneshot;
use tokio::task::{Id, JoinSet};
use tokio::time::{Sleep, sleep, timeout};

use super::outbox::Outbox;
use super::{Listen, Server, upgrade};

/// Pause after an error of the listener. It is out of files or memory, and trying again at once would only take the
/// processor from those who could free some.
pub(super) const PAUSE: Duration = Duration::from_millis(50);

/// The work of a server.
pub(super) type Serving = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Serves connections until the sender of `stopped` is gone, then finishes them.
///
/// In a box, so that the code is in this crate: a future is compiled where its type is last known.
pub(super) fn serve<L: Listen>(server: Server, listener: L, stopped: oneshot::Receiver<()>) -> Serving {
    Box::pin(run(server, listener, stopped))
}

async fn run<L: Listen>(server: Server, listener: L, mut stopped: oneshot::Receiver<()>) {
    let mut entrance = Entrance { listener, pause: None, told: false };
    let mut connections = Connections::default();
    let server = Arc::new(server);
    while let Some((io, peer)) = poll_fn(|cx| {
        if Pin::new(&mut stopped).poll(cx).is_ready() {
            return Poll::Ready(None);
        }
        connections.let_go(cx);
        if connections.tasks.len() >= server.settings.connections {
            return Poll::Pending;
        }
        entrance.poll(cx).map(Some)
    })
    .await
    {
        connections.serve(&server, io, peer);
    }
    drop(entrance);
    connections.finish(server.settings.shutdown_timeout).await;
}

/// A listener, and what it takes to live with its errors.
struct Entrance<L> {
    listener: L,
    /// After an error.
    pause: Option<Pin<Box<Sleep>>>,
    /// Whether the log has been told of errors since the last connection.
    told: bool,
}

impl<L: Listen> Entrance<L> {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<(L::Io, Option<SocketAddr>)> {
        loop {
            if let Some(pause) = &mut self.pause {
                ready!(pause.as_mut().poll(cx));
                self.pause = None;
            }
            match ready!(self.listener.poll_accept(cx)) {
                Ok(accepted) => {
                    self.told = false;
                    return Poll::Ready(accepted);
                }
                Err(error) if concerns_one(&error) => tracing::debug!(%error, "a client has gone before it was let in"),
                Err(error) => {
                    if !self.told {
                        tracing::warn!(%error, "can not take connections, and tries again until it can");
                        self.told = true;
                    }
                    self.pause = Some(Box::pin(sleep(PAUSE)));
                }
            }
        }
    }
}

/// Whether an error is that of a connection that was gone before it was taken.
pub(super) fn concerns_one(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

/// The connections that are alive.
#[derive(Default)]
struct Connections {
    tasks: JoinSet<()>,
    outboxes: HashMap<Id, Arc<Outbox>>,
}

impl Connections {
    /// Forgets those that have ended.
    fn let_go(&mut self, cx: &mut Context<'_>) {
        while let Poll::Ready(Some(ended)) = self.tasks.poll_join_next_with_id(cx) {
            let id = ended.map_or_else(|error| error.id(), |(id, ())| id);
            self.outboxes.remove(&id);
        }
    }

    fn serve(
        &mut self,
        server: &Arc<Server>,
        io: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
        peer: Option<SocketAddr>,
    ) {
        let outbox = Arc::<Outbox>::default();
        let task = self.tasks.spawn(upgrade::serve(io, peer, Arc::clone(server), Arc::clone(&outbox)));
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
