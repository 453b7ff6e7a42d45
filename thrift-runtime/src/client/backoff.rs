//! How long to wait before the next attempt to connect.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// The longest wait, which a clock can still count.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 3600);

/// Waits that double from `min` to `max`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Backoff {
    pub(super) min: Duration,
    pub(super) max: Duration,
}

impl Backoff {
    /// The wait after this many failed attempts in a row: from half of it to all of it, by chance, so that the clients of a
    /// server that comes back do not all come at once.
    pub(super) fn after(&self, failures: u32) -> Duration {
        let doublings = failures.saturating_sub(1).min(31);
        let most = self.min.saturating_mul(1 << doublings).min(self.max);
        // Its keys are random, and a different one each time.
        let chance = RandomState::new().hash_one(failures);
        let most = most.min(LONGEST);
        most / 2 + (most / 2).mul_f64(chance as f64 / u64::MAX as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest() {
        let backoff = Backoff { min: Duration::from_millis(50), max: Duration::from_secs(5) };
        for (failures, most) in [(1, 50), (2, 100), (3, 200), (7, 3200), (8, 5000), (1000, 5000), (u32::MAX, 5000)] {
            let most = Duration::from_millis(most);
            let waits: Vec<_> = (0..100).map(|_| backoff.after(failures)).collect();
            assert!(waits.iter().all(|wait| (most / 2..=most).contains(wait)), "{waits:?}");
            assert!(waits.iter().max() > waits.iter().min());
        }
    }

    #[test]
    fn no_wait_is_too_long_to_count() {
        let backoff = Backoff { min: Duration::MAX, max: Duration::MAX };
        assert!(tokio::time::Instant::now().checked_add(backoff.after(u32::MAX)).is_some());
        assert_eq!(Backoff { min: Duration::ZERO, max: Duration::ZERO }.after(3), Duration::ZERO);
    }
}
