//! Who takes part, and in what.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::case::{Case, Mode};

/// A server, and the client that calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Peer {
    #[serde(rename = "thrift-rs")]
    ThriftRs,
    #[serde(rename = "thrift-rs unframed")]
    ThriftRsUnframed,
    /// With layers around the processor and the channel, as a service has them that limits, times and traces its calls.
    #[serde(rename = "thrift-rs layered")]
    ThriftRsLayered,
    #[serde(rename = "thrift-rs header")]
    ThriftRsHeader,
    #[serde(rename = "thrift-rs ttheader")]
    ThriftRsTtHeader,
    #[serde(rename = "thrift-rs json")]
    ThriftRsJson,
    #[serde(rename = "thrift-rs http")]
    ThriftRsHttp,
    #[serde(rename = "volo framed")]
    VoloFramed,
    #[serde(rename = "volo multiplexed")]
    VoloMultiplexed,
    #[serde(rename = "apache framed")]
    ApacheFramed,
    #[serde(rename = "apache buffered")]
    ApacheBuffered,
    #[serde(rename = "C++ TNonblocking")]
    Cpp,
    #[serde(rename = "bare echo")]
    BareEcho,
    #[serde(rename = "bare batched")]
    BareBatched,
    #[serde(rename = "bare hyper")]
    BareHyper,
}

impl Peer {
    pub(crate) const ALL: [Self; 15] = [
        Self::ThriftRs,
        Self::ThriftRsUnframed,
        Self::ThriftRsLayered,
        Self::ThriftRsHeader,
        Self::ThriftRsTtHeader,
        Self::ThriftRsJson,
        Self::ThriftRsHttp,
        Self::VoloFramed,
        Self::VoloMultiplexed,
        Self::ApacheFramed,
        Self::ApacheBuffered,
        Self::Cpp,
        Self::BareEcho,
        Self::BareBatched,
        Self::BareHyper,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ThriftRs => "thrift-rs",
            Self::ThriftRsUnframed => "thrift-rs unframed",
            Self::ThriftRsLayered => "thrift-rs layered",
            Self::ThriftRsHeader => "thrift-rs header",
            Self::ThriftRsTtHeader => "thrift-rs ttheader",
            Self::ThriftRsJson => "thrift-rs json",
            Self::ThriftRsHttp => "thrift-rs http",
            Self::VoloFramed => "volo framed",
            Self::VoloMultiplexed => "volo multiplexed",
            Self::ApacheFramed => "apache framed",
            Self::ApacheBuffered => "apache buffered",
            Self::Cpp => "C++ TNonblocking",
            Self::BareEcho => "bare echo",
            Self::BareBatched => "bare batched",
            Self::BareHyper => "bare hyper",
        }
    }

    /// Whether it can be measured like this.
    pub(crate) fn takes(self, case: Case, mode: Mode, callers: usize) -> bool {
        /// A caller of Apache's crate is a thread, and so is each of its connections.
        const THREADS: usize = 256;
        match self {
            _ if self.is_variant() => case == Case::Kilobyte,
            Self::BareHyper => self.knows(mode) && case == Case::Kilobyte,
            Self::ApacheFramed | Self::ApacheBuffered => self.knows(mode) && callers <= THREADS,
            _ => self.knows(mode),
        }
    }

    pub(crate) fn knows(self, mode: Mode) -> bool {
        match self {
            Self::VoloMultiplexed | Self::BareBatched => mode == Mode::Shared,
            Self::VoloFramed | Self::ApacheFramed | Self::ApacheBuffered | Self::BareEcho | Self::BareHyper => {
                mode == Mode::Each
            }
            _ => true,
        }
    }

    /// Whether it is ours in another dialect than the usual one, or with something around it.
    pub(crate) fn is_variant(self) -> bool {
        use Peer::{ThriftRsHeader, ThriftRsHttp, ThriftRsJson, ThriftRsLayered, ThriftRsTtHeader, ThriftRsUnframed};
        matches!(
            self,
            ThriftRsUnframed | ThriftRsLayered | ThriftRsHeader | ThriftRsTtHeader | ThriftRsJson | ThriftRsHttp
        )
    }

    /// Whether its idle connections are counted: those of Apache's crate are threads, and the others' are another's.
    pub(crate) fn rests(self) -> bool {
        matches!(self, Self::ThriftRs | Self::VoloFramed | Self::Cpp | Self::BareEcho)
    }

    /// Whether it is somebody else's Thrift.
    pub(crate) fn is_rival(self) -> bool {
        use Peer::{ApacheBuffered, ApacheFramed, Cpp, VoloFramed, VoloMultiplexed};
        matches!(self, VoloFramed | VoloMultiplexed | ApacheFramed | ApacheBuffered | Cpp)
    }
}

impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
