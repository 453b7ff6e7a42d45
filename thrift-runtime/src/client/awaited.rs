//! A call until its reply is there, whatever method it calls.

use std::mem;
use std::task::{Context, Poll};

use crate::binary::Writer;
use crate::descriptor::MethodDescriptor;
use crate::error::{Error, Result};
use crate::framing::Message;
use crate::limits::Limits;
use crate::message::Name;
use crate::metadata::Metadata;
use crate::service::Request;

use super::call::understand;
use super::flight::Flight;
use super::ongoing::{Layers, Ongoing, Way};
use super::request::{self, Outgoing, ROOM};
use super::timer::Timer;
use super::{Channel, Route};

/// A call until its reply is there. What there is to do without its types is here, and compiled once.
pub(super) struct Awaited {
    pub(super) method: &'static MethodDescriptor,
    ongoing: Ongoing,
    /// What came beside the reply.
    metadata: Metadata,
}

impl Awaited {
    /// Begins the request of a method, which the server knows by this name. Its arguments are to be written next.
    pub(super) fn begin(channel: &Channel, method: &MethodDescriptor, name: &str) -> Writer {
        match &channel.route {
            Route::Direct(_) => request::begin(name, method.kind(), ROOM),
            Route::Layered(..) => request::begin(name, method.kind(), 0),
        }
    }

    /// A call whose arguments have been written.
    pub(super) fn new(channel: &Channel, method: &'static MethodDescriptor, name: &str, out: Writer) -> Self {
        let (deadline, metadata) = channel.beside(Metadata::new());
        let way = match &channel.route {
            Route::Direct(pool) => {
                let outgoing = metadata.and_then(|metadata| {
                    let mut request = Outgoing::new(name, out)?;
                    request.set_metadata(metadata);
                    request.translate(pool.settings().protocol, Some(method))?;
                    Ok(request)
                });
                Way::Direct(Flight::new(pool, Name::Known(method.name()), method.kind(), outgoing))
            }
            Route::Layered(service, limits, _) => {
                let request = metadata.and_then(|metadata| {
                    let mut request = Request::of_client(method, name, request::finish(out)?, *limits);
                    *request.metadata_mut() = metadata;
                    Ok(request)
                });
                Way::Layered(Layers::new(service, request, limits))
            }
        };
        let timer = Timer::new(channel.timeout, deadline);
        let ongoing = Ongoing::new(way, timer, channel.route.trace(name));
        Self { method, ongoing, metadata: Metadata::new() }
    }

    /// A reply whose result can be read; none to a oneway request.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Message>>> {
        let mut polled = self.ongoing.poll(cx);
        let Poll::Ready(reply) = &mut polled else {
            return polled;
        };
        if let Ok(Some(message)) = reply {
            self.metadata = mem::take(message.metadata_mut());
            if let Err(error) = understand(self.method, message, self.ongoing.limits()) {
                *reply = Err(error);
            }
        }
        self.ongoing.end(|| reply.as_ref().err().map_or("result".to_owned(), Error::kind));
        polled
    }

    /// The limits of a reply.
    pub(super) fn limits(&self) -> &Limits {
        self.ongoing.limits()
    }

    pub(super) fn take_metadata(&mut self) -> Metadata {
        mem::take(&mut self.metadata)
    }
}
