//! One port answers every client in kind.

use thrift_runtime::MessageType::Call;

use crate::service::{Processor, args};
use crate::wire::{Peer, body, framed, old, strict};

/// The same request as each kind of client sends it: framed or not, strict or not.
fn requests(text: &str) -> [(bool, bool, Vec<u8>); 4] {
    let args = body(&args(text));
    [
        (false, true, strict(Call, "echo", 7, &args)),
        (false, false, old(Call, "echo", 7, &args)),
        (true, true, framed(strict(Call, "echo", 7, &args))),
        (true, false, framed(old(Call, "echo", 7, &args))),
    ]
}

#[tokio::test]
async fn each_client_is_answered_in_kind() {
    let address = Processor::default().serve().await;
    for (framed, strict, request) in requests("hello") {
        let mut client = Peer::connect(&address).await;
        client.framed = framed;
        for _ in 0..2 {
            let answer = client.ask(&request).await;
            assert_eq!((answer.text(), answer.name.as_str(), answer.id), ("hello", "echo", 7));
            assert_eq!(answer.strict, strict);
        }
    }
}

#[tokio::test]
async fn bytes_may_arrive_one_by_one() {
    let address = Processor::default().serve().await;
    for (framed, _, request) in requests("bit by bit") {
        let mut client = Peer::connect(&address).await;
        client.framed = framed;
        client.io.set_nodelay(true).unwrap();
        for byte in request {
            client.write(&[byte]).await;
            tokio::task::yield_now().await;
        }
        assert_eq!(client.read().await.unwrap().text(), "bit by bit");
    }
}

#[tokio::test]
async fn many_requests_may_arrive_at_once() {
    let address = Processor::default().serve().await;
    for (framed, _, request) in requests("again") {
        let mut client = Peer::connect(&address).await;
        client.framed = framed;
        client.write(&request.repeat(500)).await;
        for _ in 0..500 {
            assert_eq!(client.read().await.unwrap().text(), "again");
        }
    }
}

#[tokio::test]
async fn a_connection_may_say_nothing() {
    let address = Processor::default().serve().await;
    let silent = Peer::connect(&address).await;
    drop(Peer::connect(&address).await);
    let mut client = Peer::connect(&address).await;
    let (_, _, request) = &requests("hello")[0];
    assert_eq!(client.ask(request).await.text(), "hello");
    drop(silent);
}
