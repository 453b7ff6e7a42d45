//! What was measured, as a table and as JSON.

use std::fmt::Write;

use serde::Serialize;

use crate::contender::Contender;
use crate::measure::Cost;

/// What an operation costs.
#[derive(Serialize)]
pub(crate) struct Row {
    pub(crate) case: &'static str,
    pub(crate) protocol: String,
    pub(crate) op: String,
    pub(crate) peer: &'static str,
    /// The length of the message.
    pub(crate) bytes: usize,
    pub(crate) ns: f64,
    pub(crate) allocs: usize,
    pub(crate) alloc_bytes: usize,
}

/// Whom the others are compared with.
pub(crate) const OURS: &str = "thrift-rs";

impl Row {
    pub(crate) fn new(case: &'static str, contender: &Contender, cost: Cost) -> Self {
        Self {
            case,
            protocol: contender.protocol.to_string(),
            op: contender.op.to_string(),
            peer: contender.peer,
            bytes: contender.bytes,
            ns: cost.ns,
            allocs: cost.allocations.number,
            alloc_bytes: cost.allocations.bytes,
        }
    }

    fn megabytes_per_second(&self) -> f64 {
        self.bytes as f64 / self.ns * 1e3
    }
}

/// The rows of a case: a block for each protocol and way.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut text = String::new();
    for block in rows.chunk_by(|one, next| (&one.protocol, &one.op) == (&next.protocol, &next.op)) {
        let ours = block.iter().find(|row| row.peer == OURS);
        let Row { case, protocol, op, bytes, .. } = &block[0];
        let heading = format!("{case}, {protocol} {op}, {bytes} B");
        let _ = writeln!(text, "{heading:<44}{:>12}{:>10}{:>9}{:>12}{:>9}", "ns", "MB/s", "allocs", "bytes", "ratio");
        for row in block {
            let ratio = ours.map_or(String::new(), |ours| format!("{:.2}", row.ns / ours.ns));
            let _ = writeln!(
                text,
                "  {:<42}{:>12.1}{:>10.0}{:>9}{:>12}{ratio:>9}",
                row.peer,
                row.ns,
                row.megabytes_per_second(),
                row.allocs,
                row.alloc_bytes
            );
        }
    }
    text
}
