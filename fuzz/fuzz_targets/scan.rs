//! Any bytes, however they are cut, to what searches a stream for the end of a struct: it finds the end that the decoder
//! finds, and comes to the same however the bytes are cut.
//!
//! The first byte says which protocol and type; the second how many bytes follow that are lengths of pieces; what is behind
//! those is searched.

#![no_main]

use std::marker::PhantomData;

use libfuzzer_sys::fuzz_target;
use thrift_rs::{Limits, ProtocolErrorKind};
use thrift_rs_fuzz::build::Build;
use thrift_rs_fuzz::decode::tight;
use thrift_rs_fuzz::everything::{Empty, ForType, Value, with_type};
use thrift_rs_fuzz::protocol::{Binary, Compact, Protocol};

/// Most lengths of pieces.
const PIECES: usize = 16;

fuzz_target!(|input: &[u8]| {
    let Some(([which, count], rest)) = input.split_first_chunk() else { return };
    let (pieces, stream) = rest.split_at(rest.len().min(usize::from(*count) % PIECES));
    match which % 2 {
        0 => check::<Binary>(which / 2, stream, pieces),
        _ => check::<Compact>(which / 2, stream, pieces),
    }
});

fn check<P: Protocol>(which: u8, stream: &[u8], pieces: &[u8]) {
    for limits in [Limits::DEFAULT, tight()] {
        let found = search::<P>(stream, &[], &limits);
        assert_eq!(search::<P>(stream, pieces, &limits), found, "it matters how the bytes are cut");
        assert_eq!(search::<P>(stream, &[1], &limits), found, "it matters that the bytes come one by one");
        let decoded = P::from_slice::<Empty>(stream, &limits).map(|_| Some(stream.len()));
        let ends = found == Ok(Some(stream.len()));
        assert_eq!(decoded.is_ok(), ends, "{decoded:?}, {found:?}");
        with_type(which, Decoded::<P> { stream, limits, ends, protocol: PhantomData });
    }
}

/// What decodes to the last byte ends there.
struct Decoded<'s, P> {
    stream: &'s [u8],
    limits: Limits,
    /// Whether the search came to the end of the stream and no further.
    ends: bool,
    protocol: PhantomData<P>,
}

impl<P: Protocol> ForType for Decoded<'_, P> {
    fn run<T: Value + Build>(self) {
        let decoded = P::from_slice::<T>(self.stream, &self.limits);
        assert!(self.ends || decoded.is_err(), "{decoded:?} does not end");
    }
}

/// Searches a stream that arrives in pieces of these lengths, again and again; without lengths, all at once.
fn search<P: Protocol>(stream: &[u8], pieces: &[u8], limits: &Limits) -> Result<Option<usize>, ProtocolErrorKind> {
    let mut end = P::end_of_struct(limits);
    let mut lengths = pieces.iter().cycle();
    let (mut arrived, mut position) = (0, 0);
    loop {
        let piece = lengths.next().map_or(usize::MAX, |length| usize::from(*length).max(1));
        arrived = stream.len().min(piece.saturating_add(arrived));
        let found = end.search(&stream[..arrived]);
        assert!(end.position() >= position, "it goes back from {position} to {}", end.position());
        position = end.position();
        match found {
            Ok(None) if arrived < stream.len() => {}
            Ok(None) => return Ok(None),
            Ok(Some(len)) => {
                assert!(len <= arrived && len == position, "an end at {len} of {arrived} bytes");
                return Ok(Some(len));
            }
            Err(error) => return Err(error.kind()),
        }
    }
}
