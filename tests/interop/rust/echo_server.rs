//! Serves the service of the benches, which volo has code for, until ctrl-c: `interop-echo-server ADDRESS`.

use thrift_rs::{Context, Result, Server};

thrift_rs::include_thrift!("../../../benches/rpc/idl/rpc.thrift");

struct Handler;

impl echo::Iface for Handler {
    async fn echo_user(&self, value: User) -> Result<User> {
        metadata_goes_back()?;
        Ok(value)
    }

    async fn echo_blob(&self, value: Blob) -> Result<Blob> {
        Ok(value)
    }

    async fn echo_order(&self, value: Order) -> Result<Order> {
        Ok(value)
    }
}

/// What came beside the call, goes back beside the answer: also what is to go on from call to call, which answers do not have.
fn metadata_goes_back() -> Result<()> {
    let context = Context::current();
    for (key, value) in context.metadata().iter() {
        let key = key.strip_prefix("RPC_PERSIST_").unwrap_or(key);
        if key.starts_with("TEST_") {
            context.set_response_metadata(key, value)?;
        }
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let server = Server::new(echo::Processor::new(Handler)).bind(address).await?;
    println!("listening on {}", server.local_addr());
    server.serve_with_shutdown(async { drop(tokio::signal::ctrl_c().await) }).await
}
