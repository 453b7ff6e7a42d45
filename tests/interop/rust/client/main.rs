//! Our client, on a server of another implementation: `interop-client SERVICE ADDRESS TRANSPORT PROTOCOL PEER`.
//!
//! Prints `plan`, then `ok` or `FAIL`, with the name of a case and what is wrong, apart by tabs.

mod beside;
mod case;
mod contract;
mod dialect;
mod echo;
mod multiplexed;
mod tutorial;
mod user;

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use case::{Case, Peer, Target};
use dialect::Dialect;

/// Longest time of a case.
const PATIENCE: Duration = Duration::from_secs(10);

#[tokio::main]
async fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let parsed = match args[..] {
        [service, address, transport, protocol, peer] => {
            target(address, transport, protocol, peer).and_then(|target| Ok((cases(service, target.peer)?, target)))
        }
        _ => {
            Err("usage: interop-client user|contract|echo|multiplexed|tutorial ADDRESS TRANSPORT PROTOCOL PEER".into())
        }
    };
    match parsed {
        Ok((mut cases, target)) => {
            // One alone, to look at its bytes.
            if let Ok(only) = std::env::var("INTEROP_CASE") {
                cases.retain(|case| case.name() == only);
            }
            if let Ok(without) = std::env::var("INTEROP_WITHOUT") {
                cases.retain(|case| without.split('|').all(|name| name != case.name()));
            }
            run(cases, &target).await;
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn target(address: &str, transport: &str, protocol: &str, peer: &str) -> Result<Target, Box<dyn Error>> {
    Ok(Target {
        address: address.parse()?,
        dialect: Dialect::parse(transport, protocol)?,
        peer: match peer {
            "thrift" => Peer::Thrift,
            "thriftpy2" => Peer::Thriftpy2,
            "tutorial" => Peer::Tutorial,
            "node" => Peer::Node,
            "volo" => Peer::Volo,
            other => return Err(format!("unknown peer `{other}`").into()),
        },
    })
}

fn cases(service: &str, peer: Peer) -> Result<Vec<Case>, Box<dyn Error>> {
    Ok(match (service, peer) {
        ("user", Peer::Thriftpy2) => user::cases().into_iter().chain(user::cases_of_idle_connections()).collect(),
        ("user", _) => user::cases(),
        ("contract", _) => contract::cases(),
        ("echo", _) => echo::cases(),
        ("multiplexed", _) => multiplexed::cases(),
        ("tutorial", _) => tutorial::cases(),
        _ => return Err(format!("unknown service `{service}`").into()),
    })
}

async fn run(cases: Vec<Case>, target: &Target) {
    for case in &cases {
        println!("plan\t{}", case.name());
    }
    for case in cases {
        let name = case.name();
        match tokio::time::timeout(PATIENCE, case.run(target.clone())).await {
            Ok(Ok(())) => println!("ok\t{name}"),
            Ok(Err(error)) => println!("FAIL\t{name}\t{}", error.to_string().replace(['\n', '\t', '\r'], " ")),
            Err(_) => println!("FAIL\t{name}\tno end within {PATIENCE:?}"),
        }
    }
}
