//! A user's crate that denies all that can be denied.

#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, unsafe_code, unused)]
#![deny(rust_2018_idioms, rust_2021_compatibility, rust_2024_compatibility, future_incompatible, nonstandard_style)]
#![deny(clippy::all, clippy::pedantic, rustdoc::all)]

pub mod everything {
    //! One of everything.
    thrift_rs::thrift!("../../idl/everything.thrift", allow = [nonpositive_field_id, required_default]);
}

pub mod styles {
    //! Other types than the default ones, and more of them.
    thrift_rs::thrift!(
        "../../idl/everything.thrift",
        strings = shared,
        maps = vec,
        binary = vec,
        protocols = [compact],
        borrowed = true,
        keep_unknown = true,
        allow = [nonpositive_field_id, required_default]
    );
}

pub mod docs {
    //! Doc comments, which `cargo test` must not run.
    thrift_rs::thrift!("../../idl/docs.thrift");
}

mod private {
    //! In a module that nobody else sees, and that nobody uses.
    thrift_rs::thrift!("../../idl/hostile_names.thrift");
}

mod private_styles {
    //! The same, with more types beside those that own.
    thrift_rs::thrift!(
        "../../idl/hostile_names.thrift",
        strings = shared,
        borrowed = true,
        keep_unknown = true,
        vis = ""
    );
}

pub mod inline {
    //! Text in place of a file, with what is deprecated.
    thrift_rs::thrift!(
        idl = r#"
            struct Old { 1: i32 id (deprecated = "use `New`") } (deprecated)
            struct New { 1: Old old }
            enum Level { LOW = 1 (deprecated), HIGH = 2 }
            service Olds { Old old(1: Old old) (deprecated), void level(1: Level level) }
        "#
    );
}
