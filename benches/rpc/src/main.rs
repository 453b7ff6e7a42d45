//! What a call takes, beside the peers: the same IDL, the same values, client and server on one machine.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml --bin rpc -- [--json FILE] [--svg FILE] [--case NAME…] [--peer NAME…]
//! [--mode shared|each…] [--callers N…] [--free] [--quick]`
//!
//! - Client and server are processes of their own, made anew for each row. They talk over TCP on loopback.
//! - First, each has one thread on a core of its own. Then, *free*, each has as many threads as there are cores, on all of
//!   them; `--free` leaves the first part out. Of the free part, only some rows are measured unless options ask for more.
//! - A caller calls, checks the reply, and calls again. `shared`: all callers share one connection; `each`: each has its own.
//! - Every request carries its caller's number and a counter, and its reply must bring them back.
//! - The peers of a case take turns, and of each the turn with most calls counts.
//! - CPU seconds are those of the process, by the operating system, for 100,000 calls; calls for a CPU second are those of the
//!   busier process, which hold on a busy machine too.
//! - `ratio` is ours by theirs, in requests per second: above 1, ours is faster.
//! - `bare echo` and `bare batched` are the ceilings: bytes there and back, as many as ours has, without any Thrift.
//! - `bare hyper` is the ceiling of HTTP: a POST there and back, whose body has as many bytes as ours and the length of a frame.
//! - The case `idle` is about memory: what a connection takes that is open after one call.

mod bench;
mod case;
mod chart;
mod child;
mod client;
mod control;
mod crew;
mod frame;
mod generated;
mod histogram;
mod idle;
mod options;
mod peer;
mod peers;
mod place;
mod plan;
mod race;
mod rows;
mod server;
mod standards;
mod usage;
mod values;

use std::{env, error, result};

use options::Options;

type Error = Box<dyn error::Error + Send + Sync>;
type Result<T, E = Error> = result::Result<T, E>;

fn main() -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [server::ROLE, job] => server::run(serde_json::from_str(job)?),
        [client::ROLE, job] => client::run(serde_json::from_str(job)?),
        [idle::ROLE, job] => idle::run(serde_json::from_str(job)?),
        _ => bench::run(&Options::parse(args)?),
    }
}
