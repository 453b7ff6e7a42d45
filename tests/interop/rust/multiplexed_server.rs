//! Serves `idl/contract.thrift` and `idl/ids.thrift`, each by the name of its service, until ctrl-c:
//! `interop-multiplexed-server ADDRESS`.

use std::error::Error;

use interop_contract::{Handler, Registrar, certificate, contract, registry};
use thrift_rs::tls::ServerTls;
use thrift_rs::{Multiplexed, Server};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let services = Multiplexed::new()
        .service("Contract", contract::Processor::new(Handler::default()))
        .service("Registry", registry::Processor::new(Registrar));
    let tls = ServerTls::new(certificate("server.pem")?, certificate("server.key")?)?
        .ask_for_client_certificates(certificate("ca.pem")?)?;
    let server = Server::new(services).tls(tls).bind(address).await?;
    println!("listening on {}", server.local_addr());
    Ok(server.serve_with_shutdown(async { drop(tokio::signal::ctrl_c().await) }).await?)
}
