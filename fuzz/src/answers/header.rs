//! Answers behind a THeader or a TTHeader.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

use super::{Answer, Input};

/// Which of the headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// THeader.
    Header,
    /// TTHeader.
    TtHeader,
}

/// Reads answers.
///
/// # Panics
/// If they are malformed.
pub(super) fn parse(kind: Kind, answers: &[u8]) -> Vec<Answer> {
    let mut input = Input(answers);
    let mut found = Vec::new();
    while !input.0.is_empty() {
        let length = input.number();
        found.push(answer(kind, Input(input.take(length))));
    }
    found
}

fn answer(kind: Kind, mut frame: Input<'_>) -> Answer {
    let magic: &[u8] = if kind == Kind::Header { &[0x0f, 0xff] } else { &[0x10, 0] };
    assert_eq!(frame.take(2), magic);
    frame.take(2);
    let sequence_id = frame.number();
    let words = frame.take(2).iter().fold(0, |number, byte| number << 8 | i32::from(*byte));
    let mut header = Input(frame.take(words * 4));
    let (protocol, zlib) = match (header.take(2), kind) {
        ([protocol, 0], _) => (*protocol, false),
        ([protocol, 1], Kind::Header) => {
            assert_eq!(header.take(1), [1]);
            (*protocol, true)
        }
        (start, _) => panic!("the start of a header: {start:x?}"),
    };
    if kind == Kind::TtHeader {
        assert_eq!(header.take(7), [0x10, 0, 1, 0, 22, 0, 1], "the kind of message and nothing else");
        assert!(matches!(header.take(1), b"2" | b"3"));
    }
    assert!(header.0.len() < 4 && header.0.iter().all(|byte| *byte == 0), "padding: {:x?}", header.0);
    let mut inflated = Vec::new();
    let mut payload = Input(frame.0);
    if zlib {
        ZlibDecoder::new(payload.0).read_to_end(&mut inflated).expect("a compressed payload");
        payload = Input(&inflated);
    } else if kind == Kind::TtHeader && payload.0.first() == Some(&0) {
        // A frame within, of an answer that begins with something else than a zero; or the length of an old-style name.
        let mut inner = Input(payload.0);
        if usize::try_from(inner.number()) == Ok(inner.0.len()) {
            payload = inner;
        }
    }
    assert_eq!(payload.0.first() == Some(&0x82), protocol == 2, "the protocol is that of the payload");
    let answer = payload.answer();
    assert!(payload.0.is_empty(), "bytes behind the answer in its frame");
    assert_eq!(answer.sequence_id, sequence_id);
    answer
}
