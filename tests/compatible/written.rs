//! Types of Rust that peers of an older version still understand.

use std::collections::{HashMap, HashSet};

use thrift_rs::{Bytes, Described, Thrift};

#[derive(Thrift, Clone, Copy, Debug, Default, PartialEq)]
#[thrift(compatible_with = "written.v1.thrift")]
enum Color {
    #[default]
    #[thrift(value = 1, name = "RED")]
    Red,
    #[thrift(value = 2, name = "GREEN")]
    Green,
    #[thrift(value = 3)]
    Blue,
    #[thrift(unknown)]
    Unknown(i32),
}

#[derive(Thrift, Debug, Default)]
#[thrift(compatible_with = "written.v1.thrift")]
struct Address {
    #[thrift(id = 1)]
    street: Street,
    #[thrift(id = 2, optional)]
    city: Option<String>,
}

/// Nobody can tell by its name what it is on the wire.
type Street = String;

#[derive(Thrift, Debug, Default)]
#[thrift(exception, compatible_with = "written.v1.thrift")]
struct NotFound {
    #[thrift(id = 1)]
    message: String,
}

#[derive(Thrift, Debug, Default)]
#[thrift(compatible_with = "written.v1.thrift")]
enum Contact {
    #[default]
    #[thrift(unset)]
    Unset,
    #[thrift(id = 1, name = "email")]
    Email(String),
    #[thrift(id = 2, name = "address")]
    Home(Box<Address>),
    #[thrift(id = 3)]
    Phone(i64),
}

#[derive(Thrift, Debug, Default)]
#[thrift(name = "User", compatible_with = "written.v1.thrift", compatibility = source)]
#[thrift(allow_breaking = [field_removed("User.seen") = "nobody read it"])]
struct Person {
    #[thrift(id = 1)]
    id: i32,
    #[thrift(id = 2)]
    name: String,
    #[thrift(id = 3)]
    address: Option<Box<Address>>,
    #[thrift(id = 4)]
    scores: HashMap<String, Vec<i32>>,
    #[thrift(id = 5, required)]
    color: Color,
    #[thrift(id = 6)]
    keys: HashSet<Bytes>,
    #[thrift(id = 8)]
    contact: Option<Contact>,
}

#[test]
fn they_compile() {
    let names = [Color::DESCRIPTOR, Address::DESCRIPTOR, NotFound::DESCRIPTOR, Contact::DESCRIPTOR, Person::DESCRIPTOR];
    assert_eq!(names.map(|described| described.name()), ["Color", "Address", "NotFound", "Contact", "User"]);
}
