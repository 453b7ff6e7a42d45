//! Messages out of bytes, however those are cut.

mod buffer;
mod room;

use bytes::{Buf, Bytes, BytesMut};

use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;
use crate::message::Form;

use super::envelope::is_json;
use super::scanner::Scanner;
use super::{Envelope, FRAME_LENGTH, Malformed, Message, Packing, Start, Transport, detect, header};
use buffer::{READ_MAX, READ_MIN};

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
    /// How much it could hold, when there was made room last; 0 where that was not yet, or elsewhere.
    room: usize,
    /// Whether the last read was a short one, behind which there is nothing, most of the time.
    drained: bool,
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
            drained: false,
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

    /// The transport; `None` when too little has arrived to tell.
    #[inline]
    pub(crate) fn begin(&mut self) -> Result<Option<Transport>, Malformed> {
        match self.transport {
            None => self.detect(),
            transport => Ok(transport),
        }
    }

    #[cold]
    fn detect(&mut self) -> Result<Option<Transport>, Malformed> {
        self.transport = match detect(&self.buffer)? {
            Some(Start::Messages(transport)) => Some(transport),
            Some(Start::Wrapped(wrapper)) => return Err(wrapper.into()),
            None => None,
        };
        Ok(self.transport)
    }

    /// The next message, or `None` when it has not all arrived.
    ///
    /// Behind an error there is none.
    pub(crate) fn next(&mut self) -> Result<Option<Message>, Malformed> {
        let mut message = Message::vacant();
        Ok(if self.next_into(&mut message)? { Some(message) } else { None })
    }

    /// Puts the [next](Self::next) message in the place of this one. False when it has not all arrived.
    #[inline(always)]
    pub(crate) fn next_into(&mut self, place: &mut Message) -> Result<bool, Malformed> {
        match self.begin()? {
            Some(Transport::Framed) => self.next_framed(place),
            Some(transport) => self.next_otherwise(transport, place),
            None => Ok(false),
        }
    }

    #[inline(never)]
    fn next_otherwise(&mut self, transport: Transport, place: &mut Message) -> Result<bool, Malformed> {
        let message = match transport {
            Transport::Header | Transport::TtHeader => self.next_behind_header(transport)?,
            // The message of a body stands there by itself; zlib is undone before.
            _ => self.next_unframed()?,
        };
        Ok(message.map(|message| *place = message).is_some())
    }

    /// Takes the first `length` bytes, which are there.
    #[inline]
    fn split(&mut self, length: usize) -> Bytes {
        self.oversized |= length > READ_MAX;
        self.buffer.split_to(length).freeze()
    }

    /// The next frame, without its length.
    #[inline(always)]
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

    #[inline]
    fn next_framed(&mut self, place: &mut Message) -> Result<bool, Malformed> {
        match self.next_frame()? {
            Some(frame) => {
                place.arrives(frame, &self.limits)?;
                Ok(true)
            }
            None => Ok(false),
        }
    }

    fn next_behind_header(&mut self, transport: Transport) -> Result<Option<Message>, Malformed> {
        let Some(frame) = self.next_frame()? else {
            return Ok(None);
        };
        let opened = header::open(transport, &frame, &self.limits)?;
        let mut message = Message::vacant();
        message.arrives(opened.payload, &self.limits)?;
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

#[inline]
fn frame_length(bytes: [u8; FRAME_LENGTH], limit: usize) -> Result<usize, ProtocolError> {
    let length = i32::from_be_bytes(bytes);
    match usize::try_from(length) {
        Ok(len) if len <= limit => Ok(len),
        _ => Err(bad_frame(length, limit)),
    }
}

#[cold]
fn bad_frame(length: i32, limit: usize) -> ProtocolError {
    match length {
        0.. => ProtocolError::new(
            ProtocolErrorKind::SizeLimit,
            format!("a frame would have {length} bytes, above the limit of {limit}"),
        ),
        _ => ProtocolError::new(ProtocolErrorKind::NegativeSize, format!("a frame has the length {length}")),
    }
}

#[cfg(test)]
mod tests;
