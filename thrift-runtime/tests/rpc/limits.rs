//! How much a server takes on.

use std::time::Duration;

use thrift_runtime::MessageType::Oneway;
use thrift_runtime::Server;
use tokio::io::{AsyncWriteExt, DuplexStream, duplex};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use crate::service::{Args, Processor, args};
use crate::wire::{Peer, SOON, body, call, strict};

/// A while in which nothing is to happen.
const A_WHILE: Duration = Duration::from_millis(30);

fn connect(server: &Server) -> Peer<DuplexStream> {
    let (client, connection) = duplex(1024 * 1024);
    let server = server.clone();
    tokio::spawn(async move { server.serve_connection(connection).await });
    Peer::new(client)
}

/// Sends a request that takes until the processor opens its gate, and waits until it has arrived.
async fn occupy(client: &mut Peer<DuplexStream>, id: i32) {
    client.write(&call("gate", id, &args(&id.to_string()))).await;
    sleep(A_WHILE).await;
}

#[tokio::test]
async fn requests_beyond_the_limit_wait_and_those_beyond_the_queue_are_told() {
    let processor = Processor::default();
    let server = Server::new(processor.clone()).max_requests(2).max_queued(1);
    let (mut one, mut two) = (connect(&server), connect(&server));
    occupy(&mut one, 1).await;
    occupy(&mut two, 2).await;
    // It would be ready at once, but two are in progress.
    one.write(&call("echo", 3, &args("queued"))).await;
    sleep(A_WHILE).await;
    let answer = two.ask(&call("gate", 4, &args("too much"))).await;
    let (kind, message) = answer.error();
    assert_eq!((kind, answer.id), (6, 4));
    assert!(message.starts_with("overloaded: 2 requests are in progress and 1 wait"), "{message}");
    // One that nobody waits for is not answered, and not run.
    two.write(&strict(Oneway, "note", 5, &body(&args("")))).await;
    sleep(A_WHILE).await;

    processor.open(2);
    assert_eq!(two.read().await.unwrap().text(), "2");
    let mut answers = [one.read().await.unwrap(), one.read().await.unwrap()];
    answers.sort_by_key(|answer| answer.id);
    assert_eq!(answers.each_ref().map(|answer| answer.text()), ["1", "queued"]);
    // There is room again.
    processor.open(1);
    assert_eq!(two.ask(&call("gate", 6, &args("again"))).await.text(), "again");
    assert_eq!(processor.notes(), 3);
}

#[tokio::test]
async fn a_request_that_ends_in_any_way_makes_room() {
    let processor = Processor::default();
    let server = Server::new(processor.clone()).max_requests(1).max_queued(0).request_timeout(A_WHILE);
    let mut client = connect(&server);
    for method in ["echo", "panic", "panic_later", "panic_outside", "fail", "missing", "gate", "wait"] {
        let answer = client.ask(&call(method, 1, &args(""))).await;
        assert!(!format!("{answer:?}").contains("overloaded"), "{method}: {answer:?}");
    }
    // The client of this one has gone, and with it the connection.
    let (gone, connection) = duplex(1024);
    let mut gone = Peer::new(gone);
    let served = tokio::spawn(async move { server.serve_connection(connection).await });
    gone.write(&call("gate", 1, &args(""))).await;
    sleep(A_WHILE / 3).await;
    served.abort();
    assert!(served.await.unwrap_err().is_cancelled());
    sleep(A_WHILE).await;
    assert_eq!(client.ask(&call("echo", 1, &args("room"))).await.text(), "room");
}

#[tokio::test]
async fn those_who_wait_are_served_in_turn() {
    let processor = Processor::default();
    let server = Server::new(processor.clone()).max_requests(1);
    let mut clients = [connect(&server), connect(&server), connect(&server)];
    for client in &mut clients {
        occupy(client, 7).await;
    }
    for (turn, client) in clients.iter_mut().enumerate() {
        assert_eq!(processor.notes(), turn);
        processor.open(1);
        assert_eq!(client.read().await.unwrap().text(), "7");
    }
}

