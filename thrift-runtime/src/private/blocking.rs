//! What generated code may name of services on plain threads.

pub use crate::service::blocking::{spawn, unknown_method};
