//! UUIDs as they are written.

/// A UUID with its dashes, in braces or not.
pub(super) fn parse_uuid(text: &str) -> Option<[u8; 16]> {
    let text = match text.strip_prefix('{') {
        Some(text) => text.strip_suffix('}')?,
        None => text,
    };
    let mut bytes = Vec::with_capacity(16);
    for (part, length) in text.split('-').zip([8, 4, 4, 4, 12]) {
        if part.len() != length || !part.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        for at in (0..length).step_by(2) {
            bytes.push(u8::from_str_radix(part.get(at..at + 2)?, 16).ok()?);
        }
    }
    if text.len() != 36 {
        return None;
    }
    bytes.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::parse_uuid;

    #[test]
    fn uuids_have_dashes_and_perhaps_braces() {
        let bytes = [0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff];
        assert_eq!(parse_uuid("00112233-4455-6677-8899-aabbccddEEFF"), Some(bytes));
        assert_eq!(parse_uuid("{00112233-4455-6677-8899-aabbccddeeff}"), Some(bytes));
        for bad in ["", "xyz", "00112233445566778899aabbccddeeff", "{00112233-4455-6677-8899-aabbccddeeff"] {
            assert_eq!(parse_uuid(bad), None, "{bad}");
        }
        assert_eq!(parse_uuid("00112233-4455-6677-8899-aabbccddeeff-00"), None);
        assert_eq!(parse_uuid("0011223ä-4455-6677-8899-aabbccddeeff"), None);
    }
}
