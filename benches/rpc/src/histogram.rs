//! How long calls took.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Values below this have a bucket each; above, each power of two has half as many, so that values are known to 0.4 %.
const STEPS: usize = 256;
const STEP_BITS: u32 = STEPS.trailing_zeros();

/// Durations, counted. Any number of threads record at once, and nothing is allocated.
pub(crate) struct Histogram {
    buckets: Box<[AtomicU64]>,
}

impl Histogram {
    pub(crate) fn new() -> Self {
        let buckets = STEPS * (u64::BITS - STEP_BITS + 1) as usize;
        Self { buckets: (0..buckets).map(|_| AtomicU64::new(0)).collect() }
    }

    pub(crate) fn record(&self, duration: Duration) {
        if let Some(bucket) = self.buckets.get(bucket(duration.as_nanos() as u64)) {
            bucket.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> u64 {
        self.buckets.iter().map(|bucket| bucket.load(Ordering::Relaxed)).sum()
    }

    /// Microseconds in which this part of the calls was done.
    pub(crate) fn quantile_us(&self, part: f64) -> f64 {
        let wanted = (part * self.count() as f64).ceil() as u64;
        let mut seen = 0;
        for (index, bucket) in self.buckets.iter().enumerate() {
            seen += bucket.load(Ordering::Relaxed);
            if seen >= wanted {
                return middle(index) as f64 / 1e3;
            }
        }
        f64::NAN
    }
}

fn bucket(value: u64) -> usize {
    let above = value.checked_ilog2().unwrap_or(0).saturating_sub(STEP_BITS - 1);
    above as usize * STEPS / 2 + (value >> above) as usize
}

fn middle(bucket: usize) -> u64 {
    let above = (bucket / (STEPS / 2)).saturating_sub(1);
    let value = (bucket - above * STEPS / 2) as u64;
    (value << above) + (1 << above) / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_out_as_it_went_in_but_for_its_last_bits() {
        for value in (0..10_000).chain((14..55).map(|power| (1 << power) - 1)) {
            let found = middle(bucket(value));
            assert!(found.abs_diff(value) * STEPS as u64 <= value.max(STEPS as u64), "{value} became {found}");
        }
    }

    #[test]
    fn quantiles_are_of_what_was_recorded() {
        let histogram = Histogram::new();
        (1..=1000).for_each(|us| histogram.record(Duration::from_micros(us)));
        assert_eq!(histogram.count(), 1000);
        for (part, us) in [(0.5, 500.0), (0.99, 990.0), (0.999, 999.0)] {
            assert!((histogram.quantile_us(part) / us - 1.0).abs() < 0.02);
        }
    }
}
