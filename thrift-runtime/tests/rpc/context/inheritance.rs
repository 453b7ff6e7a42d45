//! What a call that a handler makes has from the handler's request.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use thrift_runtime::{Channel, Context, Error, Result};

use super::probe::{echo, local, serve, shared};

/// A service that says how much time it has, to the next 100 s, and what it was sent.
fn last() -> Channel {
    local(|_| async move {
        let context = Context::current();
        let left = context.time_left().map(|left| left.as_millis().div_ceil(100_000) * 100);
        let metadata: Vec<String> = context.metadata().iter().map(|(key, value)| format!("{key}={value}")).collect();
        Ok(format!("{left:?} {}", metadata.join(",")))
    })
}

/// A service that asks another.
fn first(make: impl Fn() -> Channel + Send + Sync + 'static) -> Channel {
    local(move |_| {
        let next = make();
        async move {
            tokio::time::sleep(Duration::from_millis(10)).await;
            echo(&next, "").await
        }
    })
}

#[tokio::test]
async fn a_call_has_what_is_left_of_its_callers_time_or_its_own_if_that_is_less() {
    let next = last();
    let channel = first(move || next.clone());
    assert_eq!(echo(&channel, "").await.unwrap(), "None ");
    let given = Duration::from_secs(1000);
    assert_eq!(echo(&channel.with_timeout(given), "").await.unwrap(), "Some(1000) ");
    let next = last();
    let channel = first(move || next.with_timeout(Duration::from_secs(300)));
    assert_eq!(echo(&channel.with_timeout(given), "").await.unwrap(), "Some(300) ");
}

#[tokio::test]
async fn the_deadline_stays_where_it_was_however_far_the_request_goes() {
    fn deadline() -> String {
        format!("{:?}", Context::current().deadline().unwrap())
    }
    let next = local(|_| async move { Ok(deadline()) });
    let channel = local(move |_| {
        let next = next.clone();
        async move {
            tokio::time::sleep(Duration::from_millis(10)).await;
            assert_eq!(echo(&next, "").await?, deadline());
            Ok(deadline())
        }
    });
    echo(&channel.with_timeout(Duration::from_secs(1000)), "").await.unwrap();
}

#[tokio::test]
async fn metadata_goes_on_where_the_channel_says_so() {
    let next = last();
    let channel = first(move || next.with_forwarded_metadata(["tenant", "trace-*"]).with_metadata("own", "1"));
    let caller = channel.with_metadata("Tenant", "acme").with_metadata("trace-id", "7").with_metadata("secret", "x");
    assert_eq!(echo(&caller, "").await.unwrap(), "None own=1,Tenant=acme,trace-id=7");
    let next = last();
    let channel = first(move || next.clone());
    assert_eq!(echo(&channel.with_metadata("tenant", "acme"), "").await.unwrap(), "None ");
}

#[tokio::test]
async fn a_call_in_an_empty_context_inherits_nothing() {
    let next = last().with_forwarded_metadata(["*"]);
    let channel = local(move |_| {
        let next = next.clone();
        async move {
            let detached = Context::default().scope({
                let next = next.clone();
                async move { echo(&next, "").await }
            });
            let entered = Context::default().enter(|| crate::service::begin(&next, "echo", &crate::service::args("")));
            Ok(format!("{}/{}/{}", echo(&next, "").await?, detached.await?, entered.await?))
        }
    });
    let caller = channel.with_timeout(Duration::from_secs(1000)).with_metadata("key", "value");
    assert_eq!(echo(&caller, "").await.unwrap(), "Some(1000) key=value/None /None ");
}

#[tokio::test]
async fn a_call_of_a_request_whose_time_is_over_is_not_sent() {
    let (runs, kept) = shared::<AtomicUsize>();
    let address = serve(move |text| {
        runs.fetch_add(1, Ordering::SeqCst);
        async move { Ok(text) }
    })
    .await;
    let next = Channel::connect(&*address).await.unwrap();
    let channel = local(move |_| {
        let next = next.clone();
        async move {
            // Nobody drops a handler that keeps its thread busy.
            std::thread::sleep(Duration::from_millis(20));
            let error = echo(&next, "").await.unwrap_err();
            assert!(matches!(error, Error::Transport(_)) && error.is_retriable(), "{error:?}");
            Ok(error.to_string())
        }
    });
    let said = echo(&channel.with_timeout(Duration::from_millis(10)), "").await.unwrap();
    assert_eq!(said, "the request was not sent: its deadline is over");
    assert_eq!(kept.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_call_ends_at_the_deadline_that_it_has_inherited() {
    let address = serve(|_| std::future::pending::<Result<String>>()).await;
    let next = Channel::connect(&*address).await.unwrap();
    let (ended, kept) = shared::<AtomicUsize>();
    let channel = local(move |_| {
        let (next, ended) = (next.clone(), ended.clone());
        async move {
            // In a task of its own, it outlives the handler.
            tokio::spawn(Context::current().scope(async move {
                let error = echo(&next, "").await.unwrap_err();
                assert!(matches!(error, Error::Timeout(_)), "{error:?}");
                ended.fetch_add(1, Ordering::SeqCst);
            }));
            std::future::pending().await
        }
    });
    let start = Instant::now();
    let error = echo(&channel.with_timeout(Duration::from_millis(50)), "").await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)));
    while kept.load(Ordering::SeqCst) == 0 {
        assert!(start.elapsed() < Duration::from_secs(5));
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}
