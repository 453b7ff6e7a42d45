//! Bytes of which no schema is at hand, for people who look for what went wrong.

mod show;

use std::fmt;

use crate::codec::Input;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;
use crate::message::{MessageType, Protocol};
use crate::unknown::WireValue;
use crate::{binary, compact, json};

/// Decodes a struct by what its bytes say themselves: ids, wire types and values. It shows as a tree.
///
/// ```
/// use thrift_runtime::{Protocol, dynamic};
///
/// let bytes = [8, 0, 1, 0, 0, 0, 7, 11, 0, 2, 0, 0, 0, 3, b'A', b'd', b'a', 15, 0, 3, 8, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0];
/// let shown = dynamic::inspect(Protocol::Binary, &bytes)?.to_string();
/// assert_eq!(
///     shown,
///     "\
/// {
///   1: i32 7
///   2: string \"Ada\"
///   3: list<i32> [1, 2]
/// }"
/// );
/// # Ok::<(), thrift_runtime::ProtocolError>(())
/// ```
///
/// Enums are numbers there, text and binary are alike, in JSON as text, and of an empty container some protocols say no type.
///
/// # Errors
/// Bytes that are no struct, bytes left over, or more than the default [`Limits`] allow.
pub fn inspect(protocol: Protocol, bytes: &[u8]) -> Result<WireValue, ProtocolError> {
    inspect_with(protocol, bytes, &Limits::DEFAULT)
}

/// Decodes a struct by what its bytes say themselves, within these limits.
///
/// # Errors
/// Those of [`inspect`].
pub fn inspect_with(protocol: Protocol, bytes: &[u8], limits: &Limits) -> Result<WireValue, ProtocolError> {
    match protocol {
        Protocol::Binary => whole(binary::Reader::new(bytes, limits)),
        Protocol::Compact => whole(compact::Reader::new(bytes, limits)),
        Protocol::Json => of_json(&json::read_any(bytes, limits)?, bytes, limits),
    }
}

/// A message of which no schema is at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct WireMessage {
    /// The method that it is about.
    pub method: String,
    /// Whether it is a request or an answer.
    pub kind: MessageType,
    /// What an answer repeats from its request.
    pub sequence_id: i32,
    /// Arguments by their ids, or a result: the value with the id 0, or an exception; or a `TApplicationException`.
    pub body: WireValue,
}

/// Decodes a message without its framing, by what its bytes say themselves.
///
/// # Errors
/// Bytes that are no message, bytes left over, or more than the default [`Limits`] allow.
pub fn inspect_message(protocol: Protocol, bytes: &[u8]) -> Result<WireMessage, ProtocolError> {
    inspect_message_with(protocol, bytes, &Limits::DEFAULT)
}

/// Decodes a message without its framing, by what its bytes say themselves, within these limits.
///
/// # Errors
/// Those of [`inspect_message`].
pub fn inspect_message_with(protocol: Protocol, bytes: &[u8], limits: &Limits) -> Result<WireMessage, ProtocolError> {
    match protocol {
        Protocol::Binary => {
            let (header, start) = binary::MessageHeader::parse(bytes)?.ok_or_else(cut_short)?;
            let mut input = binary::Reader::new(bytes, limits);
            input.take(start)?;
            message(header.name, header.kind, header.sequence_id, whole(input)?)
        }
        Protocol::Compact => {
            let (header, start) = compact::MessageHeader::parse(bytes)?.ok_or_else(cut_short)?;
            let mut input = compact::Reader::new(bytes, limits);
            input.cursor().take(start)?;
            message(header.name, header.kind, header.sequence_id, whole(input)?)
        }
        Protocol::Json => {
            let (header, start) = json::message::MessageHeader::parse(bytes)?;
            let body = of_json(&json::message::read_any_body(bytes, start, limits)?, bytes, limits)?;
            message(&header.name, header.kind, header.sequence_id, body)
        }
    }
}

fn message(method: &str, kind: MessageType, sequence_id: i32, body: WireValue) -> Result<WireMessage, ProtocolError> {
    Ok(WireMessage { method: method.to_owned(), kind, sequence_id, body })
}

/// A struct that takes up the rest.
fn whole<'de>(mut input: impl Input<'de>) -> Result<WireValue, ProtocolError> {
    let value = WireValue::decode_struct(&mut input);
    input.cursor().whole(value)
}

/// What has been transcoded from text, which is what its memory is counted by.
fn of_json(encoding: &[u8], text: &[u8], limits: &Limits) -> Result<WireValue, ProtocolError> {
    let mut input = binary::Reader::new(encoding, limits);
    input.cursor().grant(limits.budget(text.len()).saturating_sub(encoding.len()));
    whole(input)
}

#[cold]
fn cut_short() -> ProtocolError {
    ProtocolError::new(ProtocolErrorKind::InvalidData, "the message is cut short")
}

/// `call getUser, sequence id 1: {…}`
impl fmt::Display for WireMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            MessageType::Call => "call",
            MessageType::Reply => "reply",
            MessageType::Exception => "exception",
            MessageType::Oneway => "oneway",
        };
        write!(f, "{kind} {}, sequence id {}: {}", self.method.escape_debug(), self.sequence_id, self.body)
    }
}
