//! Clients that have sent all that they have to say, and read what comes.

use thrift_runtime::Server;
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
use tokio::time::timeout;

use super::raw::{Raw, post};
use crate::service::{Processor, args};
use crate::wire::{self, SOON};

#[tokio::test]
async fn a_client_that_only_reads_gets_its_answers_whole() {
    for handler in ["echo", "wait"] {
        // So few bytes are on their way at once that the server meets the end of the requests while it still answers.
        let (near, far) = duplex(4096);
        let server = Server::new(Processor::default());
        tokio::spawn(async move { server.serve_connection(far).await });
        let text = "x".repeat(100_000);
        let mut client = Raw::new(near);
        let request = post("/", &wire::call(handler, 1, &args(&text)));
        let (mut reading, mut writing) = tokio::io::split(&mut client.io);
        let write = async {
            writing.write_all(&request).await.unwrap();
            writing.shutdown().await.unwrap();
        };
        let mut answers = Vec::new();
        let both = async { tokio::join!(write, reading.read_to_end(&mut answers)).1 };
        timeout(SOON, both).await.expect("the end of the connection").unwrap();
        assert!(answers.starts_with(b"HTTP/1.1 200"), "{handler}: {} bytes", answers.len());
        assert!(answers.len() > text.len(), "{handler}: {} bytes", answers.len());
    }
}
