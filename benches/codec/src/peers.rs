//! Who is measured, and how each of them encodes and decodes.

pub(crate) mod apache;
pub(crate) mod compact_thrift;
pub(crate) mod copies;
pub(crate) mod cpp;
pub(crate) mod fbthrift;
pub(crate) mod ours;
pub(crate) mod pilota;
pub(crate) mod prost;
pub(crate) mod serde_json;
