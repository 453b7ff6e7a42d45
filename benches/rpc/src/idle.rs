//! Connections that rest: what they take.

use std::future;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::client::{BEGIN, END, Job, PATIENCE};
use crate::crew::Crew;
use crate::race::Race;
use crate::{Result, control, peers, usage};

/// Says to this program that it is the client of a job whose callers call once.
pub(crate) const ROLE: &str = "--rest";

pub(crate) const NAME: &str = "idle";

/// What came of it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Rested {
    /// How many connections there are: a pool may have got by with less than one a caller.
    pub(crate) connections: usize,
    /// By how many bytes the client has grown.
    pub(crate) client_bytes: usize,
}

pub(crate) fn run(job: Job) -> Result<()> {
    job.place.take()?;
    control::listen();
    // Thousands of connections that are asked for at once wait for a place in the server's queue.
    control::limit(4 * PATIENCE);
    job.place.runtime()?.block_on(rest(job))
}

async fn rest(job: Job) -> Result<()> {
    // One before those that count, so that what is only once does not.
    let _first = connect(&Job { callers: 1, ..job.clone() }).await?;
    control::say(BEGIN);
    let (memory, files) = (usage::memory()?, usage::open_files()?);
    let _all = connect(&job).await?;
    let connections = usage::open_files()? - files;
    let client_bytes = usage::memory()?.saturating_sub(memory);
    control::say(END);
    control::say(&serde_json::to_string(&Rested { connections, client_bytes })?);
    future::pending().await
}

/// Callers of a job, each after its call.
async fn connect(job: &Job) -> Result<Crew> {
    /// Until replies are put away on both sides.
    const PAUSE: Duration = Duration::from_millis(50);
    let mut crew = Crew::new(&Arc::new(Race::idle()));
    peers::man(job, &mut crew).await?;
    crew.start().await?;
    crew.work(PAUSE).await?;
    Ok(crew)
}
