//! Metadata in headers.

use thrift_runtime::{Channel, Process, Request, Response, ResponseFuture, Server, Transport};
use tower::util::MapRequestLayer;

use super::raw::{Raw, post_with};
use crate::service::{Processor, args, call};
use crate::wire;

/// Sends the metadata of each request back, under other names.
struct Mirror(Processor);

impl Process for Mirror {
    fn process(&self, request: Request) -> ResponseFuture {
        let metadata = request.metadata().clone();
        let response = self.0.process(request);
        ResponseFuture::new(async move {
            let mut response = response.await;
            for (key, value) in metadata.iter() {
                response.metadata_mut().insert(format!("got-{key}"), value).unwrap();
            }
            response.metadata_mut().insert("broken", "1\r\nx-injected: 2").unwrap();
            response
        })
    }
}

#[tokio::test]
async fn headers_that_are_not_of_http_are_metadata() {
    let mut client = Raw::of(Server::new(Mirror(Processor::default())));
    let lines = "X-Tenant: acme\r\nAuthorization: Bearer 7\r\nUser-Agent: test\r\nAccept: */*\r\n";
    client.write(&post_with("/", lines, &wire::call("echo", 1, &args("text")))).await;
    let reply = client.reply().await;
    assert_eq!(reply.header("got-x-tenant"), Some("acme"));
    assert_eq!(reply.header("got-authorization"), Some("Bearer 7"));
    let names: Vec<_> = reply.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert!(!names.iter().any(|name| name.contains("agent") || name.contains("accept") || name.contains("host")));
    assert!(!names.contains(&"x-injected"), "{names:?}");
    assert_eq!(reply.message().text(), "text");
}

#[tokio::test]
async fn metadata_goes_there_and_back() {
    let (near, far) = tokio::io::duplex(1000);
    tokio::spawn(async move { Server::new(Mirror(Processor::default())).serve_connection(far).await });
    let channel = Channel::builder("in memory").transport(Transport::Http).over(near);
    let with = |key: &'static str, value: &'static str| {
        MapRequestLayer::new(move |mut request: Request| {
            request.metadata_mut().insert(key, value).unwrap();
            request
        })
    };
    let seen = std::sync::Arc::new(std::sync::Mutex::new(None));
    let told = std::sync::Arc::clone(&seen);
    let look = tower::util::MapResponseLayer::new(move |response: Response| {
        *told.lock().unwrap() = response.metadata().get("got-tenant").map(str::to_owned);
        response
    });
    let ok = channel.clone().layer((look, with("Tenant", "acme")));
    assert_eq!(call(&ok, "echo", &args("text")).await.unwrap(), "text");
    assert_eq!(seen.lock().unwrap().as_deref(), Some("acme"));

    // What would be a header of its own is not sent at all.
    for (key, value) in [("x", "1\r\ny: 2"), ("x\r\ny", "1"), ("Content-Length", "0")] {
        let error = call(&channel.clone().layer(with(key, value)), "echo", &args("")).await.unwrap_err();
        assert!(error.to_string().contains("can not be a header"), "{error}");
    }
    assert_eq!(call(&channel, "echo", &args("still")).await.unwrap(), "still");
}

#[tokio::test]
async fn too_much_of_it_is_refused() {
    let mut client = Raw::of(Server::new(Processor::default()));
    let lines: String = (0..150).map(|number| format!("X-{number}: y\r\n")).collect();
    client.write(&post_with("/", &lines, &wire::call("echo", 1, &args("")))).await;
    assert_eq!(client.reply().await.status, 431);
}
