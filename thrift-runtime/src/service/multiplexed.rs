//! Several services on one port.

use std::collections::HashMap;
use std::fmt;

use crate::error::{ApplicationError, ApplicationErrorKind};

use super::{Process, Request, ResponseFuture};

/// Several services on one port, as Apache's `TMultiplexedProcessor`: clients name the service in front of the method, as
/// [`Channel::multiplexed`](crate::Channel::multiplexed) and `TMultiplexedProtocol` do.
///
/// ```no_run
/// # async fn example(users: impl thrift_runtime::Process, orders: impl thrift_runtime::Process) -> thrift_runtime::Result<()> {
/// use thrift_runtime::{Multiplexed, Server};
///
/// let services = Multiplexed::new().service("UserService", users).service("OrderService", orders);
/// Server::new(services).listen("127.0.0.1:9090").await
/// # }
/// ```
#[derive(Default)]
pub struct Multiplexed(Named<dyn Process>);

impl Multiplexed {
    /// Without a service.
    pub fn new() -> Self {
        Self::default()
    }

    /// With this service, in place of another of the same name.
    #[must_use]
    pub fn service(mut self, name: impl Into<String>, process: impl Process) -> Self {
        self.0.services.insert(name.into(), Box::new(process));
        self
    }

    /// With a service for clients that name none. Without one they are answered with `UNKNOWN_METHOD`.
    #[must_use]
    pub fn default_service(mut self, process: impl Process) -> Self {
        self.0.default = Some(Box::new(process));
        self
    }
}

impl Process for Multiplexed {
    fn process(&self, request: Request) -> ResponseFuture {
        match self.0.find(request.method()) {
            Some((service, prefix)) => service.process(request.without_prefix(prefix)),
            None => {
                let (request, error) = unknown_service(request);
                request.refuse(error)
            }
        }
    }
}

impl fmt::Debug for Multiplexed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Between the names of a service and a method.
pub(crate) const SEPARATOR: char = ':';

/// Processors of one kind or another, by the names of their services.
pub(super) struct Named<P: ?Sized> {
    pub(super) services: HashMap<String, Box<P>>,
    pub(super) default: Option<Box<P>>,
}

impl<P: ?Sized> Named<P> {
    /// Whose method it is, with how many bytes of its name are that of the service.
    pub(super) fn find(&self, method: &str) -> Option<(&P, usize)> {
        match method.split_once(SEPARATOR) {
            None => Some((self.default.as_deref()?, 0)),
            Some((service, _)) => Some((self.services.get(service)?, service.len() + SEPARATOR.len_utf8())),
        }
    }
}

/// A request that is nobody's, and the answer to it, which names the method alone: some clients know no other.
pub(super) fn unknown_service(request: Request) -> (Request, ApplicationError) {
    let method = request.method();
    let (prefix, message) = match method.find(SEPARATOR) {
        Some(place) => (place + SEPARATOR.len_utf8(), format!("there is no service for `{method}`")),
        None => (0, format!("`{method}` was called without the name of its service")),
    };
    (request.without_prefix(prefix), ApplicationError::new(ApplicationErrorKind::UNKNOWN_METHOD, message))
}

impl<P: ?Sized> Default for Named<P> {
    fn default() -> Self {
        Self { services: HashMap::new(), default: None }
    }
}

impl<P: ?Sized> fmt::Debug for Named<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names: Vec<&String> = self.services.keys().collect();
        names.sort();
        f.debug_struct("Multiplexed").field("services", &names).field("default", &self.default.is_some()).finish()
    }
}
