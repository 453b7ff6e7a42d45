//! TTHeader, of Kitex and volo: lengths of two bytes, pairs of strings, and pairs with numbers as keys.

use bytes::{Buf, Bytes};

use crate::error::ApplicationErrorKind;
use crate::message::{MessageType, Protocol};
use crate::metadata::Metadata;

use super::fields::{Fields, invalid};
use super::keys::{MESSAGE_TYPE, TO_METHOD, named, numbered, prefixed, stripped};
use super::{About, BINARY, COMPACT, FRAME_LENGTH, Header, Refusal, check_protocol, insert};

/// Kinds of info.
const PADDING: u8 = 0;
const KEY_VALUE: u8 = 1;
const NUMBER_VALUE: u8 = 0x10;
const ACL_TOKEN: u8 = 0x11;

/// The key of metadata that an access token has.
const ACL_TOKEN_KEY: &str = "acl_token";

pub(super) fn read(mut fields: Fields<'_>) -> Result<Header, Refusal> {
    let protocol = fields.byte()?;
    if fields.byte()? != 0 {
        let message = format!("unknown transform {} in a header", fields.byte()?);
        return Err(Refusal::new(ApplicationErrorKind::INVALID_TRANSFORM, message));
    }
    check_protocol(protocol.into())?;
    let mut metadata = Metadata::new();
    while !fields.is_empty() {
        match fields.byte()? {
            PADDING => {}
            KEY_VALUE => {
                for _ in 0..fields.short()? {
                    let (key, value) = (fields.short_text()?, fields.short_text()?);
                    insert(stripped(key), value, &mut metadata)?;
                }
            }
            NUMBER_VALUE => {
                for _ in 0..fields.short()? {
                    let (number, value) = (fields.short()?, fields.short_text()?);
                    if let Some(key) = named(number) {
                        insert(key.as_bytes(), value, &mut metadata)?;
                    }
                }
            }
            ACL_TOKEN => insert(ACL_TOKEN_KEY.as_bytes(), fields.short_text()?, &mut metadata)?,
            kind => return Err(invalid(format!("unknown info {kind} in a header")).into()),
        }
    }
    Ok(Header { metadata, zlib: false })
}

/// The payload without the frame that it may be in: then it begins with its length, and no message does.
pub(super) fn unframed(payload: &Bytes) -> Option<Bytes> {
    let length = u32::from_be_bytes(*payload.first_chunk()?);
    let mut inner = payload.clone();
    inner.advance(FRAME_LENGTH);
    (u32::try_from(inner.len()) == Ok(length)).then_some(inner)
}

pub(super) fn write(about: &About<'_>, out: &mut Vec<u8>) {
    let protocol = if about.protocol == Protocol::Compact { COMPACT } else { BINARY };
    // Without transforms: nobody undoes them.
    out.extend_from_slice(&[protocol as u8, 0]);
    let is_reply = matches!(about.kind, MessageType::Reply | MessageType::Exception);
    write_strings(about.metadata, is_reply, out);
    write_numbers(about, is_reply, out);
    if let Some(token) = about.metadata.get(ACL_TOKEN_KEY) {
        out.push(ACL_TOKEN);
        write_text(token.as_bytes(), out);
    }
}

fn write_strings(metadata: &Metadata, is_reply: bool, out: &mut Vec<u8>) {
    let is_string = |key: &str| numbered(key).is_none() && !key.eq_ignore_ascii_case(ACL_TOKEN_KEY);
    let count = metadata.iter().filter(|(key, _)| is_string(key)).count();
    if count == 0 {
        return;
    }
    out.push(KEY_VALUE);
    out.extend_from_slice(&(count as u16).to_be_bytes());
    for (key, value) in metadata.iter().filter(|(key, _)| is_string(key)) {
        write_text(prefixed(key, is_reply).as_bytes(), out);
        write_text(value.as_bytes(), out);
    }
}

fn write_numbers(about: &About<'_>, is_reply: bool, out: &mut Vec<u8>) {
    let digits = [b'0' + about.kind as u8];
    let own = [(MESSAGE_TYPE, &digits[..]), (TO_METHOD, about.method.as_bytes())];
    let own = if is_reply { &own[..1] } else { &own[..] };
    let others = || {
        let numbered = about.metadata.iter().filter_map(|(key, value)| Some((numbered(key)?, value.as_bytes())));
        numbered.filter(|(number, _)| own.iter().all(|(own, _)| own != number))
    };
    out.push(NUMBER_VALUE);
    out.extend_from_slice(&((own.len() + others().count()) as u16).to_be_bytes());
    for (number, value) in own.iter().copied().chain(others()) {
        out.extend_from_slice(&number.to_be_bytes());
        write_text(value, out);
    }
}

/// Writes text behind its length in two bytes; what is longer than that can say is a method's name, of which the rest is left out.
fn write_text(text: &[u8], out: &mut Vec<u8>) {
    let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(text.get(..length.into()).unwrap_or_default());
}
