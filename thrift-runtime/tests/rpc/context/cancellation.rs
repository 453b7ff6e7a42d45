//! What tells a handler that nobody waits any more.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use thrift_runtime::{Channel, Context, Error, Server};
use tokio::sync::{Notify, oneshot};
use tokio::time::timeout;

use super::probe::{Probe, echo, local, serve, shared};
use crate::wire::SOON;

#[tokio::test]
async fn a_client_that_disconnects_cancels_what_runs_for_it_alone() {
    let (notes, kept) = shared::<(Notify, Notify, AtomicUsize)>();
    let address = serve(move |text| {
        let notes = notes.clone();
        async move {
            let context = Context::current();
            assert!(!context.is_cancelled());
            notes.0.notify_one();
            if text == "stays" {
                notes.1.notified().await;
                assert!(!context.is_cancelled());
                return Ok(text);
            }
            context.cancelled().await;
            assert!(Context::current().is_cancelled());
            notes.2.fetch_add(1, Ordering::SeqCst);
            notes.1.notify_one();
            Ok(text)
        }
    })
    .await;
    let [goes, stays] = [Channel::connect(&*address).await.unwrap(), Channel::connect(&*address).await.unwrap()];
    let staying = tokio::spawn(async move { echo(&stays, "stays").await });
    kept.0.notified().await;
    let going = tokio::spawn(async move { echo(&goes, "goes").await });
    kept.0.notified().await;
    // With its channel, and so with the connection.
    going.abort();
    assert_eq!(timeout(SOON, staying).await.unwrap().unwrap().unwrap(), "stays");
    assert_eq!(kept.2.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_shutdown_cancels_what_it_does_not_wait_for() {
    let (seen, kept) = shared::<(Notify, Notify, AtomicBool)>();
    let server = Server::new(Probe(move |_| {
        let seen = seen.clone();
        async move {
            let context = Context::current();
            let spawned = seen.clone();
            tokio::spawn(context.scope(async move {
                Context::current().cancelled().await;
                spawned.1.notify_one();
            }));
            seen.0.notify_one();
            std::future::pending().await
        }
    }));
    let server = server.shutdown_timeout(Duration::from_millis(20)).bind("127.0.0.1:0").await.unwrap();
    let channel = Channel::connect(server.local_addr()).await.unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(server.serve_with_shutdown(async move {
        let _ = stopped.await;
    }));
    let call = tokio::spawn(async move { echo(&channel, "").await });
    timeout(SOON, kept.0.notified()).await.unwrap();
    stop.send(()).unwrap();
    timeout(SOON, kept.1.notified()).await.expect("cancelled in time");
    timeout(SOON, serving).await.unwrap().unwrap().unwrap();
    assert!(matches!(call.await.unwrap(), Err(Error::Transport(_))));
}

#[tokio::test]
async fn a_handler_that_is_dropped_cancels_what_it_has_spawned() {
    let (seen, kept) = shared::<(Notify, Mutex<Option<Context>>)>();
    let channel = local(move |_| {
        let seen = seen.clone();
        async move {
            let spawned = seen.clone();
            *seen.1.lock().unwrap() = Some(Context::current());
            tokio::spawn(Context::current().scope(async move {
                Context::current().cancelled().await;
                spawned.0.notify_one();
            }));
            std::future::pending().await
        }
    });
    let error = echo(&channel.with_timeout(Duration::from_millis(10)), "").await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    timeout(SOON, kept.0.notified()).await.expect("cancelled in time");
    assert!(kept.1.lock().unwrap().as_ref().unwrap().is_cancelled());
}

#[tokio::test]
async fn a_handler_that_has_ended_cancels_nothing() {
    let (seen, kept) = shared::<Mutex<Option<Context>>>();
    let address = serve(move |text| {
        *seen.lock().unwrap() = Some(Context::current());
        let seen = seen.clone();
        async move {
            *seen.lock().unwrap() = Some(Context::current());
            Ok(text)
        }
    })
    .await;
    let channel = Channel::connect(&*address).await.unwrap();
    echo(&channel, "").await.unwrap();
    drop(channel);
    let context = kept.lock().unwrap().clone().unwrap();
    assert_eq!(context.method(), "echo");
    let cancelled = timeout(Duration::from_millis(50), context.cancelled()).await;
    assert!(cancelled.is_err() && !context.is_cancelled());
}
