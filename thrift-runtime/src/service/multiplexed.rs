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
pub struct Multiplexed {
    services: HashMap<String, Box<dyn Process>>,
    default: Option<Box<dyn Process>>,
}

impl Multiplexed {
    /// Without a service.
    pub fn new() -> Self {
        Self::default()
    }

    /// With this service, in place of another of the same name.
    #[must_use]
    pub fn service(mut self, name: impl Into<String>, process: impl Process) -> Self {
        self.services.insert(name.into(), Box::new(process));
        self
    }

    /// With a service for clients that name none. Without one they are answered with `UNKNOWN_METHOD`.
    #[must_use]
    pub fn default_service(mut self, process: impl Process) -> Self {
        self.default = Some(Box::new(process));
        self
    }
}

impl Process for Multiplexed {
    fn process(&self, request: Request) -> ResponseFuture {
        let Some((service, _)) = request.method().split_once(SEPARATOR) else {
            return match &self.default {
                Some(service) => service.process(request),
                None => unknown(request, |method| format!("`{method}` was called without the name of its service")),
            };
        };
        match self.services.get(service) {
            Some(process) => {
                let prefix = service.len() + SEPARATOR.len_utf8();
                process.process(request.without_prefix(prefix))
            }
            None => unknown(request, |method| format!("there is no service for `{method}`")),
        }
    }
}

/// Between the names of a service and a method.
pub(crate) const SEPARATOR: char = ':';

fn unknown(request: Request, message: impl FnOnce(&str) -> String) -> ResponseFuture {
    let message = message(request.method());
    request.refuse(ApplicationError::new(ApplicationErrorKind::UNKNOWN_METHOD, message))
}

impl fmt::Debug for Multiplexed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names: Vec<&String> = self.services.keys().collect();
        names.sort();
        f.debug_struct("Multiplexed").field("services", &names).field("default", &self.default.is_some()).finish()
    }
}
