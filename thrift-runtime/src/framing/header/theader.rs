//! Apache's THeader: integers of variable length, pairs of strings, and zlib.

use crate::error::ProtocolError;
use crate::message::Protocol;
use crate::metadata::Metadata;

use super::fields::{Fields, write_varint};
use super::{About, BINARY, COMPACT, Header, Refusal, ZLIB, check_protocol, check_transform, insert};

/// The kind of info that is pairs. 0 is padding; what other kinds there may be says nothing about its length.
const KEY_VALUE: u32 = 1;

pub(super) fn read(mut fields: Fields<'_>) -> Result<Header, Refusal> {
    let protocol = fields.varint()?;
    let mut zlib = false;
    for _ in 0..fields.varint()? {
        check_transform(fields.varint()?, &mut zlib)?;
    }
    check_protocol(protocol)?;
    let mut metadata = Metadata::new();
    while !fields.is_empty() && fields.varint()? == KEY_VALUE {
        read_pairs(&mut fields, &mut metadata)?;
    }
    Ok(Header { metadata, zlib })
}

fn read_pairs(fields: &mut Fields<'_>, metadata: &mut Metadata) -> Result<(), ProtocolError> {
    for _ in 0..fields.varint()? {
        let (key, value) = (fields.text()?, fields.text()?);
        insert(key, value, metadata)?;
    }
    Ok(())
}

pub(super) fn write(about: &About<'_>, zlib: bool, out: &mut Vec<u8>) {
    let protocol = if about.protocol == Protocol::Compact { COMPACT } else { BINARY };
    write_varint(protocol, out);
    write_varint(zlib.into(), out);
    if zlib {
        write_varint(ZLIB, out);
    }
    if about.metadata.is_empty() {
        return;
    }
    write_varint(KEY_VALUE, out);
    write_varint(about.metadata.len() as u32, out);
    for text in about.metadata.iter().flat_map(|(key, value)| [key, value]) {
        write_varint(text.len() as u32, out);
        out.extend_from_slice(text.as_bytes());
    }
}
