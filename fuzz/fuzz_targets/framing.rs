//! Any bytes, in whatever dialect they seem to be, to a server: it answers or closes, in good form, and the same however they
//! are cut.
//!
//! The first byte says how many bytes follow that are lengths of pieces; what is behind those is sent.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thrift_rs_fuzz::serve::serve;

/// Most lengths of pieces.
const PIECES: usize = 16;

fuzz_target!(|input: &[u8]| {
    let Some((count, rest)) = input.split_first() else { return };
    let (pieces, stream) = rest.split_at(rest.len().min(usize::from(*count) % PIECES));
    assert_eq!(serve(stream, pieces), serve(stream, &[]), "it matters how {} was cut", stream.escape_ascii());
});
