//! The clock.

use std::time::Duration;

use crate::Result;
use crate::allocations::{self, Allocations};
use crate::contender::Contender;

/// How long it is measured.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    /// How often everyone runs a batch.
    rounds: usize,
    /// How long a batch takes, about.
    batch: Duration,
}

impl Effort {
    pub(crate) const FULL: Self = Self { rounds: 31, batch: Duration::from_millis(4) };
    pub(crate) const QUICK: Self = Self { rounds: 7, batch: Duration::from_micros(500) };
}

/// What an operation takes.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    /// Nanoseconds: the median of the batches.
    pub(crate) ns: f64,
    pub(crate) allocations: Allocations,
}

/// Measures contenders side by side: in each round everyone has a turn, each time in another order, so that a machine that
/// becomes slower does so for all.
pub(crate) fn measure(contenders: &mut [Contender], effort: Effort) -> Result<Vec<Cost>> {
    let mut iterations = Vec::new();
    for contender in &mut *contenders {
        iterations.push(calibrate(contender, effort.batch)?);
    }
    let mut times = vec![Vec::with_capacity(effort.rounds); contenders.len()];
    for round in 0..effort.rounds {
        for turn in 0..contenders.len() {
            let who = (turn + round) % contenders.len();
            let elapsed = (contenders[who].run)(iterations[who])?;
            times[who].push(elapsed.as_nanos() as f64 / iterations[who] as f64);
        }
    }
    let mut costs = Vec::new();
    for (contender, times) in contenders.iter_mut().zip(&mut times) {
        let mut result = Ok(Duration::ZERO);
        let allocations = allocations::count(|| result = (contender.run)(1));
        result?;
        costs.push(Cost { ns: median(times), allocations });
    }
    Ok(costs)
}

/// How many operations fill a batch; also warms up.
fn calibrate(contender: &mut Contender, batch: Duration) -> Result<u64> {
    let mut iterations = 1;
    loop {
        let elapsed = (contender.run)(iterations)?;
        if elapsed * 4 >= batch {
            let needed = batch.as_secs_f64() / elapsed.as_secs_f64() * iterations as f64;
            return Ok((needed as u64).max(1));
        }
        iterations *= 2;
    }
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
