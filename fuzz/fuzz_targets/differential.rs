//! Any bytes as a value, which then goes from each protocol to the other and back: it stays the same.

#![no_main]

use std::marker::PhantomData;

use libfuzzer_sys::fuzz_target;
use thrift_rs::{Limits, ProtocolErrorKind};
use thrift_rs_fuzz::build::Build;
use thrift_rs_fuzz::everything::{ForType, Value, with_type};
use thrift_rs_fuzz::protocol::{Binary, Compact, Protocol};

fuzz_target!(|input: &[u8]| {
    let Some((which, bytes)) = input.split_first() else { return };
    match which % 2 {
        0 => with_type(which / 2, Check::<Binary, Compact> { bytes, protocols: PhantomData }),
        _ => with_type(which / 2, Check::<Compact, Binary> { bytes, protocols: PhantomData }),
    }
});

/// Of an empty map in a field that is not known, compact does not say the types: there it is enough to be the same in compact.
fn assert_same<T: Value>(value: &T, expected: &T) {
    if value != expected && has_maps(expected) {
        let in_compact = |value| {
            let bytes = Compact::to_vec(value).expect("it could be written before");
            Compact::from_slice::<T>(&bytes, &Limits::DEFAULT).expect("what was written can be read")
        };
        assert_eq!(in_compact(value), in_compact(expected));
    } else {
        assert_eq!(value, expected);
    }
}

/// Whether there is a map in a field that is not known.
fn has_maps<T: Value>(value: &T) -> bool {
    format!("{value:?}").contains("Map(")
}

struct Check<'b, From, To> {
    bytes: &'b [u8],
    protocols: PhantomData<(From, To)>,
}

impl<From: Protocol, To: Protocol> ForType for Check<'_, From, To> {
    fn run<T: Value + Build>(self) {
        let Ok(value) = From::from_slice::<T>(self.bytes, &Limits::DEFAULT) else { return };
        let (from, to) = match (From::to_vec(&value), To::to_vec(&value)) {
            (Ok(from), Ok(to)) => (from, to),
            (Err(from), Err(to)) => {
                assert_eq!((from.kind(), to.kind()), (ProtocolErrorKind::DepthLimit, ProtocolErrorKind::DepthLimit));
                return;
            }
            (from, to) => panic!("one protocol can say it and the other not: {from:?}, {to:?}"),
        };
        let there: T = To::from_slice(&to, &Limits::DEFAULT).expect("what was written can be read");
        if To::to_vec(&there).map(|bytes| bytes.len()).ok() != Some(to.len()) {
            // Keys that differ in the types of an empty map are one in compact.
            assert!(has_maps(&value), "{value:?}");
            return;
        }
        let back = From::to_vec(&there).expect("it could be written before");
        assert_eq!(back.len(), from.len());
        let back: T = From::from_slice(&back, &Limits::DEFAULT).expect("what was written can be read");
        // No two NaNs are equal.
        if value == value.clone() {
            assert_same(&there, &value);
            assert_same(&back, &value);
        }
    }
}
