//! Messages in a stream of bytes, without I/O: bytes in, messages out, and back.

mod decoder;
mod detect;
mod envelope;
mod malformed;
mod message;
mod scanner;

pub(crate) use decoder::Decoder;
pub(crate) use detect::{Start, Wrapper, detect};
pub(crate) use envelope::Envelope;
pub(crate) use malformed::Malformed;
pub(crate) use message::Message;

use crate::limits::Limits;

/// How messages travel. A server finds out by itself; a client names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Transport {
    /// Each message stands behind its length in four bytes: Apache's `TFramedTransport`.
    Framed,
    /// Messages follow each other, and each shows its own end: Apache's `TBufferedTransport` and bare sockets.
    #[default]
    Unframed,
}

/// Bytes of the length in front of a frame.
const FRAME_LENGTH: usize = 4;

impl Transport {
    /// The largest message that may go through, in bytes.
    pub(crate) fn message_limit(self, limits: &Limits) -> usize {
        match self {
            Self::Framed => limits.frame(),
            Self::Unframed => limits.message_size,
        }
    }

    /// Whether something can be sent beside a message.
    pub(crate) fn carries_metadata(self) -> bool {
        match self {
            Self::Framed | Self::Unframed => false,
        }
    }

    /// Appends a message that `write` writes, which must be within the [limit](Self::message_limit), with its length in
    /// front where it takes one.
    pub(crate) fn append(self, out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
        if self == Self::Unframed {
            return write(out);
        }
        let start = out.len();
        out.extend_from_slice(&[0; FRAME_LENGTH]);
        write(out);
        if let Some((length, message)) = out.get_mut(start..).and_then(|frame| frame.split_first_chunk_mut()) {
            *length = (message.len() as u32).to_be_bytes();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_has_its_length_in_front() {
        let mut out = b"before".to_vec();
        Transport::Framed.append(&mut out, |out| out.extend_from_slice(b"abc"));
        Transport::Unframed.append(&mut out, |out| out.extend_from_slice(b"de"));
        assert_eq!(out, b"before\0\0\0\x03abcde");
    }
}
