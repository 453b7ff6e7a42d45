//! The ratios as a picture.

use std::fmt::Write;

use crate::peer::Peer;
use crate::plan::Block;
use crate::rows::Row;

/// Pixels.
const LABELS: f64 = 210.0;
const BARS: f64 = 600.0;
const LINE: f64 = 20.0;
const TOP: f64 = 64.0;
const WIDTH: f64 = LABELS + BARS + 40.0;

/// Whom the dots stand for.
const COLOURS: [(Peer, &str); 7] = [
    (Peer::VoloFramed, "#edae49"),
    (Peer::VoloMultiplexed, "#b8860b"),
    (Peer::ApacheFramed, "#d1495b"),
    (Peer::ApacheBuffered, "#8d5a97"),
    (Peer::Cpp, "#2e7d32"),
    (Peer::BareEcho, "#6c757d"),
    (Peer::BareBatched, "#6c757d"),
];

/// Shown in the browser's colours, light or dark.
const STYLE: &str = "\
text { font: 11px system-ui, sans-serif; fill: #222 } .axis { stroke: #8884 } .one { stroke: #888 } .bar { fill: #4c8bf566 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } }";

/// How many times as many calls a second ours does: a bar up to the best rival, and a dot for each peer.
pub(crate) fn svg(rows: &[Row]) -> String {
    let ours: Vec<&Row> = rows.iter().filter(|row| row.peer == Peer::ThriftRs).collect();
    let height = TOP + LINE * ours.len() as f64 + 24.0;
    let mut svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\">\n");
    let _ = writeln!(svg, "<style>{STYLE}</style>");
    let _ = writeln!(
        svg,
        "<text x=\"8\" y=\"18\">Calls a second of thrift-rs, in multiples of the peers': right of 1, thrift-rs does more</text>"
    );
    legend(&mut svg, rows);
    let scale = Scale::of(rows, &ours);
    scale.draw(&mut svg, height);
    for (index, ours) in ours.iter().enumerate() {
        line(&mut svg, &scale, rows, ours, TOP + LINE * index as f64);
    }
    svg + "</svg>\n"
}

/// Of those that have rows.
fn legend(svg: &mut String, rows: &[Row]) {
    let present = COLOURS.iter().filter(|(peer, _)| rows.iter().any(|row| row.peer == *peer));
    for (index, (peer, colour)) in present.enumerate() {
        let x = 14.0 + 118.0 * index as f64;
        let _ = writeln!(svg, "<circle cx=\"{x}\" cy=\"36\" r=\"4\" fill=\"{colour}\"/>");
        let _ = writeln!(svg, "<text x=\"{}\" y=\"40\">{peer}</text>", x + 8.0);
    }
}

/// The peers of a block, but for ours.
fn dots(rows: &[Row], block: Block) -> impl Iterator<Item = (&Row, &str)> {
    rows.iter().filter(move |row| row.block() == block).filter_map(|row| {
        let (_, colour) = COLOURS.iter().find(|(peer, _)| *peer == row.peer)?;
        Some((row, *colour))
    })
}

fn line(svg: &mut String, scale: &Scale, rows: &[Row], ours: &Row, y: f64) {
    let Block { case, mode, callers, free } = ours.block();
    let place = if free { ", all cores" } else { "" };
    let _ = writeln!(svg, "<text x=\"8\" y=\"{}\">{case}, {mode}, {callers} callers{place}</text>", y + 14.0);
    let rivals = dots(rows, ours.block()).filter(|(row, _)| row.peer.is_rival());
    if let Some(ratio) = rivals.map(|(row, _)| ours.rps / row.rps).min_by(f64::total_cmp) {
        let (one, best) = (scale.x(1.0), scale.x(ratio));
        let (x, width) = (one.min(best), (best - one).abs());
        let (top, height) = (y + 4.0, LINE - 8.0);
        let _ =
            writeln!(svg, "<rect class=\"bar\" x=\"{x:.1}\" y=\"{top}\" width=\"{width:.1}\" height=\"{height}\"/>");
    }
    for (row, colour) in dots(rows, ours.block()) {
        let (x, middle) = (scale.x(ours.rps / row.rps), y + LINE / 2.0);
        let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{middle}\" r=\"4\" fill=\"{colour}\"/>");
    }
}

/// A logarithmic axis of ratios, from and to a power of two.
struct Scale {
    from: i32,
    to: i32,
}

impl Scale {
    /// One that all dots fit on.
    fn of(rows: &[Row], ours: &[&Row]) -> Self {
        let mut scale = Self { from: -1, to: 1 };
        for ours in ours {
            for (row, _) in dots(rows, ours.block()) {
                let power = (ours.rps / row.rps).log2();
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
