//! Numbers as JSON text.

use super::text;

/// What takes text in pieces of a fixed size, of which it keeps so many bytes: that spares a call for each copy.
pub(super) trait Pieces {
    fn piece(&mut self, piece: [u8; 8], used: usize);
}

impl Pieces for Vec<u8> {
    #[inline(always)]
    fn piece(&mut self, piece: [u8; 8], used: usize) {
        let end = self.len() + used;
        self.extend_from_slice(&piece);
        self.truncate(end);
    }
}

/// Writes an integer.
#[inline(always)]
pub(super) fn write(number: impl Into<i64>, out: &mut impl Pieces) {
    let number = number.into();
    if number < 0 {
        out.piece([b'-'; 8], 1);
    }
    match number.unsigned_abs() {
        short @ ..EIGHT_DIGITS => write_first(short, out),
        long => write_long(long, out),
    }
}

/// The first number that has more than eight digits.
const EIGHT_DIGITS: u64 = 100_000_000;

fn write_long(number: u64, out: &mut impl Pieces) {
    let (above, last) = (number / EIGHT_DIGITS, number % EIGHT_DIGITS);
    if above < EIGHT_DIGITS {
        write_first(above, out);
    } else {
        write_first(above / EIGHT_DIGITS, out);
        out.piece((eight_digits(above % EIGHT_DIGITS) | ZEROS).to_le_bytes(), 8);
    }
    out.piece((eight_digits(last) | ZEROS).to_le_bytes(), 8);
}

/// Writes up to eight digits.
#[inline(always)]
fn write_first(number: u64, out: &mut impl Pieces) {
    let digits = eight_digits(number);
    // The last digit is written even if it is zero.
    let zeros = (digits.trailing_zeros() / 8).min(7);
    out.piece(((digits | ZEROS) >> (8 * zeros)).to_le_bytes(), 8 - zeros as usize);
}

/// Writes integers with commas between them, and one in front, if the first is not to be without.
///
/// They gather on the stack: how long the text is need not be kept in memory after each.
pub(super) fn write_all(numbers: impl Iterator<Item = i64>, comma: bool, out: &mut Vec<u8>) {
    let mut batch = Batch { text: [0; Batch::SIZE], len: 0 };
    let mut used = usize::from(comma);
    for number in numbers {
        if batch.len > Batch::SIZE - Batch::LONGEST {
            out.extend_from_slice(batch.text.get(..batch.len).unwrap_or_default());
            batch.len = 0;
        }
        batch.piece([b','; 8], used);
        used = 1;
        write(number, &mut batch);
    }
    out.extend_from_slice(batch.text.get(..batch.len).unwrap_or_default());
}

/// Text on the stack.
struct Batch {
    text: [u8; Self::SIZE],
    len: usize,
}

impl Batch {
    const SIZE: usize = 512;
    /// Bytes that a number takes at most, its comma and what is too much of its last piece included.
    const LONGEST: usize = 32;
}

impl Pieces for Batch {
    #[inline(always)]
    fn piece(&mut self, piece: [u8; 8], used: usize) {
        if let Some(place) = self.text.get_mut(self.len..).and_then(|rest| rest.first_chunk_mut()) {
            *place = piece;
            self.len += used;
        }
    }
}

/// `0` eight times.
const ZEROS: u64 = u64::from_le_bytes(*b"00000000");

/// The digits of a number that has no more than eight, a byte each, the first one lowest: it is split in halves three times,
/// and all of one length at once. The divisions are multiplications that are exact for such small numbers.
#[inline]
fn eight_digits(number: u64) -> u64 {
    let fours = (number / 10_000) | (number % 10_000) << 32;
    let upper = ((fours * 10_486) >> 20) & 0x0000_007f_0000_007f;
    let twos = upper | (fours - 100 * upper) << 16;
    let upper = ((twos * 103) >> 10) & 0x000f_000f_000f_000f;
    upper | (twos - 10 * upper) << 8
}

/// Appends a few bytes, in pieces of a fixed size, too.
#[inline]
fn append(bytes: &[u8], out: &mut Vec<u8>) {
    let end = out.len() + bytes.len();
    let (pieces, rest) = bytes.as_chunks::<8>();
    pieces.iter().for_each(|piece| out.extend_from_slice(piece));
    let last = match bytes.last_chunk() {
        // The rest is at the end of it.
        Some(last) => u64::from_le_bytes(*last).checked_shr(8 * (8 - rest.len() as u32)).unwrap_or(0),
        None => text::short_word(rest),
    };
    out.extend_from_slice(&last.to_le_bytes());
    out.truncate(end);
}

/// Writes a double: the shortest digits that read as the same; in quotes, where JSON has no digits for it.
pub(super) fn write_double(number: f64, out: &mut Vec<u8>) {
    if number.is_finite() {
        append(zmij::Buffer::new().format_finite(number).as_bytes(), out);
        return;
    }
    let text: &[u8] = match number {
        f64::INFINITY => b"\"Infinity\"",
        f64::NEG_INFINITY => b"\"-Infinity\"",
        _ => b"\"NaN\"",
    };
    out.extend_from_slice(text);
}

/// The double that a word stands for: the names that Apache's libraries write, Python's in lower case.
pub(super) fn named_double(word: &[u8]) -> Option<f64> {
    Some(match word {
        b"NaN" | b"nan" => f64::NAN,
        b"Infinity" | b"inf" => f64::INFINITY,
        b"-Infinity" | b"-inf" => f64::NEG_INFINITY,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_have_all_their_digits_and_no_others() {
        let mut numbers: Vec<i64> = vec![0, i64::MIN, i64::MAX];
        for power in (0..19).map(|digits| 10i64.pow(digits)) {
            numbers.extend([power - 1, power, power + 1, 3 * power, power / 7, -power, 1 - power]);
        }
        // Of all eight digits any two neighbours, and any four at either end.
        numbers.extend((0..10_000).flat_map(|four| [four, 10_000 * four, 987_654_320_000 + four, 100 * four]));
        for number in numbers {
            let mut out = b"x".to_vec();
            write(number, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), format!("x{number}"));
        }
    }

    #[test]
    fn many_integers_are_those_one_by_one() {
        for (count, comma) in [(0, true), (1, true), (1, false), (1000, true), (1000, false)] {
            let numbers: Vec<i64> = (0..count)
                .map(|n: i64| i64::MIN >> n.rem_euclid(64) ^ n.wrapping_mul(0x9e37_79b9_7f4a_7c15_u64.cast_signed()))
                .collect();
            let mut out = b"x".to_vec();
            write_all(numbers.iter().copied(), comma, &mut out);
            let text = numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
            let comma = if comma && count > 0 { "," } else { "" };
            assert_eq!(String::from_utf8(out).unwrap(), format!("x{comma}{text}"));
        }
    }

    #[test]
    fn doubles_are_short_and_what_json_allows() {
        let text = |number| {
            let mut out = Vec::new();
            write_double(number, &mut out);
            String::from_utf8(out).unwrap()
        };
        for (number, expected) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.5, "1.5"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e300, "1e+300"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::NAN, "\"NaN\""),
            (-f64::NAN, "\"NaN\""),
            (f64::INFINITY, "\"Infinity\""),
            (f64::NEG_INFINITY, "\"-Infinity\""),
        ] {
            assert_eq!(text(number), expected);
        }
    }
}
