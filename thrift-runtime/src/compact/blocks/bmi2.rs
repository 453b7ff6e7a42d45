//! Blocks by two instructions that part an integer into groups of bits, and join them.

#![allow(unsafe_code, reason = "lists of integers are read and written 1.3 times as fast")]
#![cfg_attr(
    not(target_arch = "x86_64"),
    allow(unused_variables, reason = "other processors have no such instructions")
)]

use super::Integer;

/// Appends all whole blocks, and gives the integers that are left; or gives the buffer back, where the processor can not.
pub(super) fn write<'n, 'o, T: Integer>(numbers: &'n [T], out: &'o mut Vec<u8>) -> Result<&'n [T], &'o mut Vec<u8>> {
    #[cfg(target_arch = "x86_64")]
    if x86_64::is_fast() {
        // SAFETY: the processor has what the function is compiled for.
        return Ok(unsafe { x86_64::write(numbers, out) });
    }
    Err(out)
}

/// Reads whole blocks, and gives what is left; or gives the integers back, where the processor can not.
pub(super) fn read<'i, 'n, T: Integer>(
    input: &'i [u8],
    len: usize,
    numbers: &'n mut Vec<T>,
) -> Result<&'i [u8], &'n mut Vec<T>> {
    #[cfg(target_arch = "x86_64")]
    if x86_64::is_fast() {
        // SAFETY: the processor has what the function is compiled for.
        return Ok(unsafe { x86_64::read(input, len, numbers) });
    }
    Err(numbers)
}

#[cfg(target_arch = "x86_64")]
mod x86_64 {
    use std::arch::is_x86_feature_detected;
    use std::arch::x86_64::{_pdep_u64, _pext_u64};

    use super::super::{Integer, read_by, write_by};

    /// Seven bits of each byte.
    const GROUPS: u64 = 0x7f7f_7f7f_7f7f_7f7f;

    /// Whether the processor has the instructions. Those of AMD before Zen 3 have them, but take up to a hundred cycles for
    /// each: `vaes` is what came with the fast ones.
    #[inline]
    pub(super) fn is_fast() -> bool {
        is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("bmi2")
            && is_x86_feature_detected!("lzcnt")
            && is_x86_feature_detected!("vaes")
    }

    #[target_feature(enable = "bmi1,bmi2,lzcnt")]
    pub(super) fn write<'n, T: Integer>(numbers: &'n [T], out: &mut Vec<u8>) -> &'n [T] {
        write_by(numbers, out, |value| _pdep_u64(value, GROUPS))
    }

    #[target_feature(enable = "bmi1,bmi2,lzcnt")]
    pub(super) fn read<'i, T: Integer>(input: &'i [u8], len: usize, numbers: &mut Vec<T>) -> &'i [u8] {
        read_by(input, len, numbers, |groups| _pext_u64(groups, GROUPS))
    }
}
