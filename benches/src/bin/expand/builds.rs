//! What builds take.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::Result;
use crate::corpus::Idl;
use crate::implementation::{GREETING, Implementation};
use crate::package::{self, Cost, Package};
use crate::rows::{Rows, Subject};
use crate::shape;

/// How often something is measured, and after what time there is an end to it.
const RUNS: usize = 5;
const ENOUGH: Duration = Duration::from_secs(60);

/// Every build of an implementation.
pub(crate) fn measure(who: &dyn Implementation, idl: &Idl, rows: &mut Rows) -> Result<()> {
    let package = prepare(who, idl, true)?;
    package.cargo(&["fetch"])?;
    who.generate(&package, idl)?;
    package.forget()?;
    let cold_check = package.cargo(&["check", "-p", "idl"])?;
    let version = who.version(&package)?;
    let subject = Subject { idl: idl.name, who: who.who(), version: &version };
    let code = who.code(&package, idl)?;
    rows.count(subject, "lines of code", shape::lines(&shape::format(&code)?) as f64);
    again(&package, subject, rows)?;
    rows.build(subject, "check, cold", cold_check);
    prepare_app(who, &package, &code)?;
    package.cargo(&["fetch"])?;
    package.forget()?;
    rows.build(subject, "debug build, cold", package.cargo(&["build"])?);
    let edit = repeat(|run| {
        let text = package.read(&format!("idl/src/{}", idl.root))?;
        package.write(&format!("idl/src/{}", idl.root), format!("{text}\nstruct Edit{run} {{ 1: i32 id }}\n"))?;
        let start = Instant::now();
        who.generate(&package, idl)?;
        let generated = start.elapsed();
        let cost = package.cargo(&["build"])?;
        Ok(Cost { wall: cost.wall + generated, cpu: cost.cpu.map(|cpu| cpu + generated) })
    })?;
    rows.build(subject, "debug build, after an edit of the IDL", edit);

    package.forget()?;
    rows.build(subject, "release build, cold", package.cargo(&["build", "--release"])?);
    let main = package.read("app/src/main.rs")?;
    let edit = repeat(|run| {
        let greeting = GREETING.replace("hello", &format!("hello {run}"));
        package.write("app/src/main.rs", main.replace(GREETING, &greeting))?;
        package.cargo(&["build", "--release"])
    })?;
    rows.build(subject, "release build, after an edit of `main`", edit);
    let file = package.target().join("release/app");
    // It must work, else its size says nothing.
    package::run(&mut Command::new(&file))?;
    rows.megabytes(subject, "stripped program", fs::metadata(file)?.len());
    Ok(())
}

/// Only how long a library takes whose dependencies are there.
pub(crate) fn measure_library(who: &dyn Implementation, idl: &Idl, rows: &mut Rows) -> Result<()> {
    let package = prepare(who, idl, false)?;
    who.generate(&package, idl)?;
    package.cargo(&["check", "-p", "idl"])?;
    let version = who.version(&package)?;
    again(&package, Subject { idl: idl.name, who: who.who(), version: &version }, rows)
}

/// The checks of the library, with its dependencies built.
fn again(package: &Package, subject: Subject<'_>, rows: &mut Rows) -> Result<()> {
    let first = repeat(|_| {
        package.cargo(&["clean", "-p", "idl"])?;
        package.cargo(&["check", "-p", "idl"])
    })?;
    rows.build(subject, "check, first of the library", first);
    let touched = repeat(|_| {
        package.touch("idl/src/lib.rs")?;
        package.cargo(&["check", "-p", "idl"])
    })?;
    rows.build(subject, "check, nothing but touched", touched);
    Ok(())
}

fn prepare(who: &dyn Implementation, idl: &Idl, cold: bool) -> Result<Package> {
    // Those that are not built cold share what they depend on.
    let name = if cold { format!("{}-{}", who.who(), idl.name) } else { who.who().to_owned() };
    let package = Package::create(&name)?;
    package.write("Cargo.toml", "[workspace]\nmembers = ['idl']\nresolver = '3'\n[profile.release]\nstrip = true\n")?;
    who.write_idl(&package, idl)?;
    idl.write(&package.folder.join("idl/src"))?;
    Ok(package)
}

/// Puts the program beside the library.
fn prepare_app(who: &dyn Implementation, package: &Package, code: &str) -> Result<()> {
    let dependencies = who.write_app(package, code)?;
    let manifest = package.read("Cargo.toml")?;
    package.write("Cargo.toml", manifest.replace("['idl']", "['idl', 'app']"))?;
    package.write_manifest("app", "2024", &format!("idl.path = '../idl'\n{dependencies}"))
}

/// The median by the clock on the wall.
fn repeat(mut one: impl FnMut(usize) -> Result<Cost>) -> Result<Cost> {
    let start = Instant::now();
    let mut costs = Vec::new();
    while costs.len() < RUNS && (costs.is_empty() || start.elapsed() < ENOUGH) {
        costs.push(one(costs.len())?);
    }
    costs.sort_by_key(|cost| cost.wall);
    Ok(costs[costs.len() / 2])
}
