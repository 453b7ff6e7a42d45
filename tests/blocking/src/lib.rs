//! Services on plain threads; the tests are in `tests`. That all of this compiles where every lint is denied is one, too.

#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, unsafe_code, unused)]
#![deny(rust_2018_idioms, rust_2021_compatibility, rust_2024_compatibility, future_incompatible, nonstandard_style)]
#![deny(clippy::all, clippy::pedantic, rustdoc::all)]

thrift_rs::thrift!("../idl.thrift", blocking = true, allow = [ignored_requiredness]);

/// A second service of another file, in which nothing is inherited.
pub mod other {
    thrift_rs::thrift!(idl = "service Empty {} service Other { i32 twice(1: i32 number) }", blocking = true);
}

pub mod everything {
    //! One of everything.
    thrift_rs::thrift!(
        "../../idl/everything.thrift",
        blocking = true,
        allow = [nonpositive_field_id, required_default]
    );
}

mod private {
    //! In a module that nobody else sees, and that nobody uses.
    thrift_rs::thrift!("../../idl/hostile_names.thrift", blocking = true, vis = "");
}
