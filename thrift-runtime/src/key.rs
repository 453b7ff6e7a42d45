//! Equality, order and hash for everything that an IDL allows as a key.
//!
//! Thrift lets any type be an element of a set or a key of a map, doubles and hash maps included, which have no such
//! order in Rust. Types that an IDL uses in key position get theirs from here, field by field.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{Hash, Hasher};

use bytes::Bytes;
use ordered_float::OrderedFloat;
use smallvec::{Array, SmallVec};
use uuid::Uuid;

use crate::shared_string::SharedString;
use crate::unknown::UnknownField;
use crate::vec_map::{VecMap, VecSet};

/// A type that can be part of a set's element or a map's key.
///
/// Doubles compare as [`OrderedFloat`] does: NaN equals itself and is greater than the rest. Maps and sets compare without
/// regard to the order of their entries.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can not be part of a set's element or a map's key",
    note = "types of another crate that stand in for IDL types must implement `thrift_rs::Key` there"
)]
pub trait Key {
    /// Total order.
    fn key_cmp(&self, other: &Self) -> Ordering;

    /// Hash that agrees with the order: equal values hash alike.
    fn key_hash<H: Hasher>(&self, state: &mut H);
}

macro_rules! keys_by_ord {
    ($($type:ty)*) => {$(
        impl Key for $type {
            #[inline]
            fn key_cmp(&self, other: &Self) -> Ordering {
                Ord::cmp(self, other)
            }

            #[inline]
            fn key_hash<H: Hasher>(&self, state: &mut H) {
                Hash::hash(self, state);
            }
        }
    )*};
}

keys_by_ord!(str [u8] bool i8 i16 i32 i64 String SharedString Bytes Uuid OrderedFloat<f64> UnknownField Vec<u8>);

impl Key for f64 {
    fn key_cmp(&self, other: &Self) -> Ordering {
        OrderedFloat(*self).cmp(&OrderedFloat(*other))
    }

    fn key_hash<H: Hasher>(&self, state: &mut H) {
        OrderedFloat(*self).hash(state);
    }
}

impl<T: Key> Key for Box<T> {
    fn key_cmp(&self, other: &Self) -> Ordering {
        T::key_cmp(self, other)
    }

    fn key_hash<H: Hasher>(&self, state: &mut H) {
        T::key_hash(self, state);
    }
}

impl<T: Key> Key for Option<T> {
    fn key_cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Some(a), Some(b)) => a.key_cmp(b),
            (a, b) => a.is_some().cmp(&b.is_some()),
        }
    }

    fn key_hash<H: Hasher>(&self, state: &mut H) {
        self.is_some().hash(state);
        if let Some(value) = self {
            value.key_hash(state);
        }
    }
}

impl<T: Key + ?Sized> Key for &T {
    fn key_cmp(&self, other: &Self) -> Ordering {
        T::key_cmp(self, other)
    }

    fn key_hash<H: Hasher>(&self, state: &mut H) {
        T::key_hash(self, state);
    }
}

impl<A: Key, B: Key> Key for (A, B) {
    fn key_cmp(&self, other: &Self) -> Ordering {
        self.0.key_cmp(&other.0).then_with(|| self.1.key_cmp(&other.1))
    }

    fn key_hash<H: Hasher>(&self, state: &mut H) {
        self.0.key_hash(state);
        self.1.key_hash(state);
    }
}

impl<T: Key> Key for Vec<T> {
    fn key_cmp(&self, other: &Self) -> Ordering {
        cmp_all(self.iter(), other.iter())
    }

    fn key_hash<H: Hasher>(&self, state: &mut H) {
        hash_all(self.iter(), state);
    }
}

impl<T: Key, const N: usize> Key for SmallVec<[T; N]>
where
    [T; N]: Array<Item = T>,
{
    fn key_cmp(&self, other: &Self) -> Ordering {
        cmp_all(self.iter(), other.iter())
    }

    fn key_hash<H: Hasher>(&self, state: &mut H) {
        hash_all(self.iter(), state);
    }
}

