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
        self.buffer.advance(FRAME_LENGTH);
        Ok(Some(self.split(length)))
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
mod tests {
    use super::*;
    use crate::binary::{MessageHeader, Version, Writer};
    use crate::codec::Input;
    use crate::framing::About;
    use crate::message::{MessageType, Protocol};
    use crate::metadata::Metadata;
    use crate::{compact, transcode};

    /// No arguments, a string, a list of structs, in the binary protocol.
    const BODIES: [&[u8]; 3] =
        [&[0], &[11, 0, 1, 0, 0, 0, 3, b'a', b'b', b'c', 0], &[15, 0, 1, 12, 0, 0, 0, 2, 8, 0, 1, 0, 0, 0, 1, 0, 0, 0]];

    /// Three calls, strict and old-style.
    fn messages() -> Vec<Vec<u8>> {
        let versions = [Version::Strict, Version::Old, Version::Strict];
        let message = |(version, body): (_, &[u8])| {
            let mut out = Writer::new();
            let header = MessageHeader { name: "getUser", kind: MessageType::Call, sequence_id: 7, version };
            header.write(&mut out);
            [&out.finish().unwrap(), body].concat()
        };
        versions.into_iter().zip(BODIES).map(message).collect()
    }

    /// The same in the compact protocol.
    fn compact_messages() -> Vec<Vec<u8>> {
        let message = |body: &[u8]| {
            let mut out = Vec::new();
            let (kind, sequence_id) = (MessageType::Call, 7);
            compact::MessageHeader { name: "getUser", kind, sequence_id }.write(&mut out);
            transcode::to_compact(body, &mut out).unwrap();
            out
        };
        BODIES.map(message).to_vec()
    }

    fn append(transport: Transport, out: &mut Vec<u8>, message: &[u8]) {
        let metadata = Metadata::new();
        let (method, kind, protocol) = ("getUser", MessageType::Call, Protocol::Binary);
        let about = About { method, kind, sequence_id: 7, protocol, metadata: &metadata };
        Packing::from(transport).append(&about, out, |out| out.extend_from_slice(message));
    }

    fn stream(transport: Transport, messages: Vec<Vec<u8>>) -> Vec<u8> {
        let mut stream = Vec::new();
        for message in messages {
            append(transport, &mut stream, &message);
        }
        stream
    }

