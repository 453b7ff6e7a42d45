//! A peer that reads and writes messages byte by byte, without our framing.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Long enough for anything that is to happen.
pub(crate) const SOON: Duration = Duration::from_secs(10);

/// `echo` has the argument `1: string`, `sleep` `1: i32` and `2: string`.
pub(crate) fn echo(id: i32, text: &str) -> Vec<u8> {
    call(1, "echo", id, &[&[11, 0, 1], &string(text)[..], &[0]].concat())
}

pub(crate) fn sleep(id: i32, milliseconds: i32, text: &str) -> Vec<u8> {
    call(1, "sleep", id, &[&[8, 0, 1], &milliseconds.to_be_bytes()[..], &[11, 0, 2], &string(text), &[0]].concat())
}

pub(crate) fn call(kind: u8, name: &str, id: i32, args: &[u8]) -> Vec<u8> {
    [&[0x80, 1, 0, kind], &string(name)[..], &id.to_be_bytes(), args].concat()
}

/// A reply with a text.
pub(crate) fn reply(name: &str, id: i32, text: &str) -> Vec<u8> {
    call(2, name, id, &[&[11, 0, 0], &string(text)[..], &[0]].concat())
}

pub(crate) fn string(text: &str) -> Vec<u8> {
    [&(text.len() as u32).to_be_bytes(), text.as_bytes()].concat()
}

pub(crate) fn framed(message: &[u8]) -> Vec<u8> {
    [&(message.len() as u32).to_be_bytes(), message].concat()
}

/// A message as it was read, unframed and strict.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) kind: u8,
    pub(crate) name: String,
    pub(crate) id: i32,
    /// Its first field, a text.
    pub(crate) text: String,
}

/// One end of a connection.
pub(crate) struct Peer(pub(crate) TcpStream);

impl Peer {
    pub(crate) fn connect(address: SocketAddr) -> Self {
        Self::new(TcpStream::connect(address).unwrap())
    }

    pub(crate) fn new(io: TcpStream) -> Self {
        io.set_read_timeout(Some(SOON)).unwrap();
        Self(io)
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) {
        self.0.write_all(bytes).unwrap();
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        self.0.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }

    fn take_string(&mut self) -> Option<String> {
        let length = u32::from_be_bytes(self.take()?);
        let mut bytes = vec![0; length as usize];
        self.0.read_exact(&mut bytes).ok()?;
        String::from_utf8(bytes).ok()
    }

    /// Reads a message whose first field is a text; none when the connection ends first.
    pub(crate) fn read(&mut self) -> Option<Message> {
        let [0x80, 1, 0, kind] = self.take()? else { panic!("no strict header") };
        let (name, id) = (self.take_string()?, i32::from_be_bytes(self.take()?));
        let [11, 0, _] = self.take()? else { panic!("no text") };
        let text = self.take_string()?;
        // What comes behind the text: of an error its kind.
        if let [8] = self.take()? {
            let _: Option<[u8; 7]> = self.take();
        }
        Some(Message { kind, name, id, text })
    }

    pub(crate) fn ask(&mut self, bytes: &[u8]) -> Message {
        self.write(bytes);
        self.read().expect("an answer")
    }

    /// Whether the connection is closed, without another byte.
    pub(crate) fn is_closed(&mut self) -> bool {
        matches!(self.0.read(&mut [0]), Ok(0) | Err(_))
    }
}
