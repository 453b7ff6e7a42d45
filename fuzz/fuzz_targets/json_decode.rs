//! Any text as a value: it decodes or not, within its budget of memory, and what decodes encodes, and decodes to the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thrift_rs::json::scan::Scanner;
use thrift_rs::{Bytes, Limits, ProtocolErrorKind, binary, json, simple_json};
use thrift_rs_fuzz::everything::*;
use thrift_rs_fuzz::memory;

#[global_allocator]
static MEMORY: memory::Counting = memory::Counting;

/// How much of what the budget counts an allocator may take for it: see `binary_decode`.
const OVERHEAD: usize = 12;
/// For what is not counted: errors, and the first few elements.
const SLACK: usize = 16 * 1024;

fuzz_target!(|input: &[u8]| {
    let Some((which, text)) = input.split_first() else { return };
    match which % 10 {
        0 => check::<Containers>(text),
        1 => check::<Scalars>(text),
        2 => check::<Presence>(text),
        3 => check::<Node>(text),
        4 => check::<Choice>(text),
        5 => check::<Tree>(text),
        6 => check::<Husband>(text),
        7 => check::<Large>(text),
        8 => check::<deep_er_v1::Deep>(text),
        _ => check::<Empty>(text),
    }
});

fn check<T: Value>(text: &[u8]) {
    let mut limits = Limits::DEFAULT;
    limits.allocation = 1024;
    let budget = text.len() * Limits::BUDGET_PER_BYTE + limits.allocation;
    let (tight, peak) = memory::peak(|| json::from_slice_with::<T>(text, &limits));
    assert!(peak <= OVERHEAD * budget + SLACK, "{peak} bytes of memory for {} of text", text.len());

    let value = json::from_slice::<T>(text);
    let shared = json::from_bytes::<T>(&Bytes::copy_from_slice(text));
    let (value, shared) = match (value, shared) {
        (Ok(value), Ok(shared)) => (value, shared),
        (Err(error), Err(_)) => {
            assert!(error.offset().is_some_and(|offset| offset <= text.len()), "{error}");
            return assert!(tight.is_err(), "more room is no reason to fail");
        }
        _ => panic!("binaries that are shared decode as those that are copied"),
    };
    if let Err(error) = &tight {
        assert_eq!(error.kind(), ProtocolErrorKind::SizeLimit, "{error}");
    }
    let encoded = match json::to_vec(&value) {
        Ok(encoded) => encoded,
        // A union that was missing within the last struct that may be is written as one that is empty.
        Err(error) => return assert_eq!(error.kind(), ProtocolErrorKind::DepthLimit, "{error}"),
    };
    assert_end(&encoded);
    assert_json(&simple_json::to_vec(&value).expect("it was encoded before"));
    let again = json::from_slice::<T>(&encoded).expect("what was encoded decodes");
    let binary = binary::to_vec(&value).expect("it was encoded before");
    // Bytes that no type says are bytes become base64, and stay that, where they are no text.
    if std::str::from_utf8(text).is_err() {
        return;
    }
    assert_eq!(json::to_vec(&again).expect("it was encoded before").len(), encoded.len());
    assert_eq!(binary::to_vec(&again).expect("it was encoded before").len(), binary.len());
    // No two NaNs are equal.
    if value == value.clone() {
        assert_eq!(again, value);
        assert_eq!(shared, value);
    }
}

/// The end of a struct is found where it is, however much of what is behind it has come.
fn assert_end(encoded: &[u8]) {
    let stream = [encoded, b"[1,"].concat();
    let mut scanner = Scanner::new(&Limits::DEFAULT);
    let pieces = [encoded.len() / 3, encoded.len() - 1, encoded.len(), stream.len()];
    let ends = pieces.map(|len| scanner.scan(&stream[..len]).expect("it is JSON"));
    assert_eq!(ends[..3], [None, None, Some(encoded.len())]);
}

fn assert_json(text: &[u8]) {
    if let Err(error) = serde_json::from_slice::<serde::de::IgnoredAny>(text) {
        assert!(error.to_string().starts_with("recursion limit exceeded"), "{error}: {}", text.escape_ascii());
    }
}
