//! What holds of bytes that decode, in every protocol.

use std::marker::PhantomData;

use thrift_rs::{Bytes, Decode, Limits, ProtocolError, ProtocolErrorKind};

use crate::build::Build;
use crate::everything::{ForType, Value};
use crate::memory;
use crate::protocol::Protocol;

/// How much of what the budget counts, the bytes of elements, an allocator may take for them: collections have spare room,
/// and hold their old and their new memory while they grow.
const OVERHEAD: usize = 3;
/// For what is not counted: errors, and the levels of what is skipped.
const SLACK: usize = 4 * 1024;

/// Limits that little can keep to.
pub fn tight() -> Limits {
    let mut limits = Limits::DEFAULT;
    (limits.allocation, limits.depth) = (1024, 12);
    (limits.container_size, limits.string_size) = (200, 200);
    limits
}

/// Decodes, and checks that it takes no more memory than it may.
///
/// # Panics
/// Where it does.
pub fn within_budget<'de, T: Decode<'de>, P: Protocol>(bytes: &'de [u8], limits: &Limits) -> Result<T, ProtocolError> {
    let budget = bytes.len() * Limits::BUDGET_PER_BYTE + limits.allocation;
    let (value, peak) = memory::peak(|| P::from_slice::<T>(bytes, limits));
    assert!(peak <= OVERHEAD * budget + SLACK, "{peak} bytes of memory for {} on the wire", bytes.len());
    value
}

/// What borrows decodes as what owns does, and encodes to the same.
fn check_borrowed<T: Value, P: Protocol>(bytes: &[u8], owned: &Result<T, ProtocolError>) {
    let mut limits = Limits::DEFAULT;
    limits.allocation = 0;
    let poor = within_budget::<T::Borrowed<'_>, P>(bytes, &limits).map(drop);
    let borrowed = P::from_slice::<T::Borrowed<'_>>(bytes, &Limits::DEFAULT);
    match (owned, &borrowed) {
        (Ok(owned), Ok(borrowed)) => {
            // No two NaNs are equal.
            if *owned == owned.clone() {
                assert_eq!(T::owned(borrowed), *owned);
            }
            let lengths = (P::to_vec(owned), P::to_vec(borrowed));
            assert_eq!(lengths.0.ok().map(|bytes| bytes.len()), lengths.1.ok().map(|bytes| bytes.len()));
        }
        // Text that is borrowed takes no memory.
        (Err(error), Ok(_)) => assert_eq!(error.kind(), ProtocolErrorKind::SizeLimit, "{error}"),
        (Ok(_), Err(error)) => panic!("what owns can be read, but not what borrows: {error}"),
        (Err(_), Err(_)) => assert!(poor.is_err(), "more room is no reason to fail"),
    }
}

/// Any bytes as a value of one type or another: it decodes or not, within its budget of memory, and what decodes encodes and
/// decodes to the same.
#[derive(Debug)]
pub struct Check<'b, P> {
    bytes: &'b [u8],
    protocol: PhantomData<P>,
}

impl<'b, P: Protocol> Check<'b, P> {
    /// Of these bytes.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, protocol: PhantomData }
    }
}

impl<P: Protocol> ForType for Check<'_, P> {
    fn run<T: Value + Build>(self) {
        let bytes = self.bytes;
        let mut limits = Limits::DEFAULT;
        limits.allocation = 0;
        let poor = within_budget::<T, P>(bytes, &limits);
        let tight = within_budget::<T, P>(bytes, &tight());

        let value = P::from_slice::<T>(bytes, &Limits::DEFAULT);
        check_borrowed::<T, P>(bytes, &value);
        let shared = P::from_bytes::<T>(&Bytes::copy_from_slice(bytes));
        let (value, shared) = match (value, shared) {
            (Ok(value), Ok(shared)) => (value, shared),
            (Err(_), Err(_)) => return assert!(poor.is_err() && tight.is_err(), "more room is no reason to fail"),
            _ => panic!("binaries that are shared decode as those that are copied"),
        };
        if let Err(error) = &poor {
            assert_eq!(error.kind(), ProtocolErrorKind::SizeLimit, "{error}");
        }
        if let Err(error) = &tight {
            let expected = [ProtocolErrorKind::SizeLimit, ProtocolErrorKind::DepthLimit];
            assert!(expected.contains(&error.kind()), "{error}");
        }
        let encoded = match P::to_vec(&value) {
            Ok(encoded) => encoded,
            // A union that was missing within the last struct that may be is written as one that is empty.
            Err(error) => return assert_eq!(error.kind(), ProtocolErrorKind::DepthLimit, "{error}"),
        };
        let again = P::from_slice::<T>(&encoded, &Limits::DEFAULT).expect("what was encoded decodes");
        assert_eq!(P::to_vec(&again).expect("it was encoded before").len(), encoded.len());
        // No two NaNs are equal.
        if value == value.clone() {
            assert_eq!(again, value);
            assert_eq!(shared, value);
        }
    }
}
