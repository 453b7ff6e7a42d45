//! A thread for each connection.

use std::collections::HashMap;
use std::io::{self, Read};
use std::net::{self, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Instant;

use super::Server;
use super::bound::Shutdown;
use super::connection::{LINGER, LINGER_BYTES};
use super::crew::Crew;
use super::session::{How, Input, Progress, Session};
use super::stream::Stream;
use crate::blocking::{ReadTimeout, WaitingStream, is_timeout};
use crate::sync::lock;

/// Bytes that a thread reads at once.
const SPACE: usize = 16 * 1024;

/// Threads with a connection each, as the thread that takes connections sees them.
pub(super) struct PerConnection {
    shared: Arc<Shared>,
    last: u64,
}

/// What the threads share.
struct Shared {
    server: Arc<Server>,
    shutdown: Shutdown,
    connections: Mutex<HashMap<u64, Arc<WaitingStream>>>,
    draining: AtomicBool,
}

impl PerConnection {
    pub(super) fn new(server: Arc<Server>, shutdown: Shutdown) -> Self {
        let shared = Shared { server, shutdown, connections: Mutex::default(), draining: AtomicBool::new(false) };
        Self { shared: Arc::new(shared), last: 0 }
    }

    /// Closes a direction of all connections, so that threads that wait for them wait no more.
    fn shut(&self, how: net::Shutdown) {
        for io in lock(&self.shared.connections).values() {
            if let Err(error) = io.shutdown(how) {
                tracing::debug!(%error, "closing a connection");
            }
        }
    }
}

impl Crew for PerConnection {
    fn admit(&mut self, io: Stream, peer: Option<SocketAddr>) -> io::Result<()> {
        let io = Arc::new(io.into_waiting()?);
        let shared = Arc::clone(&self.shared);
        self.last += 1;
        let number = self.last;
        lock(&shared.connections).insert(number, Arc::clone(&io));
        let spawned = thread::Builder::new().name(format!("thrift-{number}")).spawn({
            let entry = Entry { shared: Arc::clone(&shared), number };
            move || {
                let session = Session::new(Arc::clone(&entry.shared.server), peer);
                Connection { io: &io, session, entry: &entry, read_timeout: ReadTimeout::default() }.serve();
            }
        });
        spawned.map(drop)
    }

    fn connections(&self) -> usize {
        lock(&self.shared.connections).len()
    }

    fn drain(&mut self) {
        self.shared.draining.store(true, Ordering::SeqCst);
        // What has arrived can still be read.
        self.shut(net::Shutdown::Read);
    }

    fn dismiss(self: Box<Self>) {
        self.shut(net::Shutdown::Both);
    }
}

/// The place of a connection among the others, which it leaves when this is dropped.
struct Entry {
    shared: Arc<Shared>,
    number: u64,
}

impl Drop for Entry {
    fn drop(&mut self) {
        let mut connections = lock(&self.shared.connections);
        connections.remove(&self.number);
        let full = connections.len() + 1 >= self.shared.server.settings.max_connections();
        drop(connections);
        if full || self.shared.draining.load(Ordering::SeqCst) {
            self.shared.shutdown.wake();
        }
    }
}

/// A connection on a thread of its own.
struct Connection<'c> {
    io: &'c WaitingStream,
    session: Session,
    entry: &'c Entry,
    read_timeout: ReadTimeout,
}

impl Connection<'_> {
    fn serve(&mut self) {
        // For each write: a client may take as long as it likes as long as it takes something.
        let served =
            self.io.set_write_timeout(self.entry.shared.server.settings.write_timeout).and_then(|()| self.run());
        if let Err(error) = served {
            tracing::debug!(%error, "a connection broke");
        }
    }

    /// Serves until the client has gone, or has sent something that is not understood, or the server shuts down.
    fn run(&mut self) -> io::Result<()> {
        let mut space = vec![0; SPACE];
        loop {
            let mut left = usize::MAX;
            let progress = self.session.run(How::Process, &mut left);
            self.write()?;
            match (progress, self.session.input) {
                (Progress::Paused, _) => {}
                (Progress::Starved, Input::Open) => self.read(&mut space)?,
                (Progress::Starved, Input::Ended) => return Ok(()),
                (Progress::Starved, Input::Refused) => return self.linger(&mut space),
            }
        }
    }

    fn write(&mut self) -> io::Result<()> {
        loop {
            let written = self.session.output.written();
            match self.session.output.write_to(&mut &*self.io) {
                Err(error) if is_timeout(&error) && self.session.output.written() > written => {}
                Err(error) if is_timeout(&error) => {
                    tracing::warn!("closing a connection: its client does not take its responses in time");
                    return Err(error);
                }
                done => return done,
            }
        }
    }

    fn read(&mut self, space: &mut [u8]) -> io::Result<()> {
        self.session.rest();
        let deadline = self.session.deadline();
        let timeout = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        self.read_timeout.set(self.io, timeout)?;
        match (&mut &*self.io).read(space) {
            Ok(0) => self.session.end(),
            Ok(bytes) => {
                self.session.push(space.get(..bytes).unwrap_or_default());
                if bytes < space.len() && self.entry.shared.draining.load(Ordering::SeqCst) {
                    // The rest comes too late.
                    self.session.end();
                }
            }
            Err(error) if is_timeout(&error) && deadline.is_some_and(|deadline| deadline <= Instant::now()) => {
                self.session.give_up();
            }
            Err(error) if is_timeout(&error) || error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Says that nothing more comes, and reads on for a moment what the client still sends: closing a socket that holds unread
    /// bytes may take back what was written to it last.
    fn linger(&mut self, space: &mut [u8]) -> io::Result<()> {
        self.io.shutdown(net::Shutdown::Write)?;
        let end = Instant::now() + LINGER;
        let mut left = LINGER_BYTES;
        while left > 0 && Instant::now() < end {
            self.read_timeout.set(self.io, Some(end.saturating_duration_since(Instant::now())))?;
            match (&mut &*self.io).read(space)? {
                0 => break,
                bytes => left = left.saturating_sub(bytes),
            }
        }
        Ok(())
    }
}
