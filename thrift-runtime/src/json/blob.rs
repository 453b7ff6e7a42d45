//! Binaries as JSON text: base64 (RFC 4648, section 4).

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// With padding, which every library reads; without, as C++ and Java write it, it is read too, and so are bits behind the
/// last byte.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Writes a binary, with its quotes. False, where it is longer than memory.
#[must_use]
pub(super) fn write(bytes: &[u8], out: &mut Vec<u8>) -> bool {
    out.push(b'"');
    let start = out.len();
    let Some(end) = base64::encoded_len(bytes.len(), true).and_then(|len| start.checked_add(len)) else {
        return false;
    };
    out.resize(end, 0);
    let written = out.get_mut(start..).is_some_and(|place| BASE64.encode_slice(bytes, place).is_ok());
    out.push(b'"');
    written
}

/// Appends the binary that this text says. False, and nothing is appended, where the text is not base64.
#[must_use]
pub(super) fn read(text: &[u8], out: &mut Vec<u8>) -> bool {
    let start = out.len();
    out.resize(start + base64::decoded_len_estimate(text.len()), 0);
    let len = out.get_mut(start..).and_then(|place| BASE64.decode_slice(text, place).ok());
    out.truncate(start + len.unwrap_or(0));
    len.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_is_written_and_need_not_be_read() {
        for (bytes, text) in [("", ""), ("a", "YQ=="), ("ab", "YWI="), ("abc", "YWJj"), ("\u{3f}\u{7ff}", "P9+/")] {
            let mut out = Vec::new();
            assert!(write(bytes.as_bytes(), &mut out));
            assert_eq!(String::from_utf8(out).unwrap(), format!("\"{text}\""));
            for text in [text, text.trim_end_matches('=')] {
                let mut out = b"in front".to_vec();
                assert!(read(text.as_bytes(), &mut out), "{text}");
                assert_eq!(out, [b"in front", bytes.as_bytes()].concat());
            }
        }
    }

    #[test]
    fn bits_behind_the_last_byte_are_ignored_and_mistakes_are_not() {
        let mut out = Vec::new();
        assert!(read(b"YR", &mut out));
        assert_eq!(out, b"a");
        for text in ["Y", "YQ=", "YQ===", "Y Q=", "Y-_=", "=", "YQ==YQ=="] {
            let good = text == "YQ=";
            assert_eq!(read(text.as_bytes(), &mut out), good, "{text}");
            out.truncate(1);
        }
        assert_eq!(out, b"a");
    }
}
