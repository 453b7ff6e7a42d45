//! How a connection stands.

use std::sync::Arc;
use std::task::Waker;
use std::time::{Duration, Instant};

use crate::blocking::WaitingStream;
use crate::client::calls::Calls;
use crate::client::cause::{Cause, Unsent};
use crate::client::settings::Settings;
use crate::error::{Sent, TransportError};
use crate::framing::Message;
use crate::output::Output;

use super::line::{Line, Reader, SLICE};

#[derive(Debug)]
pub(super) struct State {
    pub(super) calls: Calls,
    pub(super) link: Link,
    /// Attempts to connect that have failed in a row, and connections that were lost before anything came of them.
    failures: u32,
    /// Why the last attempt to connect has failed, until one has not.
    pub(super) trouble: Option<TransportError>,
}

/// Whether there is a connection.
#[derive(Debug)]
pub(super) enum Link {
    /// There is none, until the next call.
    Idle,
    /// There is none, until a call after this time; since there is no connection to be had.
    Resting(Instant),
    /// A caller makes one.
    Connecting,
    Connected(Box<Line>),
}

/// What a caller can do so that things go on.
#[derive(Debug)]
pub(super) enum Work {
    Connect,
    /// Send what is queued; with the other half, where nobody has it.
    Write(Arc<WaitingStream>, Output, Option<Reader>),
    /// Receive, for so long at most where that is said: it may be that something is left to send then.
    Read(Arc<WaitingStream>, Reader, Option<Duration>),
    /// Wait until somebody else has done something, or until then.
    Wait(Option<Instant>),
}

impl State {
    pub(super) fn new(settings: &Settings) -> Self {
        let calls = if settings.ordered { Calls::ordered() } else { Calls::default() };
        Self { calls, link: Link::Idle, failures: 0, trouble: None }
    }

    /// What there is to do for a caller. What it takes along it brings back.
    pub(super) fn work(&mut self) -> Work {
        let queued = self.calls.has_queued();
        match &mut self.link {
            Link::Connecting => Work::Wait(None),
            Link::Resting(until) if *until > Instant::now() => Work::Wait(Some(*until)),
            Link::Idle | Link::Resting(_) => {
                self.link = Link::Connecting;
                Work::Connect
            }
            Link::Connected(line) if line.broken.is_some() => Work::Wait(None),
            Link::Connected(line) => {
                let unsent = line.writer.as_ref().is_some_and(|writer| queued || writer.unsent() > 0);
                match (unsent.then(|| line.writer.take()).flatten(), queued) {
                    (Some(writer), _) => Work::Write(Arc::clone(&line.io), writer, line.reader.take()),
                    // Its own request may be among them, which somebody is about to write.
                    (None, true) => Work::Wait(None),
                    (None, false) => match line.reader.take() {
                        Some(reader) => {
                            let slice = line.writer.is_none().then_some(SLICE);
                            Work::Read(Arc::clone(&line.io), reader, slice)
                        }
                        None => Work::Wait(None),
                    },
                }
            }
        }
    }

    /// Whom to wake: who has got a result, and who can do what nobody does.
    pub(super) fn take_woken(&mut self, woken: &mut Vec<Waker>) {
        self.calls.take_woken(woken);
        match &self.link {
            Link::Connecting => {}
            Link::Idle | Link::Resting(_) => woken.extend(self.calls.sender()),
            Link::Connected(line) if line.broken.is_some() => {}
            // Who began to write had no time to go on. Whose requests are left is not known.
            Link::Connected(line) if line.writer.as_ref().is_some_and(|writer| writer.unsent() > 0) => {
                woken.extend(self.calls.receivers());
            }
            Link::Connected(line) => {
                let (reader, writer) = (line.reader.is_some(), line.writer.is_some());
                woken.extend(writer.then(|| self.calls.sender()).flatten());
                woken.extend(reader.then(|| self.calls.receivers().next()).flatten());
            }
        }
    }

    /// There is a connection.
    pub(super) fn connected(&mut self, line: Line) {
        (self.link, self.trouble) = (Link::Connected(Box::new(line)), None);
    }

    /// There is no connection to be had.
    pub(super) fn unconnected(&mut self, error: TransportError, settings: &Settings) {
        tracing::debug!(address = %settings.address, %error, "there is no connection to be had");
        self.failures = self.failures.saturating_add(1);
        self.rest(error, settings);
    }

    /// Brings replies, and the half that they came by.
    pub(super) fn received(
        &mut self,
        reader: Reader,
        replies: Vec<Message>,
        read: Result<(), Cause>,
        settings: &Settings,
    ) {
        let received = replies.into_iter().try_for_each(|reply| self.calls.receive(reply)).map_err(Cause::Unmatched);
        let overdue = match self.calls.is_overdue() {
            true => Err(Cause::Broken(std::io::Error::other("the peer leaves too many calls unanswered"))),
            false => Ok(()),
        };
        if let Link::Connected(line) = &mut self.link {
            line.reader = Some(reader);
            if let Err(cause) = received.and(read).and(overdue) {
                line.fail(cause);
            }
        }
        self.settle(settings);
    }

    /// Brings back the half that requests go by.
    pub(super) fn written(&mut self, writer: Output, written: Result<(), Cause>, settings: &Settings) {
        self.calls.written(writer.written());
        if let Link::Connected(line) = &mut self.link {
            line.writer = Some(writer);
            if let Err(cause) = written {
                line.fail(cause);
            }
        }
        self.settle(settings);
    }

    /// Lets go of a connection that is of no use any more, once both halves are back: only then is it known how far it was
    /// written.
    fn settle(&mut self, settings: &Settings) {
        let Link::Connected(line) = &mut self.link else {
            return;
        };
        let (Some(_), Some(writer)) = (&line.reader, &line.writer) else {
            return;
        };
        let written = writer.written();
        let Some(cause) = line.broken.take() else {
            return;
        };
        self.link = Link::Idle;
        tracing::debug!(address = %settings.address, ?cause, "a connection is gone");
        self.failures = if self.calls.is_served() { 0 } else { self.failures.saturating_add(1) };
        self.calls.lose(written, settings.patience(), |sent| cause.error(&settings.address, sent));
        // A server may close a connection that nothing has come of, but not one after the other.
        if self.failures > 1 {
            self.rest(cause.refusal(&settings.address), settings);
        }
    }

    fn rest(&mut self, error: TransportError, settings: &Settings) {
        if !settings.wait_for_ready {
            self.calls.fail_queued(&error);
        }
        self.trouble = Some(error);
        self.link = Link::Resting(Instant::now() + settings.backoff.after(self.failures));
    }

    /// Why a request has not been sent.
    pub(super) fn unsent(&self) -> Unsent {
        match (&self.trouble, &self.link) {
            (Some(error), _) => Unsent::Refused(error.again(Sent::No)),
            (None, Link::Connected(_)) => Unsent::Stuck,
            (None, _) => Unsent::Connecting,
        }
    }

    /// How little the connection should be chosen for a call, where there are others: one that has nothing to do first, then one
    /// that is still to be made.
    pub(super) fn rank(&self) -> usize {
        /// Ranks of connections that can not be had are from here on.
        const RESTING: usize = usize::MAX / 2;
        match (&self.link, self.calls.load()) {
            (Link::Connected(_), 0) => 0,
            (Link::Idle, 0) => 1,
            (Link::Connected(_) | Link::Idle | Link::Connecting, load) => 1 + load,
            (Link::Resting(_), load) => RESTING + load,
        }
    }
}
