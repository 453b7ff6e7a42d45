//! Requests that layers have let through.

use std::fmt;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::Instant;

use crate::deadline::earlier;
use crate::error::{Error, ProtocolError, Result};
use crate::framing::Message;
use crate::limits::Limits;
use crate::message::MessageType;
use crate::service::{Request, Response};

use super::call::refusal;
use super::flight::{Flight, Unsent};
use super::ongoing::{Exchange, Layers, Ongoing};
use super::request::Outgoing;
use super::settings::Settings;
use super::timer::Timer;
use super::{Channel, Route};

/// The future of a [`Channel`] as a tower service: a request that its layers have let through. It is sent at the first poll;
/// dropped, it gives up its place.
#[must_use = "futures do nothing unless polled"]
pub struct ChannelFuture(Ongoing<Way>);

/// How a request goes on.
enum Way {
    /// To the connection.
    Direct(Direct),
    /// Through other layers.
    Layered(Layers),
}

/// A request on its way to the connection.
struct Direct {
    /// Until there is a response to it.
    request: Option<Result<Request, ProtocolError>>,
    /// In front of its method's name.
    prefix: Option<Arc<str>>,
    flight: Flight,
}

impl ChannelFuture {
    pub(super) fn new(channel: &Channel, mut request: Request) -> Self {
        let (deadline, metadata) = channel.beside(mem::take(request.metadata_mut()));
        let timer = Timer::new(channel.timeout, earlier(deadline, request.due()));
        let trace = channel.route.trace(&channel.name_of(request.method()));
        let request = metadata.map(|metadata| {
            *request.metadata_mut() = metadata;
            request
        });
        let way = match &channel.route {
            Route::Direct(pool) => {
                let (prefix, flight) = (channel.prefix.clone(), Flight::new(pool));
                Way::Direct(Direct { request: Some(request), prefix, flight })
            }
            Route::Layered(service, ..) => {
                let request = request.map(|request| match &channel.prefix {
                    None => request,
                    Some(_) => request.renamed(&channel.name_of(request.method())),
                });
                Way::Layered(Layers::new(service, request))
            }
        };
        Self(Ongoing::new(way, timer, trace))
    }
}

impl Future for ChannelFuture {
    type Output = Result<Response>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut response = None;
        let result = ready!(self.0.poll(cx, &mut response));
        let result = match (result, response) {
            (Ok(()), Some(response)) => Ok(response),
            (Err(error), _) => Err(error),
            // It has been ready before.
            (Ok(()), None) => return Poll::Pending,
        };
        self.0.end(|| match &result {
            Ok(response) => response.outcome().to_string(),
            Err(error) => error.kind(),
        });
        Poll::Ready(result)
    }
}

impl fmt::Debug for ChannelFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ChannelFuture")
    }
}

impl Exchange for Way {
    type Reply = Response;

    #[inline(always)]
    fn poll(
        &mut self,
        deadline: Option<Instant>,
        cx: &mut Context<'_>,
        reply: &mut Option<Response>,
    ) -> Poll<Result<()>> {
        match self {
            Self::Direct(direct) => direct.poll(deadline, cx, reply),
            Self::Layered(layers) => layers.poll(deadline, cx, reply),
        }
    }

    fn end(&mut self) {
        match self {
            Self::Direct(direct) => direct.request = None,
            Self::Layered(layers) => layers.end(),
        }
    }

    fn give_up(&mut self, after: Duration) -> Error {
        match self {
            Self::Direct(direct) => direct.flight.give_up(after),
            Self::Layered(layers) => layers.give_up(after),
        }
    }
}

impl Direct {
    #[inline(always)]
    fn poll(
        &mut self,
        deadline: Option<Instant>,
        cx: &mut Context<'_>,
        response: &mut Option<Response>,
    ) -> Poll<Result<()>> {
        let Self { request, prefix, flight } = self;
        let mut reply = None;
        ready!(flight.poll(|settings| unsent(request, prefix.as_deref(), settings), deadline, cx, &mut reply))?;
        if let Some(request) = request.take() {
            *response = Some(respond(request?, &mut reply, &flight.settings().limits)?);
        }
        Poll::Ready(Ok(()))
    }
}

/// What is sent for a request, which stays for the sake of its response.
fn unsent(
    request: &mut Option<Result<Request, ProtocolError>>,
    prefix: Option<&str>,
    settings: &Settings,
) -> Option<Result<Unsent, ProtocolError>> {
    let Some(Ok(request)) = request else {
        return request.take()?.err().map(Err);
    };
    let (method, kind) = (request.bare_name(), request.kind());
    let outgoing = Outgoing::of_request(request, prefix, settings.protocol);
    Some(outgoing.map(|outgoing| Unsent { method, kind, outgoing }))
}

/// The response that a reply is to layers. That the server has refused a request unheard is an error, to be tried again.
fn respond(request: Request, reply: &mut Option<Message>, limits: &Limits) -> Result<Response> {
    if let Some(message) = reply
        && message.envelope().kind == MessageType::Exception
        && let Ok(Error::Overloaded) = refusal(message, limits)
    {
        return Err(Error::Overloaded);
    }
    Ok(Response::of_reply(request, reply, limits)?)
}
