//! Whom we have to be ahead of, and by how much we are.

use std::fmt::Write;

use crate::peer::{Kind, Peer};
use crate::protocol::{Op, Protocol};
use crate::rows::Row;

/// A build of ours, and the peers that it is held against.
pub(crate) struct Standard {
    build: Peer,
    /// Who they are.
    about: &'static str,
    /// The rows of the build that count.
    counts: fn(&Row) -> bool,
    /// The rows that are held against them.
    rivals: fn(&Row) -> bool,
}

/// A row of ours beside the best rival's.
pub(crate) struct Comparison<'a> {
    pub(crate) ours: &'a Row,
    pub(crate) best: &'a Row,
}

/// With default options. Encoding is the same work for all; a value that is decoded may own its strings or share them.
pub(crate) const OWNED: Standard = Standard {
    build: Peer::ThriftRs,
    about: "the best peer whose values own their strings; on encode, the best of all",
    counts: |ours| ours.protocol != Protocol::Json,
    rivals: |row| (row.op == Op::Encode || row.peer.kind() == Kind::Owned) && !is_packed(row),
};

const SHARED: Standard = Standard {
    build: Peer::ThriftRsShared,
    about: "the better of pilota's builds, which does not check UTF-8",
    counts: |_| true,
    rivals: |row| row.peer.kind() == Kind::Shared,
};

const BORROWED: Standard = Standard {
    build: Peer::ThriftRsBorrowed,
    about: "the best peer of any kind, where it decodes strings",
    counts: |ours| ours.op == Op::Decode && ours.has_strings(),
    rivals: |row| !is_packed(row),
};

const JSON: Standard = Standard {
    build: Peer::ThriftRs,
    about: "serde_json, whose JSON has neither field ids nor types",
    counts: |ours| ours.protocol == Protocol::Json,
    rivals: |row| row.peer == Peer::SerdeJson,
};

/// A protobuf list of small integers is prost's home ground, with neither an element type nor a sign.
fn is_packed(row: &Row) -> bool {
    row.protocol == Protocol::Protobuf && row.case.starts_with("list-i32")
}

impl Standard {
    pub(crate) fn compare<'a>(&self, rows: &'a [Row]) -> Vec<Comparison<'a>> {
        let ours = rows.iter().filter(|row| row.peer == self.build && (self.counts)(row));
        let best = |ours: &Row| {
            let rivals = rows.iter().filter(|row| row.block() == ours.block() && row.is_rival() && (self.rivals)(row));
            rivals.min_by(|one, other| one.ns.total_cmp(&other.ns))
        };
        ours.filter_map(|ours| Some(Comparison { ours, best: best(ours)? })).collect()
    }
}

impl Comparison<'_> {
    /// Above 1, ours is faster.
    pub(crate) fn ratio(&self) -> f64 {
        self.best.ns / self.ours.ns
    }
}

/// Every standard that there are rows for.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut text = String::new();
    for standard in [OWNED, SHARED, BORROWED, JSON] {
        let comparisons = standard.compare(rows);
        if comparisons.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n{} beside {}", standard.build, standard.about);
        for comparison in &comparisons {
            let Comparison { ours, best } = comparison;
            let (case, protocol, op) = ours.block();
            let what = format!("{case}, {protocol} {op}");
            let _ = write!(text, "  {what:<42}{:>12.1}{:>12.1}  {:<18}", ours.ns, best.ns, best.peer);
            let _ = writeln!(text, "{:>6.2}", comparison.ratio());
        }
        let ratios: Vec<f64> = comparisons.iter().map(Comparison::ratio).collect();
        let mean = (ratios.iter().map(|ratio| ratio.ln()).sum::<f64>() / ratios.len() as f64).exp();
        let lowest = ratios.iter().copied().fold(f64::INFINITY, f64::min);
        let _ = writeln!(text, "  {:<84}{mean:>6.2}", "geometric mean");
        let _ = writeln!(text, "  {:<84}{lowest:>6.2}", "lowest");
    }
    text
}
