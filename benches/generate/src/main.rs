//! Renews the peers' code that is checked in, `benches/codec/src/generated`:
//!
//! `cargo run --manifest-path benches/Cargo.toml -p generate`
//!
//! Apache's compiler must be installed.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() -> Result<(), Box<dyn Error>> {
    let codec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codec");
    let idl = codec.join("idl/codec.thrift");
    let generated = codec.join("src/generated");
    apache(&idl, &generated)?;
    pilota(idl, generated.join("pilota.rs"));
    Ok(())
}

fn apache(idl: &Path, generated: &Path) -> Result<(), Box<dyn Error>> {
    let status = Command::new("thrift").args(["--gen", "rs", "-out"]).arg(generated).arg(idl).status()?;
    if !status.success() {
        return Err("Apache's compiler failed".into());
    }
    // It names the file by the IDL's.
    Ok(fs::rename(generated.join("codec.rs"), generated.join("apache.rs"))?)
}

/// With `ignore_unused` there would be no code for what no method uses.
fn pilota(idl: PathBuf, file: PathBuf) {
    pilota_build::Builder::thrift().ignore_unused(false).compile([idl], pilota_build::Output::File(file));
}
