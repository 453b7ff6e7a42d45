//! The ratios as a picture.

use std::fmt::Write;

use crate::peer::Peer;
use crate::rows::Row;
use crate::standards::{Comparison, OWNED};

/// Pixels.
const LABELS: f64 = 250.0;
const BARS: f64 = 560.0;
const LINE: f64 = 20.0;
const TOP: f64 = 64.0;
const WIDTH: f64 = LABELS + BARS + 40.0;

/// Whom the dots stand for.
const COLOURS: [(Peer, &str); 8] = [
    (Peer::Apache, "#d1495b"),
    (Peer::Pilota, "#edae49"),
    (Peer::PilotaUnsafe, "#b8860b"),
    (Peer::FbThrift, "#00798c"),
    (Peer::CompactThrift, "#8d5a97"),
    (Peer::Cpp, "#2e7d32"),
    (Peer::Prost, "#6c757d"),
    (Peer::Parquet, "#e76f51"),
];

/// Shown in the browser's colours, light or dark.
const STYLE: &str = "\
text { font: 11px system-ui, sans-serif; fill: #222 } .axis { stroke: #8884 } .one { stroke: #888 } .bar { fill: #4c8bf566 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } }";

/// How many times as long as ours the peers take: a bar up to the best one that ours is held against, and a dot for each.
pub(crate) fn svg(rows: &[Row]) -> String {
    let comparisons = OWNED.compare(rows);
    let height = TOP + LINE * comparisons.len() as f64 + 24.0;
    let mut svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\">\n");
    let _ = writeln!(svg, "<style>{STYLE}</style>");
    let _ = writeln!(
        svg,
        "<text x=\"8\" y=\"18\">Time of the peers, in multiples of thrift-rs's: right of 1, thrift-rs is faster</text>"
    );
    legend(&mut svg, rows);
    let scale = Scale::of(rows, &comparisons);
    scale.draw(&mut svg, height);
    for (index, comparison) in comparisons.iter().enumerate() {
        line(&mut svg, &scale, rows, comparison, TOP + LINE * index as f64);
    }
    svg + "</svg>\n"
}

/// Of those that have rows.
fn legend(svg: &mut String, rows: &[Row]) {
    let present = COLOURS.iter().filter(|(peer, _)| rows.iter().any(|row| row.peer == *peer));
    for (index, (peer, colour)) in present.enumerate() {
        let x = 14.0 + 104.0 * index as f64;
        let _ = writeln!(svg, "<circle cx=\"{x}\" cy=\"36\" r=\"4\" fill=\"{colour}\"/>");
        let _ = writeln!(svg, "<text x=\"{}\" y=\"40\">{peer}</text>", x + 8.0);
    }
}

/// A case in one protocol, one way.
fn line(svg: &mut String, scale: &Scale, rows: &[Row], comparison: &Comparison<'_>, y: f64) {
    let (case, protocol, op) = comparison.ours.block();
    let (one, best) = (scale.x(1.0), scale.x(comparison.ratio()));
    let _ = writeln!(svg, "<text x=\"8\" y=\"{}\">{case}, {protocol} {op}</text>", y + 14.0);
    let (x, width) = (one.min(best), (best - one).abs());
    let _ = writeln!(
        svg,
        "<rect class=\"bar\" x=\"{x:.1}\" y=\"{}\" width=\"{width:.1}\" height=\"{}\"/>",
        y + 4.0,
        LINE - 8.0
    );
    for row in rows.iter().filter(|row| row.block() == comparison.ours.block()) {
        if let Some((_, colour)) = COLOURS.iter().find(|(peer, _)| *peer == row.peer) {
            let x = scale.x(row.ns / comparison.ours.ns);
            let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{}\" r=\"4\" fill=\"{colour}\"/>", y + LINE / 2.0);
        }
    }
}

/// A logarithmic axis of ratios, from and to a power of two.
struct Scale {
    from: i32,
    to: i32,
}

impl Scale {
    /// One that all dots fit on.
    fn of(rows: &[Row], comparisons: &[Comparison<'_>]) -> Self {
        let mut scale = Self { from: -1, to: 1 };
        for comparison in comparisons {
            for row in rows.iter().filter(|row| row.block() == comparison.ours.block() && row.is_rival()) {
                let power = (row.ns / comparison.ours.ns).log2();
                scale.from = scale.from.min(power.floor() as i32);
                scale.to = scale.to.max(power.ceil() as i32);
            }
        }
        scale
    }

    fn x(&self, ratio: f64) -> f64 {
        LABELS + BARS * (ratio.log2() - f64::from(self.from)) / f64::from(self.to - self.from)
    }

    fn draw(&self, svg: &mut String, height: f64) {
        for power in self.from..=self.to {
            let ratio = f64::from(power).exp2();
            let (x, class) = (self.x(ratio), if power == 0 { "one" } else { "axis" });
            let (top, bottom) = (TOP - 4.0, height - 20.0);
            let _ = writeln!(svg, "<line class=\"{class}\" x1=\"{x:.1}\" y1=\"{top}\" x2=\"{x:.1}\" y2=\"{bottom}\"/>");
            let _ = writeln!(svg, "<text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{ratio}</text>", height - 6.0);
        }
    }
}
