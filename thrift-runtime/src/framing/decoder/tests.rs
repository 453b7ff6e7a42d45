//! However a stream is cut, and whatever is in it.

use super::buffer::LEFT;
use super::*;
use crate::binary::{MessageHeader, Version, Writer};
use crate::codec::Input;
use crate::framing::About;
use crate::message::{MessageType, Protocol};
use crate::metadata::Metadata;
use crate::{compact, transcode};

/// No arguments, a string, a list of structs, in the binary protocol.
const BODIES: [&[u8]; 3] =
    [&[0], &[11, 0, 1, 0, 0, 0, 3, b'a', b'b', b'c', 0], &[15, 0, 1, 12, 0, 0, 0, 2, 8, 0, 1, 0, 0, 0, 1, 0, 0, 0]];

/// Three calls, strict and old-style.
fn messages() -> Vec<Vec<u8>> {
    let versions = [Version::Strict, Version::Old, Version::Strict];
    let message = |(version, body): (_, &[u8])| {
        let mut out = Writer::new();
        let header = MessageHeader { name: "getUser", kind: MessageType::Call, sequence_id: 7, version };
        header.write(&mut out);
        [&out.finish().unwrap(), body].concat()
    };
    versions.into_iter().zip(BODIES).map(message).collect()
}

/// The same in the compact protocol.
fn compact_messages() -> Vec<Vec<u8>> {
    let message = |body: &[u8]| {
        let mut out = Vec::new();
        let (kind, sequence_id) = (MessageType::Call, 7);
        compact::MessageHeader { name: "getUser", kind, sequence_id }.write(&mut out);
        transcode::to_compact(body, &mut out).unwrap();
        out
    };
    BODIES.map(message).to_vec()
}

fn append(transport: Transport, out: &mut Vec<u8>, message: &[u8]) {
    let metadata = Metadata::new();
    let (method, kind, protocol) = ("getUser", MessageType::Call, Protocol::Binary);
    let about = About { method, kind, sequence_id: 7, protocol, metadata: &metadata };
    Packing::from(transport).append(&about, out, |out| out.extend_from_slice(message));
}

fn stream(transport: Transport, messages: Vec<Vec<u8>>) -> Vec<u8> {
    let mut stream = Vec::new();
    for message in messages {
        append(transport, &mut stream, &message);
    }
    stream
}

/// The bodies that come out when the stream arrives in these pieces.
fn decode<'a>(pieces: impl IntoIterator<Item = &'a [u8]>, mut decoder: Decoder) -> Vec<Vec<u8>> {
    let mut messages = Vec::new();
    for piece in pieces {
        decoder.space().extend_from_slice(piece);
        while let Some(message) = decoder.next().unwrap() {
            assert_eq!(message.name(), "getUser");
            messages.push(message.body(&Limits::DEFAULT).cursor().rest.to_vec());
        }
    }
    assert!(decoder.is_empty());
    messages
}

#[test]
fn messages_come_out_however_the_stream_is_cut() {
    let both = [Transport::Framed, Transport::Unframed];
    let streams = both.into_iter().flat_map(|transport| {
        [messages(), compact_messages()].map(|messages| (transport, stream(transport, messages)))
    });
    for (transport, stream) in streams {
        for size in 1..=stream.len() {
            for decoder in [Decoder::new(transport, &Limits::DEFAULT), Decoder::detecting(&Limits::DEFAULT)] {
                assert_eq!(decode(stream.chunks(size), decoder), BODIES, "{transport:?} by {size}");
            }
        }
        for (first, second) in (0..=stream.len()).map(|at| stream.split_at(at)) {
            let decoder = Decoder::detecting(&Limits::DEFAULT);
            assert_eq!(decode([first, second], decoder), BODIES, "{transport:?} at {}", first.len());
        }
    }
}

fn malformed(transport: Transport, bytes: &[u8]) -> Malformed {
    let mut decoder = Decoder::new(transport, &Limits::DEFAULT);
    decoder.space().extend_from_slice(bytes);
    decoder.next().unwrap_err()
}

#[test]
fn a_length_is_judged_before_anything_is_reserved_for_it() {
    for (length, kind) in
        [(b"\xff\xff\xff\xff", ProtocolErrorKind::NegativeSize), (b"\x7f\xff\xff\xff", ProtocolErrorKind::SizeLimit)]
    {
        assert_eq!(malformed(Transport::Framed, length).error.kind(), kind);
    }
    let mut decoder = Decoder::new(Transport::Framed, &Limits::DEFAULT);
    decoder.space().extend_from_slice(&16_000_000_u32.to_be_bytes());
    assert!(decoder.next().unwrap().is_none());
    assert!(decoder.space().capacity() < 2 * READ_MIN);
}

