//! Checking text.
//!
//! Most strings on the wire are short and ASCII. For those the checks of the standard library and of `simdutf8` cost more in
//! calls and preparations than in looking at the bytes: 10,000 strings of 32 bytes decode 1.4 times as fast with the test here
//! in front. Short text of other alphabets costs them as much: a struct with two strings in Cyrillic decodes 1.3 times as fast
//! with the test for those.

#![allow(
    unsafe_code,
    reason = "what has been found to be UTF-8 is: to check it again would cost as much as the first time"
)]

/// Longest text, in bytes, that is looked at here first.
const SHORT: usize = 128;

/// The bytes as text, where they are UTF-8.
#[inline]
pub(crate) fn check(bytes: &[u8]) -> Option<&str> {
    match short_ascii(bytes) {
        Some(text) => Some(text),
        None => check_any(bytes),
    }
}

/// The bytes as text, where they are ASCII and not many.
#[inline(always)]
fn short_ascii(bytes: &[u8]) -> Option<&str> {
    // SAFETY: no byte has its highest bit set, and each such byte is a character of its own.
    (bytes.len() <= SHORT && is_ascii(bytes)).then(|| unsafe { std::str::from_utf8_unchecked(bytes) })
}

/// The same for many bytes.
pub(crate) fn check_all(bytes: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes).ok()
}

/// Vectors check 64 bytes at a time; fewer are filled up, since one at a time takes longer than that.
#[inline(never)]
fn check_any(bytes: &[u8]) -> Option<&str> {
    const VECTORS: usize = 64;
    if bytes.len() <= VECTORS && is_common(bytes) {
        // SAFETY: that is what is UTF-8.
        return Some(unsafe { std::str::from_utf8_unchecked(bytes) });
    }
    let mut filled = [0; VECTORS];
    match filled.get_mut(..bytes.len()) {
        Some(start) => start.copy_from_slice(bytes),
        None => return check_all(bytes),
    }
    // SAFETY: all of `filled` is text, and behind `bytes` there are only characters of one byte each: so what is before
    // them does not end within a character.
    check_all(&filled).map(|_| unsafe { std::str::from_utf8_unchecked(bytes) })
}

/// Whether this is UTF-8 of characters of one to three bytes, none of which begins with a byte after which not every byte of
/// a character may follow: those of most alphabets. Eight bytes at a time, without a branch for each character.
#[inline(always)]
fn is_common(bytes: &[u8]) -> bool {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut state = Common { due: 0, odd: 0 };
    for word in words {
        state.read(u64::from_le_bytes(*word));
    }
    // The last bytes, with zeros behind them: no character that has begun ends there.
    state.read(match bytes.last_chunk::<8>() {
        Some(last) => u64::from_le_bytes(*last).checked_shr(64 - 8 * rest.len() as u32).unwrap_or_default(),
        None => rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    });
    state.odd == 0
}

/// What has been seen of text, in the highest bit of each byte of a word.
struct Common {
    /// The first bytes of the next word that belong to a character which began before it.
    due: u64,
    /// Not zero once anything was not common.
    odd: u64,
}

impl Common {
    #[inline(always)]
    fn read(&mut self, word: u64) {
        const EACH: u64 = 0x0101_0101_0101_0101;
        const HIGHEST: u64 = EACH << 7;
        let follows = word & !(word << 1) & HIGHEST;
        // Of characters of two bytes or more, of three or more, of four.
        let begins = word & (word << 1) & HIGHEST;
        let three = begins & (word << 2);
        let four = three & (word << 3);
        // Some of the lower bits, to which as much is added that the highest bit is set unless they are zero: C0 and C1, E0, ED.
        let overlong_two = !((word & (EACH * 0x1e)) + EACH * 0x7e) & !three;
        let begins_0 = !((word & (EACH * 0xf)) + EACH * 0x7f);
        let begins_d = !(((word ^ (EACH * 0xd)) & (EACH * 0xf)) + EACH * 0x7f);
        self.odd |= four | begins & overlong_two | three & (begins_0 | begins_d);
        self.odd |= follows ^ (begins << 8 | three << 16 | self.due);
        self.due = begins >> 56 | three >> 48;
    }
}

/// Whether no byte has its highest bit set; eight at a time, the last ones perhaps twice.
#[inline(always)]
fn is_ascii(bytes: &[u8]) -> bool {
    const HIGHEST: u64 = 0x8080_8080_8080_8080;
    let bits = match (bytes.last_chunk::<8>(), bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(last), ..) => {
            let (words, _) = bytes.as_chunks::<8>();
            words.iter().fold(u64::from_le_bytes(*last), |bits, word| bits | u64::from_le_bytes(*word))
        }
        (None, Some(first), Some(last)) => u64::from(u32::from_le_bytes(*first) | u32::from_le_bytes(*last)),
        _ => bytes.iter().fold(0, |bits, byte| bits | u64::from(*byte)),
    };
    bits & HIGHEST == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_looked_at() {
        for len in 0..200 {
            let ascii = vec![b'a'; len];
            assert_eq!(check(&ascii).map(str::len), Some(len));
            for place in 0..len {
                let mut bytes = ascii.clone();
                bytes[place] = 0x80;
                assert_eq!(check(&bytes), None, "byte {place} of {len}");
            }
        }
    }

    #[test]
    fn characters_are_told_from_what_is_none() {
        // Each first byte, and what may follow or just may not, at some places of a word, and with text behind it or none.
        const NEXT: [u8; 12] = [0, b'a', 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xe1, 0xff];
        let mut bytes = Vec::new();
        for (before, first) in
            [0, 4, 5, 6, 7, 8].into_iter().flat_map(|before| (0..=u8::MAX).map(move |first| (before, first)))
        {
            for (second, third) in NEXT.into_iter().flat_map(|second| NEXT.map(|third| (second, third))) {
                for last in [&[][..], b"a", &[0xbf]] {
                    bytes.clear();
                    bytes.resize(before, b'x');
                    bytes.extend([first, second, third]);
                    bytes.extend(last);
                    assert_eq!(check(&bytes), std::str::from_utf8(&bytes).ok(), "{bytes:x?}");
                }
            }
        }
    }

    #[test]
    fn text_of_common_alphabets_needs_no_vectors() {
        for text in ["Лавлей", "ада@лавлейс.example", "ελληνικά", "日本語のテキスト", "ça", "é", "a"]
        {
            assert!(is_common(text.as_bytes()), "{text}");
        }
        for text in ["🦀", "हिन्दी"] {
            assert!(!is_common(text.as_bytes()), "{text}");
            assert_eq!(check(text.as_bytes()), Some(text));
        }
    }

    #[test]
    fn text_of_more_than_ascii_is_text() {
        for text in [
            "ä",
            "日本語",
            "a very long text, much longer than what is looked at first, and with an ö in it 🦀 at the end of 128",
        ] {
            assert_eq!(check(text.as_bytes()), Some(text));
        }
        assert_eq!(check(b"\xc3"), None);
        assert_eq!(check(b"\xed\xa0\x80"), None);
    }
}
