//! One allocation for each string, box and container that holds something, and none to write into a buffer that is used
//! again.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Debug;

use thrift_runtime::private::{Bytes, Uuid};
use thrift_runtime::{DecodeOwned, Encode, binary, compact};

use crate::allocator::count;

/// Checks how often a value makes its reader allocate, and that its writer does not where a buffer is used again.
fn assert_pieces<T: Encode + DecodeOwned + PartialEq + Debug>(value: &T, pieces: usize) {
    let mut buffer = binary::to_vec(value).unwrap();
    let (read, reading) = count(|| binary::from_slice::<T>(&buffer).unwrap());
    assert_eq!((&read, reading.pieces), (value, pieces), "{value:?} in binary");
    buffer.clear();
    assert_eq!(count(|| binary::append_to(&mut buffer, value).unwrap()).1.pieces, 0, "{value:?} in binary");

    let mut buffer = compact::to_vec(value).unwrap();
    let (read, reading) = count(|| compact::from_slice::<T>(&buffer).unwrap());
    assert_eq!((&read, reading.pieces), (value, pieces), "{value:?} in compact");
    buffer.clear();
    assert_eq!(count(|| compact::append_to(&mut buffer, value).unwrap()).1.pieces, 0, "{value:?} in compact");
}

fn text(n: usize) -> String {
    format!("text {n}")
}

#[test]
fn each_string_box_and_container_is_one_piece() {
    assert_pieces(&String::new(), 0);
    assert_pieces(&text(1), 1);
    assert_pieces(&"ü".repeat(500), 1);
    assert_pieces(&Box::new(7), 1);
    assert_pieces(&Box::new(text(2)), 2);
    assert_pieces(&Vec::<String>::new(), 0);
    assert_pieces(&vec![true; 100], 1);
    assert_pieces(&vec![1_i8; 100], 1);
    assert_pieces(&vec![1_i16; 100], 1);
    assert_pieces(&vec![-100_000_i32; 100], 1);
    assert_pieces(&vec![i64::MIN; 100], 1);
    assert_pieces(&vec![1.5; 100], 1);
    assert_pieces(&vec![Uuid::max(); 100], 1);
    assert_pieces(&(0..100).map(text).collect::<Vec<_>>(), 101);
    assert_pieces(&vec![vec![1, 2], vec![], vec![3]], 3);
    assert_pieces(&(0..100).collect::<HashSet<i64>>(), 1);
    assert_pieces(&(0..100).map(text).collect::<HashSet<_>>(), 101);
    assert_pieces(&(0..100).map(|n| (text(n), n as i32)).collect::<HashMap<_, _>>(), 101);
    assert_pieces(&(0..11).collect::<BTreeSet<i32>>(), 1);
    assert_pieces(&(0..11).map(|n| (n, text(n as usize))).collect::<BTreeMap<i32, _>>(), 12);
}

/// Few elements are one piece even where so little is left of the message that their number is not trusted.
#[test]
fn the_last_container_of_a_message_is_one_piece() {
    type Large = Vec<Vec<Vec<String>>>;
    assert_pieces::<Large>(&vec![vec![vec![text(1)]]], 4);
    assert_pieces(&vec![HashMap::from([(1_i8, String::new())])], 2);
    assert_pieces(&vec![String::new(), String::new()], 1);
}

#[test]
fn binaries_are_copied_once_or_not_at_all() {
    let blobs = vec![Bytes::from(vec![1; 100]); 10];
    let bytes = Bytes::from(compact::to_vec(&blobs).unwrap());
    let (copies, copying) = count(|| compact::from_slice::<Vec<Bytes>>(&bytes).unwrap());
    assert_eq!((&copies, copying.pieces), (&blobs, 11));
    let (slices, slicing) = count(|| compact::from_bytes::<Vec<Bytes>>(&bytes).unwrap());
    // The list, and once that the frame is shared.
    assert_eq!(&slices, &blobs);
    assert!(slicing.pieces <= 2, "{slicing:?}");
}
