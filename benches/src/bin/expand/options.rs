//! The command line.

use std::env;
use std::path::{Path, PathBuf};

use crate::Result;

pub(crate) struct Options {
    pub(crate) corpus: PathBuf,
    pub(crate) json: Option<PathBuf>,
    pub(crate) peers: Peers,
}

/// Where the peers' rows come from.
pub(crate) enum Peers {
    Run,
    /// Run, and nothing else is measured.
    Only,
    Cached,
    CachedIfAny,
    None,
}

const USAGE: &str = "usage: expand [--corpus DIR] [--json FILE] [--peers run|only|cached|none]";

impl Options {
    pub(crate) fn parse() -> Result<Self> {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
        let mut options = Self { corpus, json: None, peers: Peers::CachedIfAny };
        let mut args = env::args().skip(1);
        while let Some(arg) = args.next() {
            let value = args.next().ok_or(USAGE)?;
            match (arg.as_str(), value.as_str()) {
                ("--corpus", _) => options.corpus = value.into(),
                ("--json", _) => options.json = Some(value.into()),
                ("--peers", "run") => options.peers = Peers::Run,
                ("--peers", "only") => options.peers = Peers::Only,
                ("--peers", "cached") => options.peers = Peers::Cached,
                ("--peers", "none") => options.peers = Peers::None,
                _ => return Err(USAGE.into()),
            }
        }
        Ok(options)
    }
}
