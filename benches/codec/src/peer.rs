//! Who is measured.

use std::fmt;

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Peer {
    /// Ours, with default options.
    ThriftRs,
    /// With strings that are cheap to clone.
    ThriftRsShared,
    /// With strings that stay in the message.
    ThriftRsBorrowed,
    Apache,
    Pilota,
    PilotaUnsafe,
    FbThrift,
    CompactThrift,
    Cpp,
    /// Decodes into types of its own making.
    Parquet,
    Prost,
    SerdeJson,
    /// A copy of the message into a buffer that is used again.
    Copy,
    /// A copy into a new allocation.
    CopyAndAllocate,
    /// A copy, and every allocation of an owned value.
    CopyAndAllocateAll,
}

/// What a peer is to the others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Ours,
    /// Its values own their strings.
    Owned,
    /// Its values share them with the message.
    Shared,
    /// What every codec has to do at least.
    Baseline,
}

impl Peer {
    pub(crate) const ALL: [Self; 15] = [
        Self::ThriftRs,
        Self::ThriftRsShared,
        Self::ThriftRsBorrowed,
        Self::Apache,
        Self::Pilota,
        Self::PilotaUnsafe,
        Self::FbThrift,
        Self::CompactThrift,
        Self::Cpp,
        Self::Parquet,
        Self::Prost,
        Self::SerdeJson,
        Self::Copy,
        Self::CopyAndAllocate,
        Self::CopyAndAllocateAll,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ThriftRs => "thrift-rs",
            Self::ThriftRsShared => "thrift-rs shared",
            Self::ThriftRsBorrowed => "thrift-rs borrowed",
            Self::Apache => "thrift",
            Self::Pilota => "pilota",
            Self::PilotaUnsafe => "pilota unsafe",
            Self::FbThrift => "fbthrift",
            Self::CompactThrift => "compact-thrift",
            Self::Cpp => "C++ templates",
            Self::Parquet => "parquet",
            Self::Prost => "prost",
            Self::SerdeJson => "serde_json",
            Self::Copy => "memcpy",
            Self::CopyAndAllocate => "memcpy + alloc",
            Self::CopyAndAllocateAll => "memcpy + all allocs",
        }
    }

    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::ThriftRs | Self::ThriftRsShared | Self::ThriftRsBorrowed => Kind::Ours,
            Self::Pilota | Self::PilotaUnsafe => Kind::Shared,
            Self::Copy | Self::CopyAndAllocate | Self::CopyAndAllocateAll => Kind::Baseline,
            Self::Apache
            | Self::FbThrift
            | Self::CompactThrift
            | Self::Cpp
            | Self::Parquet
            | Self::Prost
            | Self::SerdeJson => Kind::Owned,
        }
    }
}

impl fmt::Display for Peer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

impl Serialize for Peer {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Peer {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = String::deserialize(from)?;
        let known = Self::ALL.into_iter().find(|peer| peer.name() == name);
        known.ok_or_else(|| D::Error::invalid_value(Unexpected::Str(&name), &"the name of a peer"))
    }
}
