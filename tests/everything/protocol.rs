//! Each protocol, by the same names.

use thrift_rs::{DecodeOwned, Encode, Limits, ProtocolError, binary, compact};

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Protocol {
    Binary,
    Compact,
}

pub(crate) use Protocol::{Binary, Compact};

impl Protocol {
    pub(crate) const ALL: [Self; 2] = [Binary, Compact];

    pub(crate) fn encode<T: Encode>(self, value: &T) -> Result<Vec<u8>, ProtocolError> {
        match self {
            Binary => binary::to_vec(value),
            Compact => compact::to_vec(value),
        }
    }

    pub(crate) fn decode<T: DecodeOwned>(self, bytes: &[u8]) -> Result<T, ProtocolError> {
        self.decode_with(bytes, &Limits::DEFAULT)
    }

    pub(crate) fn decode_with<T: DecodeOwned>(self, bytes: &[u8], limits: &Limits) -> Result<T, ProtocolError> {
        match self {
            Binary => binary::from_slice_with(bytes, limits),
            Compact => compact::from_slice_with(bytes, limits),
        }
    }
}
