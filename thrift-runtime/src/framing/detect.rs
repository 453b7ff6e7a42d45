//! Which dialect a connection speaks, from its first bytes.

use crate::error::{ProtocolError, ProtocolErrorKind};

use super::Transport;

/// Tells the transport from the first bytes of a connection, or `None` while too few have arrived.
///
/// | first byte | byte 4 | dialect |
/// |---|---|---|
/// | `80` | | unframed, binary, strict |
/// | `82` | | unframed, compact |
/// | `00` (a length below 16 MB) | `80` | framed, binary, strict |
/// | `00` | `82` | framed, compact |
/// | `00` | `00` | framed, binary, old-style |
/// | `00` | first letter of a name | unframed, binary, old-style |
///
/// Compact, strict and old-style are told apart again at each message, so that only the transport is kept.
pub(crate) fn detect(start: &[u8]) -> Result<Option<Transport>, ProtocolError> {
    Ok(Some(match *start {
        [] | [0] | [0, _] | [0, _, _] | [0, _, _, _] => return Ok(None),
        [0x80 | 0x82, ..] => Transport::Unframed,
        [0, _, _, _, 0x80 | 0x82 | 0, ..] => Transport::Framed,
        [0, _, _, _, letter, ..] if letter.is_ascii_graphic() => Transport::Unframed,
        _ => return Err(not_thrift(start)),
    }))
}

fn not_thrift(start: &[u8]) -> ProtocolError {
    /// Enough to recognise another protocol by.
    const SHOWN: usize = 16;
    let shown = start.get(..SHOWN).unwrap_or(start).escape_ascii();
    let message = format!("not Thrift: the first bytes are `{shown}`");
    ProtocolError::new(ProtocolErrorKind::BadVersion, message).at(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_the_transport() {
        let framed = Some(Transport::Framed);
        let unframed = Some(Transport::Unframed);
        for (start, transport) in [
            (&b"\x80\x01\0\x01"[..], unframed),
            (b"\x80", unframed),
            (b"\0\0\0\x20\x80\x01", framed),
            (b"\0\0\0\x20\0\0\0\x07getUser", framed),
            (b"\0\0\0\x07getUser", unframed),
            (b"\x82\x21", unframed),
            (b"\0\0\0\x20\x82\x21", framed),
            (b"\0\0\0\x20", None),
            (b"\0", None),
            (b"", None),
        ] {
            assert_eq!(detect(start).unwrap(), transport, "{}", start.escape_ascii());
        }
    }

    #[test]
    fn other_protocols_are_named_by_their_first_bytes() {
        for (start, shown) in [
            (&b"GET / HTTP/1.1\r\nHost: localhost"[..], "`GET / HTTP/1.1\\r\\n`"),
            (b"\x16\x03\x01\x02\0", "`\\x16\\x03\\x01\\x02\\x00`"),
            (b"\0\0\0\x20\x83", "`\\x00\\x00\\x00 \\x83`"),
            (b"\n", "`\\n`"),
        ] {
            let error = detect(start).unwrap_err().to_string();
            assert!(error.contains(shown), "{error}");
        }
    }
}
