//! Which answers wait for which.

use thrift_runtime::MessageType::Oneway;
use thrift_runtime::Server;

use crate::service::{Args, Processor, args};
use crate::wire::{Peer, body, call, strict};

#[tokio::test]
async fn answers_to_one_id_keep_their_order() {
    let address = Processor::default().serve().await;
    let mut client = Peer::connect(&address).await;
    let mut bytes = Vec::new();
    for n in 0..20 {
        // Every other one takes its time.
        let (method, text) = if n % 2 == 0 { ("wait", n) } else { ("echo", n) };
        let args = Args { text: text.to_string(), number: 3 };
        bytes.extend(call(method, 0, &args));
    }
    client.write(&bytes).await;
    for n in 0..20 {
        assert_eq!(client.read().await.unwrap().text(), n.to_string());
    }
}

#[tokio::test]
async fn answers_to_distinct_ids_leave_as_they_come() {
    let processor = Processor::default();
    let mut client = Peer::connect(&processor.serve().await).await;
    client.write(&call("gate", 1, &args("slow"))).await;
    assert_eq!(client.ask(&call("echo", 2, &args("quick"))).await.id, 2);
    processor.open(1);
    assert_eq!(client.read().await.unwrap().id, 1);
}

#[tokio::test]
async fn a_oneway_request_waits_for_its_id_too() {
    let processor = Processor::default();
    let mut client = Peer::connect(&processor.serve().await).await;
    client.write(&call("gate", 0, &args("first"))).await;
    client.write(&strict(Oneway, "note", 0, &body(&args("")))).await;
    // Its answer shows that both have arrived.
    client.ask(&call("echo", 1, &args(""))).await;
    assert_eq!(processor.notes(), 0);
    processor.open(1);
    assert_eq!(client.read().await.unwrap().text(), "first");
    processor.noted(2).await;
}

#[tokio::test]
async fn a_server_may_process_all_requests_in_turn() {
    let processor = Processor::default();
    let server = Server::new(processor.clone()).ordered(true).bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr().to_string();
    tokio::spawn(server.serve());
    let mut client = Peer::connect(&address).await;
    client.write(&call("gate", 1, &args("first"))).await;
    client.write(&call("echo", 2, &args("second"))).await;
    client.write(&strict(Oneway, "note", 3, &body(&Args { text: String::new(), number: 20 }))).await;
    client.write(&call("gate", 4, &args("third"))).await;
    client.write(&call("echo", 5, &args("fourth"))).await;
    // Another connection has its own turn.
    let mut other = Peer::connect(&address).await;
    other.ask(&call("echo", 1, &args(""))).await;
    assert_eq!(processor.notes(), 0);
    processor.open(2);
    for text in ["first", "second", "third", "fourth"] {
        assert_eq!(client.read().await.unwrap().text(), text);
    }
    assert_eq!(processor.notes(), 3);
}
