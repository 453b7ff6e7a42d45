//! Serves `idl/contract.thrift` until ctrl-c, to clients of every dialect: `interop-contract-server ADDRESS`.

use interop_contract::{Handler, contract};
use thrift_rs::{Result, Server};

#[tokio::main]
async fn main() -> Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let server = Server::new(contract::Processor::new(Handler::default())).bind(address).await?;
    println!("listening on {}", server.local_addr());
    server.serve_with_shutdown(async { drop(tokio::signal::ctrl_c().await) }).await
}
