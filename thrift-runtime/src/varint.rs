//! Integers of as many bytes as they need: 7 bits a byte, the lowest first, the highest bit set where more follow.

/// Most bytes of an integer of 32 bits.
pub(crate) const MAX_32: usize = 5;
/// Most bytes of an integer of 64 bits.
pub(crate) const MAX_64: usize = 10;

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

/// The bytes of an integer without a branch for each: the first eight as a little-endian integer, and how many they are in all.
/// [`part`] is one way to part it into groups.
#[inline]
pub(crate) fn spread(value: u64, part: impl Fn(u64) -> u64) -> (u64, usize) {
    /// The highest bits of all bytes but the last, of so many.
    const MORE: [u64; 16] = {
        let mut more = [0x8080_8080_8080_8080; 16];
        let mut len = 1;
        while len <= 8 {
            more[len] >>= 64 - 8 * len;
            more[len] &= !(0x80 << (8 * (len - 1)));
            len += 1;
        }
        more
    };
    let bits = 64 - (value | 1).leading_zeros() as usize;
    // A seventh, rounded up, of up to 64.
    let len = (9 * bits + 64) / 64;
    (part(value) | MORE[len & 15], len)
}

/// Parts 56 bits into groups of seven, one in each byte.
#[inline(always)]
pub(crate) fn part(value: u64) -> u64 {
    // To 2 × 28, to 4 × 14, to 8 × 7.
    let groups = value & 0x0fff_ffff | (value & 0x00ff_ffff_f000_0000) << 4;
    let groups = groups & 0x0000_3fff_0000_3fff | (groups & 0x0fff_c000_0fff_c000) << 2;
    groups & 0x007f_007f_007f_007f | (groups & 0x3f80_3f80_3f80_3f80) << 1
}

/// Joins the groups that [`part`] makes.
#[inline(always)]
pub(crate) fn join(groups: u64) -> u64 {
    let value = groups & 0x007f_007f_007f_007f | (groups & 0x7f00_7f00_7f00_7f00) >> 1;
    let value = value & 0x0000_3fff_0000_3fff | (value & 0x3fff_0000_3fff_0000) >> 2;
    value & 0x0fff_ffff | (value & 0x0fff_ffff_0000_0000) >> 4
}

/// The ninth and the tenth byte, of an integer that has so many.
#[inline]
pub(crate) fn spread_high(value: u64) -> [u8; 2] {
    [(value >> 56) as u8, (value >> 63) as u8]
}

/// The integer in the first `len` bytes, without a branch for each; and whether they are one. Only `long` ones have more than
/// eight. [`join`] is one way to join their groups.
#[inline(always)]
pub(crate) fn gather(bytes: &[u8; MAX_64], len: usize, long: bool, join: impl Fn(u64) -> u64) -> (u64, bool) {
    /// The lower seven bits of so many bytes.
    const KEPT: [u64; 16] = {
        let mut kept = [0x7f7f_7f7f_7f7f_7f7f; 16];
        let mut len = 1;
        while len <= 8 {
            kept[len] >>= 64 - 8 * len;
            len += 1;
        }
        kept
    };
    let [a, b, c, d, e, f, g, h, ninth, tenth] = *bytes;
    let value = join(u64::from_le_bytes([a, b, c, d, e, f, g, h]) & KEPT[len & 15]);
    if !long {
        return (value, len <= 8);
    }
    let ninth = if len > 8 { u64::from(ninth & 0x7f) << 56 } else { 0 };
    let last = if len > 9 { u64::from(tenth) } else { 0 };
    (value | ninth | last << 63, last <= 1 && len <= MAX_64)
}

/// How many of the first bytes an integer takes; more than 8, where it does not end in them.
#[inline]
pub(crate) fn length(bytes: &[u8; MAX_64]) -> usize {
    let [a, b, c, d, e, f, g, h, ..] = *bytes;
    let ends = !u64::from_le_bytes([a, b, c, d, e, f, g, h]) & 0x8080_8080_8080_8080;
    match ends {
        0 => 9,
        ends => (ends.trailing_zeros() as usize + 1) / 8,
    }
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
                let mut padded = [0xff; MAX_64];
                padded[..bytes.len()].copy_from_slice(&bytes);
                assert_eq!(gather(&padded, bytes.len(), true, join), (value, true), "{value:#x}");
                assert_eq!(gather(&padded, bytes.len(), false, join).1, bytes.len() <= 8, "{value:#x}");
                assert_eq!(length(&padded), bytes.len().min(9), "{value:#x}");
                let (word, len) = spread(value, part);
                let spread: Vec<u8> = word.to_le_bytes().into_iter().chain(spread_high(value)).collect();
                assert_eq!(&spread[..len], bytes, "{value:#x}");
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
        assert!(!gather(&[0xff; 10], 10, true, join).1);
    }

    #[test]
    fn zigzag_keeps_small_integers_small() {
        for (value, zigzag) in [(0, 0), (-1, 1), (1, 2), (i32::MAX, u32::MAX - 1), (i32::MIN, u32::MAX)] {
            assert_eq!((zigzag32(value), unzigzag32(zigzag)), (zigzag, value));
            assert_eq!(unzigzag64(zigzag64(value.into())), i64::from(value));
        }
        assert_eq!((zigzag64(i64::MIN), unzigzag64(u64::MAX)), (u64::MAX, i64::MIN));
    }
}
