//! Types of Rust with `#[derive(Thrift)]`.

#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod adapters;
mod descriptors;
mod enums;
mod equal;
mod generics;
mod structs;
mod unions;
