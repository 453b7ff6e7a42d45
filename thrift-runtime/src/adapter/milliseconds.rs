//! Times in milliseconds.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::Adapter;

/// A time in whole milliseconds, as an `i64`: a [`Duration`], or a [`SystemTime`] since the Unix epoch, before it below zero.
/// What is finer than a millisecond is cut off, towards the past.
#[derive(Debug, Clone, Copy)]
pub struct Milliseconds;

/// A time that 64 bits of milliseconds can not hold, or that its type can not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutOfRange(Span);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Span {
    Time,
    Negative(i64),
    Far(i64),
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Span::Time => f.write_str("the time has more milliseconds than an `i64` holds"),
            Span::Negative(millis) => write!(f, "{millis} ms is no duration"),
            Span::Far(millis) => write!(f, "{millis} ms since the Unix epoch is no time of this system"),
        }
    }
}

impl std::error::Error for OutOfRange {}

impl Adapter<Duration> for Milliseconds {
    type Wire = i64;
    type Error = OutOfRange;

    fn to_wire(value: &Duration) -> Result<i64, OutOfRange> {
        i64::try_from(value.as_millis()).map_err(|_| OutOfRange(Span::Time))
    }

    fn from_wire(wire: i64) -> Result<Duration, OutOfRange> {
        u64::try_from(wire).map(Duration::from_millis).map_err(|_| OutOfRange(Span::Negative(wire)))
    }
}

impl Adapter<SystemTime> for Milliseconds {
    type Wire = i64;
    type Error = OutOfRange;

    fn to_wire(value: &SystemTime) -> Result<i64, OutOfRange> {
        let millis = match value.duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_millis()).ok(),
            Err(before) => {
                let before = before.duration();
                // Towards the past, as behind the epoch.
                let rounded = before.as_millis() + u128::from(before.subsec_nanos() % 1_000_000 > 0);
                i64::try_from(rounded).ok().map(|millis| -millis)
            }
        };
        millis.ok_or(OutOfRange(Span::Time))
    }

    fn from_wire(wire: i64) -> Result<SystemTime, OutOfRange> {
        let distance = Duration::from_millis(wire.unsigned_abs());
        let time = if wire < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) };
        time.ok_or(OutOfRange(Span::Far(wire)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_come_back_to_the_millisecond() {
        for millis in [0, 1, 1_700_000_000_123, -1, -62_135_596_800_000] {
            let time = <Milliseconds as Adapter<SystemTime>>::from_wire(millis).unwrap();
            assert_eq!(Milliseconds::to_wire(&time), Ok(millis));
            assert_eq!(Milliseconds::to_wire(&(time + Duration::from_nanos(999_999))), Ok(millis));
        }
        assert_eq!(Milliseconds::to_wire(&Duration::from_micros(1999)), Ok(1));
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        assert!(Milliseconds::to_wire(&Duration::MAX).is_err());
        let error = <Milliseconds as Adapter<Duration>>::from_wire(-1).unwrap_err();
        assert_eq!(error.to_string(), "-1 ms is no duration");
        // Whatever the system makes of it, it is no panic.
        let _ = <Milliseconds as Adapter<SystemTime>>::from_wire(i64::MIN);
    }
}
