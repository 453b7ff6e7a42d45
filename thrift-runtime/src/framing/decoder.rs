//! Messages out of bytes, however those are cut.

use bytes::{Buf, BytesMut};

use crate::binary::Scanner;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;
use crate::ttype::TType;

use super::detect::detect;
use super::{Envelope, FRAME_LENGTH, Framing, Malformed, Message};

/// Fewest bytes to make room for before a read.
const READ_MIN: usize = 8 * 1024;
/// Most bytes to make room for, where reads keep filling what there is.
const READ_MAX: usize = 64 * 1024;

/// Takes the bytes of one direction of a connection and gives the messages in them.
///
/// Its memory grows with what has arrived, never with what a length claims.
#[derive(Debug)]
pub(crate) struct Decoder {
    buffer: BytesMut,
    /// `None` until the first bytes have told.
    framing: Option<Framing>,
    /// The unframed message whose end is being looked for.
    partial: Option<Envelope>,
    scanner: Scanner,
    limits: Limits,
    read_size: usize,
}

impl Decoder {
    /// A decoder of this framing.
    pub(crate) fn new(framing: Framing, limits: &Limits) -> Self {
        Self {
            framing: Some(framing),
            ..Self::detecting(limits)
        }
    }

    /// A decoder that finds out the framing.
    pub(crate) fn detecting(limits: &Limits) -> Self {
        Self {
            buffer: BytesMut::new(),
            framing: None,
            partial: None,
            scanner: Scanner::value(TType::Struct, limits.depth, limits.container_size, limits.string_size),
            limits: *limits,
            read_size: READ_MIN,
        }
    }

    /// The framing, once it is known.
    pub(crate) fn framing(&self) -> Option<Framing> {
        self.framing
    }

    /// Whether all that has arrived has been given out.
    pub(crate) fn is_empty(&self) -> bool {
        self.buffer.is_empty()
    }

    /// The buffer to read into, with room for a good read.
    pub(crate) fn space(&mut self) -> &mut BytesMut {
        let room = self.buffer.capacity() - self.buffer.len();
        if room < READ_MIN / 2 {
            // A message larger than a read: what has arrived of it sets the pace.
            self.buffer.reserve(self.read_size.max(self.buffer.len()));
        }
        &mut self.buffer
    }

    /// Takes note of how many bytes the last read brought, to size the next.
    pub(crate) fn was_read(&mut self, bytes: usize) {
        self.read_size = if bytes >= self.read_size {
            (self.read_size * 2).min(READ_MAX)
        } else if bytes < self.read_size / 4 {
            (self.read_size / 2).max(READ_MIN)
        } else {
            self.read_size
        };
    }

    /// The next message, or `None` when it has not all arrived.
    ///
    /// Behind an error there is none.
    pub(crate) fn next(&mut self) -> Result<Option<Message>, Malformed> {
        let framing = match self.framing {
            Some(framing) => framing,
            None => match detect(&self.buffer)? {
                Some(framing) => *self.framing.insert(framing),
                None => return Ok(None),
            },
        };
        match framing {
            Framing::Framed => self.next_framed(),
            Framing::Unframed => self.next_unframed(),
        }
    }

    fn next_framed(&mut self) -> Result<Option<Message>, Malformed> {
        let Some(length) = self.buffer.first_chunk::<FRAME_LENGTH>() else {
            return Ok(None);
        };
        let length = frame_length(*length, self.limits.frame())?;
        if self.buffer.len() - FRAME_LENGTH < length {
            return Ok(None);
        }
        self.buffer.advance(FRAME_LENGTH);
        let bytes = self.buffer.split_to(length).freeze();
        let error = match Envelope::parse(&bytes) {
            Ok(Some(envelope)) => return Ok(Some(Message::new(bytes, envelope))),
            Ok(None) => ProtocolError::new(
                ProtocolErrorKind::InvalidData,
                format!("a frame of {length} bytes ends within its message's header"),
            ),
            Err(error) => error,
        };
        Err(error.into())
    }

    fn next_unframed(&mut self) -> Result<Option<Message>, Malformed> {
        let envelope = match self.partial.take() {
            Some(envelope) => envelope,
            None => match Envelope::parse(&self.buffer)? {
                Some(envelope) => {
                    self.scanner.restart(TType::Struct, envelope.body());
                    envelope
                }
                None => return Ok(None),
            },
        };
        let limit = self.limits.message_size;
        let error = match self.scanner.scan(&self.buffer) {
            _ if self.scanner.position() > limit => ProtocolError::new(
                ProtocolErrorKind::SizeLimit,
                format!("the message has more than {limit} bytes, which is the limit"),
            ),
            Ok(Some(length)) => {
                let bytes = self.buffer.split_to(length).freeze();
                return Ok(Some(Message::new(bytes, envelope)));
            }
            Ok(None) => {
                self.partial = Some(envelope);
                return Ok(None);
            }
            Err(error) => error.at(self.scanner.position()),
        };
        let bytes = self.buffer.split().freeze();
        Err(Malformed {
            error,
            message: Some(Message::new(bytes, envelope)),
        })
    }
}

fn frame_length(bytes: [u8; FRAME_LENGTH], limit: usize) -> Result<usize, ProtocolError> {
    let length = i32::from_be_bytes(bytes);
    match usize::try_from(length) {
        Ok(len) if len <= limit => Ok(len),
        Ok(_) => Err(ProtocolError::new(
            ProtocolErrorKind::SizeLimit,
            format!("a frame would have {length} bytes, above the limit of {limit}"),
        )),
        Err(_) => Err(ProtocolError::new(
            ProtocolErrorKind::NegativeSize,
            format!("a frame has the length {length}"),
        )),
    }
}
