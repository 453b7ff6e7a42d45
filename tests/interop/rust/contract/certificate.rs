//! The files that `interop-certificates` has made.

use std::path::PathBuf;

/// The contents of one, such as `server.pem`.
///
/// # Errors
/// Those of reading it, also where `INTEROP_CERTIFICATES` does not say where they are.
pub fn certificate(name: &str) -> std::io::Result<Vec<u8>> {
    let directory = std::env::var_os("INTEROP_CERTIFICATES").unwrap_or_default();
    std::fs::read(PathBuf::from(directory).join(name))
}
