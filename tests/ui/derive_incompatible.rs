use std::collections::{HashMap, HashSet};

use thrift_rs::{Bytes, Thrift};

#[derive(Thrift, Clone, Copy, Debug, PartialEq)]
#[thrift(compatible_with = "../compatible/written.v1.thrift")]
enum Color {
    #[thrift(value = 1)]
    RED,
    #[thrift(value = 2)]
    BLUE,
    #[thrift(unknown)]
    Unknown(i32),
}

#[derive(Thrift, Debug, Default)]
#[thrift(compatible_with = "../compatible/written.v1.thrift")]
struct Address {
    #[thrift(id = 1)]
    street: String,
    #[thrift(id = 2)]
    city: String,
}

#[derive(Thrift, Debug, Default)]
#[thrift(compatible_with = "../compatible/written.v1.thrift")]
struct NotFound {
    #[thrift(id = 1)]
    message: String,
}

#[derive(Thrift, Debug, Default)]
#[thrift(compatible_with = "../compatible/written.v1.thrift")]
enum Contact {
    #[default]
    #[thrift(unset)]
    Unset,
    #[thrift(id = 1)]
    Email(Bytes),
    #[thrift(id = 2)]
    Address(i64),
}

#[derive(Thrift, Debug)]
#[thrift(
    compatible_with = "../compatible/written.v1.thrift",
    allow_breaking = [field_removed("User.seen") = "nobody read it", method_removed = "none"],
)]
struct User {
    #[thrift(id = 1)]
    id: i64,
    #[thrift(id = 3)]
    address: Option<Box<Address>>,
    #[thrift(id = 4)]
    scores: HashMap<String, Vec<i64>>,
    #[thrift(id = 5, required)]
    color: Color,
    #[thrift(id = 6)]
    keys: HashSet<String>,
    #[thrift(id = 8, required)]
    age: i32,
}

#[derive(Thrift, Debug, Default)]
#[thrift(compatible_with = "../compatible/written.v1.thrift")]
struct Usr {
    #[thrift(id = 1)]
    id: i64,
}

#[derive(Thrift, Debug, Default)]
#[thrift(name = "Color", compatible_with = "../compatible/written.v1.thrift")]
struct Shade {
    #[thrift(id = 1)]
    id: i64,
}

#[derive(Thrift, Debug, Default)]
#[thrift(compatible_with = "nowhere.thrift")]
struct Lost {
    #[thrift(id = 1)]
    id: i64,
}

#[derive(Thrift, Debug, Default)]
#[thrift(compatibility = wire)]
struct Alone {
    #[thrift(id = 1)]
    id: i64,
}

#[derive(Thrift, Debug, Default)]
#[thrift(transparent, compatible_with = "../compatible/written.v1.thrift")]
struct Transparent(i64);

fn main() {}
