//! From descriptors to the text of an IDL, and back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(unreachable_pub, reason = "as libraries have it")]

mod compatible;
mod equal;
mod reflection;
mod refused;
mod same;
mod written;
