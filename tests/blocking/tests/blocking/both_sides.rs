//! Async clients of blocking servers, and the other way round.

use std::sync::Arc;

use thrift_rs::{Error, Protocol, Transport};
use thrift_rs_test_blocking::user_service::{self, GetUserError, blocking};

use crate::handler::{Users, servers};

#[tokio::test]
async fn an_async_client_calls_a_blocking_server() {
    for server in servers() {
        for (transport, protocol) in [
            (Transport::Unframed, Protocol::Binary),
            (Transport::Framed, Protocol::Binary),
            (Transport::Framed, Protocol::Compact),
        ] {
            let channel = thrift_rs::Channel::builder(server.address).transport(transport).protocol(protocol);
            let client = user_service::Client::new(channel.connect().await.unwrap());
            // Many at once: the server has them one after the other.
            let calls: Vec<_> = (10..60).map(|id| tokio::spawn(client.get_user(id))).collect();
            for (id, call) in (10..60).zip(calls) {
                assert_eq!(call.await.unwrap().unwrap().id, id);
            }
            client.note("async".into()).await.unwrap();
            assert!(matches!(client.get_user(1).await, Err(GetUserError::NotFound(_))));
            assert!(matches!(client.fail(1).await, Err(Error::Application(_))));
        }
    }
}

/// The same processor; its handlers run on threads of the runtime.
#[tokio::test]
async fn an_async_server_serves_a_blocking_processor_to_a_blocking_client() {
    let users = Arc::new(Users::default());
    let processor = blocking::Processor::new(Arc::clone(&users));
    let server = thrift_rs::Server::new(processor).bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr();
    tokio::spawn(server.serve());
    let calls = tokio::task::spawn_blocking(move || {
        let client = blocking::Client::connect_(address).unwrap();
        assert_eq!(client.get_user(7).unwrap().name, "user 7");
        assert!(matches!(client.get_user(1), Err(GetUserError::NotFound(_))));
        let error = client.fail(1).unwrap_err();
        assert!(error.to_string().contains("the handler of `fail` panicked"), "{error}");
        // A handler that waits keeps nobody from being served.
        std::thread::scope(|scope| {
            let slow = scope.spawn(|| client.sleep(300, "slow".into()).unwrap());
            let start = std::time::Instant::now();
            assert_eq!(client.echo("fast".into()).unwrap(), "fast");
            assert!(start.elapsed().as_millis() < 250);
            assert_eq!(slow.join().unwrap(), "slow");
        });
        client.note("by threads".into()).unwrap();
        client.ping().unwrap();
    });
    calls.await.unwrap();
}
