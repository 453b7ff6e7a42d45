//! A request on its way out.

#[cfg(feature = "json")]
mod json;

use std::mem;

use tokio::time::Instant;

use crate::binary::{MessageHeader, Version, Writer};
use crate::codec::Output as _;
use crate::deadline;
use crate::descriptor::MethodDescriptor;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::framing::{About, Packing};
use crate::message::{MessageType, Protocol};
use crate::metadata::Metadata;
use crate::output::Output;
use crate::service::Request;
use crate::size_hint::SizeHint;
use crate::{compact, spare, transcode, varint};

/// An encoded request, whose sequence id is set when it is sent.
#[derive(Debug)]
pub(super) struct Outgoing {
    bytes: Vec<u8>,
    protocol: Protocol,
    /// Where the message starts: in front of it is room for the length of a frame, and for the head where its length hangs on
    /// the id, as it does in other protocols than the binary one.
    start: usize,
    /// Offset of the sequence id; in other protocols of what is behind it.
    sequence_id: usize,
    /// What is sent beside it, where the dialect carries it.
    metadata: Metadata,
    /// Until when its caller waits.
    deadline: Option<Instant>,
}

/// Bytes in front of a message, in which a frame has its length.
pub(super) const ROOM: usize = 4;

/// Bytes of the compact protocol in front of a method's name, at most: two, the sequence id and the name's length.
const HEAD: usize = 12;

thread_local! {
    static SIZE: SizeHint = const { SizeHint::new() };
}

impl Outgoing {
    /// A request that has come through layers, or from elsewhere, of a method in front of whose name this comes.
    pub(super) fn of_request(
        request: &mut Request,
        prefix: Option<&str>,
        protocol: Protocol,
    ) -> Result<Self, ProtocolError> {
        let written = if prefix.is_none() { request.take_written() } else { None };
        let mut outgoing = match written {
            // Without a copy, where no layer keeps one.
            Some(bytes) => Self::of_binary(request.method(), bytes, 0),
            None => Self::of_message(request, prefix.unwrap_or_default(), protocol)?,
        };
        outgoing.metadata = mem::take(request.metadata_mut());
        if outgoing.protocol != protocol {
            outgoing.translate(protocol, request.called())?;
        }
        Ok(outgoing)
    }

    /// The message of a request as it is, which is in the binary protocol, or in this one.
    #[cfg_attr(not(feature = "json"), allow(unused_variables, reason = "only JSON takes the protocol"))]
    fn of_message(request: &mut Request, prefix: &str, protocol: Protocol) -> Result<Self, ProtocolError> {
        let name = [prefix, request.method()].concat();
        let kind = request.kind();
        let mut message = request.take_message();
        *request.metadata_mut() = mem::take(message.metadata_mut());
        #[cfg(feature = "json")]
        if protocol == Protocol::Json
            && let Some(text) = message.text()
        {
            return Ok(Self::of_text(&name, kind, &text));
        }
        match message.into_binary(&name) {
            Ok(bytes) => Ok(Self::of_binary(&name, bytes.into(), 0)),
            Err(mut message) => {
                let mut out = begin::<ROOM>(&name, kind);
                out.sink().append(&message.take_body()?);
                Ok(Self::new(&name, finish(out)?))
            }
        }
    }

    /// What was written behind the envelope of this method, and [`ROOM`] bytes.
    #[inline]
    pub(super) fn new(method: &str, written: Vec<u8>) -> Self {
        Self::of_binary(method, written, ROOM)
    }

    /// A message of this method, which is there behind so many bytes.
    #[inline]
    fn of_binary(method: &str, bytes: Vec<u8>, start: usize) -> Self {
        let sequence_id = start + Version::Strict.name_offset() + method.len();
        Self { bytes, protocol: Protocol::Binary, start, sequence_id, metadata: Metadata::new(), deadline: None }
    }

    /// Sets what is sent beside it.
    #[inline]
    pub(super) fn set_metadata(&mut self, metadata: Metadata) {
        self.metadata = metadata;
    }

    /// Sets until when its caller waits.
    pub(super) fn set_deadline(&mut self, deadline: Option<Instant>) {
        self.deadline = deadline;
    }

