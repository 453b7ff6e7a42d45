//! What travels beside a message.

use std::fmt;
use std::sync::Arc;

use crate::error::{ProtocolError, ProtocolErrorKind};

/// What travels beside a message, where the dialect can carry it: pairs of strings, in the order in which they were inserted.
///
/// Keys that differ in the case of ASCII letters alone are the same, since HTTP does not keep it.
/// Empty it takes a pointer's place and no memory; clones share theirs until one of them changes.
///
/// ```
/// use thrift_runtime::Metadata;
///
/// # fn main() -> thrift_runtime::Result<()> {
/// let mut metadata = Metadata::new();
/// metadata.insert("tenant", "acme")?;
/// assert_eq!(metadata.get("Tenant"), Some("acme"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Metadata(Option<Arc<Pairs>>);

#[derive(Clone, Default)]
struct Pairs {
    pairs: Vec<(String, String)>,
    /// Of all keys and values.
    bytes: usize,
}

impl Metadata {
    /// Most pairs: a look-up goes through all of them.
    pub const MAX_PAIRS: usize = 128;

    /// Most bytes that all keys and values may have. A THeader has room for 64 KiB, of which some is the dialect's own.
    pub const MAX_BYTES: usize = 32 * 1024;

    /// Without any pair.
    pub const fn new() -> Self {
        Self(None)
    }

    fn pairs(&self) -> &[(String, String)] {
        self.0.as_ref().map_or(&[], |pairs| &pairs.pairs)
    }

    /// Number of pairs.
    pub fn len(&self) -> usize {
        self.pairs().len()
    }

    /// Whether there is no pair.
    pub fn is_empty(&self) -> bool {
        self.pairs().is_empty()
    }

    /// The value of this key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs().iter().find(|(known, _)| known.eq_ignore_ascii_case(key)).map(|(_, value)| value.as_str())
    }

    /// Keys and values.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.pairs().iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Sets the value of a key. Gives the one that it had.
    ///
    /// # Errors
    /// [`ProtocolErrorKind::SizeLimit`], where there would be more than [`MAX_PAIRS`](Self::MAX_PAIRS) or
    /// [`MAX_BYTES`](Self::MAX_BYTES); then nothing has changed.
    pub fn insert(
        &mut self,
        key: impl Into<String>,
        value: impl Into<String>,
    ) -> Result<Option<String>, ProtocolError> {
        self.put(key.into(), value.into())
    }

    fn put(&mut self, key: String, value: String) -> Result<Option<String>, ProtocolError> {
        let pairs = self.pairs();
        let known = pairs.iter().position(|(known, _)| known.eq_ignore_ascii_case(&key));
        let replaced = known.and_then(|at| pairs.get(at)).map_or(0, |(key, value)| key.len() + value.len());
        let bytes = self.0.as_ref().map_or(0, |pairs| pairs.bytes) - replaced;
        let bytes = bytes.saturating_add(key.len()).saturating_add(value.len());
        if bytes > Self::MAX_BYTES {
            return Err(too_large("bytes", Self::MAX_BYTES));
        }
        if known.is_none() && pairs.len() >= Self::MAX_PAIRS {
            return Err(too_large("pairs", Self::MAX_PAIRS));
        }
        let inner = Arc::make_mut(self.0.get_or_insert_default());
        inner.bytes = bytes;
        match known.and_then(|at| inner.pairs.get_mut(at)) {
            Some(pair) => Ok(Some(std::mem::replace(pair, (key, value)).1)),
            None => {
                inner.pairs.push((key, value));
                Ok(None)
            }
        }
    }

    /// Removes a key. Gives the value that it had.
    pub fn remove(&mut self, key: &str) -> Option<String> {
        let known = self.pairs().iter().position(|(known, _)| known.eq_ignore_ascii_case(key))?;
        if self.len() == 1 {
            // With its memory.
            let (_, value) = self.0.take().map(Arc::unwrap_or_clone)?.pairs.pop()?;
            return Some(value);
        }
        let inner = Arc::make_mut(self.0.as_mut()?);
        let (key, value) = inner.pairs.remove(known);
        inner.bytes -= key.len() + value.len();
        Some(value)
    }
}

fn too_large(what: &str, limit: usize) -> ProtocolError {
    let message = format!("the metadata would have more than {limit} {what}, which is the limit");
    ProtocolError::new(ProtocolErrorKind::SizeLimit, message)
}

impl PartialEq for Metadata {
    fn eq(&self, other: &Self) -> bool {
        self.pairs() == other.pairs()
    }
}

impl Eq for Metadata {}

impl fmt::Debug for Metadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_keep_their_order_and_keys_their_case() {
        let mut metadata = Metadata::new();
        for (key, value) in [("b", "1"), ("A", "2"), ("c", "3")] {
            assert_eq!(metadata.insert(key, value).unwrap(), None);
        }
        assert_eq!(metadata.insert("a", "4").unwrap().as_deref(), Some("2"));
        assert_eq!(metadata.iter().collect::<Vec<_>>(), [("b", "1"), ("a", "4"), ("c", "3")]);
        assert_eq!(metadata.remove("B").as_deref(), Some("1"));
        assert_eq!(metadata.remove("b"), None);
        assert_eq!((metadata.get("C"), metadata.len()), (Some("3"), 2));
    }

    #[test]
    fn clones_change_apart() {
        let mut one = Metadata::new();
        one.insert("key", "one").unwrap();
        let mut other = one.clone();
        other.insert("key", "other").unwrap();
        assert_eq!((one.get("key"), other.get("key")), (Some("one"), Some("other")));
        assert_eq!(other.remove("key").as_deref(), Some("other"));
        assert_eq!((one.len(), other), (1, Metadata::new()));
    }

    #[test]
    fn it_is_bounded_and_stays_as_it_was_beyond() {
        let mut metadata = Metadata::new();
        for number in 0..Metadata::MAX_PAIRS {
            metadata.insert(number.to_string(), "").unwrap();
        }
        let before = metadata.clone();
        assert_eq!(metadata.insert("more", "").unwrap_err().kind(), ProtocolErrorKind::SizeLimit);
        let large = "x".repeat(Metadata::MAX_BYTES);
        assert_eq!(metadata.insert("0", large.as_str()).unwrap_err().kind(), ProtocolErrorKind::SizeLimit);
        assert_eq!(metadata, before);
        // What is removed or replaced counts no more.
        let mut metadata = Metadata::new();
        for _ in 0..3 {
            metadata.insert("", large.as_str()).unwrap();
            metadata.insert("", large.as_str()).unwrap();
            metadata.insert("", "").unwrap();
            metadata.insert("other", "").unwrap();
            metadata.remove("other").unwrap();
        }
    }

    #[test]
    fn none_takes_a_pointers_place() {
        assert_eq!(size_of::<Metadata>(), size_of::<usize>());
    }
}
