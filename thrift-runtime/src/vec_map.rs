//! Maps and sets that are nothing but their entries.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::{slice, vec};

/// The entries of a map in the order in which they came: the `map` of an IDL that is expanded with `maps = vec`.
///
/// It is a `Vec` of pairs, which is a map on the wire. Nothing is looked up while it is read and nothing left out: entries with
/// the same key are all there, of which most other readers take the last. Two of them are equal where all entries are, in the
/// same order.
///
/// ```
/// use thrift_runtime::VecMap;
///
/// let mut ages = VecMap::from(vec![("Ada", 36)]);
/// ages.push(("Grace", 85));
/// assert_eq!(ages.value(&"Ada"), Some(&36));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VecMap<K, V>(Vec<(K, V)>);

/// The elements of a set in the order in which they came: the `set` of an IDL that is expanded with `maps = vec`.
///
/// It is a `Vec`, which is a set on the wire. Nothing is left out: an element that came twice is there twice. Two of them are
/// equal where all elements are, in the same order.
///
/// ```
/// use thrift_runtime::VecSet;
///
/// let words: VecSet<&str> = ["b", "a"].into_iter().collect();
/// assert_eq!(words.first(), Some(&"b"));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VecSet<T>(Vec<T>);

impl<K, V> VecMap<K, V> {
    /// No entries.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The value of this key: that of the last entry, where there are several. Looks at one entry after the other.
    pub fn value(&self, key: &K) -> Option<&V>
    where
        K: PartialEq,
    {
        self.0.iter().rev().find(|(of, _)| of == key).map(|(_, value)| value)
    }
}

impl<T> VecSet<T> {
    /// No elements.
    pub const fn new() -> Self {
        Self(Vec::new())
    }
}

/// What both have of the `Vec` that they are.
macro_rules! like_a_vec {
    ($name:ident<$($generic:ident),*>, $item:ty) => {
        impl<$($generic),*> Default for $name<$($generic),*> {
            fn default() -> Self {
                Self::new()
            }
        }

        impl<$($generic),*> Deref for $name<$($generic),*> {
            type Target = Vec<$item>;

            fn deref(&self) -> &Vec<$item> {
                &self.0
            }
        }

        impl<$($generic),*> DerefMut for $name<$($generic),*> {
            fn deref_mut(&mut self) -> &mut Vec<$item> {
                &mut self.0
            }
        }

        impl<$($generic),*> From<Vec<$item>> for $name<$($generic),*> {
            fn from(items: Vec<$item>) -> Self {
                Self(items)
            }
        }

        impl<$($generic),*> From<$name<$($generic),*>> for Vec<$item> {
            fn from(items: $name<$($generic),*>) -> Self {
                items.0
            }
        }

        impl<$($generic),*> FromIterator<$item> for $name<$($generic),*> {
            fn from_iter<I: IntoIterator<Item = $item>>(items: I) -> Self {
                Self(items.into_iter().collect())
            }
        }

        impl<$($generic),*> Extend<$item> for $name<$($generic),*> {
            fn extend<I: IntoIterator<Item = $item>>(&mut self, items: I) {
                self.0.extend(items);
            }
        }

        impl<$($generic),*> IntoIterator for $name<$($generic),*> {
            type Item = $item;
            type IntoIter = vec::IntoIter<$item>;

            fn into_iter(self) -> Self::IntoIter {
                self.0.into_iter()
            }
        }
    };
}

like_a_vec!(VecMap<K, V>, (K, V));
like_a_vec!(VecSet<T>, T);

/// As those of other maps do, it gives a key and a value.
impl<'a, K, V> IntoIterator for &'a VecMap<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = std::iter::Map<slice::Iter<'a, (K, V)>, fn(&'a (K, V)) -> (&'a K, &'a V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

impl<'a, T> IntoIterator for &'a VecSet<T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for VecMap<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl<T: fmt::Debug> fmt::Debug for VecSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self).finish()
    }
}
