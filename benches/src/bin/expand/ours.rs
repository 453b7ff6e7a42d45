//! thrift-rs itself.

use std::process::Command;

use crate::builds;
use crate::corpus::{BUILT, Idl};
use crate::implementation::{GREETING, Implementation};
use crate::package::{self, Package};
use crate::rows::{OURS, Rows, Subject};
use crate::{Result, handler, probe, shape};

/// Everything about one IDL.
pub(crate) fn measure(idl: &Idl, rows: &mut Rows) -> Result<()> {
    let subject = Subject { idl: idl.name, who: OURS, version: VERSION };
    let text = || idl.files.iter().map(|(_, text)| text.as_str());
    rows.count(subject, "IDL: files", idl.files.len() as f64);
    rows.count(subject, "IDL: lines", text().map(|text| text.lines().count()).sum::<usize>() as f64);
    rows.count(subject, "IDL: bytes", text().map(str::len).sum::<usize>() as f64);
    rows.count(subject, "IDL: items", idl.items() as f64);
    rows.count(subject, "IDL: fields", idl.fields() as f64);
    rows.count(subject, "IDL: methods", idl.methods() as f64);

    let probe = probe::probe(idl)?;
    let shape = shape::shape(&probe.code)?;
    let per = |count: usize, of: usize| count as f64 / of.max(1) as f64;
    if idl.name != BUILT {
        rows.count(subject, "lines of code", shape.all.lines as f64);
    }
    rows.count(subject, "tokens", shape.all.tokens as f64);
    rows.count(subject, "lines a field", per(shape.structs.lines, idl.fields()));
    rows.count(subject, "tokens a field", per(shape.structs.tokens, idl.fields()));
    rows.count(subject, "lines a method", per(shape.services.lines, idl.methods()));
    rows.count(subject, "tokens a method", per(shape.services.tokens, idl.methods()));
    rows.milliseconds(subject, "load, unoptimised", load(idl)?);
    rows.milliseconds(subject, "macro, unoptimised", probe.took);
    let ours = Ours { code: probe.code };
    if idl.name == BUILT { builds::measure(&ours, idl, rows) } else { builds::measure_library(&ours, idl, rows) }
}

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The median of `thrift_idl::load` in a debug build.
fn load(idl: &Idl) -> Result<u128> {
    let folder = package::root().join("load");
    idl.write(&folder.join("idl"))?;
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/load/Cargo.toml");
    let mut build = Command::new("cargo");
    build.args(["build", "--quiet", "--manifest-path", manifest, "--target-dir"]).arg(folder.join("target"));
    package::run(&mut build)?;
    let mut command = Command::new(folder.join("target/debug/load"));
    let output = command.args(["15", idl.root, "."]).current_dir(folder.join("idl")).output()?;
    let mut times: Vec<u128> =
        String::from_utf8(output.stdout)?.lines().map(str::parse).collect::<std::result::Result<_, _>>()?;
    times.sort_unstable();
    times.get(times.len() / 2).copied().ok_or_else(|| "nothing was loaded".into())
}

struct Ours {
    code: String,
}

impl Implementation for Ours {
    fn who(&self) -> &'static str {
        OURS
    }

    fn version(&self, _: &Package) -> Result<String> {
        Ok(VERSION.to_owned())
    }

    fn write_idl(&self, package: &Package, idl: &Idl) -> Result<()> {
        package.write_manifest("idl", "2024", &dependency()?)?;
        package.write("idl/src/lib.rs", format!("thrift_rs::thrift!(\"{}\");\n", idl.root))
    }

    fn code(&self, _: &Package, _: &Idl) -> Result<String> {
        Ok(self.code.clone())
    }

    fn write_app(&self, package: &Package, code: &str) -> Result<String> {
        let body = "{ async { Err(thrift_rs::Error::handler(\"not here\").into()) } }";
        handler::write(package, HANDLER, code, "Iface", body)?;
        package.write("app/src/main.rs", format!("{MAIN}{GREETING}"))?;
        Ok(dependency()? + "tokio = { version = '1', features = ['full'] }\n")
    }
}

fn dependency() -> Result<String> {
    Ok(format!("thrift-rs.path = '{}'\n", package::project()?.display()))
}

const HANDLER: &str = "\
#![allow(unused_variables)]
use idl::thrift_hive_metastore::*;

pub struct Handler;
";

const MAIN: &str = "\
mod handler;

use idl::thrift_hive_metastore::{Client, Processor};

#[tokio::main]
async fn main() -> thrift_rs::Result<()> {
    println!(\"{GREETING}\");
    let server = thrift_rs::Server::new(Processor::new(handler::Handler)).bind(\"127.0.0.1:0\").await?;
    let address = server.local_addr();
    tokio::spawn(server.serve());
    let client = Client::connect(address).await?;
    println!(\"{:?}\", client.get_meta_conf(\"key\".to_owned()).await);
    Ok(())
}

";
