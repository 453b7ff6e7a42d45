//! Whatever bytes claim, their reader takes no more than three times the memory that they are entitled to.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use thrift_runtime::private::{Broken, DecodeFields, Described, Descriptor, Input, ProtocolError};
use thrift_runtime::{DecodeOwned, Limits, binary, compact, struct_codec};

use crate::allocator::count;

/// What collections may add to their elements: spare room, and the old memory beside the new one while they grow.
const OVERHEAD: usize = 3;
/// For what is not counted: errors, and the levels of what is skipped.
const SLACK: usize = 2 * 1024;

/// Much memory for one byte on the wire.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Wide([[u8; 20]; 25]);

impl Described for Wide {
    const DESCRIPTOR: &'static Descriptor = Broken::DESCRIPTOR;
}

struct_codec!(Wide);

impl thrift_runtime::EncodeFields for Wide {
    fn encode_fields<O: thrift_runtime::Output>(&self, _: &mut O) {}
}

impl<'de> DecodeFields<'de> for Wide {
    fn start() -> Self {
        Self([[0; 20]; 25])
    }

    fn decode_fields<I: Input<'de>>(&mut self, input: &mut I, mut next: u32) -> Result<(), ProtocolError> {
        while next != 0 {
            let mark = input.mark();
            next = input.end_pass(next, mark);
        }
        input.end_struct::<Self>()
    }
}

/// Reads with little to spare, and gives whether it could. Checks how much memory that took.
fn assert_within_budget<T: DecodeOwned>(bytes: &[u8], allocation: usize) -> [bool; 2] {
    let mut limits = Limits::DEFAULT;
    limits.allocation = allocation;
    let budget = bytes.len() * Limits::BUDGET_PER_BYTE + allocation;
    let (binary, by_binary) = count(|| binary::from_slice_with::<T>(bytes, &limits).is_ok());
    let (compact, by_compact) = count(|| compact::from_slice_with::<T>(bytes, &limits).is_ok());
    for count in [by_binary, by_compact] {
        assert!(count.peak as usize <= OVERHEAD * budget + SLACK, "{count:?} of {budget} for {}", bytes.len());
    }
    [binary, compact]
}

/// A number of entries, a key and a struct each.
fn entries(count: i32) -> [Vec<u8>; 2] {
    let mut binary = [&[6, 12], &count.to_be_bytes()[..]].concat();
    let mut compact = vec![count as u8 | 0x80, (count >> 7) as u8, 0x4c];
    for key in 0..count as i16 {
        binary.extend(key.to_be_bytes());
        binary.push(0);
        compact.extend(compact::to_vec(&key).unwrap_or_default());
        compact.push(0);
    }
    [binary, compact]
}

/// Lengths around those at which collections grow.
#[test]
fn wide_entries_take_no_more_than_their_share() {
    for count in [1, 2, 3, 4, 7, 8, 11, 12, 15, 28, 29, 57, 113, 225, 449, 897, 1793, 3585] {
        let [binary, compact] = entries(count);
        let memory = count as usize * size_of::<(i16, Wide)>();
        for bytes in [&binary, &compact] {
            // With the second, the budget is what the entries hold and no more.
            let exact = memory.saturating_sub(bytes.len() * Limits::BUDGET_PER_BYTE);
            for spare in [0, exact, memory, 2 * memory, 4 * memory] {
                let hashed = assert_within_budget::<HashMap<i16, Wide>>(bytes, spare);
                let sorted = assert_within_budget::<BTreeMap<i16, Wide>>(bytes, spare);
                let enough = spare == 4 * memory;
                assert!(!enough || (hashed.contains(&true) && sorted.contains(&true)), "{count}");
            }
        }
    }
}

#[test]
fn wide_elements_take_no_more_than_their_share() {
    for count in [1_usize, 2, 3, 5, 9, 17, 33, 100, 1000, 2049] {
        let mut binary = [&[12], &(count as i32).to_be_bytes()[..]].concat();
        let mut compact = vec![0xfc, count as u8 | 0x80, (count >> 7) as u8];
        binary.resize(binary.len() + count, 0);
        compact.resize(compact.len() + count, 0);
        for spare in [0, count * size_of::<Wide>(), 1 << 20] {
            for bytes in [&binary, &compact] {
                assert_within_budget::<Vec<Wide>>(bytes, spare);
                assert_within_budget::<HashSet<Wide>>(bytes, spare);
                assert_within_budget::<BTreeSet<Wide>>(bytes, spare);
                assert_within_budget::<Vec<Box<Wide>>>(bytes, spare);
            }
        }
    }
}

/// Each list is but one element, of which each is one list.
#[test]
fn lists_within_lists_take_no_more_than_their_share() {
    type Two<T> = Vec<Vec<T>>;
    for spare in [0, 1 << 16] {
        for inner in [0x1c, 0x2c, 0x3c, 0x4c] {
            let lists =
                [&[0xf9, 100][..], &[&[inner][..], &vec![0; usize::from(inner >> 4)]].concat().repeat(100)].concat();
            assert_within_budget::<Two<Wide>>(&lists, spare);
            assert_within_budget::<Vec<HashSet<Wide>>>(&lists, spare);
        }
    }
}

#[test]
fn a_claim_takes_nothing() {
    fn check<T: DecodeOwned>() {
        for claim in [100_000_000_i32, i32::MAX, -1, 34] {
            let length = claim.to_be_bytes();
            for ttype in [2, 3, 4, 6, 8, 10, 11, 12, 13, 14, 15, 16] {
                for header in
                    [vec![ttype], vec![ttype, ttype], vec![15, 0, 1, ttype], vec![13, 0, 1, 11, ttype], vec![]]
                {
                    let bytes = [header, length.to_vec(), vec![0; 29]].concat();
                    let (_, count) = count(|| binary::from_slice::<T>(&bytes).is_ok());
                    assert!(count.peak < 4096, "{count:?} for {bytes:?}");
                }
            }
            for first in 0..=255 {
                let bytes = [&[first, 0xf0 | first & 0xf][..], &[0x80, 0xc2, 0xd7, 0x2f], &[0; 28]].concat();
                for bytes in [&bytes[..], &bytes[1..], &bytes[2..6]] {
                    let (_, count) = count(|| compact::from_slice::<T>(bytes).is_ok());
                    assert!(count.peak < 4096, "{count:?} for {bytes:?}");
                }
            }
        }
    }
    check::<String>();
    check::<Vec<String>>();
    check::<Vec<i64>>();
    check::<Vec<Vec<Vec<f64>>>>();
    check::<HashMap<String, Vec<i32>>>();
    check::<BTreeMap<i8, HashSet<i64>>>();
    check::<Broken>();
}
