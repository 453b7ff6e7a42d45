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

pub mod by_serde {
    //! With serde's traits.
    thrift_rs::thrift!(
        "../../idl/everything.thrift",
        derive = [serde::Serialize, serde::Deserialize],
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

pub mod derived {
    //! Types of Rust.

    use std::borrow::Cow;

    use thrift_rs::{Milliseconds, Thrift, UnknownField};

    /// One of everything.
    #[derive(Thrift, Debug, Clone, Default)]
    pub struct Everything<'a, T> {
        /// A number close to π.
        #[thrift(id = 1, default = 3.14)]
        pub number: f64,
        /// Of any type.
        #[thrift(id = 2)]
        pub any: Vec<T>,
        /// Text.
        #[thrift(id = 3, required)]
        pub text: Cow<'a, str>,
        /// Adapted.
        #[thrift(id = 4, with = Milliseconds)]
        pub time: std::time::Duration,
        /// Deprecated.
        #[deprecated]
        #[thrift(id = 5)]
        pub old: bool,
        /// An enum.
        #[thrift(id = 6)]
        pub kind: Kind,
        /// A union.
        #[thrift(id = 7)]
        pub shape: Option<Shape>,
        /// What is not known.
        #[thrift(unknown)]
        pub unknown: Vec<UnknownField>,
    }

    /// An enum.
    #[derive(Thrift, Debug, Clone, Copy, Default)]
    pub enum Kind {
        /// As usual.
        #[default]
        Usual,
        /// Anything else.
        #[thrift(unknown)]
        Other(i32),
    }

    /// A union.
    #[derive(Thrift, Debug, Clone)]
    pub enum Shape {
        /// By its side.
        #[thrift(id = 1)]
        Square(i64),
        /// By its name.
        #[thrift(id = 2)]
        Named(Name),
    }

    /// A newtype.
    #[derive(Thrift, Debug, Clone)]
    #[thrift(transparent)]
    pub struct Name(pub String);

    /// An exception.
    #[derive(Thrift, Debug, Clone)]
    #[thrift(exception)]
    pub struct Failed {
        /// Why.
        #[thrift(id = 1)]
        pub message: String,
    }
}

pub mod service {
    //! A trait.

    use super::derived::{Failed, Kind};

    /// What there is to do.
    #[thrift_rs::service]
    pub trait Work {
        /// Does it.
        ///
        /// # Errors
        /// It may fail.
        #[thrift(throws(Failed = 1))]
        async fn work(&self, kind: Kind, how: Option<String>) -> Result<(), work::WorkError>;
    }

    /// More of it.
    #[thrift_rs::service]
    pub trait More: Work {
        /// Rests.
        ///
        /// # Errors
        /// None of its own.
        #[thrift(oneway)]
        async fn rest(&self) -> thrift_rs::Result<()>;
    }
}
