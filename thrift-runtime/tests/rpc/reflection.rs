//! A server that gives its IDL to who asks for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use thrift_runtime::MessageType::Call;
use thrift_runtime::{Reflection, Request, Server};
use tower::util::MapRequestLayer;

use crate::service::Processor;
use crate::wire::{Peer, body, strict};

#[tokio::test]
async fn it_is_a_method_like_any_other_behind_layers() {
    let seen = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&seen);
    let layer = MapRequestLayer::new(move |request: Request| {
        assert_eq!(request.method(), Reflection::METHOD);
        count.fetch_add(1, Ordering::SeqCst);
        request
    });
    let process = Reflection::new("struct A { }").around(Processor::default());
    let server = Server::new(process).layer(layer).bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr().to_string();
    tokio::spawn(server.serve());

    let mut client = Peer::connect(&address).await;
    let nothing = body(&crate::service::args(""));
    let answer = client.ask(&strict(Call, Reflection::METHOD, 3, &nothing)).await;
    assert_eq!((answer.name.as_str(), answer.id, answer.text()), (Reflection::METHOD, 3, "struct A { }"));
    assert_eq!(seen.load(Ordering::SeqCst), 1);
}
