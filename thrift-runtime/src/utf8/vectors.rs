//! Sixteen bytes at a time: tables that are looked up with half a byte each say of every two bytes what is wrong with them, as
//! in "Validating UTF-8 In Less Than One Instruction Per Byte" (Keiser and Lemire, 2020).

#![allow(
    unsafe_code,
    reason = "a struct with two short strings, one in Hindi and one with an emoji, decodes 1.5 times as fast"
)]

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "aarch64")]
mod neon;
#[cfg(target_arch = "x86_64")]
mod ssse3;

#[cfg(target_arch = "aarch64")]
use neon as vector;
#[cfg(target_arch = "x86_64")]
use ssse3 as vector;
use vector::Vector;

/// What is wrong with two bytes where the upper and the lower half of the first and the upper half of the second are among
/// these, a bit for each half there is. A rule for each bit of a byte.
const WRONG: [(u16, u16, u16); 8] = {
    const ALL: u16 = 0xffff;
    /// A character of one byte; a byte within one; the first byte of a longer one.
    const ONE: u16 = 0x00ff;
    const WITHIN: u16 = 0x0f00;
    const FIRST: u16 = 0xf000;
    [
        // A longer one is cut short, or none has begun.
        (FIRST, ALL, ONE | FIRST),
        (ONE, ALL, WITHIN),
        // More bytes than it takes: of two and of three.
        (1 << 0xc, 1 << 0x0 | 1 << 0x1, WITHIN),
        (1 << 0xe, 1 << 0x0, 1 << 0x8 | 1 << 0x9),
        // The same of four, or above the last character.
        (1 << 0xf, 1 << 0x0 | 0xffe0, 1 << 0x8),
        (1 << 0xf, 0xfff0, 1 << 0x9 | 1 << 0xa | 1 << 0xb),
        // Half of a pair of UTF-16.
        (1 << 0xe, 1 << 0xd, 1 << 0xa | 1 << 0xb),
        // The third or fourth byte of a character, or one too many: which it is, bytes before these two say.
        (WITHIN, ALL, WITHIN),
    ]
};

/// The bit of the last rule.
const THIRD_OR_FOURTH: u8 = 0x80;

/// By the upper half of the first byte, its lower half, and the upper half of the second: the rules that may hold.
const TABLES: [[u8; 16]; 3] = {
    let mut tables = [[0; 16]; 3];
    let mut rule = 0;
    while rule < WRONG.len() {
        let (upper, lower, second) = WRONG[rule];
        let halves = [upper, lower, second];
        let mut place = 0;
        while place < 16 * tables.len() {
            let (table, half) = (place / 16, place % 16);
            tables[table][half] |= ((halves[table] >> half & 1) as u8) << rule;
            place += 1;
        }
        rule += 1;
    }
    tables
};

/// The highest that the last bytes may be: above that, one begins a character that does not end with them.
#[cfg(target_arch = "x86_64")]
const HIGHEST_AT_END: [u8; 16] = {
    let mut highest = [u8::MAX; 16];
    [highest[13], highest[14], highest[15]] = [0xf0 - 1, 0xe0 - 1, 0xc0 - 1];
    highest
};

/// Whether this is UTF-8. None where the processor has no instructions for it.
#[inline]
pub(super) fn is_text(bytes: &[u8]) -> Option<bool> {
    #[cfg(target_arch = "x86_64")]
    if avx2::LENGTHS.contains(&bytes.len()) && avx2::is_there() {
        // SAFETY: the processor has what the function is compiled for.
        return Some(unsafe { avx2::check(bytes) });
    }
    // SAFETY: the processor has what the function is compiled for.
    vector::is_there().then(|| unsafe { check(bytes) })
}

#[cfg_attr(target_arch = "x86_64", target_feature(enable = "ssse3"))]
#[cfg_attr(target_arch = "aarch64", target_feature(enable = "neon"))]
fn check(bytes: &[u8]) -> bool {
    let (blocks, rest) = bytes.as_chunks();
    let mut read = Read { before: vector::of([0; 16]), wrong: vector::of([0; 16]) };
    for block in blocks {
        read.read(vector::of(*block));
    }
    // With zeros behind the last bytes, in front of which a character would be cut short.
    read.read(match bytes.last_chunk() {
        Some(block) => last_of(block, rest.len()),
        None => vector::of(few(bytes)),
    });
    vector::is_zero(read.wrong)
}

/// What has been read.
struct Read {
    /// The last bytes.
    before: Vector,
    /// Not zero where anything was wrong.
    wrong: Vector,
}

impl Read {
    #[inline]
    #[cfg_attr(target_arch = "x86_64", target_feature(enable = "ssse3"))]
    #[cfg_attr(target_arch = "aarch64", target_feature(enable = "neon"))]
    fn read(&mut self, bytes: Vector) {
        let [upper, lower, second] = [vector::of(TABLES[0]), vector::of(TABLES[1]), vector::of(TABLES[2])];
        let before = vector::before::<1>(bytes, self.before);
        let pairs = vector::and(
            vector::and(
                vector::look_up(upper, vector::upper_halves(before)),
                vector::look_up(lower, vector::lower_halves(before)),
            ),
            vector::look_up(second, vector::upper_halves(bytes)),
        );
        // The highest bit is left of what begins three bytes or more, and of what begins four.
        let third = vector::minus(vector::before::<2>(bytes, self.before), 0xe0 - THIRD_OR_FOURTH);
        let fourth = vector::minus(vector::before::<3>(bytes, self.before), 0xf0 - THIRD_OR_FOURTH);
        let due = vector::and(vector::or(third, fourth), vector::all(THIRD_OR_FOURTH));
        self.wrong = vector::or(self.wrong, vector::xor(pairs, due));
        self.before = bytes;
    }
}

/// The last bytes of a block, so many, with zeros behind.
#[inline]
#[cfg_attr(target_arch = "x86_64", target_feature(enable = "ssse3"))]
#[cfg_attr(target_arch = "aarch64", target_feature(enable = "neon"))]
fn last_of(block: &[u8; 16], len: usize) -> Vector {
    /// Which byte comes where. There is none with the highest number.
    const PLACES: [u8; 32] = {
        let mut places = [u8::MAX; 32];
        let mut place = 0;
        while place < 16 {
            places[place] = place as u8;
            place += 1;
        }
        places
    };
    let places = PLACES.get(16 - len..).and_then(|places| places.first_chunk());
    vector::look_up(vector::of(*block), vector::of(*places.unwrap_or(&[u8::MAX; 16])))
}

/// Less than 16 bytes, with zeros behind.
#[inline(always)]
fn few(bytes: &[u8]) -> [u8; 16] {
    let last = |word: u64, size: usize| u128::from(word) << (8 * (bytes.len() - size));
    let word = match (bytes.first_chunk(), bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
        (Some(a), Some(z), ..) => u128::from(u64::from_le_bytes(*a)) | last(u64::from_le_bytes(*z), 8),
        (.., Some(a), Some(z)) => u128::from(u32::from_le_bytes(*a)) | last(u32::from_le_bytes(*z).into(), 4),
        _ => bytes.iter().rev().fold(0, |word, byte| word << 8 | u128::from(*byte)),
    };
    word.to_le_bytes()
}