#[tokio::test]
async fn a_place_in_the_queue_is_free_again_once_it_was_left() {
    let processor = Processor::default();
    let server = Server::new(processor.clone()).max_requests(1).max_queued(1);
    let (mut client, mut other) = (connect(&server), connect(&server));
    for _ in 0..3 {
        occupy(&mut client, 1).await;
        other.write(&call("echo", 2, &args("queued"))).await;
        sleep(A_WHILE).await;
        processor.open(1);
        assert_eq!(client.read().await.unwrap().text(), "1");
        assert_eq!(other.read().await.unwrap().text(), "queued");
    }
}

/// Whether the client gets no answer for a while.
async fn is_kept_waiting(client: &mut Peer<DuplexStream>) -> bool {
    timeout(A_WHILE, client.read()).await.is_err()
}

#[tokio::test]
async fn a_connection_has_its_number_of_requests() {
    let processor = Processor::default();
    let mut client = connect(&Server::new(processor.clone()).max_requests_per_connection(3));
    for id in 1..=3 {
        occupy(&mut client, id).await;
    }
    client.write(&call("echo", 4, &args(""))).await;
    assert!(is_kept_waiting(&mut client).await);
    processor.open(1);
    let mut ids = [client.read().await.unwrap().id, client.read().await.unwrap().id];
    ids.sort();
    assert_eq!(ids, [1, 4]);
}

#[tokio::test]
async fn a_connection_has_its_bytes_of_requests() {
    let processor = Processor::default();
    let mut client = connect(&Server::new(processor.clone()).max_request_bytes_per_connection(1000));
    client.write(&call("gate", 1, &args(&"x".repeat(990)))).await;
    client.write(&call("echo", 2, &args(""))).await;
    assert!(is_kept_waiting(&mut client).await);
    processor.open(1);
    assert_eq!(client.read().await.unwrap().id, 1);
    assert_eq!(client.read().await.unwrap().id, 2);
}

#[tokio::test]
async fn a_connection_has_its_bytes_of_answers() {
    let processor = Processor::default();
    let server = Server::new(processor.clone()).max_unsent_per_connection(1000);
    let (client, connection) = duplex(512);
    tokio::spawn(async move { server.serve_connection(connection).await });
    let mut client = Peer::new(client);
    client.write(&call("large", 1, &Args { text: String::new(), number: 3000 })).await;
    client.write(&strict(Oneway, "note", 2, &body(&args("")))).await;
    sleep(A_WHILE).await;
    assert_eq!(processor.notes(), 0);
    assert_eq!(client.read().await.unwrap().text().len(), 3000);
    processor.noted(1).await;
}

#[tokio::test]
async fn limits_of_nothing_let_one_through() {
    let server = Server::new(Processor::default())
        .max_connections(0)
        .max_requests(0)
        .max_queued(0)
        .max_requests_per_connection(0)
        .max_request_bytes_per_connection(0)
        .max_unsent_per_connection(0);
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr().to_string();
    tokio::spawn(server.serve());
    let mut client = Peer::connect(&address).await;
    for method in ["echo", "wait"] {
        assert_eq!(client.ask(&call(method, 1, &args("one"))).await.text(), "one");
    }
}

#[tokio::test]
async fn limits_may_be_as_large_as_numbers_are() {
    let server = Server::new(Processor::default())
        .max_connections(usize::MAX)
        .max_requests(usize::MAX)
        .max_queued(usize::MAX)
        .max_requests_per_connection(usize::MAX)
        .max_request_bytes_per_connection(usize::MAX)
        .max_unsent_per_connection(usize::MAX);
    assert_eq!(connect(&server).ask(&call("wait", 1, &args("one"))).await.text(), "one");
}

#[tokio::test]
async fn connections_beyond_the_limit_wait_until_one_goes() {
    let server = Server::new(Processor::default()).max_connections(2).bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr().to_string();
    tokio::spawn(server.serve());
    let request = call("echo", 1, &args("served"));
    let mut served = [Peer::connect(&address).await, Peer::connect(&address).await];
    for client in &mut served {
        assert_eq!(client.ask(&request).await.text(), "served");
    }
    let mut third: Peer<TcpStream> = Peer::connect(&address).await;
    third.write(&request).await;
    assert!(timeout(A_WHILE, third.read()).await.is_err(), "served beyond the limit");
    let [first, mut second] = served;
    drop(first);
    assert_eq!(timeout(SOON, third.read()).await.unwrap().unwrap().text(), "served");
    assert_eq!(second.ask(&request).await.text(), "served");
    second.io.shutdown().await.unwrap();
}
