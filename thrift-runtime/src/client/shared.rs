//! What callers share with the task that drives their connection.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::runtime;
use tokio::time::Instant;

use crate::error::{Error, ProtocolError, ProtocolErrorKind, Result, Sent, TransportError};
use crate::framing::{Message, Packing, Transport};
use crate::limits::Limits;
use crate::message::{MessageType, Name, Protocol};
use crate::sync::lock;

use super::backoff::Backoff;
use super::calls::{Calls, Patience};
use super::cause::Unsent;
use super::end::DriverEnd;
use super::request::Outgoing;
use super::wrap::Wrappers;
use super::{Address, driver};

/// What a channel was built with.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    pub(super) address: Address,
    pub(super) transport: Transport,
    pub(super) protocol: Protocol,
    /// Whether requests behind a THeader are compressed.
    pub(super) compressed: bool,
    pub(super) limits: Limits,
    pub(super) connect_timeout: Duration,
    /// Most connections at one time; by default, as many as the transport needs.
    pub(super) connections: Option<usize>,
    pub(super) backoff: Backoff,
    /// Whether calls wait where there is no connection to be had.
    pub(super) wait_for_ready: bool,
    /// Whether the peer answers in order.
    pub(super) ordered: bool,
    /// Whether a broken connection is made again.
    pub(super) reconnects: bool,
    pub(super) wrappers: Wrappers,
    /// To which requests over HTTP go.
    #[cfg(feature = "http")]
    pub(super) path: hyper::Uri,
}

impl Settings {
    /// Most connections at one time.
    pub(super) fn connections(&self) -> usize {
        /// What HTTP/1.1 needs, whose connections carry one call at a time, for as many calls at once.
        const OF_HTTP: usize = 64;
        match (self.connections, self.transport) {
            (Some(connections), _) => connections,
            (None, Transport::Http) => OF_HTTP,
            (None, _) => 1,
        }
    }

    /// How requests are packed.
    pub(super) fn packing(&self) -> Packing {
        Packing { zlib: self.compressed, ..self.transport.into() }
    }

    /// Checks that what goes together has been chosen.
    pub(super) fn check(&self) -> Result<(), ProtocolError> {
        let message = match (self.transport, self.protocol) {
            (Transport::Header, Protocol::Binary | Protocol::Compact) => return Ok(()),
            (transport, _) if self.compressed => {
                format!("`ChannelBuilder::compressed` is for `Transport::Header`, not `Transport::{transport:?}`")
            }
            #[cfg(feature = "json")]
            (Transport::Header | Transport::TtHeader, Protocol::Json) => {
                "a header takes the binary or the compact protocol, not JSON".to_owned()
            }
            _ => return Ok(()),
        };
        Err(ProtocolError::new(ProtocolErrorKind::NotImplemented, message))
    }

    /// For how many connections a request waits.
    pub(super) fn patience(&self) -> Patience {
        match (self.reconnects, self.wait_for_ready) {
            (false, _) => Patience::None,
            (true, false) => Patience::OneMore,
            (true, true) => Patience::Endless,
        }
    }
}

#[derive(Debug)]
pub(super) struct Shared {
    pub(super) settings: Arc<Settings>,
    state: Mutex<State>,
    /// How little it should be chosen for a call, where there are others.
    rank: AtomicUsize,
    /// Where the channel was made, if that was in a runtime.
    runtime: Option<runtime::Handle>,
}

#[derive(Debug)]
pub(super) struct State {
    pub(super) calls: Calls,
    pub(super) driver: Driver,
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
    /// It is connected; with its waker while it waits.
    Connected(Option<Waker>),
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
            Self::Connected(_) => 0,
            Self::Connecting | Self::Idle => 1,
            Self::Resting(..) | Self::Gone => 2,
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
}

/// The callers' end of a connection; it closes when this is dropped.
#[derive(Debug)]
pub(super) struct Handle(Arc<Shared>);

impl Handle {
    /// A handle whose driver stands like this.
    pub(super) fn new(settings: Arc<Settings>, driver: Driver) -> Self {
        let calls = if settings.ordered { Calls::ordered() } else { Calls::default() };
        let state = State { calls, driver, failures: 0, trouble: None, closing: false };
        let shared = Shared {
            settings,
            rank: AtomicUsize::new(state.driver.rank() * UNCONNECTED),
            state: Mutex::new(state),
            runtime: runtime::Handle::try_current().ok(),
        };
        Self(Arc::new(shared))
    }

    /// The end of a driver that is about to run.
    pub(super) fn driver(&self) -> DriverEnd {
        DriverEnd::new(Arc::clone(&self.0))
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Takes on a request, and sees to it that somebody sends it. Gives its id.
    pub(super) fn insert(&self, method: Name, kind: MessageType, request: Outgoing, waker: &Waker) -> Result<i32> {
        let (id, start, waker) = {
            let mut state = self.0.lock();
            let mut start = None;
            let waiting = match &mut state.driver {
                Driver::Gone => return Err(Error::Closed),
                Driver::Resting(until) if !self.settings().wait_for_ready && Instant::now() < *until => {
                    let error = state.trouble.as_ref().map(|error| error.again(Sent::No).into());
                    return Err(error.unwrap_or(Error::Closed));
                }
                Driver::Connecting => None,
                Driver::Connected(waker) => waker.take(),
                Driver::Idle => {
                    start = Some(None);
                    None
                }
                Driver::Resting(until) => {
                    start = Some(Some(*until));
                    None
                }
            };
            if start.is_some() {
                state.driver = Driver::Connecting;
            }
            let id = state.calls.insert(method, kind, request, waker.clone());
            self.0.note(&state);
            (id, start, waiting)
        };
        if let Some(waker) = waker {
            waker.wake();
        }
        if let Some(rest) = start {
            self.start(rest);
        }
        Ok(id)
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

    pub(super) fn poll(&self, id: i32, cx: &Context<'_>) -> Poll<Result<Option<Message>>> {
        let mut state = self.0.lock();
        let result = state.calls.poll(id, cx.waker());
        if result.is_ready() {
            self.0.note(&state);
        }
        result
    }

    /// Drops a call. Gives what kept it from being sent, if it was not.
    pub(super) fn cancel(&self, id: i32) -> Option<Unsent> {
        let mut state = self.0.lock();
        let dropped = state.calls.cancel(id);
        self.0.note(&state);
        let unsent = match &dropped {
            Some(call) if call.is_queued() => Some(match (&state.trouble, &state.driver) {
                (Some(error), _) => Unsent::Refused(error.again(Sent::No)),
                (None, Driver::Connected(_)) => Unsent::Stuck,
                (None, _) => Unsent::Connecting,
            }),
            _ => None,
        };
        drop(state);
        drop(dropped);
        unsent
    }

    /// How little it should be chosen for a call.
    pub(super) fn rank(&self) -> usize {
        self.0.rank.load(Ordering::Relaxed)
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let waker = {
            let mut state = self.0.lock();
            state.closing = true;
            match &mut state.driver {
                Driver::Connected(waker) => waker.take(),
                Driver::Connecting | Driver::Idle | Driver::Resting(..) | Driver::Gone => None,
            }
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
