//! Any bytes as a value without generated code: it is read where a generated type is, within its budget of memory, and written as
//! that is, in every protocol; and whatever is read comes back from JSON with names.

#![no_main]

use std::fmt::Debug;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use thrift_rs::dynamic::idl::MemoryLoader;
use thrift_rs::dynamic::{Schema, Value, ValueType, inspect, inspect_message};
use thrift_rs::{DecodeOwned, Encode, Limits, Protocol, ProtocolError, binary, compact, json};
use thrift_rs_fuzz::decode::tight;
use thrift_rs_fuzz::listed::*;
use thrift_rs_fuzz::memory;

#[global_allocator]
static MEMORY: memory::Counting = memory::Counting;

/// How much of what the budget counts an allocator may take for it: see `binary_decode`; JSON has its tokens besides.
const OVERHEAD: usize = 12;
/// For what is not counted: errors, and the first few elements.
const SLACK: usize = 16 * 1024;

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    let mut files = MemoryLoader::new()
        .file("everything.thrift", include_str!("../../tests/idl/everything.thrift"))
        .file("shared.thrift", include_str!("../../tests/idl/shared.thrift"))
        .file("nested/deep-er.v1.thrift", include_str!("../../tests/idl/nested/deep-er.v1.thrift"));
    Schema::load(&["everything.thrift"], &mut files).expect("it is checked")
});

fuzz_target!(|input: &[u8]| {
    let Some((which, bytes)) = input.split_first() else { return };
    let protocol = [Protocol::Binary, Protocol::Compact, Protocol::Json][usize::from(which % 3)];
    match which / 3 % 10 {
        0 => check::<Containers>("Containers", protocol, bytes),
        1 => check::<Scalars>("Scalars", protocol, bytes),
        2 => check::<Presence>("Presence", protocol, bytes),
        3 => check::<Node>("Node", protocol, bytes),
        4 => check::<Choice>("Choice", protocol, bytes),
        5 => check::<Tree>("Tree", protocol, bytes),
        6 => check::<Husband>("Husband", protocol, bytes),
        7 => check::<Large>("Large", protocol, bytes),
        8 => check::<deep_er_v1::Deep>("Deep", protocol, bytes),
        _ => check::<Empty>("Empty", protocol, bytes),
    }
});

fn check<T: Encode + DecodeOwned + Debug>(name: &str, protocol: Protocol, bytes: &[u8]) {
    let ty = SCHEMA.find(name).expect("it is there");
    for limits in [Limits::DEFAULT, tight()] {
        let budget = bytes.len() * Limits::BUDGET_PER_BYTE + limits.allocation;
        let (value, peak) = memory::peak(|| ty.decode_with(protocol, bytes, &limits));
        assert!(peak <= OVERHEAD * budget + SLACK, "{peak} bytes of memory for {}", bytes.len());
        let generated = decode::<T>(protocol, bytes, &limits);
        let (value, generated) = match (value, generated) {
            (Ok(value), Ok(generated)) => (value, generated),
            (Err(error), Err(_)) => {
                assert!(error.offset().is_some_and(|offset| offset <= bytes.len()), "{error}");
                continue;
            }
            // A value takes more memory than a number does; and integers may be longer than their type where a reader is quick.
            (Err(error), Ok(_)) => {
                let excused = error.to_string().starts_with("the message needs more memory")
                    || error.to_string().starts_with("an integer is longer than its type");
                assert!(excused, "only the generated type is read: {error}");
                continue;
            }
            (Ok(_), Err(error)) => {
                assert!(
                    error.to_string().starts_with("the message needs more memory"),
                    "only the value is read: {error}"
                );
                continue;
            }
        };
        ty.validate(&value).expect("it has been read");
        match (ty.encode(protocol, &value), encode(protocol, &generated)) {
            // Keys that have entries of their own are in order there.
            (Ok(written), Ok(expected)) if name == "Containers" => {
                let again = ty.decode(protocol, &written).expect("what was written is read");
                assert_eq!(ty.encode(protocol, &again).expect("it was written before"), written);
                decode::<T>(protocol, &written, &Limits::DEFAULT).expect("what was written is read");
                ty.decode(protocol, &expected).expect("what was written is read");
            }
            (Ok(written), Ok(expected)) => assert_eq!(written, expected),
            // A union that was missing within the last struct that may be is written as one that is empty.
            (Err(one), Err(other)) => assert_eq!(one.kind(), other.kind()),
            (one, other) => panic!("only one is written: {one:?}, {other:?}"),
        }
        readable(&ty, &value);
    }
    let _ = (inspect(protocol, bytes).map(|value| value.to_string()), inspect_message(protocol, bytes));
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = ty.from_json_str(text);
    }
}

fn readable(ty: &ValueType, value: &Value) {
    let text = ty.to_json_string(value).expect("it fits its type");
    match ty.from_json_str(&text) {
        Ok(read) => assert_eq!(&read, value, "{text}"),
        Err(error) => assert!(error.to_string().contains("recursion limit"), "{error}: {text}"),
    }
}

fn decode<T: DecodeOwned>(protocol: Protocol, bytes: &[u8], limits: &Limits) -> Result<T, ProtocolError> {
    match protocol {
        Protocol::Binary => binary::from_slice_with(bytes, limits),
        Protocol::Compact => compact::from_slice_with(bytes, limits),
        _ => json::from_slice_with(bytes, limits),
    }
}

fn encode<T: Encode>(protocol: Protocol, value: &T) -> Result<Vec<u8>, ProtocolError> {
    match protocol {
        Protocol::Binary => binary::to_vec(value),
        Protocol::Compact => compact::to_vec(value),
        _ => json::to_vec(value),
    }
}
