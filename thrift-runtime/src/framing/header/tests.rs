//! Frames by hand, as peers write them and as nobody should.

use super::*;
use crate::message::{MessageType, Protocol};

const PAYLOAD: &[u8] = b"\x80\x01\0\x01\0\0\0\x04echo\0\0\0\x07\0";

/// A frame, without its length, with this header, which is padded here.
fn frame(transport: Transport, header: &[u8], payload: &[u8]) -> Bytes {
    let magic = if transport == Transport::TtHeader { TTHEADER } else { THEADER };
    let mut frame = magic.to_vec();
    frame.extend([0, 9, 0, 0, 0, 5]);
    frame.extend((header.len().div_ceil(4) as u16).to_be_bytes());
    frame.extend(header);
    frame.resize(START + header.len().next_multiple_of(4), 0);
    frame.extend(payload);
    frame.into()
}

fn opened(transport: Transport, header: &[u8], payload: &[u8]) -> Opened {
    open(transport, &frame(transport, header, payload), &Limits::DEFAULT).unwrap()
}

fn closed(transport: Transport, header: &[u8]) -> (ApplicationErrorKind, String) {
    let closed = open(transport, &frame(transport, header, PAYLOAD), &Limits::DEFAULT).unwrap_err();
    let (kind, sequence_id) = closed.answer.unwrap();
    assert_eq!(sequence_id, 5);
    (kind, closed.error.to_string())
}

fn pairs(metadata: &Metadata) -> Vec<(&str, &str)> {
    metadata.iter().collect()
}

const BOTH: [Transport; 2] = [Transport::Header, Transport::TtHeader];

fn metadata(pairs: &[(&str, &str)]) -> Metadata {
    let mut metadata = Metadata::new();
    for (key, value) in pairs {
        metadata.insert(*key, *value).unwrap();
    }
    metadata
}

fn packed(packing: Packing, kind: MessageType, metadata: &Metadata, protocol: Protocol) -> Vec<u8> {
    let mut out = b"before".to_vec();
    let about = About { method: "echo", kind, sequence_id: 7, protocol, metadata };
    append(packing, &about, &mut out, |out| out.extend_from_slice(PAYLOAD));
    assert_eq!(out[6..10], ((out.len() - 10) as u32).to_be_bytes());
    out.split_off(10)
}

#[test]
fn a_theader_is_written_as_the_specification_has_it() {
    let out = packed(Transport::Header.into(), MessageType::Call, &metadata(&[("k", "v")]), Protocol::Compact);
    assert_eq!(out[..10], *b"\x0f\xff\0\0\0\0\0\x07\0\x02");
    assert_eq!(out[10..18], *b"\x02\0\x01\x01\x01k\x01v");
    assert_eq!(out[18..], *PAYLOAD);
    let bare = packed(Transport::Header.into(), MessageType::Call, &Metadata::new(), Protocol::Binary);
    assert_eq!(bare[8..14], *b"\0\x01\0\0\0\0");
}

#[test]
fn a_ttheader_is_written_as_kitex_and_volo_read_it() {
    let sent = metadata(&[("tenant", "acme"), ("log_id", "42"), ("RPC_PERSIST_ZONE", "eu"), ("acl_token", "key")]);
    let out = packed(Transport::TtHeader.into(), MessageType::Call, &sent, Protocol::Binary);
    assert_eq!(out[..10], *b"\x10\0\0\0\0\0\0\x07\0\x15");
    let mut header = b"\0\0".to_vec();
    header.extend(b"\x01\0\x02\0\x12RPC_TRANSIT_tenant\0\x04acme\0\x10RPC_PERSIST_ZONE\0\x02eu");
    header.extend(b"\x10\0\x03\0\x16\0\x011\0\x09\0\x04echo\0\x02\0\x0242");
    header.extend(b"\x11\0\x03key\0\0\0");
    assert_eq!(out[10..10 + 0x15 * 4].escape_ascii().to_string(), header.escape_ascii().to_string());
    let reply = packed(Transport::TtHeader.into(), MessageType::Reply, &metadata(&[("a", "b")]), Protocol::Compact);
    let header = b"\x02\0\x01\0\x01\0\x0eRPC_BACKWARD_a\0\x01b\x10\0\x01\0\x16\0\x012";
    assert_eq!(reply[10..10 + header.len()].escape_ascii().to_string(), header.escape_ascii().to_string());
}

