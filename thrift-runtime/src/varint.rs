//! Integers of as many bytes as they need: 7 bits a byte, the lowest first, the highest bit set where more follow.

/// Turns small integers of either sign into small ones without: 0, -1, 1, -2, …
#[inline]
pub(crate) fn zigzag32(value: i32) -> u32 {
    (value << 1 ^ value >> 31).cast_unsigned()
}

/// The integer that [`zigzag32`] made this of.
#[inline]
pub(crate) fn unzigzag32(value: u32) -> i32 {
    (value >> 1).cast_signed() ^ -(value & 1).cast_signed()
}

/// Turns small integers of either sign into small ones without.
#[inline]
pub(crate) fn zigzag64(value: i64) -> u64 {
    (value << 1 ^ value >> 63).cast_unsigned()
}

/// The integer that [`zigzag64`] made this of.
#[inline]
pub(crate) fn unzigzag64(value: u64) -> i64 {
    (value >> 1).cast_signed() ^ -(value & 1).cast_signed()
}

/// What is wrong with bytes that are no integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Malformed {
    /// They end before the integer does.
    EndsEarly,
    /// More bytes, or bits, than the integer has.
    TooLong,
}

/// An integer of up to `bits` bits at the start of `input`, with its length.
pub(crate) fn parse(input: &[u8], bits: u32) -> Result<(u64, usize), Malformed> {
    let mut value = 0;
    for (place, byte) in input.iter().enumerate() {
        let shift = 7 * place as u32;
        if shift >= bits {
            return Err(Malformed::TooLong);
        }
        let part = u64::from(byte & 0x7f);
        if bits - shift < 7 && part >> (bits - shift) != 0 {
            return Err(Malformed::TooLong);
        }
        value |= part << shift;
        if byte & 0x80 == 0 {
            return Ok((value, place + 1));
        }
    }
    let most = bits.div_ceil(7) as usize;
    Err(if input.len() < most { Malformed::EndsEarly } else { Malformed::TooLong })
}

/// The bytes of an integer of up to 56 bits, without a branch for each; as a little-endian integer, and how many they are.
#[inline]
pub(crate) fn spread(value: u64) -> (u64, usize) {
    let bits = 64 - (value | 1).leading_zeros() as usize;
    let len = bits.div_ceil(7);
    let more = 0x8080_8080_8080_8080 & ((1 << (8 * (len - 1))) - 1);
    (groups(value) | more, len)
}

/// The bytes of an integer of more than 56 bits: the first eight as a little-endian integer, and what is behind them.
#[inline]
pub(crate) fn spread_long(value: u64) -> (u64, u8) {
    (groups(value) | 0x8080_8080_8080_8080, (value >> 56) as u8)
}

/// The lower 56 bits in groups of 7, one in each byte.
#[inline]
fn groups(value: u64) -> u64 {
    // 56 bits to 2 × 28, to 4 × 14, to 8 × 7.
    let spread = value & 0x0fff_ffff | (value & 0x00ff_ffff_f000_0000) << 4;
    let spread = spread & 0x0000_3fff_0000_3fff | (spread & 0x0fff_c000_0fff_c000) << 2;
    spread & 0x007f_007f_007f_007f | (spread & 0x3f80_3f80_3f80_3f80) << 1
}

/// The integer in the first bytes of this little-endian one, and how many they are; `None` where that is more than 8.
#[inline]
pub(crate) fn gather(word: u64) -> Option<(u64, usize)> {
    let ends = !word & 0x8080_8080_8080_8080;
    if ends == 0 {
        return None;
    }
    let len = (ends.trailing_zeros() as usize + 1) / 8;
    // All bits up to the highest of the last byte.
    let kept = word & (ends ^ (ends - 1));
    let mut value = kept & 0x7f7f_7f7f_7f7f_7f7f;
    value = value & 0x007f_007f_007f_007f | (value & 0x7f00_7f00_7f00_7f00) >> 1;
    value = value & 0x0000_3fff_0000_3fff | (value & 0x3fff_0000_3fff_0000) >> 2;
    value = value & 0x0fff_ffff | (value & 0x0fff_ffff_0000_0000) >> 4;
    Some((value, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes of an integer, one at a time.
    fn bytes(mut value: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        while value >= 0x80 {
            bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        bytes.push(value as u8);
        bytes
    }

    #[test]
    fn both_ways_of_reading_and_writing_agree() {
        for bits in 0..64 {
            for value in [1 << bits, (1 << bits) - 1, (1 << bits) | 0x55, u64::MAX >> bits] {
                let bytes = bytes(value);
                assert_eq!(parse(&bytes, 64), Ok((value, bytes.len())));
                let mut word = [0xff; 8];
                for (to, from) in word.iter_mut().zip(&bytes) {
                    *to = *from;
                }
                let gathered = gather(u64::from_le_bytes(word));
                assert_eq!(gathered, (bytes.len() <= 8).then_some((value, bytes.len())), "{value:#x}");
                if value < 1 << 56 {
                    let (word, len) = spread(value);
                    assert_eq!(word.to_le_bytes()[..len], bytes, "{value:#x}");
                } else {
                    let (word, high) = spread_long(value);
                    assert_eq!(word.to_le_bytes(), bytes[..8], "{value:#x}");
                    assert_eq!(bytes[8] & 0x7f | bytes.get(9).map_or(0, |byte| byte << 7), high, "{value:#x}");
                }
            }
        }
    }

    #[test]
    fn what_is_too_long_is_refused() {
        assert_eq!(parse(&[0xff, 0xff, 0xff, 0xff, 0x0f], 32), Ok((u64::from(u32::MAX), 5)));
        assert_eq!(parse(&[0xff, 0xff, 0xff, 0xff, 0x10], 32), Err(Malformed::TooLong));
        assert_eq!(parse(&[0x80, 0x80, 0x80, 0x80, 0x80, 0x00], 32), Err(Malformed::TooLong));
        assert_eq!(parse(&[0x80, 0x80, 0x80, 0x80], 32), Err(Malformed::EndsEarly));
        assert_eq!(parse(&[0xff; 10], 64), Err(Malformed::TooLong));
        assert_eq!(parse(&[0xff; 9], 64), Err(Malformed::EndsEarly));
        assert_eq!(parse(&[], 64), Err(Malformed::EndsEarly));
    }

    #[test]
    fn zigzag_keeps_small_integers_small() {
        for (value, zigzag) in [(0, 0), (-1, 1), (1, 2), (i32::MAX, u32::MAX - 1), (i32::MIN, u32::MAX)] {
            assert_eq!((zigzag32(value), unzigzag32(zigzag)), (zigzag, value));
            assert_eq!(unzigzag64(zigzag64(value.into())), value.into());
        }
        assert_eq!((zigzag64(i64::MIN), unzigzag64(u64::MAX)), (u64::MAX, i64::MIN));
    }
}
