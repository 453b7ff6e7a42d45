//! The command line.

use std::iter::Peekable;
use std::path::PathBuf;
use std::vec::IntoIter;

use crate::case::{Case, Mode};
use crate::client::Effort;
use crate::peer::Peer;
use crate::{Result, idle};

/// Of lists, everything is measured if they are empty.
#[derive(Default)]
pub(crate) struct Options {
    pub(crate) json: Option<PathBuf>,
    pub(crate) svg: Option<PathBuf>,
    cases: Vec<String>,
    peers: Vec<String>,
    modes: Vec<String>,
    pub(crate) callers: Vec<usize>,
    /// Without the part in which each process has a core of its own.
    pub(crate) free: bool,
    pub(crate) quick: bool,
}

const USAGE: &str = "usage: rpc [--json FILE] [--svg FILE] [--case NAME…] [--peer NAME…] [--mode shared|each…] \
[--callers N…] [--free] [--quick]";

impl Options {
    pub(crate) fn parse(args: Vec<String>) -> Result<Self> {
        let cases: Vec<&str> = Case::ALL.map(Case::name).into_iter().chain([idle::NAME]).collect();
        let mut options = Self::default();
        let mut args = args.into_iter().peekable();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--json" => options.json = Some(args.next().ok_or(USAGE)?.into()),
                "--svg" => options.svg = Some(args.next().ok_or(USAGE)?.into()),
                "--free" => options.free = true,
                "--quick" => options.quick = true,
                "--case" => options.cases.extend(names(&mut args, &cases)?),
                "--peer" => options.peers.extend(names(&mut args, &Peer::ALL.map(Peer::name))?),
                "--mode" => options.modes.extend(names(&mut args, &Mode::ALL.map(Mode::name))?),
                "--callers" => {
                    for number in values(&mut args)? {
                        let number = number.parse().ok().filter(|&number| number > 0);
                        options.callers.push(number.ok_or("`--callers` takes numbers from 1 on")?);
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

    /// How often each row is measured.
    pub(crate) fn turns(&self) -> usize {
        if self.quick { 1 } else { 5 }
    }

    pub(crate) fn wants_case(&self, case: &str) -> bool {
        wants(&self.cases, case)
    }

    pub(crate) fn wants_peer(&self, peer: Peer) -> bool {
        wants(&self.peers, peer.name())
    }

    pub(crate) fn wants_mode(&self, mode: Mode) -> bool {
        wants(&self.modes, mode.name())
    }

    /// Whether something was said of what to measure, other than by whom.
    pub(crate) fn chooses(&self) -> bool {
        !(self.cases.is_empty() && self.modes.is_empty() && self.callers.is_empty())
    }
}

fn wants(names: &[String], name: &str) -> bool {
    names.is_empty() || names.iter().any(|wanted| wanted == name)
}

/// What stands behind an option; at least one.
fn values(args: &mut Peekable<IntoIter<String>>) -> Result<Vec<String>> {
    let mut values = vec![args.next().ok_or(USAGE)?];
    while let Some(value) = args.next_if(|arg| !arg.starts_with("--")) {
        values.push(value);
    }
    Ok(values)
}

fn names(args: &mut Peekable<IntoIter<String>>, known: &[&str]) -> Result<Vec<String>> {
    let names = values(args)?;
    match names.iter().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(format!("there is no `{name}`; there are {}", known.join(", ")).into()),
        None => Ok(names),
    }
}
