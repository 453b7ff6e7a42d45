//! What is sent, and over how many connections.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What goes there and back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Case {
    #[serde(rename = "small")]
    Small,
    #[serde(rename = "1kb")]
    Kilobyte,
    #[serde(rename = "nested")]
    Nested,
}

impl Case {
    pub(crate) const ALL: [Self; 3] = [Self::Small, Self::Kilobyte, Self::Nested];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Kilobyte => "1kb",
            Self::Nested => "nested",
        }
    }

    pub(crate) fn about(self) -> &'static str {
        match self {
            Self::Small => "a struct of 58 bytes: a number and two strings",
            Self::Kilobyte => "a struct with a `binary` of 1,024 bytes",
            Self::Nested => "an order: a customer with an address, and 8 lines",
        }
    }
}

/// How callers come to a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Mode {
    /// All share one.
    Shared,
    /// Each has its own.
    Each,
}

impl Mode {
    pub(crate) const ALL: [Self; 2] = [Self::Shared, Self::Each];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Each => "each",
        }
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
