//! Serves `idl/echo.thrift`, which volo has code for, until ctrl-c: `interop-echo-server ADDRESS`.

use interop_contract::echoes::{Handler, echo};
use thrift_rs::{Result, Server};

#[tokio::main]
async fn main() -> Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let server = Server::new(echo::Processor::new(Handler::default())).bind(address).await?;
    println!("listening on {}", server.local_addr());
    server.serve_with_shutdown(async { drop(tokio::signal::ctrl_c().await) }).await
}
