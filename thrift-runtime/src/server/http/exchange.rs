//! One request of HTTP, and its response.

use std::convert::Infallible;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use bytes::BytesMut;
use hyper::body::Incoming;
use hyper::header::{self, HeaderMap};
use hyper::{Method, StatusCode};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};

use crate::context::Presence;
use crate::framing::{Decoder, Malformed, Packing, Transport};
use crate::http::{self, Collected};
use crate::limits::Limits;
use crate::message::MessageType;
use crate::metadata::Metadata;
use crate::server::deliver::Due;
use crate::server::gate::{Entry, Gate};
use crate::server::upgrade::Session;
use crate::service::{Head, Process, Request, Response, Started, start};
use crate::sync::lock;

use super::pace::Pace;
use super::reply::{self, Reply};

/// What the requests of a connection have in common.
pub(super) struct Exchange<'s> {
    process: Arc<dyn Process>,
    limits: Limits,
    gate: Option<Arc<Gate>>,
    patience: Option<Duration>,
    presence: Presence,
    /// Of pages whose scripts may send requests.
    origins: &'s [String],
    pace: Arc<Pace>,
    /// Handlers of oneway requests, whose clients have their answer.
    oneway: Mutex<JoinSet<()>>,
    /// How many of them there may be.
    max_oneway: usize,
}

impl<'s> Exchange<'s> {
    pub(super) fn new(session: &Session<'s>, pace: &Arc<Pace>) -> Self {
        let server = session.server;
        Self {
            process: Arc::clone(&server.process),
            limits: server.limits,
            gate: server.gate.clone(),
            patience: server.settings.connection.request_timeout,
            presence: Presence::new(session.origin.clone(), Transport::Http),
            origins: &server.wrappers.origins,
            pace: Arc::clone(pace),
            oneway: Mutex::default(),
            max_oneway: server.settings.connection.requests,
        }
    }

    /// Waits for the handlers of oneway requests.
    pub(super) async fn finish(&self) {
        while poll_fn(|cx| lock(&self.oneway).poll_join_next(cx)).await.is_some() {}
    }

    /// Answers a request.
    pub(super) async fn answer(&self, request: hyper::Request<Incoming>) -> Result<Reply, Infallible> {
        self.pace.has_begun();
        let reply = self.checked(request).await;
        self.pace.has_ended();
        Ok(reply)
    }

    /// Answers a request of whoever may send one. A browser says in `Origin` from which site a script sends it: what this
    /// server may do for its clients is not for every page that one of them looks at.
    async fn checked(&self, request: hyper::Request<Incoming>) -> Reply {
        let Some(origin) = request.headers().get(header::ORIGIN).cloned() else {
            return self.read(request).await;
        };
        if !self.origins.iter().any(|allowed| allowed.as_bytes() == origin.as_bytes()) {
            return reply::refusal(StatusCode::FORBIDDEN, "scripts of other sites may not call this server");
        }
        let mut answer = match *request.method() {
            Method::OPTIONS => reply::preflight(request.headers().get(header::ACCESS_CONTROL_REQUEST_HEADERS)),
            _ => self.read(request).await,
        };
        reply::allow(&mut answer, origin);
        answer
    }

    async fn read(&self, request: hyper::Request<Incoming>) -> Reply {
        if request.method() != Method::POST {
            return reply::refusal(StatusCode::METHOD_NOT_ALLOWED, "a Thrift message is sent by POST");
        }
        let (head, body) = request.into_parts();
        let body = match http::collect(body, self.limits.message_size).await {
            Collected::Whole(body) => body,
            Collected::TooLarge => {
                let why = format!("the body has more than {} bytes, which is the limit", self.limits.message_size);
                return reply::refusal(StatusCode::PAYLOAD_TOO_LARGE, why);
            }
            Collected::Broken(error) => return reply::refusal(StatusCode::BAD_REQUEST, error.to_string()),
        };
        self.pace.has_arrived();
        self.process(&head.headers, body).await
    }