    /// Puts into its metadata how long its caller still waits.
    pub(super) fn note_time_left(&mut self) {
        if let Some(deadline) = self.deadline {
            deadline::put(deadline, &mut self.metadata);
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }

    /// What is sent beside it.
    #[cfg(feature = "http")]
    pub(super) fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Writes it anew in this protocol, which may take to know the method.
    #[inline]
    #[cfg_attr(not(feature = "json"), allow(unused_variables, reason = "only JSON takes it"))]
    pub(super) fn translate(
        &mut self,
        protocol: Protocol,
        method: Option<&'static MethodDescriptor>,
    ) -> Result<(), ProtocolError> {
        match protocol {
            Protocol::Binary => Ok(()),
            Protocol::Compact => self.translate_to_compact(),
            #[cfg(feature = "json")]
            Protocol::Json => self.translate_to_json(method),
        }
    }

    #[cfg(feature = "json")]
    fn body(&self) -> &[u8] {
        self.bytes.get(self.sequence_id + size_of::<i32>()..).unwrap_or_default()
    }

    fn translate_to_compact(&mut self) -> Result<(), ProtocolError> {
        let Some((header, _)) = MessageHeader::parse(self.bytes())? else {
            return Ok(());
        };
        let body = self.bytes.get(self.sequence_id + size_of::<i32>()..).unwrap_or_default();
        let mut bytes = Vec::with_capacity(HEAD + self.bytes.len());
        bytes.resize(HEAD, 0);
        let start = bytes.len();
        compact::MessageHeader { name: header.name, kind: header.kind, sequence_id: 0 }.write(&mut bytes);
        // The id 0 takes a byte, in front of which are two.
        let sequence_id = start + 3;
        transcode::to_compact(body, &mut bytes)?;
        (self.bytes, self.protocol, self.start, self.sequence_id) = (bytes, Protocol::Compact, start, sequence_id);
        Ok(())
    }

    /// What a header says about it.
    #[inline]
    pub(super) fn about<'m>(&'m self, method: &'m str, kind: MessageType, sequence_id: i32) -> About<'m> {
        About { method, kind, sequence_id, protocol: self.protocol, metadata: &self.metadata }
    }

    #[inline]
    pub(super) fn set_sequence_id(&mut self, id: i32) {
        match self.protocol {
            Protocol::Binary => {
                if let Some(place) = self.bytes.get_mut(self.sequence_id..).and_then(|rest| rest.first_chunk_mut()) {
                    *place = id.to_be_bytes();
                }
            }
            Protocol::Compact => self.set_compact_id(id),
            #[cfg(feature = "json")]
            Protocol::Json => self.set_json_id(id),
        }
    }

    /// Writes the head again, with this id, to end where it did.
    fn set_compact_id(&mut self, id: i32) {
        let Some([protocol, kind]) = self.bytes.get(self.start..).and_then(|head| head.first_chunk()).copied() else {
            return;
        };
        let (word, len) = varint::spread(id.cast_unsigned().into(), varint::part);
        let head = word.to_le_bytes();
        let head = [protocol, kind].into_iter().chain(head.into_iter().take(len));
        self.start = self.sequence_id.saturating_sub(2 + len);
        for (place, byte) in self.bytes.iter_mut().skip(self.start).zip(head) {
            *place = byte;
        }
    }

    /// Moves to the output, under this id.
    #[inline]
    pub(super) fn leave(mut self, method: &str, kind: MessageType, id: i32, output: &mut Output, packing: Packing) {
        self.set_sequence_id(id);
        if packing.transport.carries_metadata() {
            self.note_time_left();
        }
        // From where it is, unless others leave with it.
        if output.has_no_buffer()
            && let Some(start) = packing.prepend(&mut self.bytes, self.start)
        {
            output.use_buffer(self.bytes, start);
            return;
        }
        let about = self.about(method, kind, id);
        packing.append(&about, output.buffer(), |out| out.extend_from_slice(self.bytes()));
        spare::give(self.bytes);
    }

    /// Checks its size.
    #[inline]
    pub(super) fn check(&self, limit: usize) -> Result<(), ProtocolError> {
        match self.bytes().len() {
            len if len <= limit => Ok(()),
            len => Err(ProtocolError::new(
                ProtocolErrorKind::SizeLimit,
                format!("the request has {len} bytes, above the limit of {limit}"),
            )),
        }
    }
}

/// Writes the envelope, behind so many bytes.
#[inline]
pub(super) fn begin<const START: usize>(method: &str, kind: MessageType) -> Writer {
    let mut out = Writer::with_buffer(spare::take());
    out.reserve(SIZE.with(SizeHint::capacity));
    out.append(&[0; START]);
    MessageHeader { name: method, kind, sequence_id: 0, version: Version::Strict }.write(&mut out);
    out
}

/// What was written.
#[inline]
pub(super) fn finish(out: Writer) -> Result<Vec<u8>, ProtocolError> {
    let bytes = out.finish()?;
    SIZE.with(|hint| hint.note(bytes.len()));
    Ok(bytes)
}
