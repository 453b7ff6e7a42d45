//! Our client, on a server of another implementation: `interop-client ADDRESS FRAMING ENVELOPE PEER`.
//!
//! Prints `plan`, then `ok` or `FAIL`, with the name of a case and what is wrong, apart by tabs.

mod case;
mod tutorial;
mod user;

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use case::{Case, Peer, Target};
use thrift_rs::{Protocol, Transport};

/// Longest time of a case.
const PATIENCE: Duration = Duration::from_secs(10);

#[tokio::main]
async fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let target = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [address, transport, envelope, peer] => target(address, transport, envelope, peer),
        _ => {
            Err("usage: interop-client ADDRESS unframed|framed strict|old-style|compact thrift|thriftpy2|tutorial"
                .into())
        }
    };
    match target {
        Ok(target) => {
            run(&target).await;
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn target(address: &str, transport: &str, envelope: &str, peer: &str) -> Result<Target, Box<dyn Error>> {
    Ok(Target {
        address: address.parse()?,
        transport: match transport {
            "unframed" => Transport::Unframed,
            "framed" => Transport::Framed,
            other => return Err(format!("unknown transport `{other}`").into()),
        },
        protocol: match envelope {
            // Whoever writes old-style reads strict as well.
            "strict" | "old-style" => Protocol::Binary,
            "compact" => Protocol::Compact,
            other => return Err(format!("unknown envelope `{other}`").into()),
        },
        peer: match peer {
            "thrift" => Peer::Thrift,
            "thriftpy2" => Peer::Thriftpy2,
            "tutorial" => Peer::Tutorial,
            other => return Err(format!("unknown peer `{other}`").into()),
        },
    })
}

async fn run(target: &Target) {
    let cases: Vec<Case> = match target.peer {
        Peer::Thrift => user::cases(),
        Peer::Thriftpy2 => user::cases().into_iter().chain(user::cases_of_idle_connections()).collect(),
        Peer::Tutorial => tutorial::cases(),
    };
    for case in &cases {
        println!("plan\t{}", case.name());
    }
    for case in cases {
        let name = case.name();
        match tokio::time::timeout(PATIENCE, case.run(target.clone())).await {
            Ok(Ok(())) => println!("ok\t{name}"),
            Ok(Err(error)) => println!("FAIL\t{name}\t{error}"),
            Err(_) => println!("FAIL\t{name}\tno end within {PATIENCE:?}"),
        }
    }
}
