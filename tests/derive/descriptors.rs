//! What the descriptors of types of Rust know.

use std::collections::BTreeMap;
use std::time::Duration;

use thrift_rs::{ConstValue, Described, Milliseconds, OrderedFloat, Thrift, WireValue};

#[derive(Thrift, Debug, Clone, Copy, Default, PartialEq)]
enum Level {
    #[default]
    Low = 1,
    High = 5,
}

#[derive(Thrift, Debug)]
struct Defaults {
    #[thrift(id = 1)]
    none: i32,
    #[thrift(id = 2, default = true)]
    flag: bool,
    #[thrift(id = 3, default = -7_i64)]
    number: i64,
    #[thrift(id = 4, default = 0.5)]
    double: f64,
    #[thrift(id = 5, default = "words".to_owned())]
    text: String,
    #[thrift(id = 6, default = Level::High)]
    level: Level,
    #[thrift(id = 7, default = BTreeMap::from([(1, vec![0.25])]))]
    table: BTreeMap<i32, Vec<f64>>,
    #[thrift(id = 8, default = Duration::from_secs(3), with = Milliseconds)]
    delay: Duration,
}

#[derive(Thrift, Debug)]
struct Page<T: Clone + Default> {
    #[thrift(id = 1, default = vec![T::default()])]
    items: Vec<T>,
    #[thrift(id = 2, default = 25)]
    size: i32,
}

fn computed(id: i16) -> WireValue {
    match Defaults::DESCRIPTOR.field(id).and_then(|field| field.default()) {
        Some(ConstValue::Computed(value)) => value().unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn literals_are_defaults_as_the_idl_has_them() {
    let default = |id| Defaults::DESCRIPTOR.field(id).unwrap().default();
    assert!(default(1).is_none());
    assert!(matches!(default(2), Some(ConstValue::Bool(true))));
    assert!(matches!(default(3), Some(ConstValue::Int(-7))));
    assert!(matches!(default(4), Some(ConstValue::Double(0.5))));
}

#[test]
fn other_expressions_give_what_goes_over_the_wire() {
    assert_eq!(computed(5), WireValue::String("words".into()));
    assert_eq!(computed(6), WireValue::I32(5));
    let quarter = WireValue::Double(OrderedFloat(0.25));
    let WireValue::Map(.., entries) = computed(7) else { panic!() };
    assert!(matches!(&entries[..], [(WireValue::I32(1), WireValue::List(_, list))] if list[..] == [quarter]));
    assert_eq!(computed(8), WireValue::I64(3000));
}

#[test]
fn an_expression_of_a_type_with_parameters_says_that_it_is_unknown() {
    let [items, size] = Page::<i32>::DESCRIPTOR.fields() else { panic!() };
    assert!(matches!(size.default(), Some(ConstValue::Int(25))));
    let Some(ConstValue::Computed(items)) = items.default() else { panic!() };
    assert_eq!(items().unwrap_err().to_string(), "the default is an expression of Rust, and its type has parameters");
}

#[test]
fn types_say_where_they_are() {
    let source = include_str!("descriptors.rs");
    let line = source.lines().position(|line| line.starts_with("enum Level")).unwrap() as u32 + 1;
    let found = Level::DESCRIPTOR.source().unwrap();
    assert_eq!((found.file(), found.line()), ("tests/derive/descriptors.rs", line));
}
