//! Deadlines and metadata through THeader and TTHeader, between servers and clients.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use thrift_runtime::{ApplicationErrorKind, Channel, Context, Error, Metadata, Result, Server, Transport};
use tokio::sync::Semaphore;

use super::probe::{Probe, echo, serve, shared};
use crate::service::{args, begin};

const HEADERS: [Transport; 2] = [Transport::Header, Transport::TtHeader];

async fn connect(address: &str, transport: Transport) -> Channel {
    Channel::builder(address).transport(transport).forward_metadata(["tenant"]).connect().await.unwrap()
}

async fn echo_with_metadata(channel: &Channel) -> (Result<String>, Metadata) {
    begin(channel, "echo", &args("")).with_reply_metadata().await
}

/// How much time the handler has, to the next 100 s, and what it was sent.
fn known() -> String {
    let context = Context::current();
    let left = context.time_left().map(|left| left.as_millis().div_ceil(100_000) * 100);
    let pairs: Vec<String> = context.metadata().iter().map(|(key, value)| format!("{key}={value}")).collect();
    format!("{left:?} {}", pairs.join(","))
}

/// The channel to a service that asks another one.
async fn chain(transport: Transport) -> Channel {
    let last = serve(|_| async move {
        Context::current().set_response_metadata("cost", "3")?;
        Ok(known())
    });
    let next = connect(&last.await, transport).await;
    let first = serve(move |_| {
        let next = next.clone();
        async move {
            let (said, metadata) = echo_with_metadata(&next).await;
            let cost = metadata.get("cost").unwrap_or("nothing").to_owned();
            Context::current().set_response_metadata("total", format!("{cost}+1"))?;
            Ok(format!("{}/{}", known(), said?))
        }
    });
    connect(&first.await, transport).await
}

#[tokio::test]
async fn deadline_and_metadata_go_through_two_services_and_metadata_back() {
    for transport in HEADERS {
        let channel = chain(transport).await;
        let caller = channel.with_metadata("tenant", "acme").with_metadata("secret", "x");
        let (said, metadata) = echo_with_metadata(&caller.with_timeout(Duration::from_secs(1000))).await;
        let said = said.unwrap();
        let (first, last) = said.split_once('/').unwrap();
        assert!(first.contains("tenant=acme") && first.contains("secret=x"), "{transport:?}: {first}");
        // TTHeader names the method, too.
        let last = last.replace(",to_method=echo", "");
        assert_eq!((&*last, metadata.get("total")), ("Some(1000) tenant=acme", Some("3+1")), "{transport:?}");
        assert!(first.starts_with("Some(1000) "), "{first}");
        // What one call has, the next on the same connection does not.
        let (said, _) = echo_with_metadata(&channel).await;
        assert_eq!(said.unwrap().replace("to_method=echo", ""), "None /None ", "{transport:?}");
    }
}

#[tokio::test]
async fn transports_without_a_header_carry_nothing() {
    for transport in [Transport::Framed, Transport::Unframed] {
        let channel = chain(transport).await.with_metadata("tenant", "acme");
        let (said, metadata) = echo_with_metadata(&channel.with_timeout(Duration::from_secs(1000))).await;
        assert_eq!((said.unwrap().as_str(), metadata), ("None /None ", Metadata::new()), "{transport:?}");
    }
}

#[tokio::test]
async fn metadata_comes_back_beside_an_error_too() {
    let address = serve(|_| async move {
        Context::current().set_response_metadata("retry-after", "5")?;
        Err(Error::handler("busy"))
    });
    let (said, metadata) = echo_with_metadata(&connect(&address.await, Transport::Header).await).await;
    assert_eq!(said.unwrap_err().to_string(), "internal error in `echo`: busy (INTERNAL_ERROR)");
    assert_eq!(metadata.get("retry-after"), Some("5"));
}

#[tokio::test]
async fn a_pair_that_is_too_much_fails_the_call_and_not_the_connection() {
    let channel = connect(&serve(|text| async move { Ok(text) }).await, Transport::Header).await;
    let large = channel.with_metadata("large", "x".repeat(Metadata::MAX_BYTES));
    assert!(matches!(echo(&large, "").await, Err(Error::Protocol(_))));
    assert_eq!(echo(&channel, "next").await.unwrap(), "next");
}

/// What a client that waits on all the same is told.
fn told(error: &Error) -> &str {
    let Error::Application(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind, ApplicationErrorKind::INTERNAL_ERROR);
    &error.message
}

#[tokio::test]
async fn a_handler_is_dropped_and_answered_at_its_callers_deadline() {
    let (ended, kept) = shared::<AtomicUsize>();
    let address = serve(move |text| {
        let ended = ended.clone();
        async move {
            if text == "late" {
                let spawned = Context::current().scope(async move {
                    Context::current().cancelled().await;
                    ended.fetch_add(1, Ordering::SeqCst);
                });
                tokio::spawn(spawned);
                std::future::pending::<()>().await;
            }
            Ok(text)
        }
    })
    .await;
    for transport in HEADERS {
        let channel = connect(&address, transport).await;
        let error = echo(&channel.with_metadata("client_timeout", "20"), "late").await.unwrap_err();
        assert_eq!(told(&error), "deadline exceeded: `echo` was dropped when its caller's time was over");
        assert!(!error.is_retriable());
        assert_eq!(echo(&channel.with_metadata("client_timeout", "no number"), "next").await.unwrap(), "next");
    }
    while kept.load(Ordering::SeqCst) < 2 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// Requests that wait for another one, which waits for `gate`.
async fn expired_in_line(server: impl FnOnce(Server) -> Server) {
    let gate = std::sync::Arc::new(Semaphore::new(0));
    let (runs, kept) = shared::<AtomicUsize>();
    let opened = gate.clone();
    let probe = Probe(move |text: String| {
        let (runs, gate) = (runs.clone(), opened.clone());
        async move {
            runs.fetch_add(1, Ordering::SeqCst);
            gate.acquire().await.unwrap().forget();
            Ok(text)
        }
    });
    let server = server(Server::new(probe)).bind("127.0.0.1:0").await.unwrap();
    let channel = connect(&server.local_addr().to_string(), Transport::Header).await;
    tokio::spawn(server.serve());
    let first = tokio::spawn(begin(&channel, "echo", &args("first")));
    while kept.load(Ordering::SeqCst) == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let late = tokio::spawn(begin(&channel.with_metadata("client_timeout", "20"), "echo", &args("late")));
    tokio::time::sleep(Duration::from_millis(60)).await;
    gate.add_permits(2);
    assert_eq!(first.await.unwrap().unwrap(), "first");
    let error = late.await.unwrap().unwrap_err();
    assert_eq!(told(&error), "deadline exceeded: its caller's time was over before `echo` was run");
    assert_eq!(kept.load(Ordering::SeqCst), 1);
    // The connection and its place in line are free again.
    assert_eq!(echo(&channel, "next").await.unwrap(), "next");
}

#[tokio::test]
async fn a_request_that_expires_in_line_never_runs() {
    expired_in_line(|server| server.ordered(true)).await;
    expired_in_line(|server| server.max_requests(1)).await;
}
