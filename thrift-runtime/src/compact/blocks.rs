//! Blocks of integers of the compact protocol.
//!
//! An integer ends at the first byte whose highest bit is not set, so that where the next one begins hangs on all before it.
//! Where sizes are much the same, a branch for each size is best: the processor guesses right, and goes ahead. Where they are
//! not, each wrong guess costs more than five integers. Then the highest bits of 64 bytes are gathered into one word without
//! looking at integers at all, and the ends in it are found by counting zeros: nothing is guessed, and no integer waits for the
//! one before it. Each block is read in the way that suits the one before.

mod bmi2;

use crate::varint::{self, MAX_64};

/// Integers in a block, and bytes that are looked at together.
pub(super) const LEN: usize = 64;

/// One in so many integers of a block may differ in size from the one before, for the next block to be read by branches.
const CALM: usize = 10;

/// An integer of the compact protocol.
pub(super) trait Integer: Copy + Default {
    /// Most bytes that it takes.
    const MAX: usize;

    /// As it is on the wire.
    fn to_raw(self) -> u64;

    /// The integer that is so on the wire, if there is one.
    fn of_raw(raw: u64) -> Option<Self>;
}

impl Integer for i16 {
    const MAX: usize = 3;

    #[inline(always)]
    fn to_raw(self) -> u64 {
        varint::zigzag32(self.into()).into()
    }

    #[inline(always)]
    fn of_raw(raw: u64) -> Option<Self> {
        i32::of_raw(raw)?.try_into().ok()
    }
}

impl Integer for i32 {
    const MAX: usize = 5;

    #[inline(always)]
    fn to_raw(self) -> u64 {
        varint::zigzag32(self).into()
    }

    #[inline(always)]
    fn of_raw(raw: u64) -> Option<Self> {
        Some(varint::unzigzag32(raw.try_into().ok()?))
    }
}

impl Integer for i64 {
    const MAX: usize = MAX_64;

    #[inline(always)]
    fn to_raw(self) -> u64 {
        varint::zigzag64(self)
    }

    #[inline(always)]
    fn of_raw(raw: u64) -> Option<Self> {
        Some(varint::unzigzag64(raw))
    }
}

/// Room for a block, and for what is written beyond the last one.
const ROOM: usize = LEN * MAX_64 + MAX_64;

/// Appends all whole blocks; gives the integers that are left.
pub(super) fn write<'n, T: Integer>(numbers: &'n [T], out: &mut Vec<u8>) -> &'n [T] {
    bmi2::write(numbers, out).unwrap_or_else(|out| write_by(numbers, out, varint::part))
}

/// The same, with what parts integers into groups.
#[inline(always)]
fn write_by<'n, T: Integer>(numbers: &'n [T], out: &mut Vec<u8>, part: impl Fn(u64) -> u64 + Copy) -> &'n [T] {
    let (blocks, rest) = numbers.as_chunks::<LEN>();
    let mut bytes = [0; ROOM];
    for block in blocks {
        let mut end = 0;
        for number in block {
            let raw = number.to_raw();
            let Some(place) = bytes.get_mut(end..).and_then(<[u8]>::split_first_chunk_mut) else {
                break;
            };
            let (word, len) = varint::spread(raw, part);
            *place.0 = word.to_le_bytes();
            if T::MAX > 8
                && let Some(high) = place.1.first_chunk_mut()
            {
                *high = varint::spread_high(raw);
            }
            end += len;
        }
        out.extend_from_slice(bytes.get(..end).unwrap_or_default());
    }
    rest
}

/// Reads as many integers of what is to be `len` in all as can be read in blocks; up to one that is malformed. Gives what is
/// left.
pub(super) fn read<'i, T: Integer>(input: &'i [u8], len: usize, numbers: &mut Vec<T>) -> &'i [u8] {
    bmi2::read(input, len, numbers).unwrap_or_else(|numbers| read_by(input, len, numbers, varint::join))
}

