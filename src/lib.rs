//! Thrift for Rust.
