//! A process that the bench has started, which is this program in another role.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::process::{self, ChildStdin, ChildStdout, Command, Stdio};

use serde::Serialize;

use crate::Result;

/// Ends when it is dropped.
pub(crate) struct Child {
    process: process::Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    role: &'static str,
}

impl Child {
    pub(crate) fn start(role: &'static str, job: &impl Serialize) -> Result<Self> {
        let mut command = Command::new(env::current_exe()?);
        command.arg(role).arg(serde_json::to_string(job)?).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn()?;
        let pipes = process.stdin.take().zip(process.stdout.take());
        match pipes {
            Some((to, from)) => Ok(Self { process, to, from: BufReader::new(from), role }),
            None => {
                process.kill()?;
                process.wait()?;
                Err("a process without pipes".into())
            }
        }
    }

    /// The next line that it says.
    pub(crate) fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.from.read_line(&mut line)?;
        match line.strip_suffix('\n') {
            Some(line) => Ok(line.to_owned()),
            None => Err(format!("the process `{}` has ended: {}", self.role, self.process.wait()?).into()),
        }
    }

    pub(crate) fn expect(&mut self, expected: &str) -> Result<()> {
        match self.line()? {
            line if line == expected => Ok(()),
            line => Err(format!("`{line}` in place of `{expected}`").into()),
        }
    }

    /// Asks something that is answered with a number.
    pub(crate) fn ask(&mut self, question: &str) -> Result<f64> {
        writeln!(self.to, "{question}")?;
        Ok(self.line()?.parse()?)
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // If it is gone already, that is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
