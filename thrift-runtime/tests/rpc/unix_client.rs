//! Unix sockets.
#![cfg(unix)]

use std::path::{Path, PathBuf};

use thrift_runtime::{Address, Channel, Server};
use tokio::net::UnixListener;

use crate::service::{Processor, args, call};

/// A path of a socket that is served; it is removed with its folder.
struct Socket(PathBuf);

impl Socket {
    fn serve(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("thrift-rs-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("socket");
        let listener = UnixListener::bind(&path).unwrap();
        tokio::spawn(async move {
            while let Ok((io, _)) = listener.accept().await {
                tokio::spawn(async move { Server::new(Processor::default()).serve_connection(io).await });
            }
        });
        Self(path)
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(self.0.parent().unwrap());
    }
}

#[tokio::test]
async fn a_path_is_an_address() {
    let socket = Socket::serve("path");
    let name = format!("unix:{}", socket.0.display());
    let addresses: [Address; 5] = [
        socket.0.as_path().into(),
        (&socket.0).into(),
        socket.0.clone().into(),
        name.as_str().into(),
        name.clone().into(),
    ];
    for address in addresses {
        assert_eq!(address.to_string(), name);
        let channel = Channel::connect(address).await.unwrap();
        assert_eq!(call(&channel, "echo", &args("local")).await.unwrap(), "local");
    }
}

#[tokio::test]
async fn a_path_where_nobody_listens_is_named() {
    let error = Channel::connect(Path::new("/nowhere/users.sock")).await.unwrap_err();
    assert!(error.is_retriable());
    assert!(error.to_string().contains("unix:/nowhere/users.sock"), "{error}");
}
