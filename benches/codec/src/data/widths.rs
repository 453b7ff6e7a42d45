//! How long numbers are in the compact protocol: rows of that protocol hang on it.

use std::fmt::Write;

/// The share of each length of a zigzag varint, for people to read.
pub(crate) fn varint_widths(values: impl IntoIterator<Item = i64>) -> String {
    let mut counts = [0_usize; 11];
    for value in values {
        let zigzag = ((value << 1) ^ (value >> 63)) as u64;
        counts[(64 - (zigzag | 1).leading_zeros()).div_ceil(7) as usize] += 1;
    }
    let total: usize = counts.iter().sum();
    let mut text = String::new();
    for (width, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
        let comma = if text.is_empty() { "varints of" } else { "," };
        let _ = write!(text, "{comma} {width} B {:.1} %", 100.0 * count as f64 / total as f64);
    }
    text
}
