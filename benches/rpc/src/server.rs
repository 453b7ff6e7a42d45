//! The process that serves.

use std::net::SocketAddr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::peer::Peer;
use crate::place::Place;
use crate::{Result, control, peers};

/// Says to this program that it is the server of a job.
pub(crate) const ROLE: &str = "--serve";

/// Longer than any client needs it.
const LIFE: Duration = Duration::from_secs(600);

#[derive(Serialize, Deserialize)]
pub(crate) struct Job {
    pub(crate) peer: Peer,
    /// How many there will be, for who has a thread for each.
    pub(crate) callers: usize,
    pub(crate) place: Place,
}

pub(crate) fn run(job: Job) -> Result<()> {
    job.place.take()?;
    if job.peer != Peer::Cpp {
        control::listen();
        control::limit(LIFE);
    }
    peers::serve(&job)
}

/// Tells the bench where the server can be called.
pub(crate) fn ready(address: SocketAddr) {
    control::say(&address.to_string());
}
