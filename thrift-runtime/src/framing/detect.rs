//! What a connection begins with, from its first bytes.

use std::fmt;

use crate::error::{ProtocolError, ProtocolErrorKind};

use super::Transport;
use super::envelope::is_json;

/// What a connection begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// Messages.
    Messages(Transport),
    /// Something that messages are wrapped in.
    Wrapped(Wrapper),
}

/// What the messages of a connection may be wrapped in, as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrapper {
    Tls,
    Http,
    /// A zlib stream.
    Zlib,
    Sasl,
}

impl fmt::Display for Wrapper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tls => "TLS",
            Self::Http => "HTTP",
            Self::Zlib => "zlib",
            Self::Sasl => "SASL",
        })
    }
}

/// Tells what a connection begins with from its first bytes, or `None` while too few have arrived.
///
/// | first bytes | byte 4 | dialect |
/// |---|---|---|
/// | `80` | | unframed, binary, strict |
/// | `82` | | unframed, compact |
/// | `00` (a length below 16 MB) | `80` | framed, binary, strict |
/// | `00` | `82` | framed, compact |
/// | `00` | `00` | framed, binary, old-style |
/// | `00` | `[` | framed, JSON |
/// | `00` | `0f`, and `ff` behind it | THeader |
/// | `00` | `10`, and `00` behind it | TTHeader |
/// | `00` | first letter of a name | unframed, binary, old-style |
/// | `[`, or white space | | unframed, JSON |
/// | `16 03` | | TLS |
/// | `78 01`, `78 5e`, `78 9c`, `78 da` | | zlib |
/// | `01 00 00 00` | 1 to 20 | SASL |
/// | `POST `, `GET `, … | | HTTP |
///
/// JSON, compact, strict and old-style are told apart again at each message, so that only the transport is kept.
pub(crate) fn detect(start: &[u8]) -> Result<Option<Start>, ProtocolError> {
    Ok(Some(match *start {
        [] | [0] | [0, _] | [0, _, _] | [0, _, _, _] => return Ok(None),
        [0x80 | 0x82, ..] => Start::Messages(Transport::Unframed),
        [0, _, _, _, 0x0f | 0x10] => return Ok(None),
        [0, _, _, _, 0x0f, 0xff, ..] => Start::Messages(Transport::Header),
        [0, _, _, _, 0x10, 0, ..] => Start::Messages(Transport::TtHeader),
        [0, _, _, _, 0x80 | 0x82 | 0 | b'[', ..] => Start::Messages(Transport::Framed),
        [0, _, _, _, letter, ..] if letter.is_ascii_graphic() => Start::Messages(Transport::Unframed),
        [byte, ..] if is_json(byte) => Start::Messages(Transport::Unframed),
        _ => match wrapper(start) {
            Some(Ok(wrapper)) => Start::Wrapped(wrapper),
            Some(Err(Short)) => return Ok(None),
            None => return Err(not_thrift(start)),
        },
    }))
}

/// Too few bytes have arrived.
struct Short;

