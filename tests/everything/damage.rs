//! Messages that end early, or have a byte changed.

use thrift_rs::Limits;

use super::protocol::Protocol;
use super::types::{containers, scalars};
use super::*;

#[test]
fn no_part_of_a_message_is_a_message() {
    for protocol in Protocol::ALL {
        let bytes = protocol.encode(&containers()).unwrap();
        for end in 0..bytes.len() {
            let part = &bytes[..end];
            for error in [
                protocol.decode::<Containers>(part).map(drop).unwrap_err(),
                protocol.decode::<Empty>(part).map(drop).unwrap_err(),
                protocol.decode::<Choice>(part).map(drop).unwrap_err(),
            ] {
                assert!(error.offset() <= Some(end), "{protocol:?}, {end} bytes: {error}");
            }
        }
    }
}

#[test]
fn a_changed_byte_makes_another_value_or_an_error() {
    for protocol in Protocol::ALL {
        let mut whole = Containers { ints: vec![70_000; 3], ..containers() };
        whole.scalars.push(scalars());
        let mut bytes = protocol.encode(&whole).unwrap();
        for place in 0..bytes.len() {
            let before = bytes[place];
            // Bits, neighbours, and what lengths and types begin and end with.
            for byte in [0, 1, 13, 15, 0x7f, 0x80, 0xff, before ^ 1, before ^ 2, before ^ 0x10, before.wrapping_sub(1)]
            {
                bytes[place] = byte;
                // It does not panic; and what it reads as can be written, and read again.
                if let Ok(value) = protocol.decode::<Containers>(&bytes) {
                    assert_round_trip_by(protocol, &value);
                }
                _ = protocol.decode::<Empty>(&bytes);
            }
            bytes[place] = before;
        }
    }
}

fn assert_round_trip_by(protocol: Protocol, value: &Containers) {
    let bytes = protocol.encode(value).unwrap();
    let mut limits = Limits::DEFAULT;
    limits.message_size = bytes.len();
    let again = protocol.decode_with::<Containers>(&bytes, &limits).unwrap();
    // A double may have become NaN, which equals nothing.
    assert_eq!(protocol.encode(&again).unwrap().len(), bytes.len());
}
