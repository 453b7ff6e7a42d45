//! Messages out of bytes, however those are cut.

use bytes::{Buf, Bytes, BytesMut};

use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;
use crate::message::Form;

use super::envelope::is_json;
use super::scanner::Scanner;
use super::{Envelope, FRAME_LENGTH, Malformed, Message, Packing, Start, Transport, detect, header};

/// Fewest bytes to make room for before a read.
const READ_MIN: usize = 8 * 1024;
/// Most bytes to make room for, where reads keep filling what there is.
const READ_MAX: usize = 128 * 1024;

/// Takes the bytes of one direction of a connection and gives the messages in them.
///
/// Its memory grows with what has arrived, never with what a length claims.
#[derive(Debug)]
pub(crate) struct Decoder {
    buffer: BytesMut,
    /// `None` until the first bytes have told.
    transport: Option<Transport>,
    /// How the last message behind a header was packed.
    packing: Packing,
    /// The unframed message whose end is being looked for.
    partial: Option<Envelope>,
    scanner: Scanner,
    limits: Limits,
    read_size: usize,
    /// The buffer has held a large message, and should not stay so large.
    oversized: bool,
    /// How much it could hold, when there was made room last.
    room: usize,
    buffered: bool,
}

impl Decoder {
    /// A decoder of this transport.
    pub(crate) fn new(transport: Transport, limits: &Limits) -> Self {
        Self { transport: Some(transport), ..Self::detecting(limits) }
    }

    /// A decoder that finds out the transport.
    pub(crate) fn detecting(limits: &Limits) -> Self {
        Self {
            buffer: BytesMut::new(),
            transport: None,
            packing: Packing::from(Transport::default()),
            partial: None,
            scanner: Scanner::new(limits),
            limits: *limits,
            read_size: READ_MIN,
            oversized: false,
            room: 0,
            buffered: false,
        }
    }

    /// The same, with these bytes to begin with.
    #[cfg(feature = "http")]
    pub(crate) fn with_bytes(self, bytes: BytesMut) -> Self {
        Self { buffer: bytes, ..self }
    }

    /// The transport, once it is known.
    pub(crate) fn transport(&self) -> Option<Transport> {
        self.transport
    }

    /// How to pack what answers to the last message.
    #[inline]
    pub(crate) fn packing(&self) -> Packing {
        Packing { transport: self.transport.unwrap_or_default(), ..self.packing }
    }

    /// Whether all that has arrived has been given out.
    pub(crate) fn is_empty(&self) -> bool {
        self.buffer.is_empty()
    }

    /// Gives back the memory of an empty buffer.
    pub(crate) fn release(&mut self) {
        if self.buffer.is_empty() {
            let Self { transport, packing, .. } = *self;
            *self = Self { transport, packing, ..Self::detecting(&self.limits) };
        }
    }

    /// What has arrived and has not been given out.
    pub(crate) fn into_bytes(self) -> BytesMut {
        self.buffer
    }

    /// The buffer to read into, with room for a good read.
    pub(crate) fn space(&mut self) -> &mut BytesMut {
        if self.oversized && self.buffer.is_empty() {
            self.buffer = BytesMut::new();
            self.oversized = false;
        }
        if self.buffer.is_empty() && self.buffer.capacity() < self.room {
            // From its start again, where nobody holds what was read there: that part is in the processor's cache.
            let _ = self.buffer.try_reclaim(self.room);
        }
        let room = self.buffer.capacity() - self.buffer.len();
        if room < READ_MIN / 2 {
            // A message larger than a read: what has arrived of it sets the pace.
            self.buffer.reserve(self.read_size.max(self.buffer.len()));
            self.room = self.buffer.capacity();
        }
        &mut self.buffer
    }

    /// Whether to read into [`space`](Self::space), and not elsewhere.
    pub(crate) fn is_buffered(&self) -> bool {
        self.buffered
    }

    /// Reads come into the buffer from here on, until it is given back.
    pub(crate) fn use_buffer(&mut self) {
        self.buffered = true;
    }

