//! Thrift for Rust, without generated files: one macro line reads the IDL while the crate compiles.

pub use thrift_runtime::*;

#[doc(hidden)]
pub mod __private {
    pub use thrift_macros::thrift;
    pub use thrift_runtime::private::*;
}

/// Expands Thrift IDL to Rust.
#[macro_export]
macro_rules! thrift {
    ($($input:tt)*) => {
        $crate::__private::thrift! { ($crate) $($input)* }
    };
}

/// The same as [`thrift!`].
#[macro_export]
macro_rules! include_thrift {
    ($($input:tt)*) => {
        $crate::__private::thrift! { ($crate) $($input)* }
    };
}