#[test]
fn what_is_written_is_read() {
    // What would break a header of HTTP is nothing special in these.
    let sent =
        metadata(&[("tenant", "a\r\nb\0c"), ("empty", ""), ("RPC_PERSIST_x", "y"), ("to_service", "s"), ("ü", "é")]);
    for transport in BOTH {
        for kind in [MessageType::Call, MessageType::Reply] {
            for framed in [false, transport == Transport::TtHeader] {
                let packing = Packing { flags: 9, framed, ..transport.into() };
                let frame = packed(packing, kind, &sent, Protocol::Binary).into();
                let opened = open(transport, &frame, &Limits::DEFAULT).unwrap();
                assert_eq!((opened.packing, &opened.payload[..]), (packing, PAYLOAD));
                let mut expected = pairs(&sent);
                let mut found = pairs(&opened.metadata);
                found.retain(|(key, _)| *key != "to_method");
                expected.sort_unstable();
                found.sort_unstable();
                assert_eq!(found, expected, "{transport:?}");
            }
        }
    }
}

#[test]
fn peers_pad_and_order_as_they_like() {
    // Four bytes of padding, as the C++ library writes where it needs none; flags and all.
    let found = opened(Transport::Header, b"\0\0\x01\x01\x01k\x01v\0\0\0\0", PAYLOAD);
    assert_eq!((pairs(&found.metadata), found.packing.flags, &found.payload[..]), (vec![("k", "v")], 9, PAYLOAD));
    // What no text is, and the second of two values of a key.
    let found = opened(Transport::Header, b"\0\0\x01\x03\x01\xff\x01v\x01k\x01v\x01K\x01w", PAYLOAD);
    assert_eq!(pairs(&found.metadata), [("K", "w")]);
    // Infos that nobody knows end the header.
    let found = opened(Transport::Header, b"\0\0\x09\x01\x01k\x01v", PAYLOAD);
    assert!(found.metadata.is_empty());
    // In TTHeader, padding may be between infos, numbers that nobody knows are left out.
    let header = b"\x02\0\0\0\x10\0\x02\x01\0\0\x01x\0\x0c\0\x0250\x01\0\x01\0\x01a\0\x01b";
    let found = opened(Transport::TtHeader, header, PAYLOAD);
    assert_eq!(pairs(&found.metadata), [("client_timeout", "50"), ("a", "b")]);
    // The payload may be in a frame.
    let framed = [&(PAYLOAD.len() as u32).to_be_bytes(), PAYLOAD].concat();
    let found = opened(Transport::TtHeader, b"\0\0", &framed);
    assert_eq!((&found.payload[..], found.packing.framed), (PAYLOAD, true));
}

#[test]
fn what_is_not_known_is_named() {
    let unknown_protocol = (ApplicationErrorKind::INVALID_PROTOCOL, "unknown protocol 7 in a header".to_owned());
    let unknown_transform = (ApplicationErrorKind::INVALID_TRANSFORM, "unknown transform 3 in a header".to_owned());
    for transport in BOTH {
        assert_eq!(closed(transport, b"\x07\0"), unknown_protocol);
        assert_eq!(closed(transport, b"\0\x01\x03"), unknown_transform);
    }
    let transform = |header| closed(Transport::Header, header);
    assert_eq!(closed(Transport::TtHeader, b"\0\x01\x01").0, ApplicationErrorKind::INVALID_TRANSFORM);
    #[cfg(feature = "zlib")]
    assert!(transform(b"\0\x02\x01\x01").1.contains("zlib is listed twice"));
    #[cfg(not(feature = "zlib"))]
    assert!(transform(b"\0\x01\x01").1.contains("takes the feature `zlib`"));
    let (kind, message) = closed(Transport::TtHeader, b"\0\0\x02");
    assert_eq!((kind, &*message), (ApplicationErrorKind::PROTOCOL_ERROR, "unknown info 2 in a header"));
}

#[test]
fn every_length_is_checked_against_what_is_there() {
    for header in [
        // A protocol, transforms, infos, a pair, a key, a value that are not there or not all.
        &b"\x80\x80\x80\x80"[..],
        b"\0\xff\xff\xff",
        b"\0\0\x01\xff\xff\xff\xff\x0f",
        b"\0\0\x01\x02\x01k\x01v",
        b"\0\0\x01\x01\xff\xff\xff\xff\x0fk",
        b"\0\0\x01\x01\x01k\x7fv",
        b"\0\0\x01\x01\x01k\x80\x80\x80\x80\x80\x01",
        b"\0\0\x01\x01\x01k\xff\xff\xff\xff\xff\0\0\0",
    ] {
        let (kind, message) = closed(Transport::Header, header);
        assert!(kind != ApplicationErrorKind::INTERNAL_ERROR && message.contains("header"), "{message}");
    }
    for header in [
        &b"\0\0\x01\xff"[..],
        b"\0\0\x01\0\x01\0\x01",
        b"\0\0\x01\0\x01\0\x01k\xff\xff",
        b"\0\0\x01\xff\xff\0\x01k\0\x01v\0",
        b"\0\0\x10\0\x01\0\x09\xff\xff",
        b"\0\0\x10\xff\xff\0",
        b"\0\0\x11\xff\xff",
    ] {
        let (kind, message) = closed(Transport::TtHeader, header);
        assert_eq!(kind, ApplicationErrorKind::PROTOCOL_ERROR);
        assert!(message.contains("a header ends early"), "{message}");
    }
}

