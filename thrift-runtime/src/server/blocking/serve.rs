//! The thread that takes connections, and watches those that wait.

use std::io;
use std::sync::Arc;
use std::time::Instant;

use mio::{Events, Poll};

use crate::error::{Result, Sent, TransportError};
use crate::server::accept::{PAUSE, concerns_one};

use super::Server;
use super::bound::{ENTRANCE, Shutdown, WAKE};
use super::crew::Crew;
use super::listener::Listener;
use super::per_connection::PerConnection;
use super::pool::Pool;
use super::settings::Threads;

/// Events that are taken at once.
const EVENTS: usize = 1024;

/// Serves until the shutdown begins, and then as long as it takes.
pub(super) fn serve(server: Server, mut poll: Poll, listener: Listener, shutdown: &Shutdown) -> Result<()> {
    let settings = server.settings;
    let server = Arc::new(server);
    let failed = |action: &'static str| move |error| TransportError::new(action, error, Sent::No);
    let starting = failed("starting the threads of the server");
    let mut crew: Box<dyn Crew> = match settings.threads {
        Threads::Pool => Box::new(Pool::start(server, poll.registry(), shutdown.clone()).map_err(starting)?),
        Threads::PerConnection => Box::new(PerConnection::new(server, shutdown.clone())),
    };
    let mut entrance = Some(Entrance { listener, max: settings.max_connections(), open: Open::Perhaps, told: false });
    let mut end: Option<Instant> = None;
    let mut events = Events::with_capacity(EVENTS);
    loop {
        if entrance.is_some() && shutdown.has_begun() {
            entrance = None;
            crew.drain();
            end = Instant::now().checked_add(settings.shutdown_timeout);
        }
        let rest = match &mut entrance {
            Some(entrance) => entrance.let_in(&mut *crew),
            None if crew.connections() == 0 => break,
            None if end.is_some_and(|end| end <= Instant::now()) => {
                tracing::warn!(connections = crew.connections(), "not done in time: leaving the rest");
                break;
            }
            None => end,
        };
        let until = [rest, crew.due()].into_iter().flatten().min();
        let timeout = until.map(|until| until.saturating_duration_since(Instant::now()));
        match poll.poll(&mut events, timeout) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => {
                crew.dismiss();
                return Err(failed("waiting for clients")(error).into());
            }
        }
        for event in &events {
            match event.token() {
                WAKE => {}
                ENTRANCE => entrance.iter_mut().for_each(Entrance::knocked),
                token => crew.ready(token),
            }
        }
        crew.expire();
    }
    crew.dismiss();
    Ok(())
}

/// A listener, and what it takes to live with its errors.
struct Entrance {
    listener: Listener,
    /// Most connections at one time.
    max: usize,
    open: Open,
    /// Whether the log has been told of errors since the last connection.
    told: bool,
}

/// Whether somebody may be waiting to be let in.
enum Open {
    Perhaps,
    /// Nobody, until an event says so.
    Nobody,
    /// After an error, not before then.
    From(Instant),
}

impl Entrance {
    fn knocked(&mut self) {
        if let Open::Nobody = self.open {
            self.open = Open::Perhaps;
        }
    }

    /// Lets in whom there is room for. Gives when to try again, if that is not to wait for an event.
    fn let_in(&mut self, crew: &mut dyn Crew) -> Option<Instant> {
        loop {
            match self.open {
                Open::Nobody => return None,
                Open::From(then) if then > Instant::now() => return Some(then),
                // It is woken when one has gone.
                _ if crew.connections() >= self.max => return None,
                Open::From(_) | Open::Perhaps => {}
            }
            self.open = Open::Perhaps;
            let admitted = self.listener.accept().and_then(|(io, peer)| crew.admit(io, peer));
            match admitted {
                Ok(()) => self.told = false,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => self.open = Open::Nobody,
                Err(error) if concerns_one(&error) => tracing::debug!(%error, "a client has gone before it was let in"),
                Err(error) => {
                    if !self.told {
                        tracing::warn!(%error, "can not take connections, and tries again until it can");
                        self.told = true;
                    }
                    self.open = Open::From(Instant::now() + PAUSE);
                }
            }
        }
    }
}
