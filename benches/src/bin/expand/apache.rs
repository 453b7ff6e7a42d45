//! Apache's crate `thrift`, with the code of Apache's compiler, which must be installed.

use std::fs;
use std::process::Command;

use crate::corpus::Idl;
use crate::implementation::{GREETING, Implementation};
use crate::package::{self, Package};
use crate::{Result, handler};

pub(crate) struct Apache;

impl Implementation for Apache {
    fn who(&self) -> &'static str {
        "apache-thrift"
    }

    fn version(&self, package: &Package) -> Result<String> {
        package.locked("thrift")
    }

    fn write_idl(&self, package: &Package, idl: &Idl) -> Result<()> {
        package.write_manifest("idl", "2021", RUNTIME)?;
        let module = module(idl);
        package.write("idl/src/lib.rs", format!("mod {module};\npub use {module}::*;\n"))
    }

    fn generate(&self, package: &Package, idl: &Idl) -> Result<()> {
        let mut compiler = Command::new("thrift");
        compiler.args(["--gen", "rs", "-out", ".", idl.root]).current_dir(package.folder.join("idl/src"));
        package::run(&mut compiler).map(drop)
    }

    fn code(&self, package: &Package, idl: &Idl) -> Result<String> {
        let code = fs::read_to_string(package.folder.join(format!("idl/src/{}.rs", module(idl))))?;
        Ok(code.replace("#![cfg_attr(rustfmt, rustfmt_skip)]", ""))
    }

    fn write_app(&self, package: &Package, code: &str) -> Result<String> {
        let body = "{ Err(thrift::Error::from(\"not here\")) }";
        handler::write(package, HANDLER, code, "ThriftHiveMetastoreSyncHandler", body)?;
        package.write("app/src/main.rs", format!("{MAIN}{GREETING}"))?;
        Ok(RUNTIME.to_owned())
    }
}

fn module(idl: &Idl) -> &'static str {
    idl.root.trim_end_matches(".thrift")
}

/// What the generated code and the program need.
const RUNTIME: &str = "thrift = '0.25'\n";

const HANDLER: &str = "\
#![allow(unused_variables, unused_imports)]
use std::collections::{BTreeMap, BTreeSet};

use idl::*;

pub struct Handler;
";

const MAIN: &str = "\
mod handler;

use std::net::TcpListener;
use std::time::Duration;

use idl::{TThriftHiveMetastoreSyncClient, ThriftHiveMetastoreSyncClient, ThriftHiveMetastoreSyncProcessor};
use thrift::protocol::{
    TBinaryInputProtocol, TBinaryInputProtocolFactory, TBinaryOutputProtocol, TBinaryOutputProtocolFactory,
};
use thrift::server::TServer;
use thrift::transport::{
    TBufferedReadTransport, TBufferedReadTransportFactory, TBufferedWriteTransport, TBufferedWriteTransportFactory,
    TIoChannel, TTcpChannel,
};

fn main() -> thrift::Result<()> {
    println!(\"{GREETING}\");
    let address = TcpListener::bind(\"127.0.0.1:0\").unwrap().local_addr().unwrap();
    let mut server = TServer::new(
        TBufferedReadTransportFactory::new(),
        TBinaryInputProtocolFactory::new(),
        TBufferedWriteTransportFactory::new(),
        TBinaryOutputProtocolFactory::new(),
        ThriftHiveMetastoreSyncProcessor::new(handler::Handler),
        2,
    );
    std::thread::spawn(move || server.listen(address));
    let mut channel = TTcpChannel::new();
    while channel.open(address).is_err() {
        std::thread::sleep(Duration::from_millis(10));
    }
    let (input, output) = channel.split()?;
    let mut client = ThriftHiveMetastoreSyncClient::new(
        TBinaryInputProtocol::new(TBufferedReadTransport::new(input), true),
        TBinaryOutputProtocol::new(TBufferedWriteTransport::new(output), true),
    );
    println!(\"{:?}\", client.get_meta_conf(\"key\".to_owned()));
    Ok(())
}

";
