//! Strings of JSON text: what needs an escape, and where a string ends.

/// Bytes that are looked at together; the compiler makes vector code of it.
const BLOCK: usize = 32;

/// Writes a string, with its quotes.
pub(super) fn write(text: &[u8], out: &mut Vec<u8>) {
    out.reserve(text.len() + 2 + 8);
    out.push(b'"');
    let mut rest = text;
    while let Some([byte, behind @ ..]) = write_plain(rest, out) {
        write_escape(*byte, out);
        rest = behind;
    }
    out.push(b'"');
}

/// Writes what needs no escape, and gives what comes then, if anything. Pieces of fixed sizes spare a call for each copy.
#[inline]
fn write_plain<'t>(mut rest: &'t [u8], out: &mut Vec<u8>) -> Option<&'t [u8]> {
    while let Some((block, behind)) = rest.split_first_chunk::<BLOCK>() {
        if block.iter().fold(false, |any, byte| any | is_special(*byte)) {
            break;
        }
        out.extend_from_slice(block);
        rest = behind;
    }
    while let Some((word, behind)) = rest.split_first_chunk::<8>() {
        let found = specials(u64::from_le_bytes(*word));
        if found != 0 {
            let place = out.len() + first(found);
            out.extend_from_slice(word);
            out.truncate(place);
            return rest.get(first(found)..);
        }
        out.extend_from_slice(word);
        rest = behind;
    }
    let word = short_word(rest);
    // Behind the text there are zeros, and those are special.
    let len = first(specials(word)).min(rest.len());
    let place = out.len() + len;
    out.extend_from_slice(&word.to_le_bytes());
    out.truncate(place);
    rest.get(len..).filter(|rest| !rest.is_empty())
}

/// Less than eight bytes as a word, with zeros behind them.
#[inline]
pub(super) fn short_word(bytes: &[u8]) -> u64 {
    // Two reads that overlap, at constant sizes.
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(low), Some(high)) => {
            let shift = 8 * (bytes.len() & 7).saturating_sub(4);
            u64::from(u32::from_le_bytes(*low)) | u64::from(u32::from_le_bytes(*high)) << shift
        }
        _ => match *bytes {
            [] => 0,
            [a] => u64::from(a),
            [a, b, ref rest @ ..] => {
                let c = rest.first().copied().unwrap_or_default();
                u64::from_le_bytes([a, b, c, 0, 0, 0, 0, 0])
            }
        },
    }
}

/// Whether a byte can not stand in a string as it is.
#[inline]
fn is_special(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

/// The high bit of the first byte that is special is set; it may be of bytes behind it, too.
#[inline]
fn specials(word: u64) -> u64 {
    (word.wrapping_sub(ONES * 0x20) & !word & HIGHS) | equal(word, b'"') | equal(word, b'\\')
}

/// The high bit of the first byte that equals this one is set; it may be of bytes behind it, too.
#[inline]
fn equal(word: u64, byte: u8) -> u64 {
    let zero = word ^ (ONES * u64::from(byte));
    zero.wrapping_sub(ONES) & !zero & HIGHS
}

/// The place of the first byte whose high bit is set; 8, where there is none.
#[inline]
fn first(found: u64) -> usize {
    found.trailing_zeros() as usize / 8
}

const ONES: u64 = u64::from_le_bytes([1; 8]);
const HIGHS: u64 = ONES << 7;

/// The offset of the first byte that ends a piece of a string: `"` and `\`. Python's and Node's writers leave control
/// characters as they are.
#[inline]
pub(super) fn find_end(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    let mut words = 0;
    while let Some(rest) = text.get(at..) {
        // Most strings are short: a few words first, and blocks then.
        if words >= BLOCK / 8 {
            let (blocks, _) = rest.as_chunks::<BLOCK>();
            let ends = |byte: &u8| (*byte == b'"') | (*byte == b'\\');
            at += BLOCK
                * blocks.iter().take_while(|block| !block.iter().fold(false, |any, byte| any | ends(byte))).count();
            words = 0;
            continue;
        }
        let (word, len) = first_word(rest);
        let place = first(equal(word, b'"') | equal(word, b'\\'));
        if place < 8 {
            return Some(at + place);
        }
        if len < 8 {
            return None;
        }
        at += 8;
        words += 1;
    }
    None
}

/// The length of the word in front: what is no string ends before white space, a comma, a colon, a quote or a closing
/// bracket.
#[inline]
pub(super) fn word_len(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let (word, len) = first_word(rest);
        // The brackets differ in one bit.
        let brackets = equal(word | (ONES * 0x20), b'}');
        let space = word.wrapping_sub(ONES * 0x21) & !word & HIGHS;
        let found = space | equal(word, b'"') | equal(word, b',') | equal(word, b':') | brackets;
        let place = first(found).min(len);
        at += place;
        if place < 8 {
            return at;
        }
    }
    at
}

