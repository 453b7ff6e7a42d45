//! What a mistake looks like: in the IDL, in the call of the macro, in the code around it.
//!
//! `TRYBUILD=overwrite cargo test --test ui` renews the expected renderings; read them before they are committed.

#[test]
fn mistakes_are_explained() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
