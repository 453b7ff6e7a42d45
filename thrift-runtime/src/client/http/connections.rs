//! Connections that wait for their next call.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

use crate::client::cause::Unsent;
use crate::client::settings::Settings;
use crate::error::{Error, Result, Sent, TransportError};
use crate::http::{MAX_HEAD, MAX_HEADERS, Whole};
use crate::stream::AnyIo;
use crate::sync::lock;

/// How long a connection waits for its next call before it is closed. Servers and proxies close theirs after a minute or
/// so; what is closed from here can not be lost.
const REST: Duration = Duration::from_secs(30);

/// The connections of a channel.
pub(super) struct Connections {
    /// One for each connection that there may be.
    permits: Arc<Semaphore>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Those that carry no call, the one that did last at the end.
    idle: Vec<Idle>,
    /// One that was made elsewhere, and has no handshake behind it.
    given: Option<AnyIo<'static>>,
    /// Attempts to connect that have failed in a row.
    failures: u32,
    /// Why the last one has, and until when there is no other.
    trouble: Option<(TransportError, Instant)>,
}

#[derive(Debug)]
struct Idle {
    sender: SendRequest<Whole>,
    since: Instant,
}

/// A connection for one call. It is closed where it is dropped, and not given back.
pub(super) struct Lent {
    pub(super) sender: SendRequest<Whole>,
    /// Whether it has carried a call before: its server may have closed it since.
    pub(super) used: bool,
    _permit: OwnedSemaphorePermit,
}

impl Connections {
    pub(super) fn new(settings: &Settings) -> Self {
        let connections = settings.connections().min(Semaphore::MAX_PERMITS);
        Self { permits: Arc::new(Semaphore::new(connections)), state: Mutex::default() }
    }

    /// Takes a connection that was made elsewhere, before any handshake.
    pub(super) fn give(&self, io: AnyIo<'static>) {
        lock(&self.state).given = Some(io);
    }

    /// Takes a connection after its handshake.
    pub(super) async fn take(&self, settings: &Settings, io: AnyIo<'static>) -> Result<(), TransportError> {
        let sender = begin(settings, io).await?;
        lock(&self.state).idle.push(Idle { sender, since: Instant::now() });
        Ok(())
    }

    /// A connection for a call: one that waits, or a new one.
    pub(super) async fn lend(&self, settings: &Settings) -> Result<Lent> {
        // An error would mean that it is closed, which nobody does.
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| Error::Shutdown)?;
        if let Some(sender) = self.idle() {
            return Ok(Lent { sender, used: true, _permit: permit });
        }
        let given = lock(&self.state).given.take();
        if let Some(io) = given {
            let sender = begin(settings, settings.wrap(io).await?).await?;
            return Ok(Lent { sender, used: false, _permit: permit });
        }
        if !settings.reconnects {
            return Err(Error::Closed);
        }
        loop {
            if let Some(until) = self.rest(settings)? {
                sleep_until(until).await;
            }
            match connect(settings).await {
                Ok(sender) => {
                    let mut state = lock(&self.state);
                    (state.failures, state.trouble) = (0, None);
                    return Ok(Lent { sender, used: false, _permit: permit });
                }
                Err(error) => {
                    let mut state = lock(&self.state);
                    state.failures = state.failures.saturating_add(1);
                    let until = Instant::now() + settings.backoff.after(state.failures);
                    state.trouble = Some((error.again(Sent::No), until));
                    if !settings.wait_for_ready {
                        return Err(error.into());
                    }
                }
            }
        }
    }

    /// Takes a connection back, whose call has ended with its reply.
    pub(super) fn give_back(&self, lent: Lent) {
        if !lent.sender.is_closed() {
            lock(&self.state).idle.push(Idle { sender: lent.sender, since: Instant::now() });
        }
    }

    /// Why there is no connection.
    pub(super) fn why_none(&self) -> Unsent {
        match &lock(&self.state).trouble {
            Some((error, _)) => Unsent::Refused(error.again(Sent::No)),
            None => Unsent::Connecting,
        }
    }

    /// One that waits, as far as can be seen.
    fn idle(&self) -> Option<SendRequest<Whole>> {
        let mut state = lock(&self.state);
        let now = Instant::now();
        state.idle.retain(|idle| idle.sender.is_ready() && now.duration_since(idle.since) < REST);
        state.idle.pop().map(|idle| idle.sender)
    }

    /// Until when there is no attempt to connect, after one that has failed. An error where calls do not wait so long.
    fn rest(&self, settings: &Settings) -> Result<Option<Instant>> {
        match &lock(&self.state).trouble {
            Some((error, until)) if *until > Instant::now() => match settings.wait_for_ready {
                true => Ok(Some(*until)),
                false => Err(error.again(Sent::No).into()),
            },
            _ => Ok(None),
        }
    }
}

impl fmt::Debug for Connections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connections").field("free", &self.permits.available_permits()).finish_non_exhaustive()
    }
}

async fn connect(settings: &Settings) -> Result<SendRequest<Whole>, TransportError> {
    begin(settings, settings.dial().await?.boxed()).await
}

/// Lets a task drive a connection.
async fn begin(settings: &Settings, io: AnyIo<'static>) -> Result<SendRequest<Whole>, TransportError> {
    let failed = |error| TransportError::new(format!("connecting to {}", settings.address), error, Sent::No);
    let mut builder = http1::Builder::new();
    builder.max_buf_size(2 * MAX_HEAD).max_header_size(MAX_HEAD).max_headers(MAX_HEADERS);
    let begun = builder.handshake(TokioIo::new(io)).await;
    let (sender, connection) = begun.map_err(|error| failed(std::io::Error::other(error)))?;
    let runtime = Handle::try_current().map_err(|error| failed(std::io::Error::other(error)))?;
    runtime.spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection of HTTP has ended");
        }
    });
    Ok(sender)
}
