//! Checking text.
//!
//! Most strings on the wire are short and ASCII. For those the checks of the standard library and of `simdutf8` cost more in
//! calls and preparations than in looking at the bytes: 10,000 strings of 32 bytes decode 1.4 times as fast with the test here
//! in front. Short text of other alphabets costs them as much, and has a test of its own.

#![allow(
    unsafe_code,
    reason = "what has been found to be UTF-8 is: to check it again would cost as much as the first time"
)]

#[cfg(any(target_arch = "x86_64", all(target_arch = "aarch64", target_endian = "little")))]
mod vectors;

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

/// Not in line: most strings are not so.
#[inline(never)]
fn check_any(bytes: &[u8]) -> Option<&str> {
    let is_text = match bytes.len() {
        #[cfg(any(target_arch = "x86_64", all(target_arch = "aarch64", target_endian = "little")))]
        ..=SHORT => vectors::is_text(bytes),
        _ => None,
    };
    match is_text {
        // SAFETY: that is what it was found to be.
        Some(is_text) => is_text.then(|| unsafe { std::str::from_utf8_unchecked(bytes) }),
        None => check_all(bytes),
    }
}

/// Whether no byte has its highest bit set. No loop and no branch asks how many there are, beyond that they are few or many: of
/// strings of all lengths half would be foretold wrong.
#[inline(always)]
fn is_ascii(bytes: &[u8]) -> bool {
    const HIGHEST: u64 = 0x8080_8080_8080_8080;
    let bits = match bytes.len() {
        33.. => four_parts::<32>(bytes, |part| {
            part.as_chunks().0.iter().fold(0, |bits, word| bits | u64::from_le_bytes(*word))
        }),
        8.. => four_parts(bytes, |part| u64::from_le_bytes(*part)),
        4.. => four_parts(bytes, |part| u32::from_le_bytes(*part).into()),
        _ => bytes.iter().fold(0, |bits, byte| bits | u64::from(*byte)),
    };
    bits & HIGHEST == 0
}

/// All bits of `N` to `4 * N` bytes, in four parts that overlap where there are fewer.
#[inline(always)]
fn four_parts<const N: usize>(bytes: &[u8], bits: impl Fn(&[u8; N]) -> u64) -> u64 {
    let Some(last) = bytes.len().checked_sub(N) else {
        return 0;
    };
    let second = last.min(N);
    // Without a `map` over places, which is not always in line.
    let part = |start: usize| bytes.get(start..).and_then(|rest| rest.first_chunk()).map_or(u64::MAX, &bits);
    part(0) | part(second) | part(last - second) | part(last)
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
        // Each first byte, and what may follow or just may not, at some places of two vectors, and with text behind it or none.
        const NEXT: [u8; 12] = [0, b'a', 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xe1, 0xff];
        let mut bytes = Vec::new();
        for (before, first) in [0, 4, 12, 13, 14, 15, 16, 20, 29, 30]
            .into_iter()
            .flat_map(|before| (0..=u8::MAX).map(move |first| (before, first)))
        {
            for (second, third) in NEXT.into_iter().flat_map(|second| NEXT.map(|third| (second, third))) {
                for last in [&[][..], b"a", &[0xbf], b"and 12 bytes"] {
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
