//! A call until its reply is there, whatever method it calls.

use std::mem;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::Instant;

use crate::binary::Writer;
use crate::descriptor::MethodDescriptor;
use crate::error::{Error, ProtocolError, Result};
use crate::framing::Message;
use crate::limits::Limits;
use crate::message::Name;
use crate::metadata::Metadata;
use crate::service::{Request, Response};

use super::call::understand;
use super::flight::{Flight, Unsent};
use super::ongoing::{Exchange, Layers, Ongoing};
use super::request::{self, Outgoing, ROOM};
use super::timer::Timer;
use super::{Channel, Route};

/// A call until its reply is there. What there is to do without its types is here, and compiled once.
pub(super) struct Awaited {
    pub(super) method: &'static MethodDescriptor,
    ongoing: Ongoing<Way>,
    /// What came beside the reply.
    metadata: Metadata,
}

/// How a call goes.
enum Way {
    /// To the connection. The request is there until it is sent.
    Direct(Option<Result<Unsent, ProtocolError>>, Flight),
    /// Through layers, to a reply within these limits.
    Layered(Layers, Limits),
}

impl Awaited {
    /// Begins the request of a method, which the server knows by this name. Its arguments are to be written next.
    pub(super) fn begin(channel: &Channel, method: &MethodDescriptor, name: &str) -> Writer {
        match &channel.route {
            Route::Direct(_) => request::begin::<ROOM>(name, method.kind()),
            Route::Layered(..) => request::begin::<0>(name, method.kind()),
        }
    }

    /// A call whose arguments have been written.
    pub(super) fn new(channel: &Channel, method: &'static MethodDescriptor, name: &str, out: Writer) -> Self {
        let (deadline, metadata) = channel.beside(Metadata::new());
        let timer = Timer::new(channel.timeout, deadline);
        let trace = channel.route.trace(name);
        let written = request::finish(out);
        match &channel.route {
            Route::Direct(pool) => {
                let outgoing = metadata.and_then(|metadata| {
                    let mut request = Outgoing::new(name, written?);
                    request.set_metadata(metadata);
                    request.translate(pool.settings().protocol, Some(method))?;
                    Ok(request)
                });
                let (method_name, kind) = (Name::Known(method.name()), method.kind());
                let unsent = outgoing.map(|outgoing| Unsent { method: method_name, kind, outgoing });
                let way = Way::Direct(Some(unsent), Flight::new(pool));
                Self { method, ongoing: Ongoing::new(way, timer, trace), metadata: Metadata::new() }
            }
            Route::Layered(service, limits, _) => {
                let request = metadata.and_then(|metadata| {
                    let mut request = Request::of_client(method, name, written?, limits);
                    *request.metadata_mut() = metadata;
                    Ok(request)
                });
                let way = Way::Layered(Layers::new(service, request), *limits);
                Self { method, ongoing: Ongoing::new(way, timer, trace), metadata: Metadata::new() }
            }
        }
    }

    /// Ready when there is its reply, whose result can be read, or none to come to a oneway request.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>, reply: &mut Option<Message>) -> Poll<Result<()>> {
        let mut result = ready!(self.ongoing.poll(cx, reply));
        if result.is_ok()
            && let Some(message) = reply
        {
            self.metadata = mem::take(message.metadata_mut());
            result = understand(self.method, message, self.ongoing.exchange.limits());
        }
        self.ongoing.end(|| result.as_ref().err().map_or("result".to_owned(), Error::kind));
        Poll::Ready(result)
    }

    /// The limits of a reply.
    pub(super) fn limits(&self) -> &Limits {
        self.ongoing.exchange.limits()
    }

    pub(super) fn take_metadata(&mut self) -> Metadata {
        mem::take(&mut self.metadata)
    }
}

impl Way {
    /// Those of a reply.
    #[inline]
    fn limits(&self) -> &Limits {
        match self {
            Self::Direct(_, flight) => &flight.settings().limits,
            Self::Layered(_, limits) => limits,
        }
    }
}

impl Exchange for Way {
    type Reply = Message;

    #[inline(always)]
    fn poll(
        &mut self,
        deadline: Option<Instant>,
        cx: &mut Context<'_>,
        reply: &mut Option<Message>,
    ) -> Poll<Result<()>> {
        match self {
            Self::Direct(unsent, flight) => flight.poll(|_| unsent.take(), deadline, cx, reply),
            Self::Layered(layers, _) => {
                let mut response = None;
                ready!(layers.poll(deadline, cx, &mut response))?;
                *reply = response.and_then(Response::into_reply);
                Poll::Ready(Ok(()))
            }
        }
    }

    #[inline]
    fn end(&mut self) {
        match self {
            Self::Direct(unsent, _) => *unsent = None,
            Self::Layered(layers, _) => layers.end(),
        }
    }

    fn give_up(&mut self, after: Duration) -> Error {
        match self {
            Self::Direct(_, flight) => flight.give_up(after),
            Self::Layered(layers, _) => layers.give_up(after),
        }
    }
}
