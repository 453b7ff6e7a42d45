//! `keep_unknown = true`

use std::collections::{HashMap, HashSet};

use thrift_rs::{Bytes, DecodeOwned, Encode, TType, UnknownField, Uuid, WireValue, binary, compact};

use super::plain;

mod types {
    thrift_rs::thrift!(
        "../idl/everything.thrift",
        keep_unknown = true,
        borrowed = true,
        allow = [nonpositive_field_id, required_default]
    );
}

mod old {
    //! What an older version of the IDL knew: of `Scalars` one field, of `Containers` one by another type.
    thrift_rs::thrift!(
        idl = r#"
            struct Scalars { 4: i32 medium }
            struct Containers { 1: i32 ints, 30: optional Scalars unknown_fields }
            const Scalars ONE = {"medium": 1}
            exception Failure { 1: string message, 2: string hint }
            service Failing { void fail() throws (1: Failure failure) }
        "#,
        keep_unknown = true,
        borrowed = true
    );
}

fn containers() -> plain::Containers {
    plain::Containers {
        ints: vec![1, -2, 300_000],
        texts: vec!["a".into(), "\u{e4}".into()],
        longs: HashSet::from([i64::MIN]),
        counts: HashMap::from([("one".into(), 1)]),
        matrix: vec![vec![0.5], vec![]],
        scalars: vec![plain::Scalars { truth: true, id: Uuid::from_u128(7), ..Default::default() }],
        bools: vec![true, false],
        bytes: vec![-1, 1],
        blobs: HashSet::from([Bytes::from_static(&[0xff])]),
        ..Default::default()
    }
}

fn encoded<T: Encode>(value: &T, protocol: &str) -> Vec<u8> {
    match protocol {
        "binary" => binary::to_vec(value).unwrap(),
        _ => compact::to_vec(value).unwrap(),
    }
}

fn decoded<T: DecodeOwned>(bytes: &[u8], protocol: &str) -> T {
    match protocol {
        "binary" => binary::from_slice(bytes).unwrap(),
        _ => compact::from_slice(bytes).unwrap(),
    }
}

#[test]
fn unknown_fields_survive_within_a_protocol_and_between_two() {
    let scalars = plain::Scalars { truth: true, medium: 7, real: -0.0, text: "t".into(), ..Default::default() };
    let containers = containers();
    for (from, to) in [("binary", "binary"), ("binary", "compact"), ("compact", "binary"), ("compact", "compact")] {
        let old: old::Scalars = decoded(&encoded(&scalars, from), from);
        assert_eq!(decoded::<plain::Scalars>(&encoded(&old, to), to), scalars, "{from} to {to}");
        let old: old::Containers = decoded(&encoded(&containers, from), from);
        assert_eq!(decoded::<plain::Containers>(&encoded(&old, to), to), containers, "{from} to {to}");
    }
}

#[test]
fn a_known_id_of_another_type_is_kept_too() {
    let old: old::Containers = decoded(&encoded(&containers(), "binary"), "binary");
    assert_eq!((old.ints, old.unknown_fields), (0, None));
    assert_eq!(old.unknown_fields_.first().map(|field| (field.id, field.value.ttype())), Some((1, TType::List)));
}

#[test]
fn what_is_known_is_not_kept() {
    let scalars = types::Scalars { text: "t".into(), ..Default::default() };
    let again: types::Scalars = decoded(&encoded(&scalars, "compact"), "compact");
    assert_eq!((&again, again.unknown_fields.len()), (&scalars, 0));
    assert_eq!((old::ONE.medium, old::ONE.unknown_fields.len()), (1, 0));
}

#[test]
fn types_that_borrow_keep_them_as_well() {
    let unknown = vec![UnknownField { id: 9, value: WireValue::Bool(true) }];
    let value = old::Failure { message: "m".into(), hint: "h".into(), unknown_fields: unknown };
    let bytes = compact::to_vec(&value).unwrap();
    let borrowed: old::borrowed::Failure<'_> = compact::from_slice(&bytes).unwrap();
    assert_eq!(compact::to_vec(&borrowed).unwrap(), bytes);
    assert_eq!(borrowed.to_owned(), value);
    assert_eq!(old::borrowed::Failure::from(&value), borrowed);
}

#[test]
fn errors_of_methods_stay_small() {
    assert!(size_of::<old::failing::FailError>() <= 64);
}
