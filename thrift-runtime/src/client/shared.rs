//! What callers share with the task that drives their connection.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};

use tokio::runtime;
use tokio::time::Instant;

use crate::error::{Error, Result, Sent, TransportError};
use crate::framing::Message;
use crate::message::{MessageType, Name};
use crate::sync::{lock, try_lock};

use super::calls::Calls;
use super::cause::{Cause, Unsent};
use super::connection::Connection;
use super::driver;
use super::end::DriverEnd;
use super::lone::Lone;
use super::request::Outgoing;
use super::settings::Settings;

#[derive(Debug)]
pub(super) struct Shared {
    pub(super) settings: Arc<Settings>,
    state: Mutex<State>,
    /// The connection, while there is one. Who reads and writes holds this lock, and takes that of the state meanwhile; so
    /// whoever calls only tries it.
    pub(super) line: Mutex<Option<Line>>,
    /// How little it should be chosen for a call, where there are others.
    rank: AtomicUsize,
    /// Where the channel was made, if that was in a runtime.
    runtime: Option<runtime::Handle>,
}

/// A connection, and what wakes whoever sees to what happens at it: a [`Shared`], which it keeps until the driver takes it back.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) connection: Connection,
    pub(super) bell: Waker,
}

#[derive(Debug)]
pub(super) struct State {
    pub(super) calls: Calls,
    pub(super) driver: Driver,
    /// The caller who reads and writes for itself, since nobody else has anything to send or to get.
    pub(super) lone: Option<Lone>,
    /// How many requests may leave by the driver without a step back, since lately there was nobody to wait for; none where
    /// there was.
    pub(super) hasty: usize,
    /// Attempts to connect that have failed in a row, and connections that were lost before anything came of them.
    pub(super) failures: u32,
    /// Why the last attempt to connect has failed, until one has not.
    pub(super) trouble: Option<TransportError>,
    /// The last clone of the channel is gone.
    pub(super) closing: bool,
}

/// The task that drives the connection.
#[derive(Debug)]
pub(super) enum Driver {
    /// It makes a connection, or waits until it may.
    Connecting,
    /// It is connected; `called` where it has been woken since callers have something for it to do, `rung` where something has
    /// happened at the stream since it looked.
    Connected { waker: Waker, called: bool, rung: bool },
    /// There is none, until the next call.
    Idle,
    /// There is none, until the next call after this time; since there is no connection to be had.
    Resting(Instant),
    /// There will never be one again.
    Gone,
}

impl Driver {
    fn rank(&self) -> usize {
        match self {
            Self::Connected { .. } => 0,
            Self::Connecting | Self::Idle => 1,
            Self::Resting(..) | Self::Gone => 2,
        }
    }
}

impl State {
    /// The driver's waker, where it is to be woken to do something.
    fn call_driver(&mut self) -> Option<Waker> {
        match &mut self.driver {
            Driver::Connected { waker, called: called @ false, .. } => {
                *called = true;
                Some(waker.clone())
            }
            _ => None,
        }
    }
}

/// Ranks of connections that are connected are below this one.
pub(super) const UNCONNECTED: usize = 1 << (usize::BITS - 2);

impl Shared {
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    /// Takes note of how the connection stands, for those who choose between several.
    pub(super) fn note(&self, state: &State) {
        if self.settings.connections() > 1 {
            let rank = state.driver.rank() * UNCONNECTED + state.calls.load();
            self.rank.store(rank, Ordering::Relaxed);
        }
    }

    /// There is a connection.
    pub(super) fn put(self: &Arc<Self>, connection: Connection) {
        let bell = Waker::from(Arc::clone(self));
        *lock(&self.line) = Some(Line { connection, bell });
    }

    /// Takes the connection out.
    pub(super) fn take(&self) -> Option<Connection> {
        lock(&self.line).take().map(|line| line.connection)
    }