    /// Takes bytes that were read elsewhere, in no more memory than they need.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
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
        let transport = match self.transport {
            Some(transport) => transport,
            None => match detect(&self.buffer)? {
                Some(Start::Messages(transport)) => *self.transport.insert(transport),
                Some(Start::Wrapped(wrapper)) => return Err(wrapper.into()),
                None => return Ok(None),
            },
        };
        match transport {
            Transport::Framed => self.next_framed(),
            // The message of a body stands there by itself; zlib is undone before.
            Transport::Unframed | Transport::Http | Transport::Zlib => self.next_unframed(),
            Transport::Header | Transport::TtHeader => self.next_behind_header(transport),
        }
    }

    /// Takes the first `length` bytes, which are there.
    fn split(&mut self, length: usize) -> Bytes {
        self.oversized |= length > READ_MAX;
        self.buffer.split_to(length).freeze()
    }

    /// The next frame, without its length.
    #[inline]
    fn next_frame(&mut self) -> Result<Option<Bytes>, Malformed> {
        let Some(length) = self.buffer.first_chunk::<FRAME_LENGTH>() else {
            return Ok(None);
        };
        let length = frame_length(*length, self.limits.frame())?;
        if self.buffer.len() - FRAME_LENGTH < length {
            return Ok(None);
        }
        let mut frame = self.split(FRAME_LENGTH + length);
        frame.advance(FRAME_LENGTH);
        Ok(Some(frame))
    }

    /// The message that is all of these bytes.
    #[inline]
    fn whole(&self, bytes: Bytes) -> Result<Message, ProtocolError> {
        match Envelope::parse(&bytes)? {
            Some(envelope) => Ok(Message::new(bytes, envelope, &self.limits)),
            None => Err(ProtocolError::new(
                ProtocolErrorKind::InvalidData,
                format!("a frame of {} bytes ends within its message's header", bytes.len()),
            )),
        }
    }

    fn next_framed(&mut self) -> Result<Option<Message>, Malformed> {
        match self.next_frame()? {
            Some(frame) => Ok(Some(self.whole(frame)?)),
            None => Ok(None),
        }
    }

    #[inline(never)]
    fn next_behind_header(&mut self, transport: Transport) -> Result<Option<Message>, Malformed> {
        let Some(frame) = self.next_frame()? else {
            return Ok(None);
        };
        let opened = header::open(transport, &frame, &self.limits)?;
        let message = self.whole(opened.payload)?;
        self.packing = opened.packing;
        match message.envelope().form {
            Form::Binary(_) | Form::Compact => Ok(Some(message.with_metadata(opened.metadata))),
            #[cfg(feature = "json")]
            Form::Json => {
                let message = "a message in JSON stands behind a header";
                Err(ProtocolError::new(ProtocolErrorKind::NotImplemented, message).into())
            }
        }
    }

    fn next_unframed(&mut self) -> Result<Option<Message>, Malformed> {
        let envelope = match self.partial.take() {
            Some(envelope) => envelope,
            None if self.buffer.first().is_some_and(|&byte| is_json(byte)) => return self.next_json(),
            None => match Envelope::parse(&self.buffer)? {
                Some(envelope) => {
                    self.scanner.restart(&envelope, &self.limits);
                    envelope
                }
                None => return Ok(None),
            },
        };
        let error = match self.scanner.scan(&self.buffer) {
            _ if self.scanner.position() > self.limits.message_size => self.too_large(),
            Ok(Some(length)) => {
                let bytes = self.split(length);
                return Ok(Some(Message::new(bytes, envelope, &self.limits)));
            }
            Ok(None) => {
                self.partial = Some(envelope);
                return Ok(None);
            }
            Err(error) => error.at(self.scanner.position()),
        };
        Err(self.malformed(error, Some(envelope)))
    }

    /// An unframed message in JSON, where nothing is known before its end has been found.
    #[cfg(feature = "json")]
    fn next_json(&mut self) -> Result<Option<Message>, Malformed> {
        // Some end each message with a new line, which would wait here for the next.
        let space = self.buffer.iter().take_while(|byte| is_json(**byte) && **byte != b'[').count();
        self.buffer.advance(space);
        match self.buffer.first() {
            None => return Ok(None),
            Some(b'[') => self.scanner.expect_json(&self.limits),
            Some(_) => return self.next_unframed(),
        }
        let limit = self.limits.message_size;
        let error = match self.scanner.scan(&self.buffer) {
            Ok(Some(length)) if length <= limit => {
                self.scanner.end_json();
                let bytes = self.split(length);
                let envelope = Envelope::parse(&bytes)?;
                return Ok(envelope.map(|envelope| Message::new(bytes, envelope, &self.limits)));
            }
            Ok(None) if self.buffer.len() <= limit => return Ok(None),
            Ok(_) => self.too_large(),
            Err(error) => error,
        };
        let scanned = self.buffer.get(..self.scanner.position()).unwrap_or_default();
        let envelope = Envelope::parse(scanned).ok().flatten();
        Err(self.malformed(error, envelope))
    }

    #[cfg(not(feature = "json"))]
    fn next_json(&mut self) -> Result<Option<Message>, Malformed> {
        Envelope::parse(&self.buffer).map(|_| None).map_err(Malformed::from)
    }

    fn too_large(&self) -> ProtocolError {
        let message = format!("the message has more than {} bytes, which is the limit", self.limits.message_size);
        ProtocolError::new(ProtocolErrorKind::SizeLimit, message)
    }

    /// What has arrived is malformed; if this is the envelope of it, it may be answered.
    fn malformed(&mut self, error: ProtocolError, envelope: Option<Envelope>) -> Malformed {
        let bytes = self.buffer.split().freeze();
        let message = envelope.map(|envelope| Box::new(Message::new(bytes, envelope, &self.limits)));
        Malformed { message, ..error.into() }
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
        Err(_) => Err(ProtocolError::new(ProtocolErrorKind::NegativeSize, format!("a frame has the length {length}"))),
    }
}

#[cfg(test)]
mod tests;
