//! TLS, on both sides: who shows which certificate, and whom to trust.
//!
//! [`ServerTls`] and [`ClientTls`] read PEM, or take a configuration of [`rustls`] for all else. It comes with the feature
//! `tls`, which is off by default. The cryptography is that of `ring`, which takes a C compiler to build, and nothing else.

mod client;
mod pem;
mod server;

pub use tokio_rustls::rustls;

pub use client::ClientTls;
pub use server::ServerTls;

use std::io;
use std::sync::Arc;

use rustls::crypto::CryptoProvider;

use crate::error::{Sent, TransportError};

/// Named, not installed: what a process has installed is its own business.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// The error of certificates or keys that are of no use.
fn unusable(what: &'static str, why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> TransportError {
    TransportError::new(what, io::Error::new(io::ErrorKind::InvalidInput, why), Sent::No)
}
