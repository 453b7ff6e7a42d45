//! A new version of an IDL beside the one that peers still speak: what breaks none of them builds.
//!
//! What does break them is under `tests/ui`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use thrift_rs::binary;

mod written;

mod v1 {
    thrift_rs::thrift!("v1.thrift");
}

/// A rename concerns nobody on the wire, and what breaks is allowed.
mod v2 {
    thrift_rs::thrift!(
        "v2.thrift",
        compatible_with = "v1.thrift",
        compatibility = wire,
        allow_breaking = [method_removed("UserService.ping") = "it was never called"],
    );
}

mod inline {
    thrift_rs::thrift!(
        idl = "struct User { 1: i32 id, 2: string name, 3: optional i32 age }
               service UserService { User getUser(1: i32 id), void ping() }",
        compatible_with = ["v1.thrift"],
    );
}

#[test]
fn each_version_reads_the_other() {
    let bytes = binary::to_vec(&v1::User { id: 7, name: "Ada".into() }).unwrap();
    let new: v2::User = binary::from_slice(&bytes).unwrap();
    assert_eq!(new, v2::User { id: 7, full_name: "Ada".into(), email: None });
    let newer = inline::User { id: 7, name: "Ada".into(), age: Some(36) };
    let old: v1::User = binary::from_slice(&binary::to_vec(&newer).unwrap()).unwrap();
    assert_eq!(old, v1::User { id: 7, name: "Ada".into() });
}
