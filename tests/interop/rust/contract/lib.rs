//! `contract.thrift` on our side: its samples, and a handler that compares what comes to its own.

mod certificate;
pub mod echoes;
mod handler;
mod ids;
mod samples;

pub use certificate::certificate;
/// Who authenticates by SASL: `python/peer_thrift.py` says the same.
pub const USER: &str = "caller";
/// And with what.
pub const PASSWORD: &str = "pass word";

pub use handler::Handler;
pub use ids::{Ids, Registrar, UUIDS, registry};
pub use samples::{HOSTILE, LONG, Sampled};

thrift_rs::include_thrift!("../../idl/contract.thrift");
