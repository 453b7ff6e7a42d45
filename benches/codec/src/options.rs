//! The command line.

use std::env;
use std::path::PathBuf;

use crate::Result;
use crate::cases::CASES;
use crate::measure::Effort;
use crate::peer::Peer;

pub(crate) struct Options {
    pub(crate) json: Option<PathBuf>,
    pub(crate) svg: Option<PathBuf>,
    /// The names of those that are measured; all if there are none.
    pub(crate) cases: Vec<String>,
    /// Likewise those of the peers.
    pub(crate) peers: Vec<String>,
    pub(crate) effort: Effort,
}

const USAGE: &str = "usage: codec [--json FILE] [--svg FILE] [--case NAME]… [--peer NAME]… [--quick]";

impl Options {
    pub(crate) fn parse() -> Result<Self> {
        let mut options = Self { json: None, svg: None, cases: Vec::new(), peers: Vec::new(), effort: Effort::FULL };
        let mut args = env::args().skip(1);
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--json" => options.json = Some(args.next().ok_or(USAGE)?.into()),
                "--svg" => options.svg = Some(args.next().ok_or(USAGE)?.into()),
                "--case" => options.cases.push(known(args.next().ok_or(USAGE)?)?),
                "--peer" => options.peers.push(args.next().ok_or(USAGE)?),
                "--quick" => options.effort = Effort::QUICK,
                _ => return Err(USAGE.into()),
            }
        }
        Ok(options)
    }

    pub(crate) fn wants_case(&self, case: &str) -> bool {
        self.cases.is_empty() || self.cases.iter().any(|name| name == case)
    }

    pub(crate) fn wants_peer(&self, peer: Peer) -> bool {
        self.peers.is_empty() || self.peers.iter().any(|name| name == peer.name())
    }
}

fn known(name: String) -> Result<String> {
    if CASES.iter().any(|(known, _)| *known == name) {
        return Ok(name);
    }
    let names = CASES.map(|(name, _)| name).join(", ");
    Err(format!("there is no case `{name}`; there are {names}").into())
}
