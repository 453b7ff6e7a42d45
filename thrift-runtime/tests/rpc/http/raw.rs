//! A client of HTTP that writes bytes.

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, DuplexStream, duplex};
use tokio::net::TcpStream;
use tokio::time::timeout;

use thrift_runtime::Server;

use crate::wire::{Message, Peer, SOON};

pub(super) struct Raw<IO> {
    pub(super) io: IO,
    buffer: Vec<u8>,
}

/// A response.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

/// A POST of these bytes.
pub(super) fn post(path: &str, body: &[u8]) -> Vec<u8> {
    post_with(path, "", body)
}

/// The same with these lines in its head.
pub(super) fn post_with(path: &str, lines: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("POST {path} HTTP/1.1\r\nHost: here\r\n{lines}Content-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

impl Raw<TcpStream> {
    pub(super) async fn connect(address: &str) -> Self {
        Self::new(TcpStream::connect(address).await.unwrap())
    }
}

impl Raw<DuplexStream> {
    /// A client of this server, in memory.
    pub(super) fn of(server: Server) -> Self {
        let (near, far) = duplex(4096);
        tokio::spawn(async move { server.serve_connection(far).await });
        Self::new(near)
    }
}

impl<IO: AsyncRead + AsyncWrite + Unpin> Raw<IO> {
    pub(super) fn new(io: IO) -> Self {
        Self { io, buffer: Vec::new() }
    }

    pub(super) async fn write(&mut self, bytes: &[u8]) {
        self.io.write_all(bytes).await.unwrap();
    }

    pub(super) async fn post(&mut self, path: &str, body: &[u8]) {
        self.write(&post(path, body)).await;
    }

    /// The next response, which has a length.
    pub(super) async fn reply(&mut self) -> Reply {
        timeout(SOON, self.try_reply()).await.expect("a response in time").expect("a response")
    }

    async fn try_reply(&mut self) -> Option<Reply> {
        let end = loop {
            if let Some(end) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                break end;
            }
            self.more().await?;
        };
        let head = String::from_utf8(self.buffer.drain(..end + 4).collect()).unwrap();
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers: Vec<_> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let mut reply = Reply { status, headers, body: Vec::new() };
        if status == 100 {
            return Some(reply);
        }
        let length = reply.header("content-length").map_or(0, |length| length.parse().unwrap());
        while self.buffer.len() < length {
            self.more().await?;
        }
        reply.body = self.buffer.drain(..length).collect();
        Some(reply)
    }

    async fn more(&mut self) -> Option<()> {
        match self.io.read_buf(&mut self.buffer).await {
            Ok(0) | Err(_) => None,
            Ok(_) => Some(()),
        }
    }

    /// Waits until the server closes, whatever it says before.
    pub(super) async fn end(&mut self) {
        let end = async { while self.more().await.is_some() {} };
        timeout(SOON, end).await.expect("an end in time");
    }

    /// Whether the server closes, and says nothing before.
    pub(super) async fn is_closed(&mut self) -> bool {
        timeout(SOON, self.more()).await.expect("an end in time").is_none() && self.buffer.is_empty()
    }
}

impl Reply {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The message in the body.
    pub(super) fn message(&self) -> Message {
        assert_eq!(self.status, 200, "{self:?}");
        let mut peer = Peer::new(tokio::io::empty());
        peer.parse_all(&self.body)
    }
}
