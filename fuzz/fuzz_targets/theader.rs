//! Frames that begin as a THeader does, to a server: it answers or closes, in good form, and the same however they are cut.
//!
//! The first byte says how many bytes follow that are lengths of pieces. Then come frames: two bytes that say how long the header
//! and the payload are, the header's own length, which may lie, and both.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thrift_rs_fuzz::frames::Frames;
use thrift_rs_fuzz::serve::serve;

fuzz_target!(|input: &[u8]| {
    let Some((pieces, stream)) = Frames::THEADER.stream(input) else { return };
    assert_eq!(serve(&stream, pieces), serve(&stream, &[]), "it matters how {} was cut", stream.escape_ascii());
});
