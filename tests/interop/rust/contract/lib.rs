//! `contract.thrift` on our side: its samples, and a handler that compares what comes to its own.

mod certificate;
mod handler;
mod samples;

pub use certificate::certificate;
pub use handler::Handler;
pub use samples::{HOSTILE, LONG, Sampled};

thrift_rs::include_thrift!("../../idl/contract.thrift");
