//! Whom we have to be ahead of, or near to, and by how much we are.

use std::fmt::Write;

use crate::case::{Case, Mode};
use crate::peer::Peer;
use crate::plan::Block;
use crate::rows::Row;

/// A row of ours, and those whom it is held against.
struct Standard {
    about: &'static str,
    mode: Mode,
    callers: usize,
    free: bool,
    ours: Peer,
    rivals: &'static [Peer],
    figure: Figure,
}

#[derive(Clone, Copy)]
enum Figure {
    /// Calls in a second.
    Rate,
    /// Half of the calls are faster.
    Median,
    /// What the server takes for 100,000 calls.
    ServerCpu,
}

impl Figure {
    fn unit(self) -> &'static str {
        match self {
            Self::Rate => "calls/s",
            Self::Median => "p50 µs",
            Self::ServerCpu => "server CPU s",
        }
    }

    fn of(self, row: &Row) -> f64 {
        match self {
            Self::Rate => row.rps,
            Self::Median => row.p50_us,
            Self::ServerCpu => row.server_cpu_s_per_100k,
        }
    }

    /// How many times as good one is as the other.
    fn ratio(self, ours: &Row, theirs: &Row) -> f64 {
        match self {
            Self::Rate => self.of(ours) / self.of(theirs),
            Self::Median | Self::ServerCpu => self.of(theirs) / self.of(ours),
        }
    }
}

const VOLO: &[Peer] = &[Peer::VoloFramed, Peer::VoloMultiplexed];
const APACHE: &[Peer] = &[Peer::ApacheFramed, Peer::ApacheBuffered];

/// All are of the 1 KB case.
fn standards() -> Vec<Standard> {
    use Figure::{Median, Rate, ServerCpu};
    use Mode::{Each, Shared};
    let standard = |about, mode, callers, rivals, figure| Standard {
        about,
        mode,
        callers,
        free: false,
        ours: Peer::ThriftRs,
        rivals,
        figure,
    };
    vec![
        standard("beside volo's best", Shared, 64, VOLO, Rate),
        standard("beside volo's best", Shared, 256, VOLO, Rate),
        standard("beside the ceiling", Shared, 64, &[Peer::BareBatched], Rate),
        standard("beside the ceiling", Shared, 256, &[Peer::BareBatched], Rate),
        standard("beside the ceiling", Each, 64, &[Peer::BareEcho], Rate),
        standard("beside the ceiling", Each, 64, &[Peer::BareEcho], ServerCpu),
        standard("one caller beside the ceiling", Each, 1, &[Peer::BareEcho], Median),
        Standard { free: true, ..standard("beside Apache's best, on all cores", Each, 64, APACHE, Rate) },
        Standard {
            ours: Peer::ThriftRsUnframed,
            ..standard("unframed beside framed", Shared, 64, &[Peer::ThriftRs], Rate)
        },
        Standard {
            ours: Peer::ThriftRsUnframed,
            ..standard("unframed beside framed", Each, 64, &[Peer::ThriftRs], Rate)
        },
        Standard { ours: Peer::ThriftRsHeader, ..standard("THeader beside framed", Each, 64, &[Peer::ThriftRs], Rate) },
        Standard {
            ours: Peer::ThriftRsHttp,
            ..standard("HTTP beside hyper's own echo", Each, 64, &[Peer::BareHyper], Rate)
        },
        Standard {
            ours: Peer::ThriftRsHttp,
            ..standard("HTTP, one caller, beside hyper's", Each, 1, &[Peer::BareHyper], Median)
        },
        Standard {
            ours: Peer::ThriftRsLayered,
            ..standard("layered beside plain", Each, 64, &[Peer::ThriftRs], ServerCpu)
        },
    ]
}

impl Standard {
    fn is_in(&self, block: Block) -> bool {
        (block.case, block.callers, block.free) == (Case::Kilobyte, self.callers, self.free)
    }

    /// Ours, and the best of theirs. Who can not be called in this mode is taken in the other.
    fn compare<'a>(&self, rows: &'a [Row]) -> Option<(&'a Row, &'a Row)> {
        let in_block = || rows.iter().filter(|row| self.is_in(row.block()));
        let ours = in_block().find(|row| row.peer == self.ours && row.mode == self.mode)?;
        let theirs = in_block()
            .filter(|row| self.rivals.contains(&row.peer))
            .filter(|row| row.mode == self.mode || !row.peer.knows(self.mode));
        let best =
            theirs.min_by(|one, other| self.figure.ratio(ours, one).total_cmp(&self.figure.ratio(ours, other)))?;
        Some((ours, best))
    }
}

/// Every standard that there are rows for.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut text = String::new();
    for standard in standards() {
        let Some((ours, best)) = standard.compare(rows) else {
            continue;
        };
        if text.is_empty() {
            text.push_str("\nstandards, 1kb: above 1, ours is better\n");
        }
        let Standard { about, mode, callers, figure, .. } = standard;
        let what = format!("{mode}, {callers}: {about}");
        let _ = write!(text, "  {what:<54}{:<14}{:>12.2}{:>12.2}", figure.unit(), figure.of(ours), figure.of(best));
        let _ = write!(text, "  {:<18}{:>6.2}", best.peer, figure.ratio(ours, best));
        if let Figure::Rate = figure {
            let _ = write!(text, "{:>8.2} by CPU", ours.calls_per_cpu_second() / best.calls_per_cpu_second());
        }
        text.push('\n');
    }
    text
}
