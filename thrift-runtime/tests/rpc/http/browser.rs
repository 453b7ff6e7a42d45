//! Requests from scripts of other sites.

use thrift_runtime::Server;

use super::raw::{Raw, post_with};
use crate::service::{Processor, args};
use crate::wire;

const ORIGIN: &str = "Origin: https://evil.example\r\n";

#[tokio::test]
async fn scripts_of_other_sites_are_refused() {
    let processor = Processor::default();
    let mut client = Raw::of(Server::new(processor.clone()));
    let message = wire::call("gate", 1, &args(""));
    processor.open(1);
    for origin in [ORIGIN, "Origin: null\r\n", "origin: http://localhost\r\n"] {
        client.write(&post_with("/", origin, &message)).await;
        let reply = client.reply().await;
        assert_eq!((reply.status, reply.header("access-control-allow-origin")), (403, None));
        client = Raw::of(Server::new(processor.clone()));
    }
    let preflight = format!("OPTIONS / HTTP/1.1\r\nHost: here\r\n{ORIGIN}Access-Control-Request-Method: POST\r\n\r\n");
    client.write(preflight.as_bytes()).await;
    assert_eq!(client.reply().await.status, 403);
    assert_eq!(processor.notes(), 0);
}

#[tokio::test]
async fn scripts_of_a_site_that_may_are_served() {
    let server = Server::new(Processor::default()).allow_http_origin("https://app.example");
    let mut client = Raw::of(server);
    let preflight = "OPTIONS / HTTP/1.1\r\nHost: here\r\nOrigin: https://app.example\r\n\
        Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type\r\n\r\n";
    client.write(preflight.as_bytes()).await;
    let reply = client.reply().await;
    assert_eq!((reply.status, reply.header("access-control-allow-methods")), (204, Some("POST")));
    assert_eq!(reply.header("access-control-allow-headers"), Some("content-type"));
    let message = wire::call("echo", 1, &args("from a script"));
    client.write(&post_with("/", "Origin: https://app.example\r\n", &message)).await;
    let reply = client.reply().await;
    assert_eq!(reply.header("access-control-allow-origin"), Some("https://app.example"));
    assert_eq!(reply.message().text(), "from a script");
    client.write(&post_with("/", ORIGIN, &message)).await;
    assert_eq!(client.reply().await.status, 403);
}
