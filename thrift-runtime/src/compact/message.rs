//! The message header (Thrift compact protocol encoding, "Message").

use crate::binary::{name_length, name_text};
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::message::MessageType;
use crate::varint::{self, Malformed};

/// The first byte of a message.
pub(crate) const PROTOCOL_ID: u8 = 0x82;

const VERSION: u8 = 1;
/// The bits of the second byte that are the version; the type of the message is above them.
const VERSION_BITS: u32 = 5;

/// What stands in front of arguments and results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MessageHeader<'a> {
    pub(crate) name: &'a str,
    pub(crate) kind: MessageType,
    pub(crate) sequence_id: i32,
}

impl<'a> MessageHeader<'a> {
    /// Reads a header from the start of `input`. Gives it with its length, or `None` when it has not all arrived.
    pub(crate) fn parse(input: &'a [u8]) -> Result<Option<(Self, usize)>, ProtocolError> {
        let [PROTOCOL_ID, second, rest @ ..] = input else {
            return match input {
                [] | [PROTOCOL_ID] => Ok(None),
                _ => Err(bad_version(input)),
            };
        };
        if second & ((1 << VERSION_BITS) - 1) != VERSION {
            return Err(bad_version(input));
        }
        let kind = MessageType::parse(second >> VERSION_BITS)?;
        let Some((sequence_id, rest)) = integer(rest)? else {
            return Ok(None);
        };
        let Some((length, rest)) = integer(rest)? else {
            return Ok(None);
        };
        let Some((name, rest)) = rest.split_at_checked(name_length(length)?) else {
            return Ok(None);
        };
        Ok(Some((Self { name: name_text(name)?, kind, sequence_id }, input.len() - rest.len())))
    }

    /// Appends the header.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend([PROTOCOL_ID, VERSION | (self.kind as u8) << VERSION_BITS]);
        append(self.sequence_id.cast_unsigned(), out);
        append(self.name.len() as u32, out);
        out.extend_from_slice(self.name.as_bytes());
    }
}

fn append(value: u32, out: &mut Vec<u8>) {
    let (word, len) = varint::spread(value.into(), varint::part);
    out.extend(word.to_le_bytes().into_iter().take(len));
}

/// An integer at the start of `input`, and what is behind it; `None` when it has not all arrived.
fn integer(input: &[u8]) -> Result<Option<(i32, &[u8])>, ProtocolError> {
    match varint::parse(input, u32::BITS) {
        Ok((value, len)) => Ok(input.get(len..).map(|rest| ((value as u32).cast_signed(), rest))),
        Err(Malformed::EndsEarly) => Ok(None),
        Err(Malformed::TooLong) => Err(super::format::too_long()),
    }
}

#[cold]
fn bad_version(input: &[u8]) -> ProtocolError {
    let shown = input.get(..2).unwrap_or(input).escape_ascii();
    ProtocolError::new(ProtocolErrorKind::BadVersion, format!("the message begins with `{shown}`")).at(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_comes_back_as_written() {
        for sequence_id in [0, 1, 127, 128, i32::MAX, -1, i32::MIN] {
            let header = MessageHeader { name: "getUser", kind: MessageType::Exception, sequence_id };
            let mut bytes = Vec::new();
            header.write(&mut bytes);
            assert_eq!(MessageHeader::parse(&bytes).unwrap(), Some((header, bytes.len())));
            for cut in 0..bytes.len() {
                assert_eq!(MessageHeader::parse(&bytes[..cut]).unwrap(), None, "cut at {cut}");
            }
        }
    }

    #[test]
    fn the_bytes_are_those_of_the_protocol() {
        let mut bytes = Vec::new();
        MessageHeader { name: "ping", kind: MessageType::Call, sequence_id: 300 }.write(&mut bytes);
        assert_eq!(bytes, b"\x82\x21\xac\x02\x04ping");
    }

    #[test]
    fn what_is_no_header_is_refused_at_once() {
        for (bytes, kind) in [
            (&[0x82, 0x22][..], ProtocolErrorKind::BadVersion),
            (&[0x82, 0xe1], ProtocolErrorKind::InvalidData),
            (&[0x82, 0x21, 1, 0xff, 0xff, 0xff, 0xff, 0x0f], ProtocolErrorKind::NegativeSize),
            (&[0x82, 0x21, 1, 0xff, 0xff, 0xff, 0x0f], ProtocolErrorKind::SizeLimit),
            (&[0x82, 0x21, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], ProtocolErrorKind::InvalidData),
        ] {
            assert_eq!(MessageHeader::parse(bytes).unwrap_err().kind(), kind);
        }
    }
}
