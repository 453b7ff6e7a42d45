//! Deadlines, where a request is served.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use thrift_runtime::{ApplicationErrorKind, Channel, Context, Error, ProcessService, Request, Server};
use tower::Layer;
use tower::util::MapRequestLayer;

use super::probe::{Probe, echo, local, shared};

/// A layer that sets the deadline this far from now; below zero, it is over.
fn due(milliseconds: i64) -> MapRequestLayer<impl Fn(Request) -> Request + Clone> {
    MapRequestLayer::new(move |mut request: Request| {
        let after = Duration::from_millis(milliseconds.unsigned_abs());
        let now = Instant::now();
        request.set_deadline(if milliseconds < 0 { now.checked_sub(after) } else { now.checked_add(after) });
        request
    })
}

fn left() -> String {
    match Context::current().time_left() {
        None => "for ever".to_owned(),
        // By so much that a slow machine makes no difference.
        Some(left) => format!("{} s", left.as_millis().div_ceil(100_000) * 100),
    }
}

#[tokio::test]
async fn a_handler_knows_its_deadline() {
    let channel = local(|_| async move { Ok(left()) });
    assert_eq!(echo(&channel, "").await.unwrap(), "for ever");
    assert_eq!(echo(&channel.with_timeout(Duration::from_secs(500)), "").await.unwrap(), "500 s");
    assert_eq!(echo(&channel.clone().layer(due(300_000)), "").await.unwrap(), "300 s");
    // A layer may say what it likes; the channel behind it has its own time-out still.
    let channel = channel.with_timeout(Duration::from_secs(200)).layer(due(300_000));
    assert_eq!(echo(&channel.with_timeout(Duration::from_secs(100)), "").await.unwrap(), "200 s");
    assert_eq!(echo(&channel.with_timeout(Duration::MAX), "").await.unwrap(), "200 s");
}

#[tokio::test]
async fn the_servers_time_counts_where_it_is_less() {
    let server = Server::new(Probe(|_| async move { Ok(left()) })).request_timeout(Duration::from_secs(400));
    assert_eq!(echo(&server.in_memory(), "").await.unwrap(), "400 s");
    assert_eq!(echo(&server.layer(due(200_000)).in_memory(), "").await.unwrap(), "200 s");
}

#[tokio::test]
async fn expired_work_is_refused_before_the_handler_runs() {
    let (runs, kept) = shared::<AtomicUsize>();
    let probe = move |text| {
        runs.fetch_add(1, Ordering::SeqCst);
        async move { Ok(text) }
    };
    // Behind all layers of channels, which do not send what is expired.
    let channel = Channel::from_service(due(-1).layer(ProcessService::new(Probe(probe))));
    let error = echo(&channel, "").await.unwrap_err();
    let Error::Application(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind, ApplicationErrorKind::INTERNAL_ERROR);
    assert_eq!(error.message, "deadline exceeded: its caller's time was over before `echo` was run");
    assert_eq!(kept.load(Ordering::SeqCst), 0);
}
