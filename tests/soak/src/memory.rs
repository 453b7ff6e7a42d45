//! How much memory the process has.

use std::error::Error;
use std::fmt;
use std::fs;

/// What the process had over time, in kB.
#[derive(Default)]
pub(crate) struct Memory {
    now: u64,
    /// The most in the second quarter of the time, when everything has grown to its size.
    grown: u64,
    /// The most in the last quarter.
    late: u64,
}

/// What is no growth: the part of what was there, and kB besides, that allocators move by.
const SLACK: (f64, u64) = (0.25, 32 * 1024);

impl Memory {
    /// Looks at this part of the time.
    pub(crate) fn sample(&mut self, part: f64) -> Result<(), Box<dyn Error>> {
        let status = fs::read_to_string("/proc/self/status")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("there is no VmRSS")?;
        self.now = line.trim().trim_end_matches(" kB").parse()?;
        match part {
            0.25..0.5 => self.grown = self.grown.max(self.now),
            0.75.. => self.late = self.late.max(self.now),
            _ => {}
        }
        Ok(())
    }

    pub(crate) fn check(&self) -> Result<(), Box<dyn Error>> {
        let limit = self.grown + (self.grown as f64 * SLACK.0) as u64 + SLACK.1;
        match self.late {
            late if late <= limit => Ok(()),
            late => Err(format!("memory has grown from {} kB to {late} kB", self.grown).into()),
        }
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} kB, in the second quarter {}, in the last {}", self.now, self.grown, self.late)
    }
}
