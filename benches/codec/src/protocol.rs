//! What the rows are grouped by.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How values become bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Protocol {
    Binary,
    Compact,
    /// Not Thrift's.
    Protobuf,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Op {
    Encode,
    Decode,
}

impl Protocol {
    /// The protocol beside whose rows this one's are shown.
    pub(crate) fn beside(self) -> Self {
        match self {
            Self::Protobuf => Self::Compact,
            other => other,
        }
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(match self {
            Self::Binary => "binary",
            Self::Compact => "compact",
            Self::Protobuf => "protobuf",
            Self::Json => "json",
        })
    }
}

impl fmt::Display for Op {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(match self {
            Self::Encode => "encode",
            Self::Decode => "decode",
        })
    }
}
