//! The macro with a stopwatch: its own source, in a package that the bench generates.

use std::fs;
use std::path::Path;

use crate::corpus::Idl;
use crate::package::{self, Package};
use crate::{Result, shape};

/// What a call of the macro comes to.
pub(crate) struct Probe {
    /// The expansion, formatted.
    pub(crate) code: String,
    /// The nanoseconds of the whole macro: the median.
    pub(crate) took: u128,
}

/// How often it is run.
const RUNS: usize = 5;

/// The entry point, which becomes a function with a stopwatch around it.
const ENTRY: &str = "#[proc_macro]\npub fn thrift(";

/// Expands to nothing, so that only the macro is measured, and the compiler has nothing to do.
const STOPWATCH: &str = r#"
#[proc_macro]
pub fn thrift(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let start = std::time::Instant::now();
    let code = timed(input);
    let took = start.elapsed().as_nanos();
    let package = std::env::var("CARGO_MANIFEST_DIR").unwrap();
    std::fs::write(format!("{package}/took"), took.to_string()).unwrap();
    std::fs::write(format!("{package}/code"), code.to_string()).unwrap();
    proc_macro::TokenStream::new()
}
"#;

/// Runs the macro on an IDL.
pub(crate) fn probe(idl: &Idl) -> Result<Probe> {
    let project = package::project()?;
    let package = Package::create("probe")?;
    copy(&project.join("thrift-macros/src"), &package.folder.join("macros/src"))?;
    let entry = package.read("macros/src/lib.rs")?;
    if !entry.contains(ENTRY) {
        return Err("the macro's entry point is not where the bench looks for it".into());
    }
    package.write("macros/src/lib.rs", entry.replacen(ENTRY, "fn timed(", 1) + STOPWATCH)?;
    package.write("macros/Cargo.toml", manifest(&project)?)?;
    package.write("Cargo.toml", USER)?;
    package.write("src/lib.rs", format!("macros::thrift! {{ (::thrift_rs) \"{}\" }}\n", idl.root))?;
    idl.write(&package.folder.join("src"))?;
    let mut times = Vec::new();
    for _ in 0..RUNS {
        package.touch("src/lib.rs")?;
        package.cargo(&["check"])?;
        times.push(package.read("took")?.parse()?);
    }
    times.sort_unstable();
    let code = shape::format(&package.read("code")?)?;
    if code.contains("compile_error") {
        return Err(format!("`{}` does not expand", idl.root).into());
    }
    Ok(Probe { code, took: times[RUNS / 2] })
}

const USER: &str = "[workspace]
members = ['macros']
[package]
name = 'user'
edition = '2024'
[dependencies]
macros.path = 'macros'
";

/// The manifest of the copy: the dependencies of the original.
fn manifest(project: &Path) -> Result<String> {
    let original = fs::read_to_string(project.join("thrift-macros/Cargo.toml"))?;
    let dependencies = original.split("[dependencies]").nth(1).unwrap_or_default();
    let dependencies = dependencies.split("\n[").next().unwrap_or_default();
    let idl = format!("thrift-idl.path = '{}'", project.join("thrift-idl").display());
    let dependencies = dependencies.replace("thrift-idl.workspace = true", &idl);
    Ok(format!(
        "[package]\nname = 'macros'\nedition = '2024'\n[lib]\nproc-macro = true\n[dependencies]\n{dependencies}"
    ))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
