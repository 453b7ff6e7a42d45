//! Any bytes that begin as SASL does, to a server that asks for a password: it is never served without, says so in good form, and
//! the same however the bytes are cut.
//!
//! The first byte says how many bytes follow that are lengths of pieces, and whether the rest comes behind a handshake; that is sent.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thrift_rs::Credentials;
use thrift_rs_fuzz::serve::{exchange, server};

/// Most lengths of pieces.
const PIECES: usize = 16;

/// The mechanism, and the name and the password that are right.
const HANDSHAKE: &[u8] = b"\x01\0\0\0\x05PLAIN\x05\0\0\0\x04\0u\0p";

/// What the handshake ends with.
const COMPLETE: &[u8] = &[5, 0, 0, 0, 0];

fuzz_target!(|input: &[u8]| {
    let Some((first, rest)) = input.split_first() else { return };
    let (pieces, rest) = rest.split_at(rest.len().min(usize::from(*first) % PIECES));
    let start = if *first < 128 { &HANDSHAKE[..10] } else { HANDSHAKE };
    let stream = [start, rest].concat();
    let answers = answers(&stream, pieces);
    assert_eq!(answers, self::answers(&stream, &[]), "it matters how {} was cut", stream.escape_ascii());
    if !stream.windows(4).any(|window| window == b"\0u\0p") {
        assert!(!answers.iter().any(|answer| answer == COMPLETE), "served without a password");
    }
});

/// The steps of the handshake, and the frames behind it, in the order of their content.
fn answers(stream: &[u8], pieces: &[u8]) -> Vec<Vec<u8>> {
    let server = server().sasl_plain(|credentials: Credentials| async move {
        match (credentials.user(), credentials.password()) {
            ("u", "p") => Ok(()),
            _ => Err("nobody"),
        }
    });
    let written = exchange(&server, stream, pieces);
    let (mut rest, mut head) = (written.as_slice(), 5);
    let mut answers = Vec::new();
    while !rest.is_empty() {
        let length = rest.get(head - 4..head).and_then(|length| length.first_chunk()).expect("a length");
        let (answer, behind) =
            rest.split_at_checked(head + u32::from_be_bytes(*length) as usize).expect("as many bytes");
        if head == 5 {
            assert!((2..=5).contains(&answer[0]), "a status of a server");
        }
        if answer == COMPLETE {
            head = 4;
        }
        answers.push(answer.to_vec());
        rest = behind;
    }
    answers.sort();
    answers
}
