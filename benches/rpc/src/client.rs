//! The process that calls.

use std::future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::case::{Case, Mode};
use crate::crew::Crew;
use crate::peer::Peer;
use crate::place::Place;
use crate::race::Race;
use crate::{Result, control, peers, usage};

/// Says to this program that it is the client of a job.
pub(crate) const ROLE: &str = "--call";

/// What it says when calls begin to count, and when they do no longer.
pub(crate) const BEGIN: &str = "begin";
pub(crate) const END: &str = "end";

/// Longer than connecting and the last calls take, however slow the peer is.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Job {
    pub(crate) peer: Peer,
    pub(crate) case: Case,
    pub(crate) mode: Mode,
    pub(crate) callers: usize,
    pub(crate) address: SocketAddr,
    pub(crate) place: Place,
    pub(crate) effort: Effort,
}

/// How long a turn takes.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Effort {
    warm_up: Duration,
    measured: Duration,
}

impl Effort {
    /// Two seconds in all turns.
    pub(crate) const FULL: Self = Self { warm_up: Duration::from_millis(200), measured: Duration::from_millis(400) };
    pub(crate) const QUICK: Self = Self { warm_up: Duration::from_millis(100), measured: Duration::from_millis(300) };
}

/// What came of it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Measured {
    pub(crate) calls: u64,
    pub(crate) seconds: f64,
    pub(crate) cpu_seconds: f64,
    pub(crate) p50_us: f64,
    pub(crate) p99_us: f64,
    pub(crate) p999_us: f64,
}

pub(crate) fn run(job: Job) -> Result<()> {
    job.place.take()?;
    control::listen();
    control::limit(job.effort.warm_up + job.effort.measured + PATIENCE);
    let runtime = job.place.runtime()?;
    let result = runtime.block_on(call(&job));
    // Not waiting for callers that are threads.
    runtime.shutdown_background();
    result
}

async fn call(job: &Job) -> Result<()> {
    let race = Arc::new(Race::new());
    let mut crew = Crew::new(&race);
    peers::man(job, &mut crew).await?;
    crew.start().await?;
    crew.work(job.effort.warm_up).await?;

    control::say(BEGIN);
    let (start, cpu) = (Instant::now(), usage::cpu_seconds());
    race.begin();
    crew.work(job.effort.measured).await?;
    race.end();
    let (seconds, cpu_seconds) = (start.elapsed().as_secs_f64(), usage::cpu_seconds() - cpu);
    control::say(END);

    crew.end().await?;
    let [p50_us, p99_us, p999_us] = [0.5, 0.99, 0.999].map(|part| race.calls.quantile_us(part));
    let measured = Measured { calls: race.calls.count(), seconds, cpu_seconds, p50_us, p99_us, p999_us };
    control::say(&serde_json::to_string(&measured)?);
    // Until the bench has no more use for this process.
    future::pending().await
}
