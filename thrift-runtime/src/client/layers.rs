//! Channels as tower services, and behind layers.

use std::sync::Arc;
use std::task::{Context, Poll};

use tower_layer::Layer;
use tower_service::Service;

use crate::error::{Error, Result};
use crate::layer::{BoxError, layered};
use crate::limits::Limits;
use crate::message::Protocol;
use crate::service::{Request, Response};

use super::passed::ChannelFuture;
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
    type Future = ChannelFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> ChannelFuture {
        ChannelFuture::new(self, request)
    }
}

/// What a layer has failed with.
pub(super) fn failure(error: BoxError) -> Error {
    match error.downcast::<Error>() {
        Ok(error) => *error,
        Err(error) => Error::Layer(error),
    }
}
