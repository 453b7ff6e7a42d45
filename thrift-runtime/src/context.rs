//! What a handler can know of its request beside the arguments.

mod scope;
mod signal;
mod source;

use std::fmt;
use std::future::{pending, poll_fn};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::{Duration, Instant};

use crate::error::ProtocolError;
use crate::metadata::Metadata;
use crate::service::Identity;
use crate::sync::lock;

pub(crate) use scope::{Seed, Term, inherited};
use signal::Signal;
pub use source::Dialect;
pub(crate) use source::{Presence, Source};

/// What a handler can know of its request beside the arguments. Cheap to clone.
///
/// [`Context::current`] gives it anywhere in a handler, behind each `.await` too. A task that the handler spawns does not have
/// it by itself: [`scope`](Self::scope) takes it there, [`enter`](Self::enter) to another thread. Outside of handlers it is
/// empty, as a test that calls a handler finds it: there is no peer and no deadline, and nothing is ever cancelled.
///
/// ```
/// use thrift_runtime::Context;
///
/// async fn get_user(id: i32) -> thrift_runtime::Result<String> {
///     let context = Context::current();
///     let tenant = context.metadata().get("tenant").unwrap_or("nobody").to_owned();
///     context.set_response_metadata("cost", "3")?;
///     // The task ends early once nobody waits for what it finds.
///     let found = tokio::spawn(context.scope(async move {
///         tokio::select! {
///             () = Context::current().cancelled() => None,
///             user = async { format!("user {id} of {tenant}") } => Some(user),
///         }
///     }));
///     found.await.ok().flatten().ok_or(thrift_runtime::Error::Shutdown)
/// }
/// ```
#[derive(Clone, Default)]
pub struct Context(Option<Arc<Inner>>);

struct Inner {
    seed: Seed,
    /// What is to go back beside the response.
    response: Mutex<Metadata>,
    /// The handler has come to its end.
    ended: AtomicBool,
    /// The handler was dropped before its end.
    dropped: Signal,
}

static NOTHING: Metadata = Metadata::new();

impl Context {
    fn new(seed: Seed) -> Self {
        Self(Some(Arc::new(Inner {
            seed,
            response: Mutex::default(),
            ended: AtomicBool::new(false),
            dropped: Signal::default(),
        })))
    }

    /// That of the request whose handler runs here; an empty one outside of handlers.
    pub fn current() -> Self {
        scope::current()
    }

    fn seed(&self) -> Option<&Seed> {
        self.0.as_ref().map(|inner| &inner.seed)
    }

    fn source(&self) -> Option<&Source> {
        self.seed()?.source.as_deref()
    }

    /// Whether it is that of no request.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Name of the service in the IDL that has the method; empty without a request.
    pub fn service(&self) -> &'static str {
        self.seed().map_or("", |seed| seed.method.service())
    }

    /// Name of the method in the IDL; empty without a request.
    pub fn method(&self) -> &'static str {
        self.seed().map_or("", |seed| seed.method.name())
    }

    /// The client's address, where it has come over TCP.
    pub fn peer(&self) -> Option<SocketAddr> {
        self.source()?.origin.peer
    }

    /// Who the client has shown to be, in a handshake of TLS or SASL; `None` where its connection began without.
    pub fn identity(&self) -> Option<&Identity> {
        self.source()?.origin.identity.as_deref()
    }

    /// How the client speaks. None where the request has come through no connection.
    pub fn dialect(&self) -> Option<Dialect> {
        let seed = self.seed()?;
        Some(seed.source.as_ref()?.dialect(seed.protocol))
    }

    /// What the client has sent beside the request, where its dialect can carry it.
    pub fn metadata(&self) -> &Metadata {
        self.seed().map_or(&NOTHING, |seed| &seed.metadata)
    }

    /// Sends a pair back beside the response, where the client's dialect can carry it; also beside an exception or an error.
    /// What comes after the handler's end is not sent.
    ///
    /// # Errors
    /// [`ProtocolErrorKind::SizeLimit`](crate::ProtocolErrorKind::SizeLimit), as [`Metadata::insert`].
    pub fn set_response_metadata(&self, key: impl Into<String>, value: impl Into<String>) -> Result<(), ProtocolError> {
        match &self.0 {
            Some(inner) => lock(&inner.response).insert(key, value).map(drop),
            None => Ok(()),
        }
    }

    /// When the handler is dropped, if it has not come to its end: the earlier of its caller's deadline and
    /// [`Server::request_timeout`](crate::Server::request_timeout).
    ///
    /// Calls that are begun here have no longer: see [`Channel`](crate::Channel).
    pub fn deadline(&self) -> Option<Instant> {
        self.seed()?.deadline.map(Into::into)
    }

    /// What is left until the [deadline](Self::deadline).
    pub fn time_left(&self) -> Option<Duration> {
        let deadline = self.seed()?.deadline?;
        Some(deadline.saturating_duration_since(tokio::time::Instant::now()))
    }

    /// Whether nobody waits for the result any more: the client has closed the connection, or the handler was dropped before
    /// its end, at its deadline or when the server went down.
    ///
    /// A handler is not dropped because its client has gone, and what a client has closed may be its sending side alone: its
    /// responses are still written.
    pub fn is_cancelled(&self) -> bool {
        let Some(inner) = &self.0 else {
            return false;
        };
        let gone = inner.seed.source.as_ref().is_some_and(|source| source.gone.is_raised());
        inner.dropped.is_raised() || gone && !inner.ended.load(Ordering::Acquire)
    }

    /// Waits until it [is cancelled](Self::is_cancelled), for ever if it never is.
    pub fn cancelled(&self) -> impl Future<Output = ()> + Send + use<> {
        let context = self.clone();
        async move {
            let Some(inner) = &context.0 else {
                return pending().await;
            };
            let mut dropped = pin!(inner.dropped.raised());
            let mut gone = pin!(async {
                if let Some(source) = &inner.seed.source {
                    source.gone.raised().await;
                }
                // Else the request is answered, or has come through no connection.
                if !context.is_cancelled() {
                    pending::<()>().await;
                }
            });
            poll_fn(|cx| match dropped.as_mut().poll(cx) {
                Poll::Pending => gone.as_mut().poll(cx),
                ready => ready,
            })
            .await;
        }
    }

    /// Runs `work` in this context, on the thread at hand.
    pub fn enter<R>(&self, work: impl FnOnce() -> R) -> R {
        scope::enter(self, work)
    }

    /// The same future, in this context wherever it is polled: for tasks that a handler spawns. In an empty context it runs as
    /// outside of handlers, so that calls that it makes do not inherit a deadline.
    pub fn scope<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        let context = self.clone();
        async move {
            let mut future = pin!(future);
            poll_fn(|cx| context.enter(|| future.as_mut().poll(cx))).await
        }
    }

    /// The handler has come to its end. Gives what goes back beside its response.
    #[inline]
    fn end(&self) -> Metadata {
        let Some(inner) = &self.0 else {
            return Metadata::new();
        };
        inner.ended.store(true, Ordering::Release);
        std::mem::take(&mut lock(&inner.response))
    }

    /// The handler was dropped before its end.
    #[inline]
    fn cancel(&self) {
        if let Some(inner) = &self.0 {
            inner.dropped.raise();
        }
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("service", &self.service())
            .field("method", &self.method())
            .field("peer", &self.peer())
            .field("dialect", &self.dialect())
            .field("metadata", self.metadata())
            .field("deadline", &self.deadline())
            .finish_non_exhaustive()
    }
}
