//! A bounded pool of threads, and the connections that none of them is with.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use mio::{Registry, Token};

use super::Server;
use super::bound::{ENTRANCE, Shutdown};
use super::connection::{Connection, Phase, Turn};
use super::crew::Crew;
use super::queue::Queue;
use super::session::{How, Session};
use super::stream::Stream;
use crate::sync::lock;

/// Bytes that a thread reads at once.
const SPACE: usize = 64 * 1024;

/// A bounded pool of threads, as the thread that takes connections sees it.
pub(super) struct Pool {
    shared: Arc<Shared>,
    workers: Vec<JoinHandle<()>>,
    /// What the last connection is known by. None is used again, so that no event is about another's connection.
    last: Token,
    /// To read into, where requests are turned away.
    space: Vec<u8>,
}

/// What the threads share.
struct Shared {
    server: Arc<Server>,
    registry: Registry,
    shutdown: Shutdown,
    waiting: Mutex<Waiting>,
    queue: Queue<Connection>,
    draining: AtomicBool,
}

/// The connections that wait for their clients.
#[derive(Default)]
struct Waiting {
    connections: HashMap<Token, (Connection, Option<Instant>)>,
    deadlines: BTreeSet<(Instant, Token)>,
    /// Connections that are there, those with a worker among them.
    open: usize,
    /// When the thread that watches looks at the deadlines next.
    watched_until: Option<Instant>,
}

impl Pool {
    /// Starts the threads.
    pub(super) fn start(server: Arc<Server>, registry: &Registry, shutdown: Shutdown) -> io::Result<Self> {
        let settings = server.settings;
        let shared = Arc::new(Shared {
            server,
            registry: registry.try_clone()?,
            shutdown,
            waiting: Mutex::default(),
            queue: Queue::new(settings.queued),
            draining: AtomicBool::new(false),
        });
        let mut pool = Self { shared, workers: Vec::new(), last: ENTRANCE, space: vec![0; SPACE] };
        for number in 0..settings.workers {
            let shared = Arc::clone(&pool.shared);
            let name = format!("thrift-{number}");
            match thread::Builder::new().name(name).spawn(move || shared.work()) {
                Ok(worker) => pool.workers.push(worker),
                Err(error) => {
                    Box::new(pool).dismiss();
                    return Err(error);
                }
            }
        }
        Ok(pool)
    }

    /// Gives a connection to a worker, or turns its requests away.
    fn dispatch(&mut self, connection: Connection) {
        if let Err(mut connection) = self.shared.queue.offer(connection) {
            let turn = connection.turn(How::TurnAway, self.shared.phase(), &mut self.space);
            self.shared.settle(connection, turn);
        }
    }
}

impl Crew for Pool {
    fn admit(&mut self, io: Stream, peer: Option<SocketAddr>) -> io::Result<()> {
        self.last = Token(self.last.0 + 1);
        let session = Session::new(Arc::clone(&self.shared.server), peer);
        let mut connection = Connection::new(self.last, io, session);
        let mut waiting = lock(&self.shared.waiting);
        let deadline = connection.begin(&self.shared.registry)?;
        waiting.open += 1;
        waiting.insert(connection, deadline);
        Ok(())
    }

    fn connections(&self) -> usize {
        lock(&self.shared.waiting).open
    }

    fn ready(&mut self, token: Token) {
        // Where it is with a worker, that one will see what there is.
        let connection = lock(&self.shared.waiting).take(token);
        if let Some(connection) = connection {
            self.dispatch(connection);
        }
    }

    fn due(&self) -> Option<Instant> {
        let mut waiting = lock(&self.shared.waiting);
        waiting.watched_until = waiting.deadlines.first().map(|(deadline, _)| *deadline);
        waiting.watched_until
    }

    fn expire(&mut self) {
        loop {
            let overdue = {
                let mut waiting = lock(&self.shared.waiting);
                match waiting.deadlines.first() {
                    Some(&(deadline, token)) if deadline <= Instant::now() => waiting.take(token),
                    _ => None,
                }
            };
            let Some(mut connection) = overdue else {
                return;
            };
            let turn = connection.overdue();
            self.shared.settle(connection, turn);
        }
    }

    fn drain(&mut self) {
        self.shared.draining.store(true, Ordering::SeqCst);
        let tokens: Vec<Token> = lock(&self.shared.waiting).connections.keys().copied().collect();
        for token in tokens {
            let connection = lock(&self.shared.waiting).take(token);
            if let Some(connection) = connection {
                self.shared.queue.push(connection);
            }
        }
    }

    fn dismiss(self: Box<Self>) {
        let Self { shared, workers, .. } = *self;
        shared.queue.close();
        let (left, open) = {
            let mut waiting = lock(&shared.waiting);
            (std::mem::take(&mut waiting.connections), waiting.open)
        };
        let at_work = open > left.len();
        drop(left);
        // Some may be with handlers that do not come back.
        for worker in workers.into_iter().filter(|worker| !at_work || worker.is_finished()) {
            if worker.join().is_err() {
                tracing::warn!("a worker has panicked");
            }
        }
    }
}

impl Shared {
    fn phase(&self) -> Phase {
        if self.draining.load(Ordering::SeqCst) { Phase::Draining } else { Phase::Serving }
    }

    /// What a worker does.
    fn work(&self) {
        let mut space = vec![0; SPACE];
        while let Some(mut connection) = self.queue.take() {
            let turn = connection.turn(How::Process, self.phase(), &mut space);
            self.settle(connection, turn);
        }
    }

    /// Puts a connection where it belongs after its turn.
    fn settle(&self, mut connection: Connection, turn: Turn) {
        match turn {
            Turn::Again => self.queue.push(connection),
            Turn::Close => self.close(connection),
            Turn::Wait(interest, deadline) => {
                let mut waiting = lock(&self.waiting);
                if interest.is_readable() && connection.is_serving() && self.phase() == Phase::Draining {
                    drop(waiting);
                    return self.queue.push(connection);
                }
                // While nobody else looks: what is there already is told at once.
                if let Err(error) = connection.wait(&self.registry, interest) {
                    drop(waiting);
                    tracing::warn!(%error, "closing a connection that can not be watched");
                    return self.close(connection);
                }
                let early = deadline.filter(|deadline| waiting.watched_until.is_none_or(|until| *deadline < until));
                waiting.insert(connection, deadline);
                drop(waiting);
                if early.is_some() {
                    self.shutdown.wake();
                }
            }
        }
    }

    fn close(&self, connection: Connection) {
        // Closed, it is watched no more.
        drop(connection);
        let mut waiting = lock(&self.waiting);
        waiting.open -= 1;
        let full = waiting.open + 1 >= self.server.settings.max_connections();
        drop(waiting);
        if full || self.phase() == Phase::Draining {
            self.shutdown.wake();
        }
    }
}

impl Waiting {
    fn insert(&mut self, connection: Connection, deadline: Option<Instant>) {
        let token = connection.token;
        self.deadlines.extend(deadline.map(|deadline| (deadline, token)));
        self.connections.insert(token, (connection, deadline));
    }

    fn take(&mut self, token: Token) -> Option<Connection> {
        let (connection, deadline) = self.connections.remove(&token)?;
        if let Some(deadline) = deadline {
            self.deadlines.remove(&(deadline, token));
        }
        Some(connection)
    }
}
