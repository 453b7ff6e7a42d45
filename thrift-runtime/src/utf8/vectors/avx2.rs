//! Two blocks at once by AVX2, which every x86-64 processor of the last ten years has: 19 to 32 bytes, as most strings have, are looked
//! at in one go.

use std::arch::x86_64::{
    __m128i, __m256i, _mm_bslli_si128, _mm256_and_si256, _mm256_broadcastsi128_si256, _mm256_or_si256,
    _mm256_set_m128i, _mm256_set1_epi8, _mm256_shuffle_epi8, _mm256_srli_epi16, _mm256_subs_epu8, _mm256_testz_si256,
    _mm256_xor_si256,
};
use std::ops::RangeInclusive;

use super::ssse3::of;
use super::{HIGHEST_AT_END, TABLES, THIRD_OR_FOURTH};

/// How many bytes it takes.
pub(super) const LENGTHS: RangeInclusive<usize> = 19..=32;

/// Whether the processor has it.
#[inline]
pub(super) fn is_there() -> bool {
    std::arch::is_x86_feature_detected!("avx2")
}

/// Whether so many bytes are text.
#[target_feature(enable = "avx2")]
pub(super) fn check(bytes: &[u8]) -> bool {
    // The first bytes, and the last ones with three in front of them.
    let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk::<19>()) else {
        return false;
    };
    let first = of(*first);
    let bytes = both(first, block::<3>(last));
    let one = both(_mm_bslli_si128::<1>(first), block::<2>(last));
    let two = both(_mm_bslli_si128::<2>(first), block::<1>(last));
    let three = both(_mm_bslli_si128::<3>(first), block::<0>(last));

    let table = |table: [u8; 16]| _mm256_broadcastsi128_si256(of(table));
    let lower_halves = |bytes| _mm256_and_si256(bytes, _mm256_set1_epi8(0xf));
    let upper_halves = |bytes| lower_halves(_mm256_srli_epi16::<4>(bytes));
    let pairs = _mm256_and_si256(
        _mm256_and_si256(
            _mm256_shuffle_epi8(table(TABLES[0]), upper_halves(one)),
            _mm256_shuffle_epi8(table(TABLES[1]), lower_halves(one)),
        ),
        _mm256_shuffle_epi8(table(TABLES[2]), upper_halves(bytes)),
    );
    let all = |byte: u8| _mm256_set1_epi8(byte.cast_signed());
    let third = _mm256_subs_epu8(two, all(0xe0 - THIRD_OR_FOURTH));
    let fourth = _mm256_subs_epu8(three, all(0xf0 - THIRD_OR_FOURTH));
    let due = _mm256_and_si256(_mm256_or_si256(third, fourth), all(THIRD_OR_FOURTH));
    // In the first block, what is cut short is found with the bytes behind it.
    let cut = _mm256_subs_epu8(bytes, both(of([u8::MAX; 16]), of(HIGHEST_AT_END)));
    let wrong = _mm256_or_si256(_mm256_xor_si256(pairs, due), cut);
    _mm256_testz_si256(wrong, wrong) == 1
}

#[inline]
#[target_feature(enable = "avx2")]
fn both(first: __m128i, last: __m128i) -> __m256i {
    _mm256_set_m128i(last, first)
}

/// The block that starts there.
#[inline]
#[target_feature(enable = "avx2")]
fn block<const START: usize>(bytes: &[u8; 19]) -> __m128i {
    of(*bytes.get(START..).and_then(|bytes| bytes.first_chunk()).unwrap_or(&[u8::MAX; 16]))
}
