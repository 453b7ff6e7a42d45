//! Where the context is, and what it says.

use std::time::Duration;

use thrift_runtime::{Channel, Context, Dialect, Protocol, Server, Transport};
use tokio::task::yield_now;

use super::probe::{Probe, echo, local, serve};

fn shown() -> String {
    let context = Context::current();
    let Some(Dialect { transport, protocol, tls, .. }) = context.dialect() else {
        return format!("{} {}", context.service(), context.method());
    };
    format!("{} {} {transport:?} {protocol:?} {tls}", context.service(), context.method())
}

#[tokio::test]
async fn it_says_how_the_client_has_come_behind_every_await() {
    let address = serve(|text| async move {
        let before = (shown(), Context::current().peer());
        yield_now().await;
        tokio::time::sleep(Duration::from_millis(1)).await;
        assert_eq!((shown(), Context::current().peer()), before);
        Ok(format!("{text} {} {:?}", before.0, before.1.map(|peer| peer.ip())))
    })
    .await;
    let here = "Some(127.0.0.1)";
    let channel = Channel::connect(&*address).await.unwrap();
    assert_eq!(echo(&channel, "1").await.unwrap(), format!("1 Tests echo Unframed Binary false {here}"));
    let builder = Channel::builder(&*address).transport(Transport::Framed).protocol(Protocol::Compact);
    let channel = builder.connect().await.unwrap();
    assert_eq!(echo(&channel, "2").await.unwrap(), format!("2 Tests echo Framed Compact false {here}"));
}

#[tokio::test]
async fn without_a_connection_there_is_no_dialect() {
    let channel = local(|_| async move {
        assert!(!Context::current().is_empty() && Context::current().peer().is_none());
        Ok(shown())
    });
    assert_eq!(echo(&channel, "").await.unwrap(), "Tests echo");
    let channel = Server::new(Probe(|_| async move { Ok(format!("{:?}", Context::current().dialect())) })).in_memory();
    assert!(echo(&channel, "").await.unwrap().contains("transport: Unframed"));
}

#[tokio::test]
async fn outside_of_handlers_it_is_empty() {
    let context = Context::current();
    assert!(context.is_empty() && context.metadata().is_empty() && !context.is_cancelled());
    assert_eq!((context.method(), context.service(), context.deadline()), ("", "", None));
    context.set_response_metadata("key", "value").unwrap();
    let never = tokio::time::timeout(Duration::from_millis(5), context.cancelled());
    assert!(never.await.is_err());
}

/// Handlers of many connections, all on this thread, each of which waits between two looks.
#[tokio::test]
async fn requests_on_one_thread_do_not_see_each_other() {
    let address = serve(|text| async move {
        Context::current().set_response_metadata("text", text.as_str())?;
        let peer = Context::current().peer();
        for _ in 0..5 {
            yield_now().await;
            assert_eq!(Context::current().peer(), peer);
        }
        Ok(format!("{peer:?}"))
    })
    .await;
    let mut calls = Vec::new();
    for number in 0..20 {
        let channel = Channel::connect(&*address).await.unwrap();
        calls.push(tokio::spawn(async move { echo(&channel, &number.to_string()).await.unwrap() }));
    }
    let mut peers = Vec::new();
    for call in calls {
        peers.push(call.await.unwrap());
    }
    peers.sort();
    peers.dedup();
    assert_eq!(peers.len(), 20);
    assert!(Context::current().is_empty());
}

#[tokio::test]
async fn it_is_gone_where_a_handler_has_panicked() {
    let channel = local(|text| async move {
        assert_eq!(text, "fine");
        Ok(text)
    });
    echo(&channel, "bad").await.unwrap_err();
    assert!(Context::current().is_empty());
    assert_eq!(echo(&channel, "fine").await.unwrap(), "fine");
}

#[tokio::test]
async fn spawned_work_has_it_by_scope_alone() {
    let channel = local(|_| async move {
        let context = Context::current();
        let bare = tokio::spawn(async { Context::current().method() });
        let scoped = tokio::spawn(context.scope(async {
            yield_now().await;
            Context::current().method()
        }));
        let entered = tokio::task::spawn_blocking(move || context.enter(|| Context::current().method()));
        let outside = Context::default().enter(|| Context::current().method());
        let methods = [bare.await.unwrap(), scoped.await.unwrap(), entered.await.unwrap(), outside];
        Ok(methods.join(","))
    });
    assert_eq!(echo(&channel, "").await.unwrap(), ",echo,echo,");
}

#[tokio::test]
async fn a_service_in_the_same_process_has_its_own() {
    let inner = local(|_| async move {
        let method = Context::current().method();
        yield_now().await;
        Ok(format!("{method} {:?}", Context::current().metadata().get("layer")))
    });
    let outer = local(move |_| {
        let inner = inner.with_metadata("layer", "inner");
        async move {
            let said = echo(&inner, "").await?;
            Ok(format!("{said} {:?}", Context::current().metadata().get("layer")))
        }
    });
    let said = echo(&outer.with_metadata("layer", "outer"), "").await.unwrap();
    assert_eq!(said, r#"echo Some("inner") Some("outer")"#);
}
