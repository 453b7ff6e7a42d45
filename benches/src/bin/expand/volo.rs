//! `volo-thrift`, the framework around pilota, as `volo init` sets it up: `volo-build` reads a `volo.yml`.

use crate::corpus::Idl;
use crate::implementation::{GREETING, Implementation};
use crate::package::Package;
use crate::{Result, build_script, handler};

pub(crate) struct Volo;

impl Implementation for Volo {
    fn who(&self) -> &'static str {
        "volo"
    }

    fn version(&self, package: &Package) -> Result<String> {
        Ok(format!("{}, build {}", package.locked("volo-thrift")?, package.locked("volo-build")?))
    }

    fn write_idl(&self, package: &Package, idl: &Idl) -> Result<()> {
        package.write("idl/volo.yml", CONFIG.replace("{ROOT}", idl.root))?;
        let dependencies = format!("{RUNTIME}[build-dependencies]\nvolo-build = '0.12'\n");
        build_script::write_idl(package, MODULE, SCRIPT, &dependencies)
    }

    fn code(&self, package: &Package, _: &Idl) -> Result<String> {
        build_script::code(package, MODULE)
    }

    fn write_app(&self, package: &Package, code: &str) -> Result<String> {
        let body = "{ async { Err(anyhow::anyhow!(\"not here\").into()) } }";
        handler::write(package, HANDLER, code, "ThriftHiveMetastore", body)?;
        package.write("app/src/main.rs", format!("{MAIN}{GREETING}"))?;
        Ok(RUNTIME.to_owned())
    }
}

const MODULE: &str = "volo_gen";

/// What the generated code and the program need.
const RUNTIME: &str = "\
volo = '0.12'
volo-thrift = '0.12'
pilota = '0.13'
anyhow = '1'
tokio = { version = '1', features = ['full'] }
";

/// Without `touch_all` there would be no code for what no method uses, which the others have.
const CONFIG: &str = "\
entries:
  default:
    filename: volo_gen.rs
    protocol: thrift
    services:
    - idl:
        source: local
        path: src/{ROOT}
    touch_all: true
";

const SCRIPT: &str = "\
fn main() {
    volo_build::ConfigBuilder::default().write().unwrap();
}
";

const HANDLER: &str = "\
#![allow(unused_variables)]
use idl::hive_metastore::*;

pub struct Handler;
";

const MAIN: &str = "\
mod handler;

use idl::hive_metastore::{ThriftHiveMetastoreClientBuilder, ThriftHiveMetastoreServer};
use volo::net::incoming::DefaultIncoming;
use volo_thrift::MaybeException;

#[volo::main]
async fn main() -> anyhow::Result<()> {
    println!(\"{GREETING}\");
    let listener = tokio::net::TcpListener::bind(\"127.0.0.1:0\").await?;
    let address = listener.local_addr()?;
    tokio::spawn(ThriftHiveMetastoreServer::new(handler::Handler).run(DefaultIncoming::from(listener)));
    let client = ThriftHiveMetastoreClientBuilder::new(\"hive_metastore\").address(address).build();
    match client.get_meta_conf(\"key\".into()).await {
        Ok(MaybeException::Ok(value)) => println!(\"{value}\"),
        Ok(MaybeException::Exception(exception)) => println!(\"{exception:?}\"),
        Err(error) => println!(\"{error}\"),
    }
    Ok(())
}

";
