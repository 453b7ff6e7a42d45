//! Each case in a process of its own: what one has allocated and let go of else decides how long the next one allocates. The
//! C++ program is another process in any case.

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

use crate::Result;
use crate::cases::{CASES, Case};
use crate::contender::Contenders;
use crate::instructions::Instructions;
use crate::options::Options;
use crate::peers::cpp::Cpp;
use crate::rows::Row;
use crate::{allocations, measure};

/// What came of a case.
#[derive(Serialize, Deserialize)]
pub(crate) struct Measured {
    /// What is in the value.
    pub(crate) about: String,
    /// Who does not take part, and why.
    pub(crate) left_out: Vec<String>,
    pub(crate) rows: Vec<Row>,
}

/// Has a process measure a case.
pub(crate) fn measure_alone(case: &str, options: &Options) -> Result<Measured> {
    let mut command = Command::new(env::current_exe()?);
    command.arg("--alone").args(["--case", case]);
    for peer in &options.peers {
        command.args(["--peer", peer]);
    }
    if options.quick {
        command.arg("--quick");
    }
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output()?;
    match output.status.success() {
        true => Ok(serde_json::from_slice(&output.stdout)?),
        false => Err(format!("{case}: {}", output.status).into()),
    }
}

/// Is such a process.
pub(crate) fn run(options: &Options) -> Result<()> {
    allocations::keep_memory();
    let mut instructions = Instructions::open();
    let cpp = Cpp::start();
    for (name, make) in CASES.iter().filter(|(name, _)| options.wants_case(name)) {
        let Case { about, contenders: Contenders { list: mut contenders, left_out } } = make(cpp.as_ref().ok())?;
        contenders.retain(|contender| options.wants_peer(contender.peer));
        contenders.sort_by_key(|contender| (contender.protocol.beside(), contender.op));
        let costs = measure::measure(&mut contenders, options.effort(), &mut instructions)?;
        let rows = contenders.iter().zip(costs).map(|(contender, cost)| Row::new(name, contender, cost)).collect();
        serde_json::to_writer(io::stdout(), &Measured { about, left_out, rows })?;
    }
    io::stdout().flush()?;
    Ok(())
}
