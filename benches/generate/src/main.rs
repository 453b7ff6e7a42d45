//! Renews the peers' code that is checked in, `benches/codec/src/generated`, `benches/rpc/src/generated` and
//! `tests/interop/volo/src/generated`:
//!
//! `cargo run --manifest-path benches/Cargo.toml -p generate`
//!
//! Apache's compiler must be installed.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

type Result = std::result::Result<(), Box<dyn Error>>;

fn main() -> Result {
    let benches = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (idl, generated) = places(&benches, "codec");
    apache(&idl, &generated)?;
    pilota(idl, generated.join("pilota.rs"));
    let (idl, generated) = places(&benches, "rpc");
    apache(&idl, &generated)?;
    volo(&idl, &generated)?;
    let interop = benches.join("../tests/interop");
    volo(&interop.join("idl/echo.thrift"), &interop.join("volo/src/generated"))
}

/// A bench's IDL, and where its peers' code goes.
fn places(benches: &Path, bench: &str) -> (PathBuf, PathBuf) {
    let bench_folder = benches.join(bench);
    (bench_folder.join("idl").join(bench).with_extension("thrift"), bench_folder.join("src/generated"))
}

fn apache(idl: &Path, generated: &Path) -> Result {
    let status = Command::new("thrift").args(["--gen", "rs", "-out"]).arg(generated).arg(idl).status()?;
    if !status.success() {
        return Err("Apache's compiler failed".into());
    }
    // It names the file by the IDL's.
    let made = idl.with_extension("rs");
    let name = made.file_name().ok_or("the IDL has no name")?;
    Ok(fs::rename(generated.join(name), generated.join("apache.rs"))?)
}

/// With `ignore_unused` there would be no code for what no method uses.
fn pilota(idl: PathBuf, file: PathBuf) {
    pilota_build::Builder::thrift().ignore_unused(false).compile([idl], pilota_build::Output::File(file));
}

/// pilota's code, and a client and a server.
fn volo(idl: &Path, generated: &Path) -> Result {
    Ok(volo_build::Builder::thrift().add_service(idl).out_dir(generated).filename("volo.rs".into()).write()?)
}