#[test]
fn a_frame_cut_anywhere_is_an_error_or_a_shorter_payload() {
    for transport in BOTH {
        let whole = packed(transport.into(), MessageType::Call, &metadata(&[("key", "value")]), Protocol::Binary);
        let header = whole.len() - PAYLOAD.len();
        for len in 0..whole.len() {
            let frame = Bytes::copy_from_slice(&whole[..len]);
            match open(transport, &frame, &Limits::DEFAULT) {
                Ok(opened) => assert_eq!(opened.payload.len(), len - header),
                Err(closed) => assert_eq!((closed.answer.is_some(), len < header), (len >= START, true)),
            }
        }
    }
}

#[test]
fn metadata_without_end_is_refused() {
    // As many pairs as fit, and one that is too large.
    let many = [&b"\0\0\x01\xff\x7f"[..], &b"\0\0".repeat(1000)].concat();
    let (_, message) =
        closed(Transport::Header, &[&b"\0\0\x01\x02"[..], b"\0\0", &[0x81, 0x80, 2], &[b'k'; 32769], b"\0"].concat());
    assert!(message.contains("metadata"), "{message}");
    let distinct: Vec<u8> = (0..200_u8).flat_map(|n| [2, b'a' + n % 26, b'a' + n / 26, 0]).collect();
    let (_, message) = closed(Transport::Header, &[&b"\0\0\x01\xc8\x01"[..], &distinct].concat());
    assert!(message.contains("128 pairs"), "{message}");
    assert!(closed(Transport::Header, &many).1.contains("ends early"));
}

#[cfg(feature = "zlib")]
mod zlib {
    use super::super::zlib::{deflate, inflate};
    use super::*;

    #[test]
    fn a_compressed_payload_comes_back() {
        let packing = Packing { zlib: true, ..Transport::Header.into() };
        let frame = packed(packing, MessageType::Call, &Metadata::new(), Protocol::Binary);
        assert_eq!(frame[10..14], *b"\0\x01\x01\0");
        let opened = open(Transport::Header, &frame.into(), &Limits::DEFAULT).unwrap();
        assert_eq!((opened.packing, &opened.payload[..]), (packing, PAYLOAD));
        // Of any size, however well it is compressed.
        let mut noise = 1_u32;
        let mut next = || {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (noise >> 24) as u8
        };
        for size in [0, 1, 4095, 4096, 4097, 100_000] {
            for payload in [vec![b'x'; size], (0..size).map(|_| next()).collect()] {
                let mut out = Vec::new();
                deflate(&payload, &mut out);
                assert_eq!(inflate(&out, size).unwrap(), payload);
            }
        }
    }

    #[test]
    fn a_bomb_is_refused_at_the_limit() {
        let mut bomb = Vec::new();
        deflate(&vec![0; 64 << 20], &mut bomb);
        assert!(bomb.len() < 1 << 20);
        let error = inflate(&bomb, 1 << 20).unwrap_err();
        assert_eq!(error.kind(), ProtocolErrorKind::SizeLimit);
        let frame = frame(Transport::Header, b"\0\x01\x01", &bomb);
        let closed = open(Transport::Header, &frame, &Limits::DEFAULT).unwrap_err();
        assert!(closed.error.to_string().contains("16384000 bytes when it is inflated"), "{}", closed.error);
    }

    #[test]
    fn what_is_no_stream_is_an_error() {
        let mut whole = Vec::new();
        deflate(PAYLOAD, &mut whole);
        for len in 0..whole.len() {
            assert!(inflate(&whole[..len], 1000).is_err(), "{len}");
        }
        assert!(inflate(&[&*whole, b"x"].concat(), 1000).unwrap_err().to_string().contains("1 bytes are left"));
        assert!(inflate(b"not zlib", 1000).unwrap_err().to_string().contains("malformed"));
    }
}
