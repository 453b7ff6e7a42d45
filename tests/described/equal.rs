//! What is written of types of Rust is read by `thrift!`, and what that makes of it has the same bytes.

use std::path::Path;
use std::{env, fs};

use thrift_rs::dynamic::{Schema, to_idl};
use thrift_rs::{DecodeOwned, Described, Encode, ServiceDescriptor, binary, compact, json};

use super::written::{self, drawing};

mod read {
    #![allow(dead_code, reason = "not all of it is used")]

    thrift_rs::thrift!("everything.thrift", maps = btree, allow = [nonstandard_syntax]);
}

fn text() -> String {
    Schema::of_service(&drawing::DESCRIPTOR).unwrap().to_idl()
}

/// `BLESS=1` writes the text anew.
#[test]
fn types_and_services_are_written_as_idl() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/described/everything.thrift");
    if env::var_os("BLESS").is_some() {
        fs::write(&file, text()).unwrap();
    }
    assert_eq!(text(), fs::read_to_string(&file).unwrap());
}

/// Each writes what the other reads.
fn assert_same<A: Encode + DecodeOwned, B: Encode + DecodeOwned>(value: &A) {
    let bytes = binary::to_vec(value).unwrap();
    let other: B = binary::from_slice(&bytes).unwrap();
    assert_eq!(binary::to_vec(&other).unwrap(), bytes);
    let bytes = compact::to_vec(value).unwrap();
    assert_eq!(compact::to_vec(&other).unwrap(), bytes);
    assert_eq!(compact::to_vec(&compact::from_slice::<B>(&bytes).unwrap()).unwrap(), bytes);
    let text = json::to_vec(value).unwrap();
    assert_eq!(json::to_vec(&other).unwrap(), text);
    assert_eq!(json::to_vec(&json::from_slice::<B>(&text).unwrap()).unwrap(), text);
}

#[test]
fn what_is_read_back_has_the_same_bytes() {
    for value in written::samples() {
        assert_same::<written::Everything, read::Everything>(&value);
        assert_same::<written::Everything, read::Everything>(
            &binary::from_slice(&binary::to_vec(&value).unwrap()).unwrap(),
        );
    }
    // Of what is missing both make the same: the defaults are in the text.
    let missing: written::Everything = binary::from_slice(&[8, 0, 17, 0, 0, 0, 1, 0]).unwrap();
    let read: read::Everything = binary::from_slice(&[8, 0, 17, 0, 0, 0, 1, 0]).unwrap();
    assert_eq!((missing.tiny, missing.color), (-1, written::Color::Green));
    assert_eq!(binary::to_vec(&missing).unwrap(), binary::to_vec(&read).unwrap());
}

#[test]
fn what_is_read_back_is_written_the_same() {
    let again = Schema::of_service(&read::drawing::DESCRIPTOR).unwrap();
    assert_eq!(again.to_idl(), text());
    assert_eq!(to_idl::<read::Shape>().unwrap(), to_idl::<written::Shape>().unwrap());
}

#[test]
fn several_services_are_in_one_text() {
    let services: [&'static ServiceDescriptor; 2] = [&drawing::DESCRIPTOR, &written::base::DESCRIPTOR];
    let schema = Schema::of_services(&services).unwrap();
    assert_eq!(schema.to_idl(), text(), "what it extends is there already");
    assert!(schema.find("Everything").is_some());
}

#[test]
fn a_type_of_the_schema_reads_what_the_type_of_rust_writes() {
    let ty = Schema::of::<written::Everything>().unwrap().find("Everything").unwrap();
    for value in written::samples() {
        let bytes = binary::to_vec(&value).unwrap();
        let read = ty.decode(thrift_rs::Protocol::Binary, &bytes).unwrap();
        assert_eq!(ty.encode(thrift_rs::Protocol::Binary, &read).unwrap(), bytes);
    }
    assert_eq!(written::Everything::DESCRIPTOR.name(), "Everything");
}
