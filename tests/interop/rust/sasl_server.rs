//! Serves `idl/contract.thrift` to clients that authenticate by SASL, and to nobody else: `interop-sasl-server ADDRESS`.

use interop_contract::{Handler, PASSWORD, USER, contract};
use thrift_rs::{Credentials, Result, Server};

#[tokio::main]
async fn main() -> Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let server =
        Server::new(contract::Processor::new(Handler::default())).sasl_plain(|given: Credentials| async move {
            match (given.user(), given.password()) {
                (USER, PASSWORD) => Ok(()),
                _ => Err("wrong password"),
            }
        });
    let server = server.bind(address).await?;
    println!("listening on {}", server.local_addr());
    server.serve_with_shutdown(async { drop(tokio::signal::ctrl_c().await) }).await
}
