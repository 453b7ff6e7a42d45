//! Any bytes as a value: it decodes or not, within its budget of memory, and what decodes encodes and decodes to the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thrift_rs::{Bytes, Limits, ProtocolErrorKind, binary};
use thrift_rs_fuzz::everything::*;
use thrift_rs_fuzz::memory;

#[global_allocator]
static MEMORY: memory::Counting = memory::Counting;

/// How much of what the budget counts, the bytes of elements, an allocator may take for them: collections have spare room,
/// and hold their old and their new memory while they grow.
const OVERHEAD: usize = 12;
/// For what is not counted: errors, and the first few elements.
const SLACK: usize = 16 * 1024;

fuzz_target!(|input: &[u8]| {
    let Some((which, bytes)) = input.split_first() else { return };
    match which % 10 {
        0 => check::<Containers>(bytes),
        1 => check::<Scalars>(bytes),
        2 => check::<Presence>(bytes),
        3 => check::<Node>(bytes),
        4 => check::<Choice>(bytes),
        5 => check::<Tree>(bytes),
        6 => check::<Husband>(bytes),
        7 => check::<Large>(bytes),
        8 => check::<deep_er_v1::Deep>(bytes),
        _ => check::<Empty>(bytes),
    }
});

fn check<T: Value>(bytes: &[u8]) {
    let mut limits = Limits::DEFAULT;
    limits.allocation = 1024;
    let budget = bytes.len() * Limits::BUDGET_PER_BYTE + limits.allocation;
    let (tight, peak) = memory::peak(|| binary::from_slice_with::<T>(bytes, &limits));
    assert!(peak <= OVERHEAD * budget + SLACK, "{peak} bytes of memory for {} on the wire", bytes.len());

    let value = binary::from_slice::<T>(bytes);
    let shared = binary::from_bytes::<T>(&Bytes::copy_from_slice(bytes));
    let (value, shared) = match (value, shared) {
        (Ok(value), Ok(shared)) => (value, shared),
        (Err(_), Err(_)) => return assert!(tight.is_err(), "more room is no reason to fail"),
        _ => panic!("binaries that are shared decode as those that are copied"),
    };
    if let Err(error) = &tight {
        assert_eq!(error.kind(), ProtocolErrorKind::SizeLimit, "{error}");
    }
    let encoded = match binary::to_vec(&value) {
        Ok(encoded) => encoded,
        // A union that was missing within the last struct that may be is written as one that is empty.
        Err(error) => return assert_eq!(error.kind(), ProtocolErrorKind::DepthLimit, "{error}"),
    };
    let again = binary::from_slice::<T>(&encoded).expect("what was encoded decodes");
    assert_eq!(binary::to_vec(&again).expect("it was encoded before").len(), encoded.len());
    // No two NaNs are equal.
    if value == value.clone() {
        assert_eq!(again, value);
        assert_eq!(shared, value);
    }
}
