//! What the clones of a channel share with each other and with the task that drives their connection.

use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::runtime;

use crate::error::{Error, Result, TransportError};
use crate::framing::{Framing, Message};
use crate::limits::Limits;
use crate::message::{MessageType, Name, Protocol};
use crate::output::Output;
use crate::sync::lock;

use super::calls::Calls;
use super::cause::Cause;
use super::request::Outgoing;
use super::{Address, driver};

/// What a channel was built with.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    pub(super) address: Address,
    pub(super) framing: Framing,
    pub(super) protocol: Protocol,
    pub(super) limits: Limits,
    pub(super) connect_timeout: Duration,
    /// Whether a broken connection is made again.
    pub(super) reconnects: bool,
}

#[derive(Debug)]
struct Shared {
    settings: Settings,
    state: Mutex<State>,
    /// Where the channel was made.
    runtime: runtime::Handle,
}

#[derive(Debug)]
struct State {
    calls: Calls,
    driver: Driver,
    /// The last clone of the channel is gone.
    closing: bool,
}

/// The task that drives the connection.
#[derive(Debug)]
enum Driver {
    /// It connects or is connected; with its waker while it waits.
    Running(Option<Waker>),
    /// There is none, until the next call.
    Idle,
    /// There will never be one again.
    Gone,
}

/// The callers' end; the connection closes when it is dropped.
#[derive(Debug)]
pub(super) struct Handle(Arc<Shared>);

impl Handle {
    /// A handle whose driver is about to run.
    pub(super) fn new(settings: Settings) -> Self {
        let state = State { calls: Calls::default(), driver: Driver::Running(None), closing: false };
        Self(Arc::new(Shared { settings, state: Mutex::new(state), runtime: runtime::Handle::current() }))
    }

    /// The end of a driver that is about to run.
    pub(super) fn driver(&self) -> DriverEnd {
        DriverEnd { shared: Arc::clone(&self.0), at_work: true }
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Takes on a request, and sees to it that somebody sends it. Gives its id.
    pub(super) fn insert(&self, method: Name, kind: MessageType, request: Outgoing, waker: &Waker) -> Result<i32> {
        let (id, driver) = {
            let mut state = lock(&self.0.state);
            let driver = match &mut state.driver {
                Driver::Gone => return Err(Error::Closed),
                Driver::Running(waker) => Some(waker.take()),
                idle => {
                    *idle = Driver::Running(None);
                    None
                }
            };
            (state.calls.insert(method, kind, request, waker.clone()), driver)
        };
        match driver {
            Some(waker) => waker.into_iter().for_each(Waker::wake),
            None => {
                // The runtime at hand, since the one that the channel was made in may have ended.
                let runtime = runtime::Handle::try_current();
                let runtime = runtime.as_ref().unwrap_or(&self.0.runtime);
                runtime.spawn(driver::run(self.driver(), None));
            }
        }
        Ok(id)
    }

    pub(super) fn poll(&self, id: i32, cx: &Context<'_>) -> Poll<Result<Option<Message>>> {
        lock(&self.0.state).calls.poll(id, cx.waker())
    }

    pub(super) fn cancel(&self, id: i32) {
        lock(&self.0.state).calls.cancel(id);
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let waker = {
            let mut state = lock(&self.0.state);
            state.closing = true;
            match &mut state.driver {
                Driver::Running(waker) => waker.take(),
                Driver::Idle | Driver::Gone => None,
            }
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// The driver's end. Where the driver is dropped at work, every call fails.
#[derive(Debug)]
pub(super) struct DriverEnd {
    shared: Arc<Shared>,
    at_work: bool,
}

/// What a driver is to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// There are requests to send.
    Send,
    /// Wait for something to happen.
    Wait,
    /// Close; nobody waits for anything any more.
    Close,
    /// Give the connection up: the peer owes too many replies.
    GiveUp,
}

impl DriverEnd {
    pub(super) fn settings(&self) -> &Settings {
        &self.shared.settings
    }

    /// Brings replies. The driver is woken when there are more requests, or nobody wants it any more.
    pub(super) fn deliver(
        &self,
        replies: &mut Vec<Message>,
        output: &Output,
        woken: &mut Vec<Waker>,
        waker: &Waker,
    ) -> Turn {
        let turn = {
            let mut state = lock(&self.shared.state);
            let state = &mut *state;
            state.calls.written(output.written());
            replies.drain(..).for_each(|reply| state.calls.receive(reply));
            state.calls.take_woken(woken);
            state.driver = Driver::Running(Some(waker.clone()));
            match &state.calls {
                _ if state.closing => Turn::Close,
                calls if calls.is_overdue() => Turn::GiveUp,
                calls if calls.has_queued() => Turn::Send,
                _ => Turn::Wait,
            }
        };
        woken.drain(..).for_each(Waker::wake);
        turn
    }

    /// Takes requests, as many as make a good write.
    pub(super) fn collect(&self, output: &mut Output) {
        lock(&self.shared.state).calls.collect(output, self.shared.settings.framing);
    }

    /// Reports that the connection is gone, with the stream written this far, after these last replies. True where
    /// another is wanted at once.
    pub(super) fn lost(&mut self, cause: &Cause, written: u64, replies: Vec<Message>) -> bool {
        tracing::debug!(address = %self.shared.settings.address, ?cause, "a connection is gone");
        self.settle(|calls, settings| {
            replies.into_iter().for_each(|reply| calls.receive(reply));
            calls.lose(written, settings.reconnects, |sent| cause.error(&settings.address, sent));
        })
    }

    /// Reports that there is no connection to be had. True where one is wanted all the same.
    pub(super) fn unconnected(&mut self, error: &TransportError) -> bool {
        self.settle(|calls, _| calls.fail_queued(error))
    }

    /// Lets `end` fail calls. Then gives false and lets go, unless some are left that want a connection.
    fn settle(&mut self, end: impl FnOnce(&mut Calls, &Settings)) -> bool {
        let mut woken = Vec::new();
        {
            let mut state = lock(&self.shared.state);
            end(&mut state.calls, &self.shared.settings);
            state.calls.take_woken(&mut woken);
            self.at_work = state.calls.has_queued();
            state.driver = match self.shared.settings.reconnects {
                _ if self.at_work => Driver::Running(None),
                true => Driver::Idle,
                false => Driver::Gone,
            };
        }
        woken.into_iter().for_each(Waker::wake);
        self.at_work
    }
}

impl Drop for DriverEnd {
    fn drop(&mut self) {
        if self.at_work {
            // How far the stream was written is not known any more.
            self.settle(|calls, settings| {
                calls.lose(u64::MAX, false, |sent| Cause::Shutdown.error(&settings.address, sent));
            });
        }
    }
}
