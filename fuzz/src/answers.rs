//! What a server writes, read by other code than what wrote it.

mod header;

use serde_json::Value;
use thrift_rs::{ApplicationError, Input as _, Limits, MessageType, binary, compact};

/// The first byte of a message in the compact protocol.
const COMPACT: u8 = 0x82;

/// An answer, but for its content, which may be in any order.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    sequence_id: i32,
    method: String,
    kind: u8,
    length: usize,
}

/// Reads the answers to a stream of requests.
///
/// # Panics
/// If they are malformed.
pub fn parse(requests: &[u8], answers: &[u8]) -> Vec<Answer> {
    match requests {
        // A stream that is compressed as a whole, or encrypted, or HTTP: not for here.
        [0x16 | 0x78 | b'A'..=b'Z', ..] | [1, 0, 0, 0, ..] => return Vec::new(),
        [0, _, _, _, 0x0f, 0xff, ..] => return header::parse(header::Kind::Header, answers),
        [0, _, _, _, 0x10, 0, ..] => return header::parse(header::Kind::TtHeader, answers),
        _ => {}
    }
    let framed = matches!(requests, [0, _, _, _, 0 | 0x80 | COMPACT | b'[', ..]);
    let mut input = Input(answers);
    let mut found = Vec::new();
    while !input.0.is_empty() {
        if framed {
            let length = input.number();
            let mut frame = Input(input.take(length));
            found.push(frame.answer());
            assert!(frame.0.is_empty(), "bytes behind the answer in its frame");
        } else {
            found.push(input.answer());
        }
    }
    found
}

struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn take(&mut self, length: i32) -> &'a [u8] {
        let length = usize::try_from(length).expect("a length");
        let (taken, rest) = self.0.split_at_checked(length).expect("no more bytes than there are");
        self.0 = rest;
        taken
    }

    fn number(&mut self) -> i32 {
        self.take(4).iter().fold(0, |number, byte| number << 8 | i32::from(*byte))
    }

    fn varint(&mut self) -> i32 {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.take(1)[0];
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(number).expect("32 bits").cast_signed();
            }
        }
        panic!("an integer of more than five bytes");
    }

    fn compact_answer(&mut self) -> Answer {
        let kind = match self.take(2) {
            [COMPACT, second] if second & 0x1f == 1 => second >> 5,
            start => panic!("the start of a compact message: {start:x?}"),
        };
        let sequence_id = self.varint();
        let length = self.varint();
        let method = String::from_utf8(self.take(length).to_owned()).expect("a name in UTF-8");
        let mut body = compact::Reader::new(self.0, &Limits::DEFAULT);
        body.value::<ApplicationError>().expect("fields, and the end");
        let length = body.offset();
        let body = self.take(length as i32);
        if check(kind) {
            compact::from_slice::<ApplicationError>(body).expect("an application error");
        }
        Answer { sequence_id, method, kind, length }
    }

    fn json_answer(&mut self) -> Answer {
        let text = self.take(json_length(self.0) as i32);
        let text = text.strip_prefix(b"[1,").and_then(|text| text.strip_suffix(b"]")).expect("a message in JSON");
        let mut name = serde_json::Deserializer::from_slice(text).into_iter::<String>();
        let method = name.next().expect("a name").expect("a name in UTF-8");
        let mut rest = text[name.byte_offset()..].splitn(4, |byte| *byte == b',').skip(1);
        let mut next = || std::str::from_utf8(rest.next().expect("more of the header")).expect("text");
        let kind = next().parse().expect("a kind");
        let sequence_id = next().parse().expect("a sequence id");
        let body = next();
        if check(kind) {
            let error: Value = serde_json::from_str(body).expect("JSON");
            assert!(error["1"]["str"].is_string() && error["2"]["i32"].is_i64(), "an application error: {error}");
        }
        Answer { sequence_id, method, kind, length: body.len() }
    }

    fn answer(&mut self) -> Answer {
        match self.0.first() {
            Some(&COMPACT) => return self.compact_answer(),
            Some(b'[') => return self.json_answer(),
            _ => {}
        }
        let first = self.number();
        let (name, kind) = match first {
            ..0 => {
                assert_eq!(first as u32 >> 8, 0x80_01_00, "the version");
                let length = self.number();
                (self.take(length), first as u8)
            }
            _ => (self.take(first), self.take(1)[0]),
        };
        let sequence_id = self.number();
        let method = String::from_utf8(name.to_owned()).expect("a name in UTF-8");
        let mut body = binary::Reader::new(self.0, &Limits::DEFAULT);
        body.value::<ApplicationError>().expect("fields, and the end");
        let length = body.offset();
        let body = self.take(length as i32);
        if check(kind) {
            binary::from_slice::<ApplicationError>(body).expect("an application error");
        }
        Answer { sequence_id, method, kind, length }
    }
}

/// Whether an answer of this kind is an error.
fn check(kind: u8) -> bool {
    assert!([MessageType::Reply as u8, MessageType::Exception as u8].contains(&kind), "an answer of the kind {kind}");
    kind == MessageType::Exception as u8
}

/// The length of the array at the start. Structs stand as keys in it, so that it may not be what other parsers call JSON.
fn json_length(text: &[u8]) -> usize {
    let (mut open, mut in_string, mut escaped) = (0, false, false);
    for (place, byte) in text.iter().enumerate() {
        match (in_string, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_string = !in_string,
            (false, b'[' | b'{') => open += 1,
            (false, b']' | b'}') => open -= 1,
            _ => {}
        }
        if open == 0 {
            return place + 1;
        }
    }
    panic!("an array without end: {}", text.escape_ascii());
}
