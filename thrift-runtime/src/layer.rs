//! Layers of tower around what answers requests, on either side.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Mutex;

use tower_service::Service;

use crate::service::{Request, Response};
use crate::sync::lock;

/// What a layer may fail with.
pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A future whose type nobody needs to know.
pub(crate) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A request on its way through layers.
pub(crate) type LayeredFuture = BoxFuture<Result<Response, BoxError>>;

/// A service behind layers, whose type nobody needs to know.
pub(crate) trait Layered: Send + Sync {
    /// Sends a request through the layers, once they are ready for it.
    fn call(&self, request: Request) -> LayeredFuture;
}

/// A service that is cloned for each request, as tower has it: what clones share, like a limit, is shared by all requests.
struct Cloned<S>(Mutex<S>);

impl<S> Layered for Cloned<S>
where
    S: Service<Request, Response = Response> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
{
    fn call(&self, request: Request) -> LayeredFuture {
        let mut service = lock(&self.0).clone();
        Box::pin(async move {
            poll_fn(|cx| service.poll_ready(cx)).await.map_err(Into::into)?;
            service.call(request).await.map_err(Into::into)
        })
    }
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
