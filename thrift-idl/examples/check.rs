//! Checks Thrift files:
//!
//! ```text
//! cargo run -p thrift-idl --example check -- [-I DIR]… FILE…
//! ```
//!
//! Prints `ok FILE`, or what is wrong with it, and exits with 1 if a file has errors.

use std::path::PathBuf;
use std::process::ExitCode;

use thrift_idl::Severity;

#[path = "shared/disk.rs"]
mod disk;

use disk::Disk;

fn main() -> ExitCode {
    let mut folders = Vec::new();
    let mut files = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "-I" => folders.extend(arguments.next().map(PathBuf::from)),
            _ => files.push(argument),
        }
    }
    let mut failed = false;
    for file in &files {
        let loaded = thrift_idl::load(&[file], &mut Disk { folders: folders.clone() });
        for diagnostic in &loaded.diagnostics {
            let severity = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
            println!("{severity}: {}\n", diagnostic.render(&loaded.sources));
        }
        failed |= loaded.program.is_none();
        if loaded.program.is_some() {
            println!("ok {file}");
        }
    }
    ExitCode::from(u8::from(failed))
}
