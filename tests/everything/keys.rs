use std::collections::{BTreeSet, HashSet};
use std::hash::Hash;

use super::*;

fn ordered<T: Hash + Ord + Clone>(_: &T) {}

#[test]
fn types_in_key_position_hash_and_order() {
    let nan = shared::Point { x: 0, y: f64::NAN };
    ordered(&nan);
    assert_eq!(nan, nan.clone(), "as a key, NaN equals itself");
    assert_eq!(HashSet::from([nan.clone(), nan.clone()]).len(), 1);
    let choices: BTreeSet<Choice> = [Choice::Point(nan), Choice::Number(2), Choice::Number(1), Choice::Unset].into();
    let numbers: Vec<_> = choices.iter().take(3).collect();
    assert_eq!(numbers, [&Choice::Unset, &Choice::Number(1), &Choice::Number(2)]);
}

#[test]
fn other_types_have_what_their_fields_allow() {
    ordered(&Oops::default());
    ordered(&Wife::default());
    fn eq<T: Eq>(_: &T) {}
    eq(&Node::default());
}