    /// Reads and writes for all, until the connection is gone, or nobody wants it any more.
    pub(super) fn poll(&self, cx: &mut Context<'_>) -> Poll<Cause> {
        match try_lock(&self.line) {
            Some(mut line) => match &mut *line {
                Some(Line { connection, bell }) => connection.poll(self, &mut Context::from_waker(bell), cx),
                None => Poll::Pending,
            },
            // A caller has it, for a moment.
            None => {
                cx.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }

    /// Ready when others have brought the result of a call; else `waker` is woken when there is one, or something to do for a
    /// caller who reads and writes for itself.
    pub(super) fn poll_call(&self, call: &mut Ticket, waker: &Waker, reply: &mut Option<Message>) -> Poll<Result<()>> {
        let mut state = self.lock();
        call.alone = state.is_lone(call.id, waker);
        if call.alone {
            return Poll::Pending;
        }
        let Poll::Ready(result) = state.calls.poll(call.id, waker) else {
            return Poll::Pending;
        };
        self.note(&state);
        Poll::Ready(result.map(|message| *reply = message))
    }

    /// Wakes the driver to do what a caller leaves to it.
    pub(super) fn call_driver(&self) {
        let waker = self.lock().call_driver();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// A call that a connection has taken on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ticket {
    pub(super) id: i32,
    /// Whether its caller reads and writes for itself, as far as it knows; others may have come.
    pub(super) alone: bool,
}

/// The callers' end of a connection; it closes when this is dropped.
#[derive(Debug)]
pub(super) struct Handle(Arc<Shared>);

impl Handle {
    /// A handle whose driver stands like this.
    pub(super) fn new(settings: Arc<Settings>, driver: Driver) -> Self {
        let calls = if settings.ordered { Calls::ordered() } else { Calls::default() };
        let rank = driver.rank() * UNCONNECTED;
        let state = State { calls, driver, lone: None, hasty: 0, failures: 0, trouble: None, closing: false };
        Self(Arc::new(Shared {
            settings,
            state: Mutex::new(state),
            line: Mutex::new(None),
            rank: AtomicUsize::new(rank),
            runtime: runtime::Handle::try_current().ok(),
        }))
    }

    /// The end of a driver that is about to run.
    pub(super) fn driver(&self) -> DriverEnd {
        DriverEnd::new(Arc::clone(&self.0))
    }

    #[inline]
    pub(super) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Takes on a request, and sends it or sees to it that the driver does.
    #[inline]
    pub(super) fn insert(&self, method: Name, kind: MessageType, request: Outgoing, waker: &Waker) -> Result<Ticket> {
        let mut state = self.0.lock();
        if kind == MessageType::Call
            && state.has_room_for_one()
            && let Some(mut line) = try_lock(&self.0.line)
            && let Some(Line { connection, bell }) = &mut *line
        {
            let packing = self.settings().packing();
            let id = state.send_lone(method, request, waker, connection.output(), packing);
            self.0.note(&state);
            drop(state);
            connection.send_lone(&self.0, &mut Context::from_waker(bell));
            return Ok(Ticket { id, alone: true });
        }
        self.queue(state, method, kind, request, waker)
    }

    /// Takes on a request, which the driver sends.
    #[inline(never)]
    fn queue(
        &self,
        mut state: MutexGuard<'_, State>,
        method: Name,
        kind: MessageType,
        request: Outgoing,
        waker: &Waker,
    ) -> Result<Ticket> {
        let start = match &state.driver {
            Driver::Gone => return Err(Error::Closed),
            Driver::Resting(until) if !self.settings().wait_for_ready && Instant::now() < *until => {
                let error = state.trouble.as_ref().map(|error| error.again(Sent::No).into());
                return Err(error.unwrap_or(Error::Closed));
            }
            Driver::Connecting | Driver::Connected { .. } => None,
            Driver::Idle => Some(None),
            Driver::Resting(until) => Some(Some(*until)),
        };
        if start.is_some() {
            state.driver = Driver::Connecting;
        }
        state.end_lone();
        let id = state.calls.insert(method, kind, request, waker.clone());
        self.0.note(&state);
        let called = state.call_driver();
        drop(state);
        if let Some(waker) = called {
            waker.wake();
        }
        if let Some(rest) = start {
            self.start(rest);
        }
        Ok(Ticket { id, alone: false })
    }

    /// Makes a connection if there is none and one may be made, though no call waits for it.
    pub(super) fn open(&self) {
        {
            let mut state = self.0.lock();
            match &state.driver {
                Driver::Idle => {}
                Driver::Resting(until) if *until <= Instant::now() => {}
                _ => return,
            }
            state.driver = Driver::Connecting;
            self.0.note(&state);
        }
        self.start(None);
    }

    /// Lets a task drive the connection, which is made after this time.
    fn start(&self, rest: Option<Instant>) {
        let driver = self.driver();
        // The runtime at hand, since the one that the channel was made in may have ended.
        let current = runtime::Handle::try_current().ok();
        // Without one the driver is dropped, and the calls fail.
        if let Some(runtime) = current.as_ref().or(self.0.runtime.as_ref()) {
            runtime.spawn(driver::run(driver, None, rest));
        }
    }

    /// Ready when a call has its result, and there is its reply; who has the connection alone reads and writes for it.
    #[inline]
    pub(super) fn poll(&self, call: &mut Ticket, cx: &Context<'_>, reply: &mut Option<Message>) -> Poll<Result<()>> {
        match call.alone {
            true => self.0.poll_alone(call, cx, reply),
            false => self.0.poll_call(call, cx.waker(), reply),
        }
    }

    /// Drops a call. Gives what kept it from being sent, if it was not.
    pub(super) fn cancel(&self, Ticket { id, .. }: Ticket) -> Option<Unsent> {
        let mut state = self.0.lock();
        let lone = state.drop_lone(id);
        let dropped = state.calls.cancel(id);
        self.0.note(&state);
        let unsent = match &dropped {
            Some(call) if call.is_queued() => Some(match (&state.trouble, &state.driver) {
                (Some(error), _) => Unsent::Refused(error.again(Sent::No)),
                (None, Driver::Connected { .. }) => Unsent::Stuck,
                (None, _) => Unsent::Connecting,
            }),
            _ => None,
        };
        drop(state);
        if lone.is_some() {
            self.0.call_driver();
        }
        drop((lone, dropped));
        unsent
    }

    /// How little it should be chosen for a call.
    pub(super) fn rank(&self) -> usize {
        self.0.rank.load(Ordering::Relaxed)
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.0.lock().closing = true;
        self.0.call_driver();
    }
}
