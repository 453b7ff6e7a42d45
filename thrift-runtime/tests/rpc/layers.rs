//! Layers of tower as they are, around channels and servers.

use std::future::{Ready, ready};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use thrift_runtime::{Channel, Error, Outcome, ProcessService, Request, Response, Result, Server};
use tower::Service;
use tower::balance::p2c::Balance;
use tower::buffer::{Buffer, BufferLayer};
use tower::discover::ServiceList;
use tower::limit::{ConcurrencyLimitLayer, RateLimitLayer};
use tower::load::{CompleteOnResponse, PendingRequestsDiscover};
use tower::load_shed::LoadShedLayer;
use tower::retry::{Policy, RetryLayer};
use tower::timeout::TimeoutLayer;
use tower::util::MapRequestLayer;

use crate::service::{self, Processor, args};
use crate::wire::SOON;

async fn serve(server: Server) -> String {
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr().to_string();
    tokio::spawn(server.serve());
    address
}

async fn echo(channel: &Channel, text: &str) -> Result<String> {
    service::call(channel, "echo", &args(text)).await
}

/// The server, and how many requests have come through what is put around it from here on.
fn counting(server: Server) -> (Server, Arc<AtomicUsize>) {
    let seen = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&seen);
    let layer = MapRequestLayer::new(move |request: Request| {
        count.fetch_add(1, Ordering::SeqCst);
        request
    });
    (server.layer(layer), seen)
}

