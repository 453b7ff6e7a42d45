//! `pilota`, the codec under volo, with `pilota-build` in a build script.
//!
//! It generates a service's arguments and results but an empty trait, for it has no RPC: its program has neither handler
//! nor client, but takes one struct through the binary protocol.

use crate::corpus::Idl;
use crate::implementation::{GREETING, Implementation};
use crate::package::Package;
use crate::{Result, build_script};

pub(crate) struct Pilota;

impl Implementation for Pilota {
    fn who(&self) -> &'static str {
        "pilota"
    }

    fn version(&self, package: &Package) -> Result<String> {
        Ok(format!("{}, build {}", package.locked("pilota")?, package.locked("pilota-build")?))
    }

    fn write_idl(&self, package: &Package, idl: &Idl) -> Result<()> {
        let script = SCRIPT.replace("{ROOT}", idl.root);
        let dependencies = format!("{RUNTIME}[build-dependencies]\npilota-build = '0.13'\n");
        build_script::write_idl(package, MODULE, &script, &dependencies)
    }

    fn code(&self, package: &Package, _: &Idl) -> Result<String> {
        build_script::code(package, MODULE)
    }

    fn write_app(&self, package: &Package, _: &str) -> Result<String> {
        package.write("app/src/main.rs", format!("{MAIN}{GREETING}"))?;
        Ok(RUNTIME.to_owned())
    }
}

const MODULE: &str = "pilota_gen";

/// What the generated code and the program need.
const RUNTIME: &str = "pilota = '0.13'\n";

/// With `ignore_unused` there would be no code for what no method uses, which the others have.
const SCRIPT: &str = "\
use std::path::Path;

fn main() {
    let code = Path::new(&std::env::var(\"OUT_DIR\").unwrap()).join(\"pilota_gen.rs\");
    pilota_build::Builder::thrift()
        .ignore_unused(false)
        .compile([\"src/{ROOT}\"], pilota_build::Output::File(code));
}
";

const MAIN: &str = "\
use idl::hive_metastore::{FieldSchema, StorageDescriptor, Table};
use pilota::BytesMut;
use pilota::thrift::binary::TBinaryProtocol;
use pilota::thrift::{Message, ThriftException};

fn main() -> Result<(), ThriftException> {
    println!(\"{GREETING}\");
    let column = FieldSchema { name: Some(\"id\".into()), r#type: Some(\"bigint\".into()), comment: None };
    let table = Table {
        table_name: Some(\"table\".into()),
        sd: Some(StorageDescriptor { cols: Some(vec![column]), ..Default::default() }),
        ..Default::default()
    };
    let mut bytes = BytesMut::with_capacity(table.size(&mut TBinaryProtocol::new((), false)));
    table.encode(&mut TBinaryProtocol::new(&mut bytes, false))?;
    println!(\"{:?}\", Table::decode(&mut TBinaryProtocol::new(&mut bytes.freeze(), false))?);
    Ok(())
}

";
