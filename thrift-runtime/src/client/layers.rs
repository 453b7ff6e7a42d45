//! Channels as tower services, and behind layers.

use std::future;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tower_layer::Layer;
use tower_service::Service;

use crate::deadline::earlier;
use crate::error::{Error, Result};
use crate::framing::Message;
use crate::layer::{BoxError, layered};
use crate::limits::Limits;
use crate::message::{MessageType, Protocol};
use crate::service::{Request, Response};

use super::call::refusal;
use super::flight::Flight;
use super::ongoing::{Ongoing, Way};
use super::request::Outgoing;
use super::timer::Timer;
use super::{Channel, Route};

impl Channel {
    /// Puts a layer of tower around the channel: it sees each request and its response. The layer that was added last sees a
    /// request first.
    ///
    /// What a layer fails with comes out of the call: an [`Error`] as it is, anything else as [`Error::Layer`]. An error that
    /// the server answers with is a response to layers, with [`Outcome::Exception`](crate::Outcome::Exception), but for
    /// [`Error::Overloaded`]. A time-out of the channel from before counts for each request that the layers let through, one
    /// that is set afterwards for the whole call. Without layers, calls take the direct way, which costs less.
    ///
    /// Layers that ask each other whether they are ready are to be added together, in a tuple or by `tower::ServiceBuilder`.
    ///
    /// ```no_run
    /// # async fn example() -> thrift_runtime::Result<()> {
    /// use thrift_runtime::Channel;
    /// use tower::limit::ConcurrencyLimitLayer;
    ///
    /// let channel = Channel::connect("localhost:9090").await?.layer(ConcurrencyLimitLayer::new(100));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn layer<L>(mut self, layer: L) -> Self
    where
        L: Layer<Self>,
        L::Service: Service<Request, Response = Response> + Clone + Send + 'static,
        <L::Service as Service<Request>>::Error: Into<BoxError>,
        <L::Service as Service<Request>>::Future: Send,
    {
        let (limits, protocol) = (*self.route.limits(), self.route.protocol());
        // Layers see it.
        let baggage = self.baggage.take();
        Self { baggage, ..Self::from_service(layer.layer(self)).with_settings(limits, protocol) }
    }

    /// A channel whose calls go to this service: several channels behind `tower::balance`, or a processor in this program, as
    /// [`ProcessService`](crate::ProcessService).
    pub fn from_service<S>(service: S) -> Self
    where
        S: Service<Request, Response = Response> + Clone + Send + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send,
    {
        let route = Route::Layered(Arc::new(layered(service)), Limits::DEFAULT, Protocol::Binary);
        Self { route, timeout: None, prefix: None, baggage: None }
    }

    /// With these limits on replies and this protocol behind them, where there are layers.
    fn with_settings(mut self, limits: Limits, protocol: Protocol) -> Self {
        if let Route::Layered(_, own_limits, own_protocol) = &mut self.route {
            (*own_limits, *own_protocol) = (limits, protocol);
        }
        self
    }
}

/// A request that comes from elsewhere, a server's for example, is sent as it is.
impl Service<Request> for Channel {
    type Response = Response;
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let (deadline, metadata) = self.beside(mem::take(request.metadata_mut()));
        let mut timer = Timer::new(self.timeout, earlier(deadline, request.due()));
        let due = match (timer.start(), metadata) {
            (Ok(due), Ok(metadata)) => {
                *request.metadata_mut() = metadata;
                due
            }
            (Err(error), _) => return Box::pin(future::ready(Err(error))),
            (_, Err(error)) => return Box::pin(future::ready(Err(error.into()))),
        };
        request.set_due(due);
        let limits = *self.route.limits();
        let pool = match &self.route {
            Route::Direct(pool) => pool,
            Route::Layered(service, ..) => {
                let request = match &self.prefix {
                    None => request,
                    Some(_) => request.renamed(&self.name_of(request.method())),
                };
                let mut response = service.call(request);
                return Box::pin(future::poll_fn(move |cx| match Pin::new(&mut response).poll(cx) {
                    Poll::Pending => timer.poll(cx).map(|after| Err(Error::Timeout(after))),
                    ready => ready.map_err(failure),
                }));
            }
        };
        let called = request.shared_name();
        let name = self.name_of(&called);
        let trace = self.route.trace(&name);
        let metadata = mem::take(request.metadata_mut());
        let (method, kind) = (request.bare_name(), request.kind());
        let outgoing = Outgoing::of_request(&mut request, &name, pool.settings().protocol);
        let outgoing = outgoing.map(|mut outgoing| {
            outgoing.set_metadata(metadata);
            outgoing
        });
        let way = Way::Direct(Flight::new(pool, method, kind, outgoing));
        Box::pin(Passed { ongoing: Ongoing::new(way, timer, trace), request: Some(request), limits })
    }
}

/// A request that layers have let through.
struct Passed {
    ongoing: Ongoing,
    /// Until there is a response to it.
    request: Option<Request>,
    limits: Limits,
}

impl Future for Passed {
    type Output = Result<Response>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Self { ongoing, request, limits } = &mut *self;
        let mut reply = None;
        let result = ready!(ongoing.poll(cx, &mut reply));
        let Some(request) = request.take() else {
            return Poll::Pending;
        };
        let response = result.and_then(|()| respond(request, reply, limits));
        ongoing.end(|| match &response {
            Ok(response) => response.outcome().to_string(),
            Err(error) => error.kind(),
        });
        Poll::Ready(response)
    }
}

/// The response that a reply is to layers. That the server has refused a request unheard is an error, to be tried again.
fn respond(request: Request, reply: Option<Message>, limits: &Limits) -> Result<Response> {
    if let Some(message) = &reply
        && message.envelope().kind == MessageType::Exception
        && let Ok(Error::Overloaded) = refusal(message, limits)
    {
        return Err(Error::Overloaded);
    }
    Ok(Response::of_reply(request, reply, limits)?)
}

/// What a layer has failed with.
pub(super) fn failure(error: BoxError) -> Error {
    match error.downcast::<Error>() {
        Ok(error) => *error,
        Err(error) => Error::Layer(error),
    }
}
