//! How long a server waits for its clients and its handlers. Time is simulated: it passes when nobody has anything to do.

use std::time::Duration;

use thrift_runtime::MessageType::Oneway;
use thrift_runtime::Server;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};

use crate::service::{Args, Processor, args};
use crate::wire::{Peer, body, call, strict};

const SECOND: Duration = Duration::from_secs(1);

/// A client, and the end of its connection on the server's side.
fn connect(server: Server, space: usize) -> (Peer<DuplexStream>, JoinHandle<()>) {
    let (client, connection) = duplex(space);
    (Peer::new(client), tokio::spawn(async move { server.serve_connection(connection).await }))
}

/// Seconds until the server closes the connection.
async fn closed_after(client: &mut Peer<DuplexStream>) -> u64 {
    let start = Instant::now();
    assert_eq!(client.io.read(&mut [0]).await.unwrap(), 0, "an answer in place of the end");
    start.elapsed().as_secs()
}

#[tokio::test(start_paused = true)]
async fn a_message_that_does_not_end_ends_its_connection() {
    let (mut client, _) = connect(Server::new(Processor::default()), 1024);
    client.write(&call("echo", 1, &args("never ends"))[..20]).await;
    assert_eq!(closed_after(&mut client).await, 30);
}

#[tokio::test(start_paused = true)]
async fn a_message_that_comes_by_drops_has_no_more_time() {
    for timeout in [5, 30] {
        let server = Server::new(Processor::default()).message_timeout(timeout * SECOND);
        let (client, _) = connect(server, 1024);
        let (mut reader, mut writer) = tokio::io::split(client.io);
        let drops = tokio::spawn(async move {
            for byte in call("echo", 1, &args(&"x".repeat(200))) {
                if writer.write_all(&[byte]).await.is_err() {
                    return;
                }
                sleep(SECOND).await;
            }
        });
        let start = Instant::now();
        assert_eq!(reader.read(&mut [0]).await.unwrap(), 0);
        assert_eq!(start.elapsed().as_secs(), u64::from(timeout));
        drops.abort();
    }
}

#[tokio::test(start_paused = true)]
async fn each_message_has_its_time() {
    let (mut client, _) = connect(Server::new(Processor::default()), 1024);
    let message = call("echo", 1, &args("slow"));
    for _ in 0..5 {
        let (first, rest) = message.split_at(10);
        client.write(first).await;
        sleep(20 * SECOND).await;
        // With the beginning of another one behind it, so that there always is a part of one.
        client.write(rest).await;
        assert_eq!(client.read().await.unwrap().text(), "slow");
        sleep(100 * SECOND).await;
    }
    // Each begins in the read that ends the one before.
    client.write(&message[..10]).await;
    for _ in 0..5 {
        sleep(20 * SECOND).await;
        client.write(&[&message[10..], &message[..10]].concat()).await;
        assert_eq!(client.read().await.unwrap().text(), "slow");
    }
}

#[tokio::test(start_paused = true)]
async fn what_came_before_a_message_without_end_is_answered() {
    let processor = Processor::default();
    let (mut client, _) = connect(Server::new(processor.clone()), 1024);
    client.write(&call("gate", 1, &args("before"))).await;
    client.write(&call("echo", 2, &args("never ends"))[..20]).await;
    sleep(40 * SECOND).await;
    processor.open(1);
    assert_eq!(client.read().await.unwrap().text(), "before");
    assert!(client.read().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_client_that_does_not_read_loses_its_connection() {
    let (mut client, served) = connect(Server::new(Processor::default()), 1024);
    let start = Instant::now();
    client.write(&call("large", 1, &Args { text: String::new(), number: 100_000 })).await;
    served.await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 30);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_reads_slowly_gets_all_of_its_answer() {
    let (mut client, served) = connect(Server::new(Processor::default()), 1024);
    client.write(&call("large", 1, &Args { text: String::new(), number: 20_000 })).await;
    let mut read = 0;
    while read < 20_000 {
        sleep(25 * SECOND).await;
        read += client.io.read(&mut [0; 1024]).await.unwrap();
    }
    drop(client);
    served.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn an_idle_connection_stays() {
    let (mut client, _) = connect(Server::new(Processor::default()), 1024);
    for _ in 0..3 {
        sleep(100_000 * SECOND).await;
        assert_eq!(client.ask(&call("echo", 1, &args("still here"))).await.text(), "still here");
    }
}

#[tokio::test(start_paused = true)]
async fn an_idle_connection_ends_where_the_server_says_so() {
    let server = Server::new(Processor::default()).idle_timeout(60 * SECOND);
    let (mut silent, _) = connect(server.clone(), 1024);
    assert_eq!(closed_after(&mut silent).await, 60);
    let (mut client, _) = connect(server, 1024);
    for _ in 0..3 {
        // A request in progress is no idleness, and after each there is as much time again.
        sleep(50 * SECOND).await;
        client.write(&call("wait", 1, &Args { text: String::new(), number: 100_000 })).await;
        sleep(100 * SECOND).await;
        client.read().await.unwrap();
    }
    for _ in 0..3 {
        sleep(50 * SECOND).await;
        client.ask(&call("echo", 1, &args("ready at once"))).await;
    }
    assert_eq!(closed_after(&mut client).await, 60);
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_takes_too_long_is_dropped() {
    let processor = Processor::default();
    let server = Server::new(processor.clone()).request_timeout(5 * SECOND);
    let (mut client, _) = connect(server, 1024);
    let start = Instant::now();
    let answer = client.ask(&call("gate", 1, &args(""))).await;
    assert_eq!(answer.error(), (6, "`gate` took longer than 5s and was dropped"));
    assert_eq!(start.elapsed().as_secs(), 5);
    // It takes no permit, and nobody waits behind it.
    processor.open(1);
    assert_eq!(client.ask(&call("gate", 1, &args("next"))).await.text(), "next");
    let quick = Args { text: "quick".to_owned(), number: 4_000 };
    assert_eq!(client.ask(&call("wait", 1, &quick)).await.text(), "quick");
}

#[tokio::test(start_paused = true)]
async fn a_oneway_handler_that_takes_too_long_is_dropped_in_silence() {
    let processor = Processor::default();
    let server = Server::new(processor.clone()).request_timeout(5 * SECOND);
    let (mut client, _) = connect(server, 1024);
    let slow = Args { text: String::new(), number: 100_000 };
    client.write(&strict(Oneway, "note", 1, &body(&slow))).await;
    assert_eq!(client.ask(&call("echo", 1, &args("the only one"))).await.text(), "the only one");
    assert_eq!(processor.notes(), 0);
}

#[tokio::test(start_paused = true)]
async fn times_may_be_for_ever() {
    let ever = Duration::MAX;
    let server = Server::new(Processor::default())
        .message_timeout(ever)
        .write_timeout(ever)
        .idle_timeout(ever)
        .request_timeout(ever)
        .shutdown_timeout(ever);
    let (mut client, _) = connect(server, 1024);
    let slow = call("wait", 1, &Args { text: "x".repeat(5000), number: 1 });
    client.write(&slow[..10]).await;
    sleep(1_000_000 * SECOND).await;
    client.write(&slow[10..]).await;
    sleep(1_000_000 * SECOND).await;
    assert_eq!(client.read().await.unwrap().text().len(), 5000);
}
