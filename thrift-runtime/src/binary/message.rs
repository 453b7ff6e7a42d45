//! The message header, strict and old-style (Thrift binary protocol encoding, "Message").

use super::Writer;
use crate::codec::Output;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::message::MessageType;
use crate::utf8;

/// How a message header is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Version {
    /// With a version in front, as every library writes it today.
    #[default]
    Strict,
    /// Without one, as the first libraries did.
    Old,
}

impl Version {
    /// Offset of the name in a message.
    pub(crate) fn name_offset(self) -> usize {
        match self {
            Self::Strict => 8,
            Self::Old => 4,
        }
    }
}

/// What stands in front of arguments and results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessageHeader<'a> {
    /// The method.
    pub name: &'a str,
    /// Call, reply, exception or oneway.
    pub kind: MessageType,
    /// What a reply repeats from its call.
    pub sequence_id: i32,
    /// How the header is written.
    pub version: Version,
}

/// Longest name of a method, in bytes. Names are identifiers; what claims more is not Thrift, and would be waited for.
const NAME_SIZE: usize = 64 * 1024;

/// Upper half of the first word of a strict header.
const VERSION_1: u16 = 0x8001;

impl<'a> MessageHeader<'a> {
    /// Reads a header from the start of `input`. Gives it with its length, or `None` when it has not all arrived.
    #[inline(always)]
    pub(crate) fn parse(input: &'a [u8]) -> Result<Option<(Self, usize)>, ProtocolError> {
        let Some((first, rest)) = input.split_first_chunk() else {
            return Ok(None);
        };
        if i32::from_be_bytes(*first) < 0 {
            Self::parse_strict(*first, rest, input.len())
        } else {
            Self::parse_old(*first, rest, input.len())
        }
    }

    #[inline(always)]
    fn parse_strict(first: [u8; 4], rest: &'a [u8], len: usize) -> Result<Option<(Self, usize)>, ProtocolError> {
        let [v0, v1, _, kind] = first;
        if u16::from_be_bytes([v0, v1]) != VERSION_1 {
            return Err(unknown_version(first));
        }
        let kind = MessageType::parse(kind)?;
        let Some((length, rest)) = rest.split_first_chunk() else {
            return Ok(None);
        };
        let Some((name, rest)) = rest.split_at_checked(name_length(i32::from_be_bytes(*length))?) else {
            return Ok(None);
        };
        let Some((sequence_id, rest)) = rest.split_first_chunk() else {
            return Ok(None);
        };
        let header = Self {
            name: name_text(name)?,
            kind,
            sequence_id: i32::from_be_bytes(*sequence_id),
            version: Version::Strict,
        };
        Ok(Some((header, len - rest.len())))
    }

    #[inline(never)]
    fn parse_old(first: [u8; 4], rest: &'a [u8], len: usize) -> Result<Option<(Self, usize)>, ProtocolError> {
        let Some((name, rest)) = rest.split_at_checked(name_length(i32::from_be_bytes(first))?) else {
            return Ok(None);
        };
        let Some(([kind, sequence_id @ ..], rest)) = rest.split_first_chunk::<5>() else {
            return Ok(None);
        };
        let header = Self {
            name: name_text(name)?,
            kind: MessageType::parse(*kind)?,
            sequence_id: i32::from_be_bytes(*sequence_id),
            version: Version::Old,
        };
        Ok(Some((header, len - rest.len())))
    }

    /// Writes a strict header at the end of `room`. Gives where it begins; `None` where that is before it.
    pub(crate) fn write_before(&self, room: &mut [u8]) -> Option<usize> {
        let name = self.name.as_bytes();
        let start = room.len().checked_sub(12 + name.len())?;
        let [v0, v1] = VERSION_1.to_be_bytes();
        let (first, rest) = room.get_mut(start..)?.split_first_chunk_mut()?;
        let (length, rest) = rest.split_first_chunk_mut()?;
        let (rest, sequence_id) = rest.split_last_chunk_mut()?;
        *first = [v0, v1, 0, self.kind as u8];
        *length = (name.len() as u32).to_be_bytes();
        rest.copy_from_slice(name);
        *sequence_id = self.sequence_id.to_be_bytes();
        Some(start)
    }

    /// Writes the header.
    pub(crate) fn write(&self, out: &mut Writer) {
        match self.version {
            Version::Strict => {
                let [v0, v1] = VERSION_1.to_be_bytes();
                out.append(&[v0, v1, 0, self.kind as u8]);
                out.bytes(self.name.as_bytes());
            }
            Version::Old => {
                out.bytes(self.name.as_bytes());
                out.append(&[self.kind as u8]);
            }
        }
        out.append(&self.sequence_id.to_be_bytes());
    }
}

#[cold]
fn unknown_version(first: [u8; 4]) -> ProtocolError {
    let message = format!("the message has the unknown version {:#010x}", u32::from_be_bytes(first));
    ProtocolError::new(ProtocolErrorKind::BadVersion, message).at(0)
}

/// Checks the length of a name.
#[inline]
pub(crate) fn name_length(length: i32) -> Result<usize, ProtocolError> {
    match usize::try_from(length) {
        Ok(len) if len <= NAME_SIZE => Ok(len),
        _ => Err(bad_name_length(length)),
    }
}

#[cold]
fn bad_name_length(length: i32) -> ProtocolError {
    match length {
        0.. => ProtocolError::new(
            ProtocolErrorKind::SizeLimit,
            format!("the name of a method would have {length} bytes, above the limit of {NAME_SIZE}"),
        ),
        _ => {
            ProtocolError::new(ProtocolErrorKind::NegativeSize, format!("the name of a method has the length {length}"))
        }
    }
}

/// The bytes of a name as text.
#[inline(always)]
pub(crate) fn name_text(bytes: &[u8]) -> Result<&str, ProtocolError> {
    utf8::check(bytes).ok_or_else(no_text)
}

#[cold]
fn no_text() -> ProtocolError {
    ProtocolError::new(ProtocolErrorKind::InvalidData, "the name of a method is not UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADERS: [MessageHeader<'static>; 2] = [
        MessageHeader { name: "getUser", kind: MessageType::Call, sequence_id: -7, version: Version::Strict },
        MessageHeader { name: "getUser", kind: MessageType::Reply, sequence_id: 7, version: Version::Old },
    ];

    #[test]
    fn both_versions_come_back_as_written() {
        for header in HEADERS {
            let mut out = Writer::new();
            header.write(&mut out);
            let bytes = out.finish().unwrap();
            assert_eq!(MessageHeader::parse(&bytes).unwrap(), Some((header, bytes.len())));
            for cut in 0..bytes.len() {
                assert_eq!(MessageHeader::parse(&bytes[..cut]).unwrap(), None, "cut at {cut}");
            }
        }
    }

    #[test]
    fn what_is_no_header_is_refused_at_once() {
        for (bytes, kind) in [
            (&[0x80, 0x02, 0, 1][..], ProtocolErrorKind::BadVersion),
            (&[0x80, 0x01, 0, 9], ProtocolErrorKind::InvalidData),
            (b"GET / HTTP/1.1", ProtocolErrorKind::SizeLimit),
            (&[0x80, 0x01, 0, 1, 0xff, 0xff, 0xff, 0xff], ProtocolErrorKind::NegativeSize),
        ] {
            assert_eq!(MessageHeader::parse(bytes).unwrap_err().kind(), kind);
        }
    }
}
