//! Thrift IDL: text in, a checked program or diagnostics out.

pub mod program;
pub mod source;
