//! Any bytes that begin as HTTP does, to a server: it answers in HTTP or closes, whatever they are and however they are cut.
//!
//! The first byte says how many bytes follow that are lengths of pieces; what is behind those is sent, behind `POST /`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thrift_rs_fuzz::serve::{exchange, server};

/// Most lengths of pieces.
const PIECES: usize = 16;

fuzz_target!(|input: &[u8]| {
    let Some((count, rest)) = input.split_first() else { return };
    let (pieces, rest) = rest.split_at(rest.len().min(usize::from(*count) % PIECES));
    let stream = [b"POST /", rest].concat();
    // How many requests are answered depends on the cuts: an error closes the connection before what comes behind it is read.
    // And whether what is no request is told so, or the connection just ends with its client's bytes, is hyper's affair.
    let first = |pieces: &[u8]| status(&exchange(&server(), &stream, pieces));
    if let (Some(cut), Some(whole)) = (first(pieces), first(&[])) {
        assert_eq!(cut, whole, "it matters how {} was cut", stream.escape_ascii());
    }
});

/// The status of the first answer, if there is one. hyper closes a connection at once where what comes behind a request is none,
/// so that an answer may be cut short.
fn status(answers: &[u8]) -> Option<[u8; 3]> {
    const START: &[u8] = b"HTTP/1.";
    let start = &answers[..answers.len().min(START.len())];
    assert!(START.starts_with(start), "no answer in HTTP: {}", answers.escape_ascii());
    let status = answers.get(START.len() + 2..)?.first_chunk()?;
    assert!(status.iter().all(u8::is_ascii_digit), "no status: {}", answers.escape_ascii());
    Some(*status)
}
