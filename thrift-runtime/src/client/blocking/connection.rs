//! One connection, whose callers do its work.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant};

use crate::client::cause::Cause;
use crate::client::request::Outgoing;
use crate::client::settings::Settings;
use crate::error::{Error, Result, Sent};
use crate::framing::Message;
use crate::message::{MessageType, Name};
use crate::output::Output;
use crate::sync::lock;

use super::deadline::Deadline;
use super::line::{Line, Reader};
use super::state::{Link, State, Work};
use super::turn::{pause, waker};
use crate::blocking::{WaitingStream, is_timeout};

/// A connection, and those that replace it.
///
/// There is no thread of its own: a caller that waits for its reply reads for all, and one that has a request to send writes
/// what the others have to send, too. Who is done, or has no more time, leaves the work to another who still waits.
#[derive(Debug)]
pub(super) struct Connection {
    settings: Arc<Settings>,
    state: Mutex<State>,
    /// How little it should be chosen for a call, where there are others.
    rank: AtomicUsize,
}

impl Connection {
    /// There is none yet.
    pub(super) fn new(settings: Arc<Settings>) -> Self {
        let state = State::new(&settings);
        let rank = AtomicUsize::new(state.rank());
        Self { settings, state: Mutex::new(state), rank }
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(super) fn rank(&self) -> usize {
        self.rank.load(Ordering::Relaxed)
    }

    /// Connects, where nobody calls yet.
    pub(super) fn connect(&self) -> Result<()> {
        let io = self.settings.address.connect_waiting(self.settings.connect_timeout, None)?;
        let failed = |error| Cause::Broken(error).error(&self.settings.address, Sent::No);
        let line = Line::new(io, &self.settings).map_err(failed)?;
        self.update(|state| state.connected(line));
        Ok(())
    }

    /// Changes how the connection stands, and wakes those for whom that means something.
    fn update<R>(&self, change: impl FnOnce(&mut State) -> R) -> R {
        let mut woken = Vec::new();
        let result = {
            let mut state = lock(&self.state);
            let result = change(&mut state);
            state.take_woken(&mut woken);
            self.note(&state);
            result
        };
        woken.into_iter().for_each(Waker::wake);
        result
    }

    /// Takes note of how the connection stands, for those who choose between several.
    fn note(&self, state: &MutexGuard<'_, State>) {
        if self.settings.connections() > 1 {
            self.rank.store(state.rank(), Ordering::Relaxed);
        }
    }

    /// Sends a request, and gives its reply; none where it is oneway.
    pub(super) fn exchange(
        &self,
        method: Name,
        kind: MessageType,
        request: Outgoing,
        deadline: Deadline,
    ) -> Result<Option<Message>> {
        let id = {
            let mut state = lock(&self.state);
            if let Link::Resting(until) = &state.link
                && !self.settings.wait_for_ready
                && Instant::now() < *until
            {
                let error = state.trouble.as_ref().map(|error| error.again(Sent::No).into());
                return Err(error.unwrap_or(Error::Closed));
            }
            let id = state.calls.insert(method, kind, request, waker());
            self.note(&state);
            id
        };
        loop {
            let work = {
                let mut state = lock(&self.state);
                match state.calls.poll(id, &waker()) {
                    Poll::Ready(result) => {
                        drop(state);
                        self.update(|_| ());
                        return result;
                    }
                    Poll::Pending if deadline.is_over() => {
                        drop(state);
                        return Err(self.give_up(id, deadline));
                    }
                    Poll::Pending => state.work(),
                }
            };
            match work {
                Work::Connect => self.make(deadline),
                Work::Write(io, writer, reader) => self.write(&io, writer, reader, deadline),
                Work::Read(io, reader, slice) => {
                    let timeout = [slice, deadline.left()].into_iter().flatten().min();
                    self.read(&io, reader, timeout);
                }
                Work::Wait(until) => pause(until, deadline),
            }
        }
    }

    /// Drops a call whose time is over. Gives what its caller is told.
    fn give_up(&self, id: i32, deadline: Deadline) -> Error {
        let unsent = self.update(|state| {
            let dropped = state.calls.cancel(id);
            dropped.filter(|call| call.is_queued()).map(|_| state.unsent())
        });
        match unsent {
            Some(unsent) => unsent.error(&self.settings.address, deadline.timeout()).into(),
            None => Error::Timeout(deadline.timeout()),
        }
    }

    /// Makes a connection.
    fn make(&self, deadline: Deadline) {
        let connected = self.settings.address.connect_waiting(self.settings.connect_timeout, deadline.at());
        let line = connected.and_then(|io| {
            let failed = |error| Cause::Broken(error).refusal(&self.settings.address);
            Line::new(io, &self.settings).map_err(failed)
        });
        self.update(|state| match line {
            Ok(line) => state.connected(line),
            // That this caller has no more time says nothing about the server.
            Err(_) if deadline.is_over() => state.link = Link::Idle,
            Err(error) => state.unconnected(error, &self.settings),
        });
    }

    /// Reads replies, until there are some or the time is over.
    fn read(&self, io: &WaitingStream, mut reader: Reader, timeout: Option<Duration>) {
        let mut replies = Vec::new();
        let read = reader.read(io, timeout, &mut replies);
        self.update(|state| state.received(reader, replies, read, &self.settings));
    }

    /// Takes what has arrived, where nobody reads.
    fn read_arrived(&self, io: &WaitingStream, mut reader: Reader) {
        let mut replies = Vec::new();
        let read = reader.read_arrived(io, &mut replies);
        self.update(|state| state.received(reader, replies, read, &self.settings));
    }

    /// Writes what is queued, until all is written or the time is over.
    fn write(&self, io: &WaitingStream, mut writer: Output, reader: Option<Reader>, deadline: Deadline) {
        // First, so that nothing is sent into a connection that is known to be closed.
        let mut reader = reader;
        let written = loop {
            if let Some(reader) = reader.take() {
                self.read_arrived(io, reader);
            }
            if !self.gather(&mut writer) {
                break Ok(());
            }
            match writer.write_to(&mut &*io) {
                Ok(()) => break Ok(()),
                Err(error) if is_timeout(&error) && !deadline.is_over() => {
                    reader = self.update(|state| match &mut state.link {
                        Link::Connected(line) => line.reader.take(),
                        _ => None,
                    });
                }
                Err(error) if is_timeout(&error) => break Ok(()),
                Err(error) => break Err(Cause::Broken(error)),
            }
        };
        self.update(|state| state.written(writer, written, &self.settings));
    }

    /// Takes requests, as many as make a good write. False where the connection is of no use any more.
    fn gather(&self, writer: &mut Output) -> bool {
        let mut state = lock(&self.state);
        match &state.link {
            Link::Connected(line) if line.broken.is_none() => {}
            _ => return false,
        }
        state.calls.collect(writer, self.settings.packing());
        state.calls.being_written(writer.end());
        true
    }
}
