//! Numbers in bulk: lists of them to bytes and back.
//!
//! To turn the bytes of a number around takes a shuffle of a vector, which every x86-64 processor of the last ten years has,
//! but not the one that programs are compiled for by default. So the loops are compiled twice, and the processor is asked. Every
//! aarch64 has one, and the compiler makes vectors of the plain loops.

#![allow(unsafe_code, reason = "lists of numbers are read and written 1.7 to 3 times as fast")]

use std::mem::MaybeUninit;

/// Appends the bytes of each number.
#[inline]
pub(crate) fn write<T: Copy, const N: usize>(numbers: &[T], out: &mut Vec<u8>, to_bytes: impl Fn(T) -> [u8; N] + Copy) {
    #[cfg(target_arch = "x86_64")]
    if N > 1 && std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has what the function is compiled for.
        return unsafe { avx2::write(numbers, out, to_bytes) };
    }
    write_all(numbers, out, to_bytes);
}

/// The numbers in these bytes.
#[inline]
pub(crate) fn read<T, const N: usize>(bytes: &[u8], of_bytes: impl Fn([u8; N]) -> T + Copy) -> Vec<T> {
    #[cfg(target_arch = "x86_64")]
    if N > 1 && std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has what the function is compiled for.
        return unsafe { avx2::read(bytes, of_bytes) };
    }
    read_all(bytes, of_bytes)
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    #[target_feature(enable = "avx2")]
    pub(super) fn write<T: Copy, const N: usize>(
        numbers: &[T],
        out: &mut Vec<u8>,
        to_bytes: impl Fn(T) -> [u8; N] + Copy,
    ) {
        super::write_all(numbers, out, to_bytes);
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn read<T, const N: usize>(bytes: &[u8], of_bytes: impl Fn([u8; N]) -> T + Copy) -> Vec<T> {
        super::read_all(bytes, of_bytes)
    }
}

#[inline(always)]
fn write_all<T: Copy, const N: usize>(numbers: &[T], out: &mut Vec<u8>, to_bytes: impl Fn(T) -> [u8; N] + Copy) {
    let len = N * numbers.len();
    out.reserve(len);
    let (places, _) = out.spare_capacity_mut().as_chunks_mut();
    for (place, number) in places.iter_mut().zip(numbers) {
        *place = to_bytes(*number).map(MaybeUninit::new);
    }
    // SAFETY: there was space for as many places as there are numbers, and each has been written.
    unsafe { out.set_len(out.len() + len) };
}

#[inline(always)]
fn read_all<T, const N: usize>(bytes: &[u8], of_bytes: impl Fn([u8; N]) -> T + Copy) -> Vec<T> {
    let (numbers, _) = bytes.as_chunks();
    let mut all = Vec::with_capacity(numbers.len());
    all.extend(numbers.iter().map(|bytes| of_bytes(*bytes)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_turned_around() {
        for len in [0, 1, 63, 64, 65, 200] {
            let numbers: Vec<i64> = (0..len).map(|n: i64| n.wrapping_mul(0x0123_4567_89ab_cdef)).collect();
            let mut bytes = vec![7];
            write(&numbers, &mut bytes, i64::to_be_bytes);
            let expected: Vec<u8> = [7].into_iter().chain(numbers.iter().flat_map(|n| n.to_be_bytes())).collect();
            assert_eq!(bytes, expected);
            assert_eq!(read(&bytes[1..], i64::from_be_bytes), numbers);
        }
    }
}
