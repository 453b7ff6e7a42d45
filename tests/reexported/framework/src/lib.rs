//! A crate that its users know thrift-rs by.

pub use thrift_rs as rpc;

/// Expands a file of the caller.
#[macro_export]
macro_rules! service {
    ($path:literal) => {
        $crate::rpc::thrift!($path);
    };
}

/// Expands a file of this crate, in the caller.
#[macro_export]
macro_rules! health {
    () => {
        $crate::service!("health.thrift");
    };
}
