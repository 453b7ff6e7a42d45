//! volo-thrift's client and server of `idl/echo.thrift`: `interop-volo server TRANSPORT` prints its address and serves;
//! `interop-volo client ADDRESS TRANSPORT` calls; `interop-volo golden DIRECTORY` writes what goes over the wire.

mod client;
mod golden;
mod samples;
mod server;

/// What volo generated out of it, by `benches/generate`.
#[allow(clippy::all, unreachable_pub, unsafe_code)]
#[rustfmt::skip]
mod generated {
    include!("generated/volo.rs");
}

use std::error::Error;
use std::process::ExitCode;

use generated::volo::echo as types;

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = tokio::runtime::Runtime::new().map_err(Into::into).and_then(|runtime| match args[..] {
        ["server", transport] => runtime.block_on(server::serve(transport)),
        ["client", address, transport] => runtime.block_on(client::call(address, transport)),
        ["golden", directory] => runtime.block_on(golden::write(directory)),
        _ => Err("usage: interop-volo server TRANSPORT | client ADDRESS TRANSPORT | golden DIRECTORY".into()),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
