//! Frames that begin with a header of their own: THeader and TTHeader.
//!
//! ```text
//! length, 4 bytes | magic, 2 | flags, 2 | sequence id, 4 | words of the header, 2 | header | payload
//! ```
//!
//! Both have that in common (Apache's `doc/specs/HeaderFormat.md`), and differ in how the header is written. All lengths in it
//! are those of slices of the frame, which has arrived: nothing is reserved for what one claims.

mod fields;
mod keys;
mod theader;
mod ttheader;
#[cfg(feature = "zlib")]
mod zlib;

use bytes::Bytes;

use crate::error::{ApplicationErrorKind, ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;
use crate::metadata::Metadata;

use super::packing::{About, Packing};
use super::{FRAME_LENGTH, Transport};
use fields::Fields;

/// Bytes of a frame in front of the header: magic, flags, sequence id and the header's words.
const START: usize = 10;
/// Bytes of a word of the header.
const WORD: usize = 4;
/// Most bytes of a header with what stands in front of it; peers take fewer than 16,384 words.
pub(super) const HEADER_MAX: usize = FRAME_LENGTH + START + 16_383 * WORD;

/// The id of zlib among the transforms.
const ZLIB: u32 = 1;

/// What stands in front of messages in each of them.
const THEADER: [u8; 2] = [0x0f, 0xff];
const TTHEADER: [u8; 2] = [0x10, 0x00];

/// A frame without its header.
#[derive(Debug)]
pub(super) struct Opened {
    /// As a reply has to be packed.
    pub(super) packing: Packing,
    pub(super) metadata: Metadata,
    /// The message.
    pub(super) payload: Bytes,
}

/// A frame that can not be opened.
#[derive(Debug)]
pub(super) struct Closed {
    pub(super) error: ProtocolError,
    /// What its sender is told, and the sequence id by which it knows it, where that has arrived.
    pub(super) answer: Option<(ApplicationErrorKind, i32)>,
}

impl From<ProtocolError> for Closed {
    fn from(error: ProtocolError) -> Self {
        Self { error, answer: None }
    }
}

/// What a header says.
struct Header {
    metadata: Metadata,
    /// Whether the payload is compressed.
    zlib: bool,
}

/// Reads what a header says.
type Read = fn(Fields<'_>) -> Result<Header, Refusal>;

/// Takes the header off a frame of this transport, and from the payload what the header says is around it.
pub(super) fn open(transport: Transport, frame: &Bytes, limits: &Limits) -> Result<Opened, Closed> {
    let mut fields = Fields::new(frame);
    let (magic, read): (_, Read) = match transport {
        Transport::TtHeader => (TTHEADER, ttheader::read),
        _ => (THEADER, theader::read),
    };
    let found = fields.array()?;
    if found != magic {
        let message = format!("a frame begins with `{}`, not with `{}`", found.escape_ascii(), magic.escape_ascii());
        return Err(ProtocolError::new(ProtocolErrorKind::BadVersion, message).into());
    }
    let flags = u16::from_be_bytes(fields.array()?);
    let sequence_id = i32::from_be_bytes(fields.array()?);
    let refused = |refusal: Refusal| Closed { error: refusal.error, answer: Some((refusal.kind, sequence_id)) };
    let words = usize::from(u16::from_be_bytes(fields.array()?));
    let header = fields.take(words * WORD).map_err(|error| refused(error.into()))?;
    let header = read(Fields::new(header)).map_err(refused)?;
    let mut packing = Packing { transport, flags, zlib: header.zlib, framed: false };
    let mut payload = frame.slice(frame.len() - fields.len()..);
    if header.zlib {
        payload = inflate(&payload, limits).map_err(refused)?;
    }
    if transport == Transport::TtHeader
        && let Some(inner) = ttheader::unframed(&payload)
    {
        (packing.framed, payload) = (true, inner);
    }
    Ok(Opened { packing, metadata: header.metadata, payload })
}

/// Appends a frame with a header about the message that `write` writes.
#[inline(never)]
pub(super) fn append(packing: Packing, about: &About<'_>, out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    let start = out.len();
    out.extend_from_slice(&[0; FRAME_LENGTH]);
    let tt = packing.transport == Transport::TtHeader;
    out.extend_from_slice(if tt { &TTHEADER } else { &THEADER });
    out.extend_from_slice(&packing.flags.to_be_bytes());
    out.extend_from_slice(&about.sequence_id.to_be_bytes());
    let words = out.len();
    out.extend_from_slice(&[0; 2]);
    let header = out.len();
    match tt {
        true => ttheader::write(about, out),
        false => theader::write(about, packing.zlib, out),
    }
    while !(out.len() - header).is_multiple_of(WORD) {
        out.push(0);
    }
    // Metadata has its own limit, below that of a header.
    let size = ((out.len() - header) / WORD) as u16;
    set(out, words, size.to_be_bytes());
    let payload = out.len();
    if packing.framed {
        out.extend_from_slice(&[0; FRAME_LENGTH]);
    }
    write(out);
    if packing.framed {
        set_length(out, payload);
    }
    if packing.zlib {
        deflate(out, payload);
    }
    set_length(out, start);
}

fn set<const N: usize>(out: &mut [u8], at: usize, bytes: [u8; N]) {
    if let Some(place) = out.get_mut(at..).and_then(|rest| rest.first_chunk_mut()) {
        *place = bytes;
    }
}

/// Sets the length at this place to that of what follows it.
fn set_length(out: &mut [u8], at: usize) {
    let length = out.len().saturating_sub(at + FRAME_LENGTH) as u32;
    set(out, at, length.to_be_bytes());
}

/// Why a frame is refused, and what its sender is told.
#[derive(Debug)]
struct Refusal {
    error: ProtocolError,
    kind: ApplicationErrorKind,
}

impl From<ProtocolError> for Refusal {
    fn from(error: ProtocolError) -> Self {
        Self { error, kind: ApplicationErrorKind::PROTOCOL_ERROR }
    }
}

impl Refusal {
    fn new(kind: ApplicationErrorKind, message: String) -> Self {
        Self { error: ProtocolError::new(ProtocolErrorKind::NotImplemented, message), kind }
    }
}

/// Checks that the payload is in a protocol of ours, which it shows itself.
fn check_protocol(id: u32) -> Result<(), Refusal> {
    match id {
        BINARY | COMPACT => Ok(()),
        _ => Err(Refusal::new(ApplicationErrorKind::INVALID_PROTOCOL, format!("unknown protocol {id} in a header"))),
    }
}

/// The ids of protocols.
const BINARY: u32 = 0;
const COMPACT: u32 = 2;

/// Checks a transform that has been done to the payload. Each may come once, so that the work of undoing them is bounded.
fn check_transform(id: u32, zlib: &mut bool) -> Result<(), Refusal> {
    let message = match id {
        ZLIB if *zlib => "zlib is listed twice among the transforms of a header".to_owned(),
        ZLIB if cfg!(feature = "zlib") => {
            *zlib = true;
            return Ok(());
        }
        ZLIB => "the transform zlib takes the feature `zlib`, which is not built in".to_owned(),
        _ => format!("unknown transform {id} in a header"),
    };
    Err(Refusal::new(ApplicationErrorKind::INVALID_TRANSFORM, message))
}

/// Takes a pair into the metadata. What is no text can not be in it.
fn insert(key: &[u8], value: &[u8], metadata: &mut Metadata) -> Result<(), ProtocolError> {
    match (std::str::from_utf8(key), std::str::from_utf8(value)) {
        (Ok(key), Ok(value)) => metadata.insert(key, value).map(|_| ()),
        _ => {
            tracing::debug!(key = %key.escape_ascii(), "a pair of metadata that is not UTF-8 is dropped");
            Ok(())
        }
    }
}

#[cfg(feature = "zlib")]
fn inflate(payload: &[u8], limits: &Limits) -> Result<Bytes, Refusal> {
    Ok(zlib::inflate(payload, limits.frame())?.into())
}

#[cfg(not(feature = "zlib"))]
fn inflate(payload: &Bytes, _: &Limits) -> Result<Bytes, Refusal> {
    // No header gets so far.
    Ok(payload.clone())
}

#[cfg(feature = "zlib")]
fn deflate(out: &mut Vec<u8>, from: usize) {
    let payload = out.split_off(from);
    zlib::deflate(&payload, out);
}

#[cfg(not(feature = "zlib"))]
fn deflate(_: &mut Vec<u8>, _: usize) {}

#[cfg(test)]
mod tests;