/// The first eight bytes, or as many as there are, with zeros behind them.
#[inline]
fn first_word(text: &[u8]) -> (u64, usize) {
    match text.first_chunk() {
        Some(word) => (u64::from_le_bytes(*word), 8),
        None => (short_word(text), text.len()),
    }
}

#[cold]
fn write_escape(byte: u8, out: &mut Vec<u8>) {
    let short = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        b'\t' => b't',
        b'\n' => b'n',
        0x0c => b'f',
        b'\r' => b'r',
        _ => {
            // In lower case: C++ and Java read no other.
            let digit = |nibble: u8| if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 };
            out.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte & 0xf)]);
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

#[cfg(test)]
mod tests {
    use super::super::tokens::Tokens;
    use super::*;

    /// The offset of the first byte that is escaped.
    fn find_escape(text: &[u8]) -> Option<usize> {
        let mut out = b"in front".to_vec();
        let left = write_plain(text, &mut out).map(<[u8]>::len);
        let found = left.map(|left| text.len() - left);
        assert_eq!(out, [b"in front", &text[..found.unwrap_or(text.len())]].concat());
        found
    }

    /// Every byte at every place of texts up to a few blocks long, with a second special byte behind it.
    #[test]
    fn the_first_special_byte_is_found_at_any_place() {
        for len in 0..3 * BLOCK + 9 {
            for place in 0..len {
                for byte in [0, 0x1f, 0x20, b'!', b'"', b'#', b'[', b'\\', b']', 0x7f, 0x80, 0xa2, 0xdc, 0xff] {
                    let mut text = vec![b'~'; len];
                    text[place] = byte;
                    let (special, ends) = (byte < 0x20 || matches!(byte, b'"' | b'\\'), matches!(byte, b'"' | b'\\'));
                    assert_eq!(find_escape(&text), special.then_some(place), "{byte} at {place} of {len}");
                    assert_eq!(find_end(&text), ends.then_some(place), "{byte} at {place} of {len}");
                    if place + 1 < len {
                        text[place + 1] = b'"';
                        let behind = |found: bool| Some(if found { place } else { place + 1 });
                        assert_eq!(find_escape(&text), behind(special));
                        assert_eq!(find_end(&text), behind(ends));
                    }
                }
            }
        }
    }

    #[test]
    fn special_characters_are_escaped_and_no_others() {
        let all: String = (0..0x100).filter_map(char::from_u32).chain(['€', '\u{2028}', '😀']).collect();
        let mut out = Vec::new();
        write(all.as_bytes(), &mut out);
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("\"\\u0000\\u0001"), "{text}");
        assert!(text.contains("\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e"), "{text}");
        assert!(text.contains("\\u001e\\u001f !\\\"#"), "{text}");
        assert!(text.contains("./0"), "{text}");
        assert!(text.contains("[\\\\]"), "{text}");
        assert!(text.contains("}~\u{7f}\u{80}"), "{text}");
        assert!(text.ends_with("ÿ€\u{2028}😀\""), "{text}");
        let mut read = Vec::new();
        Tokens::new(text.as_bytes()).string(1000, &mut read).unwrap();
        assert_eq!(String::from_utf8(read).unwrap(), all);
    }
}
