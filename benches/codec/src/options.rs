//! The command line.

use std::env;
use std::path::PathBuf;

use crate::Result;
use crate::cases::CASES;
use crate::measure::Effort;
use crate::peer::Peer;

#[derive(Default)]
pub(crate) struct Options {
    pub(crate) json: Option<PathBuf>,
    pub(crate) svg: Option<PathBuf>,
    /// The names of those that are measured; all if there are none.
    cases: Vec<String>,
    /// Likewise those of the peers.
    pub(crate) peers: Vec<String>,
    pub(crate) quick: bool,
    /// Whether this process is there for one case, and says what came of it to the one that has started it.
    pub(crate) alone: bool,
}

const USAGE: &str = "usage: codec [--json FILE] [--svg FILE] [--case NAME…] [--peer NAME…] [--quick]";

impl Options {
    pub(crate) fn parse() -> Result<Self> {
        let mut options = Self::default();
        let mut args = env::args().skip(1).peekable();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--json" => options.json = Some(args.next().ok_or(USAGE)?.into()),
                "--svg" => options.svg = Some(args.next().ok_or(USAGE)?.into()),
                "--quick" => options.quick = true,
                "--alone" => options.alone = true,
                "--case" | "--peer" => {
                    let (names, known) = match arg.as_str() {
                        "--case" => (&mut options.cases, CASES.map(|(name, _)| name).to_vec()),
                        _ => (&mut options.peers, Peer::ALL.map(Peer::name).to_vec()),
                    };
                    names.push(one_of(&known, args.next().ok_or(USAGE)?)?);
                    while let Some(name) = args.next_if(|arg| !arg.starts_with("--")) {
                        names.push(one_of(&known, name)?);
                    }
                }
                _ => return Err(USAGE.into()),
            }
        }
        Ok(options)
    }

    pub(crate) fn effort(&self) -> Effort {
        if self.quick { Effort::QUICK } else { Effort::FULL }
    }

    pub(crate) fn wants_case(&self, case: &str) -> bool {
        self.cases.is_empty() || self.cases.iter().any(|name| name == case)
    }

    pub(crate) fn wants_peer(&self, peer: Peer) -> bool {
        self.peers.is_empty() || self.peers.iter().any(|name| name == peer.name())
    }
}

fn one_of(known: &[&str], name: String) -> Result<String> {
    if known.contains(&name.as_str()) {
        return Ok(name);
    }
    Err(format!("there is no `{name}`; there are {}", known.join(", ")).into())
}