impl<T: Key> Key for VecSet<T> {
    fn key_cmp(&self, other: &Self) -> Ordering {
        cmp_all(self.iter(), other.iter())
    }

    fn key_hash<H: Hasher>(&self, state: &mut H) {
        hash_all(self.iter(), state);
    }
}

impl<K: Key, V: Key> Key for VecMap<K, V> {
    fn key_cmp(&self, other: &Self) -> Ordering {
        cmp_all(self.iter(), other.iter())
    }

    fn key_hash<H: Hasher>(&self, state: &mut H) {
        hash_all(self.iter(), state);
    }
}

impl<T: Key> Key for BTreeSet<T> {
    fn key_cmp(&self, other: &Self) -> Ordering {
        cmp_all(self.iter(), other.iter())
    }

    fn key_hash<H: Hasher>(&self, state: &mut H) {
        hash_all(self.iter(), state);
    }
}

impl<K: Key, V: Key> Key for BTreeMap<K, V> {
    fn key_cmp(&self, other: &Self) -> Ordering {
        cmp_all(self.iter(), other.iter())
    }

    fn key_hash<H: Hasher>(&self, state: &mut H) {
        hash_all(self.iter(), state);
    }
}

impl<T: Key, S> Key for HashSet<T, S> {
    fn key_cmp(&self, other: &Self) -> Ordering {
        cmp_all(sorted(self).into_iter(), sorted(other).into_iter())
    }

    fn key_hash<H: Hasher>(&self, state: &mut H) {
        hash_all(sorted(self).into_iter(), state);
    }
}

impl<K: Key, V: Key, S> Key for HashMap<K, V, S> {
    fn key_cmp(&self, other: &Self) -> Ordering {
        cmp_all(sorted(self).into_iter(), sorted(other).into_iter())
    }

    fn key_hash<H: Hasher>(&self, state: &mut H) {
        hash_all(sorted(self).into_iter(), state);
    }
}

fn sorted<T: Key>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    items.sort_unstable_by(Key::key_cmp);
    items
}

fn cmp_all<T: Key>(mut a: impl ExactSizeIterator<Item = T>, mut b: impl ExactSizeIterator<Item = T>) -> Ordering {
    loop {
        match (a.next(), b.next()) {
            (Some(a), Some(b)) => match a.key_cmp(&b) {
                Ordering::Equal => {}
                unequal => return unequal,
            },
            (a, b) => return a.is_some().cmp(&b.is_some()),
        }
    }
}

fn hash_all<T: Key, H: Hasher>(items: impl ExactSizeIterator<Item = T>, state: &mut H) {
    items.len().hash(state);
    items.for_each(|item| item.key_hash(state));
}

#[cfg(test)]
mod tests {
    use std::hash::DefaultHasher;

    use super::*;

    fn hash<T: Key>(value: &T) -> u64 {
        let mut state = DefaultHasher::new();
        value.key_hash(&mut state);
        state.finish()
    }

    #[test]
    fn maps_compare_without_regard_to_order() {
        let forwards: HashMap<i32, String> = (0..100).map(|n| (n, n.to_string())).collect();
        let backwards: HashMap<i32, String> = (0..100).rev().map(|n| (n, n.to_string())).collect();
        assert_eq!(forwards.key_cmp(&backwards), Ordering::Equal);
        assert_eq!(hash(&forwards), hash(&backwards));
    }

    #[test]
    fn nan_equals_itself_and_zeros_are_one() {
        assert_eq!(f64::NAN.key_cmp(&f64::NAN), Ordering::Equal);
        assert_eq!(hash(&0.0), hash(&-0.0));
        assert_eq!(0.0.key_cmp(&-0.0), Ordering::Equal);
    }

    #[test]
    fn a_prefix_comes_first() {
        assert_eq!(vec![1, 2].key_cmp(&vec![1, 2, 0]), Ordering::Less);
        assert_eq!(None.key_cmp(&Some(i32::MIN)), Ordering::Less);
    }
}