    /// The bodies that come out when the stream arrives in these pieces.
    fn decode<'a>(pieces: impl IntoIterator<Item = &'a [u8]>, mut decoder: Decoder) -> Vec<Vec<u8>> {
        let mut messages = Vec::new();
        for piece in pieces {
            decoder.space().extend_from_slice(piece);
            while let Some(message) = decoder.next().unwrap() {
                assert_eq!(message.name(), "getUser");
                messages.push(message.body(&Limits::DEFAULT).cursor().rest.to_vec());
            }
        }
        assert!(decoder.is_empty());
        messages
    }

    #[test]
    fn messages_come_out_however_the_stream_is_cut() {
        let both = [Transport::Framed, Transport::Unframed];
        let streams = both.into_iter().flat_map(|transport| {
            [messages(), compact_messages()].map(|messages| (transport, stream(transport, messages)))
        });
        for (transport, stream) in streams {
            for size in 1..=stream.len() {
                for decoder in [Decoder::new(transport, &Limits::DEFAULT), Decoder::detecting(&Limits::DEFAULT)] {
                    assert_eq!(decode(stream.chunks(size), decoder), BODIES, "{transport:?} by {size}");
                }
            }
            for (first, second) in (0..=stream.len()).map(|at| stream.split_at(at)) {
                let decoder = Decoder::detecting(&Limits::DEFAULT);
                assert_eq!(decode([first, second], decoder), BODIES, "{transport:?} at {}", first.len());
            }
        }
    }

    fn malformed(transport: Transport, bytes: &[u8]) -> Malformed {
        let mut decoder = Decoder::new(transport, &Limits::DEFAULT);
        decoder.space().extend_from_slice(bytes);
        decoder.next().unwrap_err()
    }

    #[test]
    fn a_length_is_judged_before_anything_is_reserved_for_it() {
        for (length, kind) in [
            (b"\xff\xff\xff\xff", ProtocolErrorKind::NegativeSize),
            (b"\x7f\xff\xff\xff", ProtocolErrorKind::SizeLimit),
        ] {
            assert_eq!(malformed(Transport::Framed, length).error.kind(), kind);
        }
        let mut decoder = Decoder::new(Transport::Framed, &Limits::DEFAULT);
        decoder.space().extend_from_slice(&16_000_000_u32.to_be_bytes());
        assert!(decoder.next().unwrap().is_none());
        assert!(decoder.space().capacity() < 2 * READ_MIN);
    }

    #[test]
    fn the_memory_of_a_large_message_goes_with_it() {
        let mut decoder = Decoder::new(Transport::Unframed, &Limits::DEFAULT);
        let mut bytes = messages().remove(0);
        bytes.pop();
        bytes.extend([11, 0, 1, 0, 16, 0, 0]);
        bytes.resize(bytes.len() + 16 * 65536, b'x');
        bytes.push(0);
        decoder.space().reserve(2 * bytes.len());
        decoder.space().extend_from_slice(&bytes);
        assert!(decoder.next().unwrap().is_some());
        assert!(decoder.space().capacity() <= READ_MAX);
    }

    #[test]
    fn a_bad_body_leaves_the_envelope_known() {
        let mut bytes = messages().remove(0);
        *bytes.last_mut().unwrap() = 0x63;
        bytes.extend([0, 1]);
        let found = malformed(Transport::Unframed, &bytes);
        assert_eq!(found.message.unwrap().name(), "getUser");
        // In a frame it is the arguments' business.
        let mut decoder = Decoder::new(Transport::Framed, &Limits::DEFAULT);
        let mut frame = Vec::new();
        append(Transport::Framed, &mut frame, &bytes);
        decoder.space().extend_from_slice(&frame);
        assert_eq!(decoder.next().unwrap().unwrap().name(), "getUser");
    }

    #[test]
    fn a_message_that_claims_too_much_is_refused_before_it_has_arrived() {
        let mut bytes = messages().remove(0);
        bytes.pop();
        // Ten million UUIDs: within the limit of containers, above that of messages.
        bytes.extend([15, 0, 1, 16]);
        bytes.extend(10_000_000_u32.to_be_bytes());
        let found = malformed(Transport::Unframed, &bytes);
        assert_eq!(found.error.kind(), ProtocolErrorKind::SizeLimit);
        assert!(found.message.is_some());
    }

    /// Bytes one by one into a large message: quadratic work would take minutes.
    #[test]
    fn the_work_is_linear_in_the_bytes() {
        let mut bytes = messages().remove(0);
        bytes.pop();
        let fields = 300_000;
        for _ in 0..fields {
            bytes.extend([8, 0, 1, 0, 0, 0, 1]);
        }
        bytes.push(0);
        let body = bytes.split_off(19);
        let pieces = bytes.chunks(1).chain(body.chunks(1));
        assert_eq!(decode(pieces, Decoder::detecting(&Limits::DEFAULT)), [&*body]);
    }

    /// What it takes to find the dialect out, for connections of one message and of many: nanoseconds a message of 1 KB, beside a
    /// decoder that has been told.
    #[test]
    #[ignore = "a measurement, in release"]
    fn what_detection_costs() {
        const MESSAGES: usize = 20_000;
        let body = [&[11, 0, 1, 0, 0, 4, 0][..], &[b'x'; 1024], &[0]].concat();
        let mut message = messages().remove(0);
        message.pop();
        message.extend(body);
        let mut frame = Vec::new();
        append(Transport::Framed, &mut frame, &message);
        for of_connection in [1, 1000] {
            let time = |decoder: &dyn Fn() -> Decoder| {
                let start = std::time::Instant::now();
                for _ in 0..MESSAGES / of_connection {
                    let mut decoder = decoder();
                    for _ in 0..of_connection {
                        decoder.push(&frame);
                        assert!(std::hint::black_box(decoder.next()).unwrap().is_some());
                    }
                }
                start.elapsed().as_nanos() as f64 / MESSAGES as f64
            };
            let (mut told, mut found) = (f64::MAX, f64::MAX);
            for _ in 0..50 {
                told = told.min(time(&|| Decoder::new(Transport::Framed, &Limits::DEFAULT)));
                found = found.min(time(&|| Decoder::detecting(&Limits::DEFAULT)));
            }
            println!("{of_connection} of a connection: {told:.1} ns told, {found:.1} ns found out");
        }
    }
}
