//! Deadlines, as they travel: as the time that is left, since clocks differ.

use std::time::Duration;

use tokio::time::Instant;

use crate::metadata::Metadata;

/// The key of a request's metadata whose value is how many milliseconds its caller still waits, as a decimal number: that of
/// fbthrift's THeader. TTHeader has the integer key 12 for the same number.
pub(crate) const CLIENT_TIMEOUT: &str = "client_timeout";

/// Takes the deadline out of a request's metadata. 0 is none, as in fbthrift, and so is what is no number.
#[inline]
pub(crate) fn take(metadata: &mut Metadata) -> Option<Instant> {
    if metadata.is_empty() { None } else { take_from_pairs(metadata) }
}

fn take_from_pairs(metadata: &mut Metadata) -> Option<Instant> {
    let value = metadata.remove(CLIENT_TIMEOUT)?;
    match value.parse() {
        Ok(0) => None,
        Ok(milliseconds) => Instant::now().checked_add(Duration::from_millis(milliseconds)),
        Err(error) => {
            tracing::debug!(value, %error, "a request's time-out is no number");
            None
        }
    }
}

/// Puts into a request's metadata what is left until its deadline. Less than a millisecond is one, since 0 is none.
pub(crate) fn put(deadline: Instant, metadata: &mut Metadata) {
    let left = deadline.saturating_duration_since(Instant::now()).as_millis().max(1);
    // Where there is no room for it, it stays with the caller.
    if let Err(error) = metadata.insert(CLIENT_TIMEOUT, left.to_string()) {
        tracing::debug!(%error, "a deadline is not sent");
    }
}

/// The earlier of two.
pub(crate) fn earlier(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(value: &str) -> Option<Instant> {
        let mut metadata = Metadata::new();
        metadata.insert("Client_Timeout", value).unwrap();
        metadata.insert("other", "").unwrap();
        let deadline = take(&mut metadata);
        assert_eq!(metadata.len(), 1);
        deadline
    }

    #[test]
    fn it_is_what_is_left_in_milliseconds() {
        let before = Instant::now();
        let deadline = taken("1500").unwrap();
        assert!(deadline >= before + Duration::from_millis(1500));
        assert!(deadline <= Instant::now() + Duration::from_millis(1500));
    }

    #[test]
    fn what_says_nothing_of_use_is_none() {
        for value in ["0", "", "-5", "soon", "1.5", "99999999999999999999999"] {
            assert_eq!(taken(value), None, "{value}");
        }
        // More than a clock can count to is for ever.
        taken(&u64::MAX.to_string());
    }
}
