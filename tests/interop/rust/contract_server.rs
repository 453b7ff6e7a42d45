//! Serves `idl/contract.thrift` until ctrl-c, to clients of every dialect: `interop-contract-server ADDRESS`.

use std::error::Error;

use interop_contract::{Handler, certificate, contract};
use thrift_rs::Server;
use thrift_rs::tls::ServerTls;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let tls = ServerTls::new(certificate("server.pem")?, certificate("server.key")?)?
        .ask_for_client_certificates(certificate("ca.pem")?)?;
    let server = Server::new(contract::Processor::new(Handler::default())).tls(tls).bind(address).await?;
    println!("listening on {}", server.local_addr());
    Ok(server.serve_with_shutdown(async { drop(tokio::signal::ctrl_c().await) }).await?)
}