#[tokio::test]
async fn a_layer_sees_every_request_of_a_channel_and_its_response() {
    let address = Processor::default().serve().await;
    let seen = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&seen);
    let channel = Channel::connect(&*address).await.unwrap().layer(MapRequestLayer::new(move |request: Request| {
        assert_eq!(request.method(), "echo");
        eprintln!("passing {}", request.method());
        count.fetch_add(1, Ordering::SeqCst);
        request
    }));
    for text in ["one", "two"] {
        assert_eq!(echo(&channel, text).await.unwrap(), text);
    }
    assert_eq!(seen.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn errors_and_oneway_requests_go_through_layers() {
    let processor = Processor::default();
    let server = Server::new(processor.clone()).layer(ConcurrencyLimitLayer::new(3)).layer(TimeoutLayer::new(SOON));
    let address = serve(server).await;
    let channel = Channel::connect(&*address).await.unwrap().layer(ConcurrencyLimitLayer::new(3));
    let error = service::call(&channel, "fail", &args("why")).await.unwrap_err();
    assert_eq!(error.to_string(), "internal error in `fail`: why (INTERNAL_ERROR)");
    let error = service::call(&channel, "panic_later", &args("")).await.unwrap_err();
    assert_eq!(error.to_string(), "the handler of `panic_later` panicked (INTERNAL_ERROR)");
    service::send_note(&channel, &args("")).await.unwrap();
    processor.noted(1).await;
}

#[tokio::test]
async fn a_time_out_of_a_layer_comes_out_of_the_call() {
    let processor = Processor::default();
    let address = processor.serve().await;
    let soon = TimeoutLayer::new(Duration::from_millis(20));
    let channel = Channel::connect(&*address).await.unwrap().layer(soon);
    let error = service::call(&channel, "gate", &args("")).await.unwrap_err();
    assert!(matches!(&error, Error::Layer(error) if error.is::<tower::timeout::error::Elapsed>()), "{error:?}");
    assert!(!error.is_retriable());
    // That of the channel is around all layers.
    let channel = channel.with_timeout(Duration::from_millis(1));
    let error = service::call(&channel, "gate", &args("")).await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert_eq!(echo(&channel.with_timeout(SOON), "still here").await.unwrap(), "still here");
}

#[tokio::test]
async fn a_time_out_of_a_server_is_answered() {
    let processor = Processor::default();
    let server = Server::new(processor.clone()).layer(TimeoutLayer::new(Duration::from_millis(20)));
    let channel = Channel::connect(serve(server).await).await.unwrap();
    let error = service::call(&channel, "gate", &args("")).await.unwrap_err();
    assert_eq!(error.to_string(), "internal error in `gate`: request timed out (INTERNAL_ERROR)");
    assert_eq!(echo(&channel, "next").await.unwrap(), "next");
}

#[tokio::test]
async fn a_limit_is_that_of_all_requests_of_a_server() {
    let processor = Processor::default();
    let (server, let_through) = counting(Server::new(processor.clone()));
    let server = server.layer((LoadShedLayer::new(), ConcurrencyLimitLayer::new(2)));
    let address = serve(server).await;
    let channels = [Channel::connect(&*address).await.unwrap(), Channel::connect(&*address).await.unwrap()];
    let gates = channels.each_ref().map(|channel| {
        let channel = channel.clone();
        tokio::spawn(async move { service::call(&channel, "gate", &args("through")).await })
    });
    while let_through.load(Ordering::SeqCst) < 2 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let error = echo(&channels[0], "third").await.unwrap_err();
    assert_eq!(error.to_string(), "internal error in `echo`: service overloaded (INTERNAL_ERROR)");
    processor.open(2);
    for gate in gates {
        assert_eq!(gate.await.unwrap().unwrap(), "through");
    }
    assert_eq!(echo(&channels[1], "again").await.unwrap(), "again");
}

#[tokio::test]
async fn a_channel_may_be_limited_and_buffered() {
    let address = Processor::default().serve().await;
    let limited = Channel::connect(&*address).await.unwrap();
    // Of these, `RateLimit` can not be cloned without a buffer around it.
    let service = tower::ServiceBuilder::new()
        .layer(BufferLayer::new(16))
        .layer(RateLimitLayer::new(1000, Duration::from_millis(1)))
        .service(limited);
    let channel = Channel::from_service(service);
    let calls = (0..50).map(|number| {
        let channel = channel.clone();
        tokio::spawn(async move { echo(&channel, &number.to_string()).await })
    });
    for (number, call) in calls.collect::<Vec<_>>().into_iter().enumerate() {
        assert_eq!(call.await.unwrap().unwrap(), number.to_string());
    }
}

/// Tries again, so often, what can not have run.
#[derive(Clone)]
struct Retriable(usize);

impl Policy<Request, Response, Error> for Retriable {
    type Future = Ready<()>;

    fn retry(&mut self, _: &mut Request, result: &mut Result<Response>) -> Option<Ready<()>> {
        let again = match result {
            Err(error) => error.is_retriable(),
            Ok(response) => matches!(response.outcome(), Outcome::Exception(_)),
        };
        self.0 = self.0.checked_sub(usize::from(again))?;
        again.then(|| ready(()))
    }

    fn clone_request(&mut self, request: &Request) -> Option<Request> {
        Some(request.clone())
    }
}

#[tokio::test]
async fn calls_are_tried_again() {
    let processor = Processor::default();
    let (server, tries) = counting(Server::new(processor));
    let channel = Channel::connect(serve(server).await).await.unwrap().layer(RetryLayer::new(Retriable(3)));
    assert_eq!(echo(&channel, "once").await.unwrap(), "once");
    assert_eq!(tries.load(Ordering::SeqCst), 1);
    service::call(&channel, "overload", &args("")).await.unwrap_err();
    assert_eq!(tries.load(Ordering::SeqCst), 1 + 4);
}

#[tokio::test]
async fn a_layer_of_a_server_may_refuse_for_overload() {
    let full = tower::layer::layer_fn(|_| tower::service_fn(|_: Request| ready(Err::<Response, _>(Error::Overloaded))));
    let server = Server::new(Processor::default()).layer(full);
    let channel = Channel::connect(serve(server).await).await.unwrap();
    let error = echo(&channel, "").await.unwrap_err();
    assert!(matches!(error, Error::Overloaded) && error.is_retriable(), "{error:?}");
}

#[tokio::test]
async fn a_refusal_for_overload_is_tried_again() {
    let processor = Processor::default();
    let server = Server::new(processor.clone()).max_requests(1).max_queued(0);
    let plain = Channel::connect(serve(server).await).await.unwrap();
    let waiting = plain.clone();
    let gate = tokio::spawn(async move { service::call(&waiting, "gate", &args("")).await });
    // The one at the gate has come first.
    while echo(&plain, "").await.is_ok() {}
    let again = Arc::new(AtomicUsize::new(0));
    let channel = plain.layer(RetryLayer::new(Again(Arc::clone(&again), processor)));
    assert_eq!(echo(&channel, "in the end").await.unwrap(), "in the end");
    assert!(again.load(Ordering::SeqCst) >= 1);
    gate.await.unwrap().unwrap();
}

/// Tries again what can not have run, and lets through who is at the gate.
#[derive(Clone)]
struct Again(Arc<AtomicUsize>, Processor);

impl Policy<Request, Response, Error> for Again {
    type Future = Ready<()>;

    fn retry(&mut self, _: &mut Request, result: &mut Result<Response>) -> Option<Ready<()>> {
        let again = result.as_ref().is_err_and(Error::is_retriable);
        if again && self.0.fetch_add(1, Ordering::SeqCst) == 0 {
            self.1.open(1);
        }
        again.then(|| ready(()))
    }

    fn clone_request(&mut self, request: &Request) -> Option<Request> {
        Some(request.clone())
    }
}

#[tokio::test]
async fn calls_are_balanced_over_channels() {
    let processors = [Processor::default(), Processor::default()];
    let mut channels = Vec::new();
    for processor in &processors {
        channels.push(Channel::connect(&*processor.serve().await).await.unwrap());
    }
    let discover = PendingRequestsDiscover::new(ServiceList::new::<Request>(channels), CompleteOnResponse::default());
    let channel = Channel::from_service(Buffer::new(Balance::new(discover), 64));
    let notes = (0..40).map(|_| {
        let channel = channel.clone();
        tokio::spawn(async move { service::send_note(&channel, &args("")).await })
    });
    for note in notes.collect::<Vec<_>>() {
        note.await.unwrap().unwrap();
    }
    let all = async {
        while processors.iter().map(Processor::notes).sum::<usize>() < 40 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::time::timeout(SOON, all).await.unwrap();
    assert!(processors.iter().all(|processor| processor.notes() > 0));
}

#[tokio::test]
async fn a_processor_in_the_same_program_needs_no_connection() {
    let channel = Channel::from_service(ProcessService::new(Processor::default()));
    assert_eq!(echo(&channel, "near").await.unwrap(), "near");
    let error = service::call(&channel, "missing", &args("")).await.unwrap_err();
    assert_eq!(error.to_string(), "`Tests` has no method `missing` (UNKNOWN_METHOD)");
}

#[tokio::test]
async fn a_request_that_a_layer_has_kept_can_be_sent_again() {
    let channel = Channel::connect(&*Processor::default().serve().await).await.unwrap();
    let twice = tower::service_fn(move |request: Request| {
        let mut channel = channel.clone();
        async move {
            Service::call(&mut channel, request.clone()).await?;
            Service::call(&mut channel, request).await
        }
    });
    let channel = Channel::from_service(twice);
    for size in [0, 100, 10_000, 1_000_000] {
        let text = "x".repeat(size);
        assert_eq!(echo(&channel, &text).await.unwrap(), text);
    }
}

#[tokio::test]
async fn a_server_may_pass_requests_on() {
    let far = Channel::connect(&*Processor::default().serve().await).await.unwrap();
    // A layer that puts another service in the place of the one it is given.
    let proxy = Server::new(Processor::default()).layer(tower::layer::layer_fn(move |_| far.clone()));
    let near = Channel::connect(serve(proxy).await).await.unwrap();
    assert_eq!(echo(&near, "through two").await.unwrap(), "through two");
    let error = service::call(&near, "fail", &args("why")).await.unwrap_err();
    assert_eq!(error.to_string(), "internal error in `fail`: why (INTERNAL_ERROR)");
}
