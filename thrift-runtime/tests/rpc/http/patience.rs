//! How long a server waits for its clients over HTTP. Time is simulated.

use std::time::Duration;

use thrift_runtime::MessageType::Oneway;
use thrift_runtime::Server;
use tokio::io::AsyncWriteExt;
use tokio::time::{Instant, sleep};

use super::raw::{Raw, post};
use crate::service::{Args, Processor, args};
use crate::wire::{self, body, strict};

const SECOND: Duration = Duration::from_secs(1);

async fn closed_after(client: &mut Raw<tokio::io::DuplexStream>) -> u64 {
    use tokio::io::AsyncReadExt;
    let start = Instant::now();
    client.io.read_to_end(&mut Vec::new()).await.unwrap();
    start.elapsed().as_secs()
}

#[tokio::test(start_paused = true)]
async fn a_request_that_does_not_end_ends_its_connection() {
    let request = post("/", &wire::call("echo", 1, &args("never ends")));
    for cut in [1, 5, 30, request.len() - 1] {
        let mut client = Raw::of(Server::new(Processor::default()));
        client.write(&request[..cut]).await;
        assert_eq!(closed_after(&mut client).await, 30, "{cut}");
        // Nor does it end its second one.
        let mut client = Raw::of(Server::new(Processor::default()).message_timeout(5 * SECOND));
        client.write(&request).await;
        client.reply().await;
        sleep(60 * SECOND).await;
        client.write(&request[..cut]).await;
        assert_eq!(closed_after(&mut client).await, 5, "{cut}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_by_drops_has_no_more_time() {
    let client = Raw::of(Server::new(Processor::default()));
    let (mut reader, mut writer) = tokio::io::split(client.io);
    tokio::spawn(async move {
        for byte in post("/", &[0; 200]) {
            if writer.write_all(&[byte]).await.is_err() {
                return;
            }
            sleep(SECOND).await;
        }
    });
    let start = Instant::now();
    use tokio::io::AsyncReadExt;
    reader.read_to_end(&mut Vec::new()).await.unwrap();
    // What tells HTTP from other dialects takes five bytes, before which it is not known what is waited for.
    assert!((30..36).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_client_that_does_not_read_is_closed() {
    let mut client = Raw::of(Server::new(Processor::default()));
    client.post("/", &wire::call("large", 1, &Args { text: String::new(), number: 1_000_000 })).await;
    sleep(29 * SECOND).await;
    client.io.write_all(b"P").await.unwrap();
    sleep(2 * SECOND).await;
    client.io.write_all(b"O").await.unwrap_err();
}

#[tokio::test(start_paused = true)]
async fn an_idle_connection_stays_unless_it_may_not() {
    let request = post("/", &wire::call("echo", 1, &args("")));
    let mut client = Raw::of(Server::new(Processor::default()));
    for _ in 0..3 {
        client.write(&request).await;
        client.reply().await;
        sleep(3600 * SECOND).await;
    }
    let mut client = Raw::of(Server::new(Processor::default()).idle_timeout(10 * SECOND));
    client.write(&request).await;
    client.reply().await;
    assert_eq!(closed_after(&mut client).await, 10);
}

#[tokio::test(start_paused = true)]
async fn a_handler_may_take_longer_than_a_message() {
    let mut client = Raw::of(Server::new(Processor::default()).idle_timeout(SECOND));
    let (near, far) = (Args { text: "late".into(), number: 8_000 }, Duration::from_secs(8));
    let start = Instant::now();
    client.post("/", &wire::call("wait", 1, &near)).await;
    assert_eq!(client.reply().await.message().text(), "late");
    assert!(start.elapsed() >= far);
}

#[tokio::test(start_paused = true)]
async fn oneway_requests_wait_where_as_many_run_as_may() {
    let processor = Processor::default();
    let mut client = Raw::of(Server::new(processor.clone()).max_requests_per_connection(1));
    let slow = Args { text: String::new(), number: 500 };
    for done in [0, 1, 2] {
        client.post("/", &strict(Oneway, "note", 1, &body(&slow))).await;
        assert_eq!(client.reply().await.status, 200);
        assert_eq!(processor.notes(), done);
    }
}
