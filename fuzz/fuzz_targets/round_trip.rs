//! A value that is built out of choices, through every protocol: it comes back as it was.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thrift_rs::{Bytes, Limits};
use thrift_rs_fuzz::build::{Build, Choices};
use thrift_rs_fuzz::everything::{ForType, Value, with_type};
use thrift_rs_fuzz::protocol::{Binary, Compact, Protocol};

fuzz_target!(|input: &[u8]| {
    let Some((which, choices)) = input.split_first() else { return };
    with_type(*which, Check { choices });
});

struct Check<'c> {
    choices: &'c [u8],
}

impl ForType for Check<'_> {
    fn run<T: Value + Build>(self) {
        let value: T = Choices::new(self.choices).build();
        check::<T, Binary>(&value);
        check::<T, Compact>(&value);
    }
}

fn check<T: Value, P: Protocol>(value: &T) {
    let bytes = P::to_vec(value).expect("what was built can be written");
    let mut end = P::end_of_struct(&Limits::DEFAULT);
    assert_eq!(end.search(&bytes).expect("what was written can be read"), Some(bytes.len()));
    let read: T = P::from_slice(&bytes, &Limits::DEFAULT).expect("what was written can be read");
    let shared: T = P::from_bytes(&Bytes::from(bytes)).expect("what was written can be read");
    // No two NaNs are equal.
    if value == &value.clone() {
        assert_eq!(&read, value);
        assert_eq!(&shared, value);
    }
}
