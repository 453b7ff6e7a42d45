//! Any bytes as a struct of which no field is known: to skip the fields and to keep them comes to the same, and what is kept
//! is written back as it was, in every protocol.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thrift_rs::{Limits, ProtocolErrorKind};
use thrift_rs_fuzz::decode::{tight, within_budget};
use thrift_rs_fuzz::everything::Empty;
use thrift_rs_fuzz::kept::Kept;
use thrift_rs_fuzz::memory;
use thrift_rs_fuzz::protocol::{Binary, Compact, Protocol};

#[global_allocator]
static MEMORY: memory::Counting = memory::Counting;

fuzz_target!(|input: &[u8]| {
    let Some((which, bytes)) = input.split_first() else { return };
    match which % 2 {
        0 => check::<Binary, Compact>(bytes),
        _ => check::<Compact, Binary>(bytes),
    }
});

fn check<P: Protocol, Other: Protocol>(bytes: &[u8]) {
    for limits in [Limits::DEFAULT, tight()] {
        let skipped = within_budget::<Empty, P>(bytes, &limits);
        let kept = match (skipped, within_budget::<Kept, P>(bytes, &limits)) {
            (Ok(_), Ok(kept)) => kept,
            (Err(_), Err(_)) => continue,
            (Err(error), Ok(kept)) => panic!("{kept:?} can not be skipped: {error}"),
            (Ok(_), Err(error)) => {
                // What is skipped takes no memory, and its bools are not looked at.
                let excused =
                    error.kind() == ProtocolErrorKind::SizeLimit || error.to_string().starts_with("a bool is ");
                assert!(excused, "it can be skipped, but not kept: {error}");
                continue;
            }
        };
        let written = P::to_vec(&kept).expect("it is not deeper than it was");
        let again = P::from_slice::<Kept>(&written, &Limits::DEFAULT).expect("what was written can be read");
        assert_eq!(again, kept);

        let other = Other::to_vec(&kept).expect("it is not deeper than it was");
        let other = Other::from_slice::<Kept>(&other, &Limits::DEFAULT).expect("what was written can be read");
        // Of an empty map, compact does not say the types.
        assert_eq!(
            Compact::to_vec(&other).expect("it was read"),
            Compact::to_vec(&kept).expect("it was written before")
        );
    }
}
