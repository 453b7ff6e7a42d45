//! A peer that reads and writes messages byte by byte, without our framing, client or server.

use std::time::Duration;

use thrift_runtime::{ApplicationError, Decode, Encode, Limits, MessageType, binary};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::service::{Args, Text};

/// Long enough for anything that is to happen, short enough to see that something does not.
pub(crate) const SOON: Duration = Duration::from_secs(10);

pub(crate) fn body(value: &impl Encode) -> Vec<u8> {
    binary::to_vec(value).unwrap()
}

pub(crate) fn strict(kind: MessageType, name: &str, id: i32, body: &[u8]) -> Vec<u8> {
    let mut message = vec![0x80, 1, 0, kind as u8];
    message.extend(body_of_string(name));
    message.extend(id.to_be_bytes());
    message.extend(body);
    message
}

pub(crate) fn old(kind: MessageType, name: &str, id: i32, body: &[u8]) -> Vec<u8> {
    let mut message = body_of_string(name);
    message.push(kind as u8);
    message.extend(id.to_be_bytes());
    message.extend(body);
    message
}

pub(crate) fn framed(message: Vec<u8>) -> Vec<u8> {
    let mut frame = (message.len() as u32).to_be_bytes().to_vec();
    frame.extend(message);
    frame
}

pub(crate) fn call(name: &str, id: i32, args: &impl Encode) -> Vec<u8> {
    strict(MessageType::Call, name, id, &body(args))
}

fn body_of_string(text: &str) -> Vec<u8> {
    body(&text.to_owned())
}

/// A message as it was read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) strict: bool,
    pub(crate) kind: u8,
    pub(crate) name: String,
    pub(crate) id: i32,
    pub(crate) content: Content,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Text(Option<String>),
    Error(i32, String),
}

impl Message {
    pub(crate) fn text(&self) -> &str {
        match &self.content {
            Content::Text(Some(text)) => text,
            other => panic!("no text: {other:?}"),
        }
    }

    pub(crate) fn error(&self) -> (i32, &str) {
        match &self.content {
            Content::Error(kind, message) => (*kind, message),
            other => panic!("no error: {other:?}"),
        }
    }
}

/// One end of a connection.
pub(crate) struct Peer<IO> {
    pub(crate) io: IO,
    pub(crate) framed: bool,
    buffer: Vec<u8>,
}

impl Peer<TcpStream> {
    pub(crate) async fn connect(address: &str) -> Self {
        Self::new(TcpStream::connect(address).await.unwrap())
    }
}

impl<IO: AsyncRead + AsyncWrite + Unpin> Peer<IO> {
    pub(crate) fn new(io: IO) -> Self {
        Self { io, framed: false, buffer: Vec::new() }
    }

    pub(crate) async fn write(&mut self, bytes: &[u8]) {
        self.io.write_all(bytes).await.unwrap();
    }

    /// Reads a message; `None` when the connection ends first.
    pub(crate) async fn read(&mut self) -> Option<Message> {
        loop {
            if let Some((message, length)) = self.parse() {
                self.buffer.drain(..length);
                return Some(message);
            }
            let read = timeout(SOON, self.io.read_buf(&mut self.buffer)).await;
            match read.expect("no message in time") {
                Ok(0) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    /// Writes nothing more, and still reads.
    pub(crate) async fn close(&mut self) {
        self.io.shutdown().await.unwrap();
    }

    /// Writes a message and reads one.
    pub(crate) async fn ask(&mut self, bytes: &[u8]) -> Message {
        self.write(bytes).await;
        self.read().await.expect("an answer")
    }

    /// The only message in these bytes.
    #[cfg(feature = "http")]
    pub(crate) fn parse_all(&mut self, bytes: &[u8]) -> Message {
        self.buffer = bytes.to_vec();
        let (message, length) = self.parse().expect("a message");
        assert_eq!(length, bytes.len());
        message
    }

    fn parse(&self) -> Option<(Message, usize)> {
        let skip = if self.framed { 4 } else { 0 };
        let mut input = binary::Reader::new(self.buffer.get(skip..)?, &Limits::DEFAULT);
        let first = i32::decode_binary(&mut input).ok()?;
        let strict = first < 0;
        let (kind, name) = if strict {
            (first as u8, String::decode_binary(&mut input).ok()?)
        } else {
            input = binary::Reader::new(&self.buffer[skip..], &Limits::DEFAULT);
            let name = String::decode_binary(&mut input).ok()?;
            (i8::decode_binary(&mut input).ok()? as u8, name)
        };
        let id = i32::decode_binary(&mut input).ok()?;
        let content = if kind == MessageType::Exception as u8 {
            let error = ApplicationError::decode_binary(&mut input).ok()?;
            Content::Error(error.kind.0, error.message)
        } else if kind == MessageType::Reply as u8 {
            Content::Text(Text::decode_binary(&mut input).ok()?.0)
        } else {
            Content::Text(Some(Args::decode_binary(&mut input).ok()?.text))
        };
        let length = input.offset();
        if self.framed {
            assert_eq!(self.buffer[..4], (length as u32).to_be_bytes());
        }
        let message = Message { strict, kind, name, id, content };
        Some((message, skip + length))
    }
}
