//! By SSSE3, which every x86-64 processor of the last fifteen years has.

use std::arch::x86_64::{
    __m128i, _mm_alignr_epi8, _mm_and_si128, _mm_cmpeq_epi8, _mm_movemask_epi8, _mm_or_si128, _mm_set_epi64x,
    _mm_set1_epi8, _mm_setzero_si128, _mm_shuffle_epi8, _mm_srli_epi16, _mm_subs_epu8, _mm_xor_si128,
};

pub(super) type Vector = __m128i;

/// Whether the processor has it.
#[inline]
pub(super) fn is_there() -> bool {
    std::arch::is_x86_feature_detected!("ssse3")
}

#[inline]
#[target_feature(enable = "ssse3")]
pub(super) fn of(bytes: [u8; 16]) -> Vector {
    let bytes = u128::from_le_bytes(bytes);
    _mm_set_epi64x((bytes >> 64) as i64, bytes as i64)
}

#[inline]
#[target_feature(enable = "ssse3")]
pub(super) fn all(byte: u8) -> Vector {
    _mm_set1_epi8(byte.cast_signed())
}

/// What each half of a byte stands for.
#[inline]
#[target_feature(enable = "ssse3")]
pub(super) fn look_up(table: Vector, halves: Vector) -> Vector {
    _mm_shuffle_epi8(table, halves)
}

#[inline]
#[target_feature(enable = "ssse3")]
pub(super) fn upper_halves(bytes: Vector) -> Vector {
    lower_halves(_mm_srli_epi16::<4>(bytes))
}

#[inline]
#[target_feature(enable = "ssse3")]
pub(super) fn lower_halves(bytes: Vector) -> Vector {
    _mm_and_si128(bytes, all(0xf))
}

/// The byte that is so many places before each, where `others` come before all.
#[inline]
#[target_feature(enable = "ssse3")]
pub(super) fn before<const PLACES: usize>(bytes: Vector, others: Vector) -> Vector {
    match PLACES {
        1 => _mm_alignr_epi8::<15>(bytes, others),
        2 => _mm_alignr_epi8::<14>(bytes, others),
        _ => _mm_alignr_epi8::<13>(bytes, others),
    }
}

/// So much less, but no less than zero.
#[inline]
#[target_feature(enable = "ssse3")]
pub(super) fn minus(bytes: Vector, byte: u8) -> Vector {
    _mm_subs_epu8(bytes, all(byte))
}

#[inline]
#[target_feature(enable = "ssse3")]
pub(super) fn and(one: Vector, other: Vector) -> Vector {
    _mm_and_si128(one, other)
}

#[inline]
#[target_feature(enable = "ssse3")]
pub(super) fn or(one: Vector, other: Vector) -> Vector {
    _mm_or_si128(one, other)
}

#[inline]
#[target_feature(enable = "ssse3")]
pub(super) fn xor(one: Vector, other: Vector) -> Vector {
    _mm_xor_si128(one, other)
}

#[inline]
#[target_feature(enable = "ssse3")]
pub(super) fn is_zero(bytes: Vector) -> bool {
    _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_setzero_si128())) == 0xffff
}
