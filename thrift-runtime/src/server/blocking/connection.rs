//! A connection that does not wait for its client: it goes as far as it can, and then says what it waits for.

use std::io::{self, Read};
use std::net::Shutdown;
use std::time::{Duration, Instant};

use mio::{Interest, Registry, Token};

use super::session::{How, Input, Progress, Session};
use super::stream::Stream;

/// Requests and reads after which others have their turn.
const TURN: usize = 64;

/// How long, and how much, a client that is refused is still listened to: closing a socket that holds unread bytes may take
/// back what was written to it last.
pub(super) const LINGER: Duration = Duration::from_secs(1);
pub(super) const LINGER_BYTES: usize = 1024 * 1024;

/// A connection that does not wait.
pub(super) struct Connection {
    pub(super) token: Token,
    io: Stream,
    session: Session,
    stage: Stage,
}

#[derive(Debug, Clone, Copy)]
enum Stage {
    Serving,
    /// Its client has not taken what is written beyond this many bytes, since then.
    Blocked {
        written: u64,
        since: Instant,
    },
    /// It is refused, and this many bytes of it are still thrown away.
    Lingering {
        left: usize,
    },
}

/// What a connection came to in its turn.
pub(super) enum Turn {
    /// It waits for this, until then.
    Wait(Interest, Option<Instant>),
    /// It has more to do, when others have had their turn.
    Again,
    Close,
}

/// Whether the server shuts down: what has arrived is finished then, and nothing more is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Serving,
    Draining,
}

impl Connection {
    pub(super) fn new(token: Token, io: Stream, session: Session) -> Self {
        Self { token, io, session, stage: Stage::Serving }
    }

    /// What it waits for at first.
    pub(super) fn begin(&mut self, registry: &Registry) -> io::Result<Option<Instant>> {
        registry.register(self.io.source(), self.token, Interest::READABLE)?;
        Ok(self.session.deadline())
    }

    /// Has itself waited for, and it is told of what is there already.
    pub(super) fn wait(&mut self, registry: &Registry, interest: Interest) -> io::Result<()> {
        registry.reregister(self.io.source(), self.token, interest)
    }

    /// Goes as far as it can without waiting. `space` is to read into.
    pub(super) fn turn(&mut self, how: How, phase: Phase, space: &mut [u8]) -> Turn {
        if let Stage::Lingering { left } = self.stage {
            return self.linger(left, space);
        }
        let mut left = TURN;
        let mut drained = false;
        loop {
            let progress = self.session.run(how, &mut left);
            if self.session.output.unsent() > 0
                && let Err(error) = self.session.output.write_to(&mut self.io)
            {
                return self.unwritten(&error);
            }
            self.stage = Stage::Serving;
            match (progress, self.session.input) {
                (Progress::Paused, _) if left == 0 => return Turn::Again,
                (Progress::Paused, _) => {}
                (Progress::Starved, Input::Ended) => return Turn::Close,
                (Progress::Starved, Input::Refused) => return self.refuse(),
                (Progress::Starved, Input::Open) if drained && phase == Phase::Draining => self.session.end(),
                (Progress::Starved, Input::Open) if drained => {
                    self.session.rest();
                    return Turn::Wait(Interest::READABLE, self.session.deadline());
                }
                (Progress::Starved, Input::Open) => {
                    left = left.saturating_sub(1);
                    drained = self.read(phase, space);
                }
            }
        }
    }

    /// Reads once. Whether nothing more is there to read.
    fn read(&mut self, phase: Phase, space: &mut [u8]) -> bool {
        match self.io.read(space) {
            Ok(0) => self.session.end(),
            Ok(bytes) => {
                self.session.push(space.get(..bytes).unwrap_or_default());
                // What comes after this is told to whoever waits for it.
                return bytes < space.len() && phase == Phase::Serving;
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return true,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                tracing::debug!(%error, "a connection broke");
                self.session.end();
            }
        }
        false
    }

    /// What to do where the client does not take what is written.
    fn unwritten(&mut self, error: &io::Error) -> Turn {
        if error.kind() != io::ErrorKind::WouldBlock {
            tracing::debug!(%error, "a client takes no more responses");
            return Turn::Close;
        }
        let written = self.session.output.written();
        let since = match self.stage {
            Stage::Blocked { written: before, since } if before == written => since,
            _ => Instant::now(),
        };
        self.stage = Stage::Blocked { written, since };
        Turn::Wait(Interest::WRITABLE, since.checked_add(self.session.server().settings.write_timeout))
    }

    /// Says that nothing more comes, and listens on for a moment.
    fn refuse(&mut self) -> Turn {
        if let Err(error) = self.io.shutdown(Shutdown::Write) {
            tracing::debug!(%error, "closing a connection");
            return Turn::Close;
        }
        self.stage = Stage::Lingering { left: LINGER_BYTES };
        Turn::Wait(Interest::READABLE, Instant::now().checked_add(LINGER))
    }

    fn linger(&mut self, mut left: usize, space: &mut [u8]) -> Turn {
        while left > 0 {
            match self.io.read(space) {
                Ok(0) => break,
                Ok(bytes) => left = left.saturating_sub(bytes),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    self.stage = Stage::Lingering { left };
                    // From now, which is later than it need be, and bounded by how much may come.
                    return Turn::Wait(Interest::READABLE, Instant::now().checked_add(LINGER));
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => break,
            }
        }
        Turn::Close
    }

    /// Whether it waits for requests, and not for its end.
    pub(super) fn is_serving(&self) -> bool {
        matches!(self.stage, Stage::Serving)
    }

    /// What it waited for has not come in time.
    pub(super) fn overdue(&mut self) -> Turn {
        match self.stage {
            Stage::Lingering { .. } => Turn::Close,
            Stage::Blocked { .. } => {
                tracing::warn!("closing a connection: its client does not take its responses in time");
                Turn::Close
            }
            Stage::Serving => {
                self.session.give_up();
                match self.session.input {
                    Input::Refused => self.refuse(),
                    Input::Open | Input::Ended => Turn::Close,
                }
            }
        }
    }
}
