//! Services from traits of Rust, with `#[thrift_rs::service]`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(unreachable_pub, reason = "as libraries have it")]

mod extends;
mod idl;
mod methods;
mod names;
