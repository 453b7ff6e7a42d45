//! Layers of tower around what answers requests, on either side.

use std::fmt;
use std::future::{poll_fn, ready};
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll};

use tower_service::Service;

use crate::service::{Request, Response};
use crate::sync::lock;

/// What a layer may fail with.
pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A future whose type nobody needs to know.
pub(crate) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A request on its way through layers.
pub(crate) struct LayeredFuture(Pin<Box<dyn Answer>>);

/// The future of a service behind layers, whose type nobody needs to know.
trait Answer: Send {
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<Response, BoxError>>;
}

impl<F, E> Answer for F
where
    F: Future<Output = Result<Response, E>> + Send,
    E: Into<BoxError>,
{
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<Response, BoxError>> {
        Future::poll(self, cx).map_err(Into::into)
    }
}

impl Future for LayeredFuture {
    type Output = Result<Response, BoxError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(cx)
    }
}

/// A service behind layers, whose type nobody needs to know.
pub(crate) trait Layered: Send + Sync {
    /// Sends a request through the layers: at once where they say in this context that they are ready for it, else when it is
    /// polled and they are.
    fn call(&self, request: Request, cx: &mut Context<'_>) -> LayeredFuture;
}

/// A service that is cloned for each request, as tower has it: what clones share, like a limit, is shared by all requests.
struct Cloned<S>(Mutex<S>);

impl<S> Layered for Cloned<S>
where
    S: Service<Request, Response = Response> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
{
    fn call(&self, request: Request, cx: &mut Context<'_>) -> LayeredFuture {
        let mut service = lock(&self.0).clone();
        LayeredFuture(match service.poll_ready(cx) {
            Poll::Ready(Ok(())) => Box::pin(service.call(request)),
            Poll::Ready(Err(error)) => Box::pin(ready(Err::<_, BoxError>(error.into()))),
            Poll::Pending => Box::pin(call_once_ready(service, request)),
        })
    }
}

async fn call_once_ready<S: Service<Request>>(mut service: S, request: Request) -> Result<S::Response, S::Error> {
    poll_fn(|cx| service.poll_ready(cx)).await?;
    service.call(request).await
}

/// A service, its type forgotten.
pub(crate) fn layered<S>(service: S) -> impl Layered
where
    S: Service<Request, Response = Response> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
{
    Cloned(Mutex::new(service))
}

impl fmt::Debug for dyn Layered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Layered")
    }
}