/// The same, with what joins groups to integers.
#[inline(always)]
fn read_by<'i, T: Integer>(
    mut input: &'i [u8],
    len: usize,
    numbers: &mut Vec<T>,
    join: impl Fn(u64) -> u64 + Copy,
) -> &'i [u8] {
    let mut block = [T::default(); LEN];
    let mut calm = true;
    while len - numbers.len() >= LEN {
        let found = match (calm, input.first_chunk(), input.first_chunk()) {
            (true, Some(room), _) => read_calm(room, &mut block, join),
            (_, _, Some(window)) => read_window(window, &mut block, join),
            _ => break,
        };
        let Some(Found { read, end, changes }) = found else {
            break;
        };
        numbers.extend_from_slice(block.get(..read).unwrap_or_default());
        input = input.get(end..).unwrap_or_default();
        calm = changes * CALM <= read;
    }
    input
}

/// Reads the integer at the start of the input, and gives its length; `None` where it is malformed, or so near to the end that
/// it has to be looked at byte by byte.
#[inline(always)]
pub(super) fn read_one<T: Integer>(input: &[u8]) -> Option<(T, usize)> {
    read_first(input, varint::join)
}

#[inline(always)]
fn read_first<T: Integer>(input: &[u8], join: impl Fn(u64) -> u64) -> Option<(T, usize)> {
    let (raw, len) = branch(input.first_chunk()?, join)?;
    match len <= T::MAX {
        true => Some((T::of_raw(raw)?, len)),
        false => None,
    }
}

/// What was found in a block.
struct Found {
    /// How many integers.
    read: usize,
    /// The place behind the last.
    end: usize,
    /// How many of them differ in size from the one before.
    changes: usize,
}

/// Reads a block by branches. `None` where an integer is malformed.
#[inline(always)]
fn read_calm<T: Integer>(room: &[u8; ROOM], block: &mut [T; LEN], join: impl Fn(u64) -> u64 + Copy) -> Option<Found> {
    let (mut end, mut last, mut changes) = (0, 0, 0);
    for number in block {
        let len;
        (*number, len) = read_first(room.get(end..)?, join)?;
        changes += usize::from(len != last);
        last = len;
        end += len;
    }
    Some(Found { read: LEN, end, changes })
}

/// The integer in the first bytes, and how many they are: a branch for each size up to four bytes.
#[inline(always)]
fn branch(bytes: &[u8; MAX_64], join: impl Fn(u64) -> u64) -> Option<(u64, usize)> {
    let [a, b, c, d, ..] = *bytes;
    let word = u32::from_le_bytes([a, b, c, d]);
    let groups = [word & 0x7f, word >> 1 & 0x3f80, word >> 2 & 0x1f_c000, word >> 3 & 0x0fe0_0000];
    let [one, two, three, four] = groups.map(u64::from);
    if word & 0x80 == 0 {
        Some((one, 1))
    } else if word & 0x8000 == 0 {
        Some((one | two, 2))
    } else if word & 0x80_0000 == 0 {
        Some((one | two | three, 3))
    } else if word & 0x8000_0000 == 0 {
        Some((one | two | three | four, 4))
    } else {
        let len = match varint::length(bytes) {
            9.. => bytes.iter().position(|byte| *byte < 0x80)? + 1,
            len => len,
        };
        let (raw, whole) = varint::gather(bytes, len, true, join);
        whole.then_some((raw, len))
    }
}

/// Bytes of a window: those that integers may end in, and behind them as many as one may be read with.
const WINDOW: usize = LEN + MAX_64;

/// Reads the integers that end in the first 64 bytes. `None` where one is malformed.
#[inline(always)]
fn read_window<T: Integer>(
    window: &[u8; WINDOW],
    block: &mut [T; LEN],
    join: impl Fn(u64) -> u64 + Copy,
) -> Option<Found> {
    let mut ends = ends(window);
    let mut sound = ends != 0;
    let (mut read, mut start, mut last, mut changes) = (0, 0, 0, 0);
    for number in block {
        if ends == 0 {
            break;
        }
        let end = ends.trailing_zeros() as usize + 1;
        ends &= ends - 1;
        let len = end - start;
        let (raw, whole) = varint::gather(window.get(start..)?.first_chunk()?, len, T::MAX > 8, join);
        let value = T::of_raw(raw);
        sound &= whole & (len <= T::MAX) & value.is_some();
        *number = value.unwrap_or_default();
        changes += usize::from(len != last);
        (start, last) = (end, len);
        read += 1;
    }
    sound.then_some(Found { read, end: start, changes })
}

