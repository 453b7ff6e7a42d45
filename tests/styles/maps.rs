//! `maps = btree`, `maps = vec`, and a module of the user's

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use thrift_rs::{OrderedFloat, VecMap, VecSet, binary, compact};

use super::{plain, restyled};

mod btree {
    thrift_rs::thrift!("../idl/everything.thrift", maps = btree, allow = [nonpositive_field_id, required_default]);
}

mod vec {
    thrift_rs::thrift!(
        "../idl/everything.thrift",
        maps = vec,
        borrowed = true,
        allow = [nonpositive_field_id, required_default]
    );
}

/// Maps and sets whose hash is the same in each process.
pub(crate) mod steady {
    use std::collections::{HashMap, HashSet};
    use std::hash::{BuildHasherDefault, DefaultHasher};

    pub(crate) type Map<K, V> = HashMap<K, V, BuildHasherDefault<DefaultHasher>>;
    pub(crate) type Set<T> = HashSet<T, BuildHasherDefault<DefaultHasher>>;
}

mod own {
    thrift_rs::thrift!(
        "../idl/everything.thrift",
        maps = crate::maps::steady,
        borrowed = true,
        allow = [nonpositive_field_id, required_default]
    );
}

fn containers() -> plain::Containers {
    plain::Containers {
        longs: (0..50).collect(),
        counts: HashMap::from([("one".into(), 1)]),
        by_color: HashMap::from([(plain::Color::RED, HashSet::from(["rose".into()]))]),
        by_double: HashMap::from([(OrderedFloat(0.5), "half".into())]),
        by_map: HashMap::from([(BTreeMap::from([("k".into(), BTreeSet::from([1]))]), HashMap::new())]),
        points: HashSet::from([plain::shared::Point::default()]),
        by_choice: HashMap::from([(plain::Choice::Number(1), 0.5)]),
        deep: HashMap::from([(1, HashMap::from([(2, vec!["deep".into()])]))]),
        ..Default::default()
    }
}

#[test]
fn all_are_the_same_on_the_wire() {
    let value = containers();
    let ordered: btree::Containers = restyled(&value);
    assert_eq!(ordered.longs, (0..50).collect::<BTreeSet<i64>>());
    assert_eq!(restyled::<_, plain::Containers>(&ordered), value);
    let listed: vec::Containers = restyled(&value);
    assert_eq!(listed.counts, VecMap::from(vec![("one".to_owned(), 1)]));
    assert_eq!(restyled::<_, plain::Containers>(&listed), value);
    let own: own::Containers = restyled(&value);
    assert_eq!(own.longs, (0..50).collect::<steady::Set<i64>>());
    assert_eq!(own.counts, steady::Map::from_iter([("one".to_owned(), 1)]));
    assert_eq!(restyled::<_, plain::Containers>(&own), value);
    assert_eq!(own::borrowed::Containers::from(&own).to_owned(), own);
}

#[test]
fn ordered_types_have_order_and_hash() {
    fn has_all<T: Ord + std::hash::Hash>() {}
    has_all::<btree::Node>();
    has_all::<vec::Node>();
    assert_eq!(btree::PALETTES["warm"], [btree::Color::RED]);
}

#[test]
fn listed_entries_are_all_there_in_their_order() {
    let bytes = binary::to_vec(&VecMap::from(vec![(2, 20), (1, 10), (2, 21)])).unwrap();
    let map: VecMap<i32, i32> = binary::from_slice(&bytes).unwrap();
    assert_eq!(map[..], [(2, 20), (1, 10), (2, 21)]);
    assert_eq!(map.value(&2), Some(&21));
    assert_eq!(binary::from_slice::<HashMap<i32, i32>>(&bytes).unwrap(), HashMap::from([(1, 10), (2, 21)]));
    let set = VecSet::from(vec![3_i64, 1, 3]);
    assert_eq!(compact::from_slice::<VecSet<i64>>(&compact::to_vec(&set).unwrap()).unwrap(), set);
    assert_eq!(compact::from_slice::<HashSet<i64>>(&compact::to_vec(&set).unwrap()).unwrap(), HashSet::from([1, 3]));
}

#[test]
fn types_that_borrow_follow() {
    let listed: vec::Containers = restyled(&containers());
    let borrowed = vec::borrowed::Containers::from(&listed);
    assert_eq!(borrowed.counts, VecMap::from(vec![("one", 1)]));
    assert_eq!(borrowed.to_owned(), listed);
}