#[test]
fn what_is_read_into_is_left_to_the_next_connection() {
    let ends: Vec<usize> = (1..=3).map(|count| stream(Transport::Framed, messages()[..count].to_vec()).len()).collect();
    let stream = stream(Transport::Framed, messages());
    let mut decoders = [(); 2].map(|()| Decoder::new(Transport::Framed, &Limits::DEFAULT));
    let place = decoders[0].space().as_ptr();
    decoders[0].leave_buffer();
    // What would get its memory, if it were given back.
    let _other = BytesMut::with_capacity(READ_MIN);
    // Each has the beginning of a message, and comes back for the rest.
    for (cut, byte) in stream.iter().enumerate() {
        for decoder in &mut decoders {
            decoder.space().extend_from_slice(&[*byte]);
            let has_come = decoder.next().unwrap().is_some();
            assert_eq!(has_come, ends.contains(&(cut + 1)), "{cut}");
            decoder.leave_buffer();
            assert!(decoder.buffer.capacity() <= LEFT, "{cut}");
        }
    }
    let places = place as usize..place as usize + READ_MIN;
    assert!(places.contains(&(decoders[1].space().as_ptr() as usize)));
}

#[test]
fn the_buffer_of_many_bytes_is_left_to_nobody() {
    let mut decoder = Decoder::new(Transport::Framed, &Limits::DEFAULT);
    let frames = stream(Transport::Framed, messages()).repeat(READ_MIN);
    for _ in 0..3 {
        let space = decoder.space();
        let bytes = space.capacity() - space.len();
        space.extend_from_slice(&frames[..bytes]);
        decoder.was_read(bytes);
        decoder.leave_buffer();
    }
    decoder.buffer.clear();
    decoder.leave_buffer();
    assert!(decoder.has_grown());
    decoder.release();
    assert!(!decoder.has_grown());
}

#[test]
fn the_memory_of_a_large_message_goes_with_it() {
    let mut decoder = Decoder::new(Transport::Unframed, &Limits::DEFAULT);
    let mut bytes = messages().remove(0);
    bytes.pop();
    bytes.extend([11, 0, 1, 0, 16, 0, 0]);
    bytes.resize(bytes.len() + 16 * 65536, b'x');
    bytes.push(0);
    decoder.space().reserve(2 * bytes.len());
    decoder.space().extend_from_slice(&bytes);
    assert!(decoder.next().unwrap().is_some());
    assert!(decoder.space().capacity() <= READ_MAX);
}

#[test]
fn a_bad_body_leaves_the_envelope_known() {
    let mut bytes = messages().remove(0);
    *bytes.last_mut().unwrap() = 0x63;
    bytes.extend([0, 1]);
    let found = malformed(Transport::Unframed, &bytes);
    assert_eq!(found.message.unwrap().name(), "getUser");
    // In a frame it is the arguments' business.
    let mut decoder = Decoder::new(Transport::Framed, &Limits::DEFAULT);
    let mut frame = Vec::new();
    append(Transport::Framed, &mut frame, &bytes);
    decoder.space().extend_from_slice(&frame);
    assert_eq!(decoder.next().unwrap().unwrap().name(), "getUser");
}

#[test]
fn a_message_that_claims_too_much_is_refused_before_it_has_arrived() {
    let mut bytes = messages().remove(0);
    bytes.pop();
    // Ten million UUIDs: within the limit of containers, above that of messages.
    bytes.extend([15, 0, 1, 16]);
    bytes.extend(10_000_000_u32.to_be_bytes());
    let found = malformed(Transport::Unframed, &bytes);
    assert_eq!(found.error.kind(), ProtocolErrorKind::SizeLimit);
    assert!(found.message.is_some());
}

/// Bytes one by one into a large message: quadratic work would take minutes.
#[test]
fn the_work_is_linear_in_the_bytes() {
    let mut bytes = messages().remove(0);
    bytes.pop();
    let fields = 300_000;
    for _ in 0..fields {
        bytes.extend([8, 0, 1, 0, 0, 0, 1]);
    }
    bytes.push(0);
    let body = bytes.split_off(19);
    let pieces = bytes.chunks(1).chain(body.chunks(1));
    assert_eq!(decode(pieces, Decoder::detecting(&Limits::DEFAULT)), [&*body]);
}

/// What it takes to find the dialect out, for connections of one message and of many: nanoseconds a message of 1 KB, beside a
/// decoder that has been told.
#[test]
#[ignore = "a measurement, in release"]
fn what_detection_costs() {
    const MESSAGES: usize = 20_000;
    let body = [&[11, 0, 1, 0, 0, 4, 0][..], &[b'x'; 1024], &[0]].concat();
    let mut message = messages().remove(0);
    message.pop();
    message.extend(body);
    let mut frame = Vec::new();
    append(Transport::Framed, &mut frame, &message);
    for of_connection in [1, 1000] {
        let time = |decoder: &dyn Fn() -> Decoder| {
            let start = std::time::Instant::now();
            for _ in 0..MESSAGES / of_connection {
                let mut decoder = decoder();
                for _ in 0..of_connection {
                    decoder.push(&frame);
                    assert!(std::hint::black_box(decoder.next()).unwrap().is_some());
                }
            }
            start.elapsed().as_nanos() as f64 / MESSAGES as f64
        };
        let (mut told, mut found) = (f64::MAX, f64::MAX);
        for _ in 0..50 {
            told = told.min(time(&|| Decoder::new(Transport::Framed, &Limits::DEFAULT)));
            found = found.min(time(&|| Decoder::detecting(&Limits::DEFAULT)));
        }
        println!("{of_connection} of a connection: {told:.1} ns told, {found:.1} ns found out");
    }
}
