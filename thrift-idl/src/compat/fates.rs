//! What became of the fields of one list.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::program::Field;

/// What became of a field.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fate<'a> {
    /// It has the id that it had.
    Kept(&'a Field, &'a Field),
    /// Its id is that of another one, which takes its place.
    Replaced(&'a Field, &'a Field),
    /// It has another id.
    Moved(&'a Field, &'a Field),
    Removed(&'a Field),
    Added(&'a Field),
}

/// What became of each field, if those of one key are the same.
pub(super) fn fates<'a, K: Eq + Hash>(
    old: &'a [Field],
    new: &'a [Field],
    old_key: impl Fn(&'a Field) -> K,
    new_key: impl Fn(&'a Field) -> K,
) -> Vec<Fate<'a>> {
    let by_key: HashMap<K, &Field> = new.iter().rev().map(|field| (new_key(field), field)).collect();
    let by_id: HashMap<i16, &Field> = new.iter().rev().map(|field| (field.id, field)).collect();
    let old_keys: HashSet<K> = old.iter().map(&old_key).collect();
    let mut replacing = HashSet::new();
    let mut fates = Vec::with_capacity(old.len());
    for field in old {
        let fate = match (by_key.get(&old_key(field)), by_id.get(&field.id)) {
            (Some(same), _) if same.id == field.id => Fate::Kept(field, same),
            (Some(same), _) => Fate::Moved(field, same),
            (None, Some(other)) if !old_keys.contains(&new_key(other)) => {
                replacing.insert(other.id);
                Fate::Replaced(field, other)
            }
            (None, _) => Fate::Removed(field),
        };
        fates.push(fate);
    }
    let added = new.iter().filter(|field| !old_keys.contains(&new_key(field)) && !replacing.contains(&field.id));
    fates.extend(added.map(Fate::Added));
    fates
}
