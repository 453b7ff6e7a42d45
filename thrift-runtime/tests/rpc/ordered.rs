//! Servers that do not keep sequence ids.

use std::time::Duration;

use thrift_runtime::MessageType::{Exception, Reply};
use thrift_runtime::{ApplicationError, ApplicationErrorKind, Channel, Error};
use tokio::io::{DuplexStream, duplex};
use tokio::task::JoinHandle;

use crate::service::{Text, args, call, send_note};
use crate::wire::{Peer, body, strict};

fn pair(ordered: bool) -> (Channel, Peer<DuplexStream>) {
    let (client, server) = duplex(1024 * 1024);
    (Channel::builder("in memory").ordered(ordered).over(client), Peer::new(server))
}

fn reply(name: &str, id: i32, text: &str) -> Vec<u8> {
    strict(Reply, name, id, &body(&Text(Some(text.to_owned()))))
}

fn refusal(name: &str, id: i32) -> Vec<u8> {
    strict(Exception, name, id, &body(&ApplicationError::new(ApplicationErrorKind::UNKNOWN_METHOD, "what?")))
}

type Asked = JoinHandle<Result<String, Error>>;

fn start(channel: &Channel, text: &str) -> Asked {
    let (channel, args) = (channel.clone(), args(text));
    tokio::spawn(async move { call(&channel, "echo", &args).await })
}

/// Calls that have reached the server, in this order.
async fn ask<const N: usize>(
    channel: &Channel,
    server: &mut Peer<DuplexStream>,
    texts: [&str; N],
) -> [(i32, Asked); N] {
    let mut asked = Vec::new();
    for text in texts {
        let call = start(channel, text);
        asked.push((server.read().await.unwrap().id, call));
    }
    asked.try_into().unwrap()
}

fn bad_id(error: Error) -> String {
    assert!(!error.is_retriable());
    match error {
        Error::Application(error) => {
            assert_eq!(error.kind, ApplicationErrorKind::BAD_SEQUENCE_ID);
            error.message
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn replies_without_ids_are_matched_by_order() {
    let (channel, mut server) = pair(true);
    let calls = ask(&channel, &mut server, ["one", "two", "three"]).await;
    server.write(&["one", "two", "three"].map(|text| reply("echo", 0, text)).concat()).await;
    for ((_, call), text) in calls.into_iter().zip(["one", "two", "three"]) {
        assert_eq!(call.await.unwrap().unwrap(), text);
    }
}

#[tokio::test]
async fn a_server_that_keeps_ids_may_answer_in_order_too() {
    let (channel, mut server) = pair(true);
    let [(one, first), (two, second)] = ask(&channel, &mut server, ["", ""]).await;
    server.write(&reply("echo", one, "one")).await;
    assert_eq!(first.await.unwrap().unwrap(), "one");
    server.write(&reply("echo", two, "two")).await;
    assert_eq!(second.await.unwrap().unwrap(), "two");
}

#[tokio::test]
async fn a_late_reply_is_taken_out_of_the_order() {
    let (channel, mut server) = pair(true);
    let hasty = channel.with_timeout(Duration::from_millis(20));
    let error = call(&hasty, "echo", &args("slow")).await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    server.read().await.unwrap();
    let [(_, dropped), (_, waiting)] = ask(&channel, &mut server, ["dropped", "waiting"]).await;
    dropped.abort();
    assert!(dropped.await.unwrap_err().is_cancelled());
    server.write(&["late", "nobody's", "mine"].map(|text| reply("echo", 0, text)).concat()).await;
    assert_eq!(waiting.await.unwrap().unwrap(), "mine");
}

#[tokio::test]
async fn order_that_is_lost_is_noticed() {
    let (channel, mut server) = pair(true);
    let [(one, first), (two, second)] = ask(&channel, &mut server, ["", ""]).await;
    server.write(&reply("echo", two, "two")).await;
    for call in [first, second] {
        let message = bad_id(call.await.unwrap().unwrap_err());
        assert!(message.contains(&format!("id {two}")) && message.contains(&format!("{one} was due")), "{message}");
    }
    assert!(server.read().await.is_none());

    let (channel, mut server) = pair(true);
    let [(_, call)] = ask(&channel, &mut server, [""]).await;
    server.write(&reply("other", 0, "whose?")).await;
    assert!(bad_id(call.await.unwrap().unwrap_err()).contains("`other`"));
}

#[tokio::test]
async fn a_oneway_request_that_is_answered_does_not_disturb_the_order() {
    let (channel, mut server) = pair(true);
    send_note(&channel, &args("")).await.unwrap();
    let note = server.read().await.unwrap().id;
    let [(_, call)] = ask(&channel, &mut server, [""]).await;
    server.write(&[refusal("note", note), reply("echo", 0, "mine")].concat()).await;
    assert_eq!(call.await.unwrap().unwrap(), "mine");

    // Without its id it can be told by its name only.
    send_note(&channel, &args("")).await.unwrap();
    server.read().await.unwrap();
    let [(_, call)] = ask(&channel, &mut server, [""]).await;
    server.write(&[refusal("note", 0), reply("echo", 0, "mine")].concat()).await;
    assert!(bad_id(call.await.unwrap().unwrap_err()).contains("`note`"));
}

#[tokio::test]
async fn a_reply_without_id_leads_to_the_switch() {
    // 0, and a number that the server has made up; 0 also from one that has kept an id before.
    for (id, kept_before) in [(0, false), (7777, false), (0, true)] {
        let (channel, mut server) = pair(false);
        if kept_before {
            let [(id, call)] = ask(&channel, &mut server, [""]).await;
            server.write(&reply("echo", id, "mine")).await;
            assert_eq!(call.await.unwrap().unwrap(), "mine");
        }
        let calls = ask(&channel, &mut server, ["", ""]).await;
        server.write(&reply("echo", id, "whose?")).await;
        for (_, call) in calls {
            let message = bad_id(call.await.unwrap().unwrap_err());
            assert!(message.contains("ChannelBuilder::ordered(true)"), "{message}");
            assert!(message.contains(&format!("id {id}")), "{message}");
        }
        assert!(server.read().await.is_none());
    }
}

#[tokio::test]
async fn a_reply_without_id_that_nobody_waits_for_harms_nobody() {
    let (channel, mut server) = pair(false);
    send_note(&channel, &args("")).await.unwrap();
    let note = server.read().await.unwrap().id;
    server.write(&refusal("note", 0)).await;
    tokio::time::sleep(Duration::from_millis(20)).await;
    let [(id, call)] = ask(&channel, &mut server, [""]).await;
    server.write(&[refusal("note", note), reply("echo", id, "mine")].concat()).await;
    assert_eq!(call.await.unwrap().unwrap(), "mine");
}
