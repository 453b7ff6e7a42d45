//! Libraries whose code a build script writes, into one file of one module.

use std::fs;

use crate::Result;
use crate::package::Package;

/// Writes `idl`.
pub(crate) fn write_idl(package: &Package, module: &str, script: &str, dependencies: &str) -> Result<()> {
    // `gen` is a keyword of 2024.
    package.write_manifest("idl", "2021", dependencies)?;
    package.write("idl/build.rs", script)?;
    let include = format!("include!(concat!(env!(\"OUT_DIR\"), \"/{module}.rs\"));");
    package.write("idl/src/lib.rs", format!("mod gen {{\n    {include}\n}}\n\npub use gen::{module}::*;\n"))
}

/// What the script wrote.
pub(crate) fn code(package: &Package, module: &str) -> Result<String> {
    for entry in fs::read_dir(package.target().join("debug/build"))? {
        let file = entry?.path().join(format!("out/{module}.rs"));
        if file.exists() {
            return Ok(fs::read_to_string(file)?);
        }
    }
    Err(format!("no build script wrote `{module}.rs`").into())
}
