//! Numbers in bulk: lists of them to bytes and back.

/// Elements that are turned around together, on the stack.
const BLOCK: usize = 64;

/// Appends the bytes of each number.
#[inline]
pub(crate) fn write<T: Copy, const N: usize>(numbers: &[T], out: &mut Vec<u8>, to_bytes: impl Fn(T) -> [u8; N] + Copy) {
    out.reserve(N * numbers.len());
    let (blocks, rest) = numbers.as_chunks::<BLOCK>();
    for block in blocks {
        out.extend_from_slice(block.map(to_bytes).as_flattened());
    }
    rest.iter().for_each(|number| out.extend_from_slice(&to_bytes(*number)));
}

/// The numbers in these bytes.
#[inline]
pub(crate) fn read<T, const N: usize>(bytes: &[u8], of_bytes: impl Fn([u8; N]) -> T + Copy) -> Vec<T> {
    let (numbers, _) = bytes.as_chunks();
    numbers.iter().map(|bytes| of_bytes(*bytes)).collect()
}