/// A bit for each of the first 64 bytes: whether an integer ends there.
#[inline(always)]
fn ends(window: &[u8; WINDOW]) -> u64 {
    let (words, _) = window.as_chunks::<8>();
    let mut ends = 0;
    for (place, word) in words.iter().take(LEN / 8).enumerate() {
        let last = !u64::from_le_bytes(*word) >> 7 & 0x0101_0101_0101_0101;
        // Moves the lowest bits of all bytes into the highest byte.
        ends |= (last.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * place);
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compact;

    /// Integers of many sizes: of one size for long, and all mixed.
    fn integers() -> impl Iterator<Item = i64> {
        let calm = (0..64).flat_map(|bits| (0..150).map(move |n| (1_i64 << bits).wrapping_add(n)));
        let mixed = (0..2000_u32).map(|n| (-1_i64) << (n.wrapping_mul(2_654_435_761) >> 26));
        calm.chain(mixed).chain(0..1000).chain([i64::MIN, i64::MAX, -1])
    }

    #[test]
    fn lists_of_every_length_come_back() {
        let all: Vec<i64> = integers().collect();
        for len in (0..400).chain([1000, all.len()]) {
            for numbers in [&all[..len], &all[all.len() - len..]] {
                let bytes = compact::to_vec(&numbers.to_vec()).unwrap();
                assert_eq!(compact::from_slice::<Vec<i64>>(&bytes).unwrap(), numbers);
                let small: Vec<i32> = numbers.iter().map(|number| *number as i32).collect();
                assert_eq!(compact::from_slice::<Vec<i32>>(&compact::to_vec(&small).unwrap()).unwrap(), small);
                let tiny: Vec<i16> = numbers.iter().map(|number| *number as i16).collect();
                assert_eq!(compact::from_slice::<Vec<i16>>(&compact::to_vec(&tiny).unwrap()).unwrap(), tiny);
            }
        }
    }

    #[test]
    fn it_is_the_same_on_every_processor() {
        let numbers: Vec<i64> = integers().collect();
        let (mut here, mut anywhere) = (Vec::new(), Vec::new());
        let rest = write(&numbers, &mut here);
        assert_eq!(write_by(&numbers, &mut anywhere, varint::part), rest);
        assert_eq!(here, anywhere);
        let (mut read_here, mut read_anywhere) = (Vec::<i64>::new(), Vec::<i64>::new());
        let left = read::<i64>(&here, numbers.len(), &mut read_here);
        assert_eq!(read_by(&here, numbers.len(), &mut read_anywhere, varint::join), left);
        assert_eq!(read_here, read_anywhere);
        assert_eq!(read_here, numbers[..read_here.len()]);
        assert!(read_here.len() > numbers.len() - 2 * LEN);
    }

    #[test]
    fn a_malformed_integer_is_an_error_wherever_it_is() {
        for place in [0, 1, 63, 64, 100, 199] {
            for (bad, good) in [(&[0xff; 11][..], true), (&[0x80, 0x80, 0x80, 0x80, 0x10], false)] {
                let mut bytes = vec![0xf5, 200, 1];
                bytes.extend((0..200).flat_map(|n| if n == place { bad.to_vec() } else { vec![0x85, 0x01] }));
                bytes.extend([0; 700]);
                let error = compact::from_slice::<Vec<i32>>(&bytes).unwrap_err();
                assert_eq!(error.offset(), Some(3 + 2 * place), "{error}");
                if good {
                    bytes[0] = 0xf6;
                    let error = compact::from_slice::<Vec<i64>>(&bytes).unwrap_err();
                    assert_eq!(error.offset(), Some(3 + 2 * place), "{error}");
                }
            }
        }
    }
}
