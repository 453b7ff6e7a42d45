//! What a mistake looks like: in the IDL, in the call of the macro, in the code around it.
//!
//! `TRYBUILD=overwrite cargo test --test ui` renews the expected renderings; read them before they are committed. Those about
//! plain threads take `--features blocking`, which `cargo test --workspace` has; those in `without_blocking` take to be without it.

#[test]
fn mistakes_are_explained() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*.rs");
    if cfg!(feature = "blocking") {
        cases.compile_fail("tests/ui/blocking/*.rs");
    } else {
        // With it, the compiler writes names in full that are there twice.
        cases.compile_fail("tests/ui/without_blocking/*.rs");
    }
}
