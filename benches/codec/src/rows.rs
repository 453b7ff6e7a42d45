//! What was measured, as a table and as JSON.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::contender::Contender;
use crate::measure::Cost;
use crate::peer::{Kind, Peer};
use crate::protocol::{Op, Protocol};

/// What an operation costs.
#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) case: String,
    pub(crate) protocol: Protocol,
    pub(crate) op: Op,
    pub(crate) peer: Peer,
    /// The length of the message.
    pub(crate) bytes: usize,
    pub(crate) ns: f64,
    pub(crate) allocs: Option<usize>,
    pub(crate) alloc_bytes: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) instructions: Option<f64>,
    spread: f64,
}

impl Row {
    pub(crate) fn new(case: &str, contender: &Contender, cost: Cost) -> Self {
        let Contender { peer, protocol, op, bytes, .. } = *contender;
        let Cost { ns, spread, allocations, instructions } = cost;
        let (allocs, alloc_bytes) = allocations.map(|allocations| (allocations.number, allocations.bytes)).unzip();
        let case = case.to_owned();
        Self { case, protocol, op, peer, bytes, ns, allocs, alloc_bytes, instructions, spread }
    }

    /// What it is shown and compared with.
    pub(crate) fn block(&self) -> (&str, Protocol, Op) {
        (&self.case, self.protocol.beside(), self.op)
    }

    /// Whether the value has strings or binaries.
    pub(crate) fn has_strings(&self) -> bool {
        !["list-i", "list-double", "points"].iter().any(|numbers| self.case.starts_with(numbers))
    }

    /// Whether it is a peer's.
    pub(crate) fn is_rival(&self) -> bool {
        matches!(self.peer.kind(), Kind::Owned | Kind::Shared)
    }

    fn megabytes_per_second(&self) -> f64 {
        self.bytes as f64 / self.ns * 1e3
    }

    fn name(&self) -> String {
        match self.protocol {
            Protocol::Protobuf => format!("{} ({}, {} B)", self.peer, self.protocol, self.bytes),
            // Others than ours encode to something else.
            Protocol::Json => format!("{} ({} B)", self.peer, self.bytes),
            _ => self.peer.to_string(),
        }
    }
}

/// The rows of a case: a block for each protocol and way.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut text = String::new();
    let counted = rows.iter().any(|row| row.instructions.is_some());
    for block in rows.chunk_by(|one, next| one.block() == next.block()) {
        let ours = block.iter().find(|row| row.peer == Peer::ThriftRs);
        let (case, protocol, op) = block[0].block();
        let heading = format!("{case}, {protocol} {op}, {} B", block[0].bytes);
        let _ = write!(text, "{heading:<44}{:>12}{:>7}{:>9}{:>8}{:>9}", "ns", "±", "MB/s", "allocs", "bytes");
        let _ =
            writeln!(text, "{}{:>8}", if counted { format!("{:>14}", "instructions") } else { String::new() }, "ratio");
        for row in block {
            let [allocs, bytes] =
                [row.allocs, row.alloc_bytes].map(|number| number.map_or(String::new(), |n| n.to_string()));
            let _ = write!(text, "  {:<42}{:>12.1}{:>5.1} %", row.name(), row.ns, 100.0 * row.spread);
            let _ = write!(text, "{:>9.0}{allocs:>8}{bytes:>9}", row.megabytes_per_second());
            if counted {
                let _ = write!(text, "{:>14}", row.instructions.map_or(String::new(), |number| format!("{number:.0}")));
            }
            let ratio = ours.map_or(String::new(), |ours| format!("{:>8.2}", row.ns / ours.ns));
            let _ = writeln!(text, "{ratio}");
        }
    }
    text
}
