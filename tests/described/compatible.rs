//! Types and services of Rust against the version that peers still speak.

use std::path::Path;

use thrift_rs::dynamic::idl::compat::{Allowance, Policy, Rule};
use thrift_rs::dynamic::{Schema, SchemaError};
use thrift_rs::{Described, ServiceDescriptor};

use super::written::{Color, Everything, Point, base, drawing};

fn breaks(schema: Result<Schema, SchemaError>, old: &str, allowed: Vec<Allowance>) -> Vec<String> {
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/described").join(old);
    schema.unwrap().breaks(old, &Policy { allowed, ..Policy::default() }).unwrap()
}

fn of<T: Described>(allowed: Vec<Allowance>) -> Vec<String> {
    // What else is in the old version is not meant.
    let mut found = breaks(Schema::of::<T>(), "v1.thrift", allowed);
    found.retain(|text| !text.contains(" is gone\n"));
    found
}

#[test]
fn what_has_not_changed_breaks_nobody() {
    let service: &'static ServiceDescriptor = &drawing::DESCRIPTOR;
    assert_eq!(breaks(Schema::of_service(service), "everything.thrift", Vec::new()), [""; 0]);
}

#[test]
fn a_change_is_shown_with_both_places() {
    let found = of::<Point>(Vec::new());
    let [text] = &found[..] else { panic!("{found:#?}") };
    assert!(text.starts_with("the type of the field `y` of struct `Point` changed from `i64` to `i32`"), "{text}");
    assert!(text.contains("tests/described/v1.thrift:8:3") && text.contains("idl:3:3"), "{text}");

    let found = of::<Color>(Vec::new());
    assert!(found.iter().any(|text| text.contains("`GREEN`") && text.contains("-5")), "{found:#?}");
}

#[test]
fn a_service_is_compared_with_its_methods() {
    let found = breaks(Schema::of_service(&base::DESCRIPTOR), "v1.thrift", Vec::new());
    assert!(found.iter().any(|text| text.contains("`pong`")), "{found:#?}");
}

#[test]
fn a_rule_may_be_broken_with_a_reason() {
    let allow = |rule, subject: &str| Allowance { rule, subject: Some(subject.into()), reason: "nobody".into() };
    assert_eq!(of::<Point>(vec![allow(Rule::FieldTypeChanged, "Point.y")]), [""; 0]);
    let found = of::<Point>(vec![allow(Rule::FieldTypeChanged, "Point.y"), allow(Rule::FieldTypeChanged, "Point.x")]);
    assert_eq!(found, ["no change of `Point.x` breaks `field_type_changed`, which is allowed to"]);
}

#[test]
fn an_old_version_that_is_not_there_is_an_error() {
    let error = Schema::of::<Everything>().unwrap().breaks("nowhere.thrift", &Policy::default()).unwrap_err();
    assert!(error.to_string().starts_with("cannot find the file"), "{error}");
}