fn wrapper(start: &[u8]) -> Option<Result<Wrapper, Short>> {
    /// In RFC 9110 and 5789, and what HTTP/2 begins with, for an answer that is understood.
    const METHODS: [&[u8]; 10] =
        [b"POST ", b"GET ", b"OPTIONS ", b"HEAD ", b"PUT ", b"DELETE ", b"PATCH ", b"TRACE ", b"CONNECT ", b"PRI "];
    match *start {
        [0x16, 0x03, ..] => Some(Ok(Wrapper::Tls)),
        // The levels of compression, each with its check (RFC 1950, section 2.2), without a dictionary.
        [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..] => Some(Ok(Wrapper::Zlib)),
        [1, 0, 0, 0, 1..=20, ..] => Some(Ok(Wrapper::Sasl)),
        [0x16] | [0x78] | [1] | [1, 0] | [1, 0, 0] | [1, 0, 0, 0] => Some(Err(Short)),
        [b'A'..=b'Z', ..] => match METHODS.iter().find(|method| method.starts_with(start) || start.starts_with(method))
        {
            Some(method) if start.len() < method.len() => Some(Err(Short)),
            Some(_) => Some(Ok(Wrapper::Http)),
            None => None,
        },
        _ => None,
    }
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
    fn the_first_bytes_tell_the_dialect() {
        let framed = Some(Start::Messages(Transport::Framed));
        let unframed = Some(Start::Messages(Transport::Unframed));
        let wrapped = |wrapper| Some(Start::Wrapped(wrapper));
        for (start, expected) in [
            (&b"\x80\x01\0\x01"[..], unframed),
            (b"\x80", unframed),
            (b"\0\0\0\x20\x80\x01", framed),
            (b"\0\0\0\x20\0\0\0\x07getUser", framed),
            (b"\0\0\0\x07getUser", unframed),
            (b"\x82\x21", unframed),
            (b"\0\0\0\x20\x82\x21", framed),
            (b"[1,", unframed),
            (b"\n", unframed),
            (b"\0\0\0\x20[1", framed),
            (b"\0\0\0\x20\x0f\xff", Some(Start::Messages(Transport::Header))),
            (b"\0\0\0\x20\x0f", None),
            (b"\0\0\0\x20\x10\0", Some(Start::Messages(Transport::TtHeader))),
            (b"\0\0\0\x20\x10", None),
            (b"\0\0\0\x20", None),
            (b"\0", None),
            (b"", None),
            (b"\x16\x03\x01\x02\0", wrapped(Wrapper::Tls)),
            (b"\x16", None),
            (b"\x78\x9c\x63", wrapped(Wrapper::Zlib)),
            (b"\x78", None),
            (b"\x01\0\0\0\x05PLAIN", wrapped(Wrapper::Sasl)),
            (b"\x01\0\0\0", None),
            (b"POST / HTTP/1.1\r\n", wrapped(Wrapper::Http)),
            (b"GET ", wrapped(Wrapper::Http)),
            (b"P", None),
            (b"OPTION", None),
        ] {
            assert_eq!(detect(start).unwrap(), expected, "{}", start.escape_ascii());
        }
    }

    #[test]
    fn more_bytes_change_nothing() {
        for start in [
            &b"\0\0\0\x20\x80\x01"[..],
            b"\0\0\0\x20\x0f\xff\0\0",
            b"\0\0\0\x20\x10\0\0\0",
            b"\0\0\0\x20[1,\"",
            b"\0\0\0\x07getUser",
            b" [1,\"",
            b"\x16\x03\x01\x02\0",
            b"\x78\x9c\x63\0\0",
            b"\x01\0\0\0\x05PLAIN",
            b"OPTIONS * HTTP/1.1\r\n",
        ] {
            let mut found = (0..=start.len()).map(|len| detect(&start[..len]).unwrap()).skip_while(Option::is_none);
            let first = found.next().expect("it is known in the end");
            assert!(found.all(|later| later == first), "{}", start.escape_ascii());
        }
    }

    #[test]
    fn other_protocols_are_named_by_their_first_bytes() {
        for (start, shown) in [
            (&b"SSH-2.0-OpenSSH_9.9"[..], "`SSH-2.0-OpenSSH_`"),
            (b"\x16\x04", "`\\x16\\x04`"),
            (b"\x78\x02", "`x\\x02`"),
            (b"\x01\0\0\0\x15", "`\\x01\\x00\\x00\\x00\\x15`"),
            (b"\0\0\0\x20\x0f\xfe", "`\\x00\\x00\\x00 \\x0f\\xfe`"),
            (b"\0\0\0\x20\x10\x01", "`\\x00\\x00\\x00 \\x10\\x01`"),
            (b"\0\0\0\x20\x83", "`\\x00\\x00\\x00 \\x83`"),
            (b"{\"a\":1}", "`{\\\"a\\\":1}`"),
        ] {
            let error = detect(start).unwrap_err().to_string();
            assert!(error.contains(shown), "{error}");
        }
    }
}
