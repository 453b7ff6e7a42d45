//! Unix sockets, and their files.

use std::fs;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use thrift_runtime::{Channel, Server};
use tokio::net::UnixStream;
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

use crate::service::{Processor, args, call};
use crate::wire::{self, Peer, SOON};

/// A folder for one test, which goes with it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("thrift-rs-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
        let folder = std::env::temp_dir().join(name);
        fs::create_dir(&folder).unwrap();
        Self(folder)
    }

    fn socket(&self) -> PathBuf {
        self.0.join("socket")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

async fn echo(path: &Path) -> String {
    let channel = Channel::from_stream(UnixStream::connect(path).await.unwrap());
    call(&channel, "echo", &args("hello")).await.unwrap()
}

fn server() -> Server {
    Server::new(Processor::default())
}

#[tokio::test]
async fn a_server_at_a_unix_socket_takes_its_file_along() {
    let folder = Folder::new();
    let path = folder.socket();
    let processor = Processor::default();
    let server = Server::new(processor.clone()).bind_unix(&path).await.unwrap();
    assert_eq!(server.local_addr(), path);
    let (stop, stopped) = oneshot::channel::<()>();
    let served = tokio::spawn(server.serve_with_shutdown(async { drop(stopped.await) }));
    assert_eq!(echo(&path).await, "hello");

    let mut client = Peer::new(UnixStream::connect(&path).await.unwrap());
    client.write(&wire::call("gate", 1, &args("in progress"))).await;
    client.ask(&wire::call("echo", 2, &args(""))).await;
    drop(stop);
    // Gone as soon as nobody is let in, so that another server may have the place.
    timeout(SOON, async {
        while path.exists() {
            sleep(Duration::from_millis(1)).await;
        }
    })
    .await
    .unwrap();
    assert!(!served.is_finished());
    processor.open(1);
    assert_eq!(client.read().await.unwrap().text(), "in progress");
    timeout(SOON, served).await.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn a_server_that_never_serves_leaves_no_file() {
    let folder = Folder::new();
    let path = folder.socket();
    let bound = server().bind_unix(&path).await.unwrap();
    assert!(path.exists());
    drop(bound);
    assert!(!path.exists());
    // And neither does one that is dropped while it serves.
    let served = tokio::spawn(server().bind_unix(&path).await.unwrap().serve());
    assert_eq!(echo(&path).await, "hello");
    served.abort();
    assert!(served.await.unwrap_err().is_cancelled());
    assert!(!path.exists());
}

#[tokio::test]
async fn a_socket_that_nobody_listens_at_is_replaced() {
    let folder = Folder::new();
    let path = folder.socket();
    drop(UnixListener::bind(&path).unwrap());
    assert!(path.exists());
    tokio::spawn(server().bind_unix(&path).await.unwrap().serve());
    assert_eq!(echo(&path).await, "hello");
}

#[tokio::test]
async fn a_socket_that_somebody_listens_at_stays() {
    let folder = Folder::new();
    let path = folder.socket();
    tokio::spawn(server().bind_unix(&path).await.unwrap().serve());
    let error = server().bind_unix(&path).await.unwrap_err();
    assert!(error.to_string().contains(path.to_str().unwrap()), "{error}");
    assert_eq!(echo(&path).await, "hello");
    // One whose backlog is full is alive, too.
    let busy = folder.0.join("busy");
    let listener = UnixListener::bind(&busy).unwrap();
    let mut waiting = Vec::new();
    while let Ok(Ok(client)) = timeout(Duration::from_millis(50), UnixStream::connect(&busy)).await {
        waiting.push(client);
        if waiting.len() > 5000 {
            break;
        }
    }
    server().bind_unix(&busy).await.unwrap_err();
    assert!(busy.exists());
    drop(listener);
}

#[tokio::test]
async fn a_file_that_is_no_socket_stays() {
    let folder = Folder::new();
    let path = folder.socket();
    fs::write(&path, "precious").unwrap();
    server().bind_unix(&path).await.unwrap_err();
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
}

#[tokio::test]
async fn a_server_does_not_take_the_file_of_another_along() {
    let folder = Folder::new();
    let path = folder.socket();
    let first = server().bind_unix(&path).await.unwrap();
    fs::remove_file(&path).unwrap();
    tokio::spawn(server().bind_unix(&path).await.unwrap().serve());
    drop(first);
    assert_eq!(echo(&path).await, "hello");
}
