//! A service whose only method does what a test says.

use std::sync::Arc;

use thrift_runtime::{Channel, Process, ProcessService, Request, ResponseFuture, Result, Server};

use crate::service::{self, ECHO, args};

/// Does this for each call of `echo`, with its text.
pub(super) struct Probe<F>(pub(super) F);

impl<F, Fut> Process for Probe<F>
where
    F: Fn(String) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<String>> + Send + 'static,
{
    fn process(&self, request: Request) -> ResponseFuture {
        match request.method() {
            "echo" => service::text(&ECHO, request, |args| (self.0)(args.text)),
            _ => request.unknown_method("Probe"),
        }
    }
}

/// A channel to this handler in this process.
pub(super) fn local<F, Fut>(handler: F) -> Channel
where
    F: Fn(String) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<String>> + Send + 'static,
{
    Channel::from_service(ProcessService::new(Probe(handler)))
}

/// The address of a server of this handler, for the rest of the test.
pub(super) async fn serve<F, Fut>(handler: F) -> String
where
    F: Fn(String) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<String>> + Send + 'static,
{
    let server = Server::new(Probe(handler)).bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr().to_string();
    tokio::spawn(server.serve());
    address
}

pub(super) async fn echo(channel: &Channel, text: &str) -> Result<String> {
    service::call(channel, "echo", &args(text)).await
}

/// Something that a test and a handler share.
pub(super) fn shared<T: Default>() -> (Arc<T>, Arc<T>) {
    let one = Arc::<T>::default();
    (Arc::clone(&one), one)
}
