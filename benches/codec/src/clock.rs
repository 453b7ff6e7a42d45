//! How long something takes.

use std::time::Duration;

/// What doing it so many times takes: the time for which this thread was running, so that what else the machine does at the
/// same time is not in it.
#[inline]
pub(crate) fn time(times: u64, mut operation: impl FnMut()) -> Duration {
    let start = platform::now();
    for _ in 0..times {
        operation();
    }
    platform::now().saturating_sub(start)
}

/// Keeps this thread, and the processes that it starts, on the last core that is allowed, since the first ones get the
/// interrupts. Says which one it is.
pub(crate) fn stay_on_a_core() -> Option<usize> {
    platform::stay_on_a_core()
}

#[cfg(target_os = "linux")]
mod platform {
    use std::time::Duration;

    use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
    use rustix::time::{ClockId, clock_gettime};

    pub(super) fn now() -> Duration {
        clock_gettime(ClockId::ThreadCPUTime).try_into().unwrap_or_default()
    }

    pub(super) fn stay_on_a_core() -> Option<usize> {
        let allowed = sched_getaffinity(None).ok()?;
        let core = (0..CpuSet::MAX_CPU).rev().find(|&core| allowed.is_set(core))?;
        let mut chosen = CpuSet::new();
        chosen.set(core);
        sched_setaffinity(None, &chosen).ok().map(|()| core)
    }
}

/// Elsewhere there is the clock on the wall.
#[cfg(not(target_os = "linux"))]
mod platform {
    use std::sync::LazyLock;
    use std::time::{Duration, Instant};

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);

    pub(super) fn now() -> Duration {
        START.elapsed()
    }

    pub(super) fn stay_on_a_core() -> Option<usize> {
        None
    }
}
