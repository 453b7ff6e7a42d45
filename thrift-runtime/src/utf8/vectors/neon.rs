//! By NEON, which every aarch64 processor has.

use std::arch::aarch64::{
    uint8x16_t, vandq_u8, vcombine_u8, vcreate_u8, vdupq_n_u8, veorq_u8, vextq_u8, vmaxvq_u8, vorrq_u8, vqsubq_u8,
    vqtbl1q_u8, vshrq_n_u8,
};

pub(super) type Vector = uint8x16_t;

/// Whether the processor has it.
#[inline]
pub(super) fn is_there() -> bool {
    std::arch::is_aarch64_feature_detected!("neon")
}

#[inline]
#[target_feature(enable = "neon")]
pub(super) fn of(bytes: [u8; 16]) -> Vector {
    let bytes = u128::from_le_bytes(bytes);
    vcombine_u8(vcreate_u8(bytes as u64), vcreate_u8((bytes >> 64) as u64))
}

#[inline]
#[target_feature(enable = "neon")]
pub(super) fn all(byte: u8) -> Vector {
    vdupq_n_u8(byte)
}

/// What each half of a byte stands for.
#[inline]
#[target_feature(enable = "neon")]
pub(super) fn look_up(table: Vector, halves: Vector) -> Vector {
    vqtbl1q_u8(table, halves)
}

#[inline]
#[target_feature(enable = "neon")]
pub(super) fn upper_halves(bytes: Vector) -> Vector {
    vshrq_n_u8::<4>(bytes)
}

#[inline]
#[target_feature(enable = "neon")]
pub(super) fn lower_halves(bytes: Vector) -> Vector {
    vandq_u8(bytes, all(0xf))
}

/// The byte that is so many places before each, where `others` come before all.
#[inline]
#[target_feature(enable = "neon")]
pub(super) fn before<const PLACES: usize>(bytes: Vector, others: Vector) -> Vector {
    match PLACES {
        1 => vextq_u8::<15>(others, bytes),
        2 => vextq_u8::<14>(others, bytes),
        _ => vextq_u8::<13>(others, bytes),
    }
}

/// So much less, but no less than zero.
#[inline]
#[target_feature(enable = "neon")]
pub(super) fn minus(bytes: Vector, byte: u8) -> Vector {
    vqsubq_u8(bytes, all(byte))
}

#[inline]
#[target_feature(enable = "neon")]
pub(super) fn and(one: Vector, other: Vector) -> Vector {
    vandq_u8(one, other)
}

#[inline]
#[target_feature(enable = "neon")]
pub(super) fn or(one: Vector, other: Vector) -> Vector {
    vorrq_u8(one, other)
}

#[inline]
#[target_feature(enable = "neon")]
pub(super) fn xor(one: Vector, other: Vector) -> Vector {
    veorq_u8(one, other)
}

#[inline]
#[target_feature(enable = "neon")]
pub(super) fn is_zero(bytes: Vector) -> bool {
    vmaxvq_u8(bytes) == 0
}
