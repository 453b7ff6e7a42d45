//! Who runs when, and what comes of it.

use std::time::Duration;

use crate::Result;
use crate::allocations::{self, Allocations};
use crate::contender::Contender;
use crate::instructions::Instructions;

/// How long it is measured.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    /// How often everyone runs a batch.
    rounds: usize,
    /// How long a batch takes, about.
    batch: Duration,
}

impl Effort {
    pub(crate) const FULL: Self = Self { rounds: 51, batch: Duration::from_millis(2) };
    pub(crate) const QUICK: Self = Self { rounds: 7, batch: Duration::from_micros(500) };
}

/// What an operation takes.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    /// Nanoseconds: the median of the batches.
    pub(crate) ns: f64,
    /// Half of the batches are no further than this part from the median.
    pub(crate) spread: f64,
    /// What runs in another process allocates there.
    pub(crate) allocations: Option<Allocations>,
    pub(crate) instructions: Option<f64>,
}

/// Measures contenders side by side: in each round everyone has a turn, each time in another order, so that a machine that
/// becomes slower does so for all.
pub(crate) fn measure(
    contenders: &mut [Contender],
    effort: Effort,
    instructions: &mut Instructions,
) -> Result<Vec<Cost>> {
    let mut batches = Vec::new();
    for contender in &mut *contenders {
        batches.push(Batch { size: calibrate(contender, effort.batch)?, times: Vec::new() });
    }
    for round in 0..effort.rounds {
        for turn in 0..contenders.len() {
            let who = (turn + round) % contenders.len();
            // Nobody allocates in the holes that the one before has left; the first operation has the pages brought in.
            allocations::tidy();
            (contenders[who].run)(1)?;
            batches[who].run(&mut contenders[who])?;
        }
    }
    contenders.iter_mut().zip(batches).map(|(contender, batch)| batch.cost(contender, instructions)).collect()
}

/// As many operations as fill the time of a batch, which also warms up.
fn calibrate(contender: &mut Contender, batch: Duration) -> Result<u64> {
    let mut times = 1;
    loop {
        let elapsed = (contender.run)(times)?;
        if elapsed * 4 >= batch {
            let needed = batch.as_secs_f64() / elapsed.as_secs_f64() * times as f64;
            return Ok((needed as u64).max(1));
        }
        times *= 2;
    }
}

struct Batch {
    /// How many operations.
    size: u64,
    /// Nanoseconds for an operation, each time that the batch was run.
    times: Vec<f64>,
}

impl Batch {
    fn run(&mut self, contender: &mut Contender) -> Result<()> {
        let elapsed = (contender.run)(self.size)?;
        self.times.push(elapsed.as_nanos() as f64 / self.size as f64);
        Ok(())
    }

    fn cost(mut self, contender: &mut Contender, instructions: &mut Instructions) -> Result<Cost> {
        let ns = median(&mut self.times);
        let spread = median(&mut self.times.iter().map(|time| (time - ns).abs() / ns).collect::<Vec<_>>());
        let mut cost = Cost { ns, spread, allocations: None, instructions: None };
        if contender.here {
            let mut result = Ok(Duration::ZERO);
            cost.allocations = Some(allocations::count(|| result = (contender.run)(1)));
            result?;
            let (number, result) = instructions.count(|| (contender.run)(self.size));
            result?;
            cost.instructions = number.map(|number| number as f64 / self.size as f64);
        }
        Ok(cost)
    }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
