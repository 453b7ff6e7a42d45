//! What a message's header says, and where.

use std::ops::Range;

use bytes::Bytes;

use crate::error::ProtocolError;
use crate::message::{Form, MessageType};
use crate::shared_string::SharedString;
use crate::{binary, compact};

/// What a message's header says, and where.
#[derive(Debug, Clone)]
pub(crate) struct Envelope {
    pub(crate) kind: MessageType,
    pub(crate) sequence_id: i32,
    pub(crate) form: Form,
    pub(super) name: Range<usize>,
    /// The name, so that it is not checked to be UTF-8 again each time that it is read; a long one once there is a message.
    pub(super) text: SharedString,
    /// Offset of the arguments or the result.
    pub(super) body: usize,
    /// Whether those are in JSON still.
    pub(super) is_text: bool,
}

/// Whether this is the first byte of a message in JSON, or of the white space in front of one.
pub(super) fn is_json(byte: u8) -> bool {
    matches!(byte, b'[' | b' ' | b'\t' | b'\r' | b'\n')
}

impl Envelope {
    /// One that says nothing.
    pub(super) const VACANT: Self = Self {
        kind: MessageType::Call,
        sequence_id: 0,
        form: Form::Binary(binary::Version::Strict),
        name: 0..0,
        text: SharedString::new(),
        body: 0,
        is_text: false,
    };

    /// What is kept of one: nothing of where it was.
    pub(crate) fn kept(kind: MessageType, sequence_id: i32, form: Form, text: SharedString) -> Self {
        Self { kind, sequence_id, form, text, ..Self::VACANT }
    }

    /// Reads the envelope at the start of `input`, or `None` when it has not all arrived. Of a message in JSON, all is there.
    pub(crate) fn parse(input: &[u8]) -> Result<Option<Self>, ProtocolError> {
        match input.first() {
            Some(&compact::PROTOCOL_ID) => Self::parse_compact(input),
            Some(&byte) if is_json(byte) => Self::parse_json(input).map(Some),
            _ => Self::parse_binary(input),
        }
    }

    /// Reads the envelope at the start of `input` in the place of this one. False when it has not all arrived.
    #[inline(always)]
    pub(super) fn arrives(&mut self, input: &[u8]) -> Result<bool, ProtocolError> {
        match input.first() {
            Some(&byte) if byte == compact::PROTOCOL_ID || is_json(byte) => {
                Ok(Self::parse(input)?.map(|envelope| *self = envelope).is_some())
            }
            _ => self.arrives_in_binary(input),
        }
    }

    #[inline(always)]
    fn arrives_in_binary(&mut self, input: &[u8]) -> Result<bool, ProtocolError> {
        let Some((header, body)) = binary::MessageHeader::parse(input)? else {
            return Ok(false);
        };
        let name = header.version.name_offset();
        self.kind = header.kind;
        self.sequence_id = header.sequence_id;
        self.form = Form::Binary(header.version);
        self.name = name..name + header.name.len();
        self.text = SharedString::inline(header.name).unwrap_or_default();
        self.body = body;
        self.is_text = false;
        Ok(true)
    }

    fn parse_binary(input: &[u8]) -> Result<Option<Self>, ProtocolError> {
        let mut envelope = Self::VACANT;
        Ok(if envelope.arrives_in_binary(input)? { Some(envelope) } else { None })
    }

    fn parse_compact(input: &[u8]) -> Result<Option<Self>, ProtocolError> {
        let Some((header, body)) = compact::MessageHeader::parse(input)? else {
            return Ok(None);
        };
        let compact::MessageHeader { name, kind, sequence_id } = header;
        let text = SharedString::inline(name).unwrap_or_default();
        let name = body - name.len()..body;
        Ok(Some(Self { kind, sequence_id, form: Form::Compact, name, text, body, is_text: false }))
    }

    #[cfg(feature = "json")]
    fn parse_json(input: &[u8]) -> Result<Self, ProtocolError> {
        let (header, body) = crate::json::message::MessageHeader::parse(input)?;
        let crate::json::message::MessageHeader { kind, sequence_id, .. } = header;
        // The name follows, whose place in the text is not that of what it says, where it has escapes.
        Ok(Self { kind, sequence_id, form: Form::Json, name: 0..0, text: SharedString::new(), body, is_text: true })
    }

    #[cfg(not(feature = "json"))]
    #[cold]
    fn parse_json(_: &[u8]) -> Result<Self, ProtocolError> {
        let message = "a message in JSON takes the feature `json`";
        Err(ProtocolError::new(crate::error::ProtocolErrorKind::BadVersion, message).at(0))
    }

    /// The name is here in these bytes; UTF-8.
    pub(super) fn set_name(&mut self, bytes: &Bytes, name: Range<usize>) {
        let text = bytes.get(name.clone()).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default();
        self.text = SharedString::slice_of(bytes, text);
        self.name = name;
    }

    /// Offset of the arguments or the result.
    pub(crate) fn body(&self) -> usize {
        self.body
    }
}
