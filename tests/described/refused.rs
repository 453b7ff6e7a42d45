//! What no IDL can say is an error, and no wrong text.

use thrift_rs::dynamic::{Schema, to_idl};
use thrift_rs::{ConstValue, Described, Descriptor, FieldDescriptor, Kind, Thrift, Type};

mod shop {
    thrift_rs::thrift!(idl = "struct Item { 1: i32 price } struct Order { 1: Item item }");
}

#[derive(Thrift, Debug, Default)]
struct Item {
    #[thrift(id = 1)]
    weight: f64,
}

#[derive(Thrift, Debug, Default)]
struct Parcel {
    #[thrift(id = 1)]
    item: Item,
    #[thrift(id = 2)]
    order: shop::Order,
}

#[derive(Thrift, Debug, Default)]
struct Page<T: Default + std::fmt::Debug> {
    #[thrift(id = 1)]
    items: Vec<T>,
}

#[derive(Thrift, Debug, Default)]
struct Pages {
    #[thrift(id = 1)]
    numbers: Page<i32>,
    #[thrift(id = 2)]
    more: Page<i32>,
}

#[derive(Thrift, Debug, Default)]
struct Mixed {
    #[thrift(id = 1)]
    numbers: Page<i32>,
    #[thrift(id = 2)]
    texts: Page<String>,
}

fn error<T: Described>() -> String {
    Schema::of::<T>().unwrap_err().to_string()
}

#[test]
fn two_types_of_one_name_are_an_error_with_their_places() {
    let lines: Vec<&str> = include_str!("refused.rs").lines().collect();
    let place = |part: &str| {
        let line = lines.iter().position(|line| line.starts_with(part)).unwrap() + 1;
        format!("tests/described/refused.rs:{line}")
    };
    let expected = format!(
        "two types have the name `Item`: one at {}, another at {}\n\
         help: a type of Rust has another name in Thrift by `#[thrift(name = \"…\")]`",
        place("struct Item {"),
        place("    thrift_rs::thrift!(")
    );
    assert_eq!(error::<Parcel>(), expected);
}

#[test]
fn a_type_with_other_parameters_is_another_type() {
    assert!(error::<Mixed>().starts_with("two types have the name `Page`"), "{}", error::<Mixed>());
    let text = to_idl::<Pages>().unwrap();
    assert_eq!(text.matches("struct Page {").count(), 1, "{text}");
}

macro_rules! by_hand {
    ($name:ident, $text:literal, $($field:expr),*) => {
        struct $name;
        impl Described for $name {
            const DESCRIPTOR: &'static Descriptor = &Descriptor::new($text, Kind::Struct(&[$($field),*]));
        }
    };
}

by_hand!(Below, "Below", FieldDescriptor::new(-7, "a", Type::I32));
by_hand!(NoName, "no name", FieldDescriptor::new(1, "a", Type::I32));
by_hand!(Twice, "Twice", FieldDescriptor::new(1, "a", Type::I32), FieldDescriptor::new(1, "b", Type::I32));
by_hand!(Other, "Other", FieldDescriptor::new(1, "a", Type::I32).with_default(&ConstValue::String("x")));
by_hand!(Large, "Large", FieldDescriptor::new(1, "a", Type::I8).with_default(&ConstValue::Int(300)));
by_hand!(Endless, "Endless", FieldDescriptor::new(1, "a", Type::Double).with_default(&ConstValue::Double(f64::NAN)));

#[test]
fn descriptors_that_no_idl_has_are_errors() {
    assert!(error::<Below>().contains("ids that are not positive"), "{}", error::<Below>());
    let errors = [Schema::of::<NoName>(), Schema::of::<Twice>(), Schema::of::<Large>()];
    for (place, schema) in errors.into_iter().enumerate() {
        let error = schema.map(|schema| schema.to_idl());
        assert!(error.as_ref().is_err_and(|error| error.to_string().contains("--> idl:")), "{place}: {error:?}");
    }
    assert_eq!(error::<Other>(), "the default of the field `a` of `Other`: it is no `i32`");
    assert_eq!(error::<Endless>(), "the default of the field `a` of `Endless`: no IDL writes NaN");
}