    async fn process(&self, headers: &HeaderMap, body: BytesMut) -> Reply {
        let metadata = match http::metadata(headers) {
            Ok(metadata) => metadata,
            Err(error) => {
                return reply::refusal(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, error.to_string());
            }
        };
        let mut decoder = Decoder::detecting(&self.limits).with_bytes(body);
        let next = decoder.next();
        let transport = decoder.transport().unwrap_or_default();
        let packing = decoder.packing();
        let limit = transport.message_limit(&self.limits);
        let message = match next {
            Ok(Some(message)) if decoder.is_empty() => message,
            Ok(Some(_)) => return reply::refusal(StatusCode::BAD_REQUEST, "there are bytes behind the message"),
            Ok(None) => return reply::refusal(StatusCode::BAD_REQUEST, "the body ends within its message"),
            Err(malformed) => return refuse(&malformed, packing, limit),
        };
        let request =
            Request::new(with_metadata(message, metadata), self.limits, limit).of_source(self.presence.source());
        if request.kind() == MessageType::Oneway {
            return self.begin(request).await;
        }
        let run = Run::of(self);
        written(&run.respond(request).await, packing)
    }

    /// Begins what is not answered. Its client need not wait for it, unless as many run as may at one time.
    async fn begin(&self, request: Request) -> Reply {
        poll_fn(|cx| {
            let mut oneway = lock(&self.oneway);
            while let Poll::Ready(Some(_)) = oneway.poll_join_next(cx) {}
            if oneway.len() < self.max_oneway { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        let run = Run::of(self);
        let mut oneway = lock(&self.oneway);
        oneway.spawn(async move { drop(run.respond(request).await) });
        reply::nothing()
    }
}

fn with_metadata(message: crate::framing::Message, metadata: Metadata) -> crate::framing::Message {
    match metadata.is_empty() {
        true => message,
        false => message.with_metadata(metadata),
    }
}

/// Answers a message that is not understood: as a message, where it is known what to.
fn refuse(malformed: &Malformed, packing: Packing, limit: usize) -> Reply {
    match &malformed.message {
        Some(message) if message.envelope().kind == MessageType::Call => {
            written(&Head::new(message, limit).into_request().undecodable(&malformed.error), packing)
        }
        _ => reply::refusal(StatusCode::BAD_REQUEST, malformed.error.to_string()),
    }
}

fn written(response: &Response, packing: Packing) -> Reply {
    let mut bytes = Vec::new();
    response.append_to(&mut bytes, packing);
    reply::message(response, bytes)
}

/// What it takes to run a request.
struct Run {
    process: Arc<dyn Process>,
    gate: Option<Arc<Gate>>,
    patience: Option<Duration>,
}

impl Run {
    fn of(exchange: &Exchange<'_>) -> Self {
        Self { process: Arc::clone(&exchange.process), gate: exchange.gate.clone(), patience: exchange.patience }
    }

    /// Runs a request when it is its turn.
    async fn respond(self, request: Request) -> Response {
        let due = Due { timeout: self.patience, deadline: request.due() };
        let _permit = match self.gate.as_ref().map(|gate| (gate, gate.enter())) {
            None => None,
            Some((_, Entry::Now(permit))) => Some(permit),
            Some((_, Entry::Later(place))) => match within(due.deadline, place.turn()).await {
                Some(permit) => permit,
                None => return request.expired(),
            },
            Some((gate, Entry::Full)) => {
                let error = gate.overloaded();
                return request.exception(error.kind, error.message);
            }
        };
        let (head, mut future) = match start(&*self.process, request.within(self.patience)) {
            Started::Ready(response) => return response,
            Started::Pending(head, future) => (head, future),
        };
        // A handler's panics end there; those of a processor's own future come here.
        let response = poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| Pin::new(&mut future).poll(cx))) {
            Ok(polled) => polled.map(Some),
            Err(_) => Poll::Ready(None),
        });
        match within(due.until(), response).await {
            Some(Some(response)) => response,
            Some(None) => head.into_request().panicked(),
            None => due.too_late(head.into_request()),
        }
    }
}

/// What a future comes to until then, if it does.
async fn within<T>(until: Option<Instant>, future: impl Future<Output = T>) -> Option<T> {
    match until {
        None => Some(future.await),
        Some(until) => timeout_at(until, future).await.ok(),
    }
}
