//! Messages in a stream of bytes, without I/O: bytes in, messages out, and back.

mod decoder;
mod detect;
mod envelope;
mod header;
mod malformed;
mod message;
mod packing;
mod scanner;

pub(crate) use decoder::Decoder;
pub(crate) use detect::{Start, Wrapper, detect};
pub(crate) use envelope::Envelope;
pub(crate) use malformed::Malformed;
pub(crate) use message::Message;
pub(crate) use packing::{About, Packing};

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
    /// Framed, with a header that carries [`Metadata`](crate::Metadata): Apache's and Meta's `THeaderTransport`. In the binary
    /// or the compact protocol.
    Header,
    /// Framed, with a header that carries [`Metadata`](crate::Metadata): the TTHeader of Kitex and volo. In the binary or the
    /// compact protocol.
    ///
    /// What others know as transient, goes by its bare name here; as persistent, with `RPC_PERSIST_` in front; the integer keys
    /// have names: `from_service`, `to_service`, `to_method`, `log_id`, …
    TtHeader,
    /// Each message is the body of a POST of HTTP/1.1: Apache's `THttpClient`. Its feature is `http`.
    Http,
    /// Unframed, within a zlib stream in each direction: Apache's `TZlibTransport`. Its feature is `zlib`; a connection takes some
    /// hundred kilobytes of memory.
    Zlib,
}

/// Bytes of the length in front of a frame.
const FRAME_LENGTH: usize = 4;

impl Transport {
    /// The largest message that may go through, in bytes.
    pub(crate) fn message_limit(self, limits: &Limits) -> usize {
        /// The longest frame that peers know.
        const FRAME: usize = 0x3fff_ffff;
        match self {
            Self::Framed => limits.frame(),
            Self::Unframed | Self::Http | Self::Zlib => limits.message_size,
            Self::Header | Self::TtHeader => limits.frame().min(FRAME - header::HEADER_MAX),
        }
    }

    /// Whether something can be sent beside a message.
    pub(crate) fn carries_metadata(self) -> bool {
        match self {
            Self::Framed | Self::Unframed | Self::Zlib => false,
            Self::Header | Self::TtHeader | Self::Http => true,
        }
    }
}
