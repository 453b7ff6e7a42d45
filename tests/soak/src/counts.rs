//! What has happened.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// What has happened so far.
#[derive(Default)]
pub(crate) struct Counts {
    /// Calls with their own payload back.
    pub(crate) right: AtomicU64,
    /// Calls with another's payload, or another outcome than theirs.
    pub(crate) wrong: AtomicU64,
    /// Calls that have not come to an end long after they should have.
    pub(crate) stuck: AtomicU64,
    /// Calls that were given up, and callers that were killed.
    pub(crate) given_up: AtomicU64,
    pub(crate) killed: AtomicU64,
    /// What the mischievous have done.
    pub(crate) mischief: AtomicU64,
    /// Half-closed connections that got all their answers.
    pub(crate) half_closed: AtomicU64,
    /// Calls that failed, by what they failed with.
    errors: Mutex<BTreeMap<String, u64>>,
}

/// What calls may fail with while the server is started anew, and where they are not waited for.
const EXPECTED: [&str; 6] = [
    "connecting to",
    "the connection to",
    "the request could not be sent to",
    "the request was not sent: its deadline is over",
    "the peer has closed the connection",
    "no answer within",
];

impl Counts {
    pub(crate) fn count(counter: &AtomicU64) {
        counter.fetch_add(1, Ordering::Relaxed);
    }

    /// A call that failed; by what is the same for all of its kind.
    pub(crate) fn failed(&self, error: &impl fmt::Display) {
        let text = error.to_string();
        let kind = EXPECTED.iter().find(|kind| text.starts_with(**kind)).map_or(text.as_str(), |kind| kind);
        let mut errors = self.errors.lock().unwrap_or_else(PoisonError::into_inner);
        *errors.entry(kind.to_owned()).or_default() += 1;
    }

    fn errors(&self) -> BTreeMap<String, u64> {
        self.errors.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// All of it.
    pub(crate) fn report(&self) -> String {
        let mut text = self.to_string();
        for (error, count) in self.errors() {
            text += &format!("\n  {count:>9} × {error}");
        }
        text
    }

    /// What must not have happened.
    pub(crate) fn check(&self) -> Result<(), Box<dyn Error>> {
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let unexpected: Vec<String> =
            self.errors().into_keys().filter(|kind| !EXPECTED.contains(&kind.as_str())).collect();
        match () {
            () if get(&self.wrong) > 0 => Err(format!("{} calls got what was not theirs", get(&self.wrong)).into()),
            () if get(&self.stuck) > 0 => Err(format!("{} calls never came to an end", get(&self.stuck)).into()),
            () if !unexpected.is_empty() => Err(format!("calls failed with: {}", unexpected.join("; ")).into()),
            () if get(&self.right) == 0 || get(&self.half_closed) == 0 => Err("nothing was called".into()),
            () => Ok(()),
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let failed: u64 = self.errors().values().sum();
        write!(f, "{} right, {} wrong, {} stuck, ", get(&self.right), get(&self.wrong), get(&self.stuck))?;
        write!(f, "{failed} failed, {} given up, {} killed, ", get(&self.given_up), get(&self.killed))?;
        write!(f, "{} bits of mischief, {} half-closed", get(&self.mischief), get(&self.half_closed))
    }
}
