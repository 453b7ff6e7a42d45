//! Where a process runs.

use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
use serde::{Deserialize, Serialize};
use tokio::runtime::{Builder, Runtime};

use crate::Result;

/// Where a process runs, and with how many threads.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) enum Place {
    /// One thread on this core.
    Core(usize),
    /// A thread for each core, on any of them.
    Free,
}

impl Place {
    /// For a server and its client: the last two cores, since the first ones get the interrupts.
    pub(crate) fn apart() -> Result<[Self; 2]> {
        let allowed = sched_getaffinity(None)?;
        let mut cores = (0..CpuSet::MAX_CPU).rev().filter(|&core| allowed.is_set(core));
        let server = cores.next().ok_or("there is no core")?;
        Ok([server, cores.next().unwrap_or(server)].map(Self::Core))
    }

    /// Keeps this process here: its thread, and those that it starts.
    pub(crate) fn take(self) -> Result<()> {
        if let Self::Core(core) = self {
            let mut chosen = CpuSet::new();
            chosen.set(core);
            sched_setaffinity(None, &chosen)?;
        }
        Ok(())
    }

    pub(crate) fn runtime(self) -> Result<Runtime> {
        let mut builder = match self {
            Self::Core(_) => Builder::new_current_thread(),
            Self::Free => Builder::new_multi_thread(),
        };
        Ok(builder.enable_all().build()?)
    }
}
