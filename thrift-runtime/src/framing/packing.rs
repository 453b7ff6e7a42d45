//! How messages are packed into a stream.

use crate::message::{MessageType, Protocol};
use crate::metadata::Metadata;

use super::{FRAME_LENGTH, Transport, header};

/// How messages are packed: their transport, and what of a header answers to the peer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Packing {
    pub(crate) transport: Transport,
    /// Those of the peer's last header.
    pub(crate) flags: u16,
    /// Whether payloads behind a THeader are compressed.
    pub(crate) zlib: bool,
    /// Whether payloads behind a TTHeader are in a frame of their own.
    pub(crate) framed: bool,
}

/// What a header says about its message.
#[derive(Debug)]
pub(crate) struct About<'m> {
    pub(crate) method: &'m str,
    pub(crate) kind: MessageType,
    /// The same as within the message (Apache's `doc/specs/SequenceNumbers.md`, rule 6).
    pub(crate) sequence_id: i32,
    pub(crate) protocol: Protocol,
    pub(crate) metadata: &'m Metadata,
}

impl From<Transport> for Packing {
    fn from(transport: Transport) -> Self {
        Self { transport, flags: 0, zlib: false, framed: false }
    }
}

impl Packing {
    /// Appends a message that `write` writes, which must be within the transport's [limit](Transport::message_limit), with
    /// what stands in front of it.
    #[inline]
    pub(crate) fn append(self, about: &About<'_>, out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
        match self.transport {
            Transport::Unframed | Transport::Http | Transport::Zlib => write(out),
            Transport::Framed => append_frame(out, write),
            Transport::Header | Transport::TtHeader => header::append(self, about, out, write),
        }
    }

    /// Puts what stands in front of a message there, which has its place behind `start` bytes. Gives where that begins; `None`
    /// where it is more than a length, or there is no room for one.
    pub(crate) fn prepend(self, bytes: &mut [u8], start: usize) -> Option<usize> {
        match self.transport {
            Transport::Unframed | Transport::Http | Transport::Zlib => Some(start),
            Transport::Framed => {
                let (room, message) = bytes.split_at_mut_checked(start)?;
                *room.last_chunk_mut()? = (message.len() as u32).to_be_bytes();
                start.checked_sub(FRAME_LENGTH)
            }
            Transport::Header | Transport::TtHeader => None,
        }
    }
}

fn append_frame(out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    let start = out.len();
    out.extend_from_slice(&[0; FRAME_LENGTH]);
    write(out);
    if let Some((length, message)) = out.get_mut(start..).and_then(|frame| frame.split_first_chunk_mut()) {
        *length = (message.len() as u32).to_be_bytes();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_has_its_length_in_front() {
        let (method, kind, protocol) = ("echo", MessageType::Call, Protocol::Binary);
        let about = About { method, kind, sequence_id: 7, protocol, metadata: &Metadata::new() };
        let mut out = b"before".to_vec();
        Packing::from(Transport::Framed).append(&about, &mut out, |out| out.extend_from_slice(b"abc"));
        Packing::from(Transport::Unframed).append(&about, &mut out, |out| out.extend_from_slice(b"de"));
        assert_eq!(out, b"before\0\0\0\x03abcde");
        let mut placed = *b".....abc";
        assert_eq!(Packing::from(Transport::Framed).prepend(&mut placed, 5), Some(1));
        assert_eq!(&placed, b".\0\0\0\x03abc");
        assert_eq!(Packing::from(Transport::Framed).prepend(&mut placed, 3), None);
    }
}
