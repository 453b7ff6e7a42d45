//! What the macro costs whoever calls it: code, and time of the compiler, for real IDL, beside the peers.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml --bin expand -- [--corpus DIR] [--json FILE] [--peers run|only|cached|none]`
//!
//! Ours is measured each time. The peers' rows are kept in `peers-expand.json`, which `--peers run` renews, and `--peers only`
//! without measuring ours; for Apache's, its compiler must be installed. Generated packages and their builds are in
//! `expand/` of the bench's target folder.
//!
//! - Code is formatted by rustfmt's defaults; lines that are not blank are counted. A token is an identifier, a character
//!   of punctuation, a literal or a delimiter. What a struct costs is its definition and its `impl`s, over its fields; what
//!   a method costs is its service's module over its methods.
//! - `load` is `thrift_idl::load` in a debug build; `macro` the whole macro inside rustc, unoptimised as macros are: the
//!   crate's own source with a stopwatch around its entry point. Nothing of what rustc does with the tokens is in it.
//! - Builds are a library with the macro's line, or with what the peer generates, and a program with a handler, a client and
//!   `main`; pilota has no RPC, and its program encodes and decodes a struct. Times are wall clock and, in parentheses, of
//!   the processors; medians of up to five, none begun after a minute. Cold ones start with an empty target folder, once;
//!   what they need is downloaded before. A generator that is a build script is built and run in them; Apache's compiler
//!   runs in the one that follows an edit of the IDL, which adds a struct.

mod apache;
mod build_script;
mod builds;
mod corpus;
mod handler;
mod implementation;
mod options;
mod ours;
mod package;
mod pilota;
mod probe;
mod rows;
mod shape;
mod volo;

use std::path::Path;
use std::{error, fs, result};

use corpus::Idl;
use implementation::Implementation;
use options::{Options, Peers};
use rows::{Row, Rows};

type Result<T> = result::Result<T, Box<dyn error::Error>>;

/// Where the peers' rows are kept.
const PEERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers-expand.json");

fn main() -> Result<()> {
    let options = Options::parse()?;
    let idls = corpus::idls(&options.corpus)?;
    let peers = match options.peers {
        Peers::None => Vec::new(),
        Peers::Cached => serde_json::from_str(&fs::read_to_string(PEERS)?)?,
        Peers::CachedIfAny if Path::new(PEERS).exists() => serde_json::from_str(&fs::read_to_string(PEERS)?)?,
        Peers::CachedIfAny => Vec::new(),
        Peers::Run | Peers::Only => renew(&idls)?,
    };
    let mut rows = Rows::default();
    if !matches!(options.peers, Peers::Only) {
        for idl in &idls {
            ours::measure(idl, &mut rows)?;
        }
    }
    rows.extend(peers);
    print!("{}", rows.table());
    if let Some(file) = options.json {
        fs::write(file, rows.json()?)?;
    }
    Ok(())
}

/// Measures the peers, and keeps what came of it.
fn renew(idls: &[Idl]) -> Result<Vec<Row>> {
    let peers: [&dyn Implementation; 3] = [&apache::Apache, &pilota::Pilota, &volo::Volo];
    let mut rows = Rows::default();
    for idl in idls.iter().filter(|idl| idl.name == corpus::BUILT) {
        for peer in peers {
            builds::measure(peer, idl, &mut rows)?;
        }
    }
    fs::write(PEERS, rows.json()?)?;
    Ok(rows.into_vec())
}
