//! How much memory values take while they are read and written, and in how many pieces.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod allocator;
mod claims;
mod idle;
mod lengths;
mod pieces;

#[global_allocator]
static COUNTING: allocator::Counting = allocator::Counting;
