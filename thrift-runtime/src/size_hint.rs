//! How much room to make for what is about to be written.

use std::cell::Cell;

/// The size of what was written lately, by which the next buffer is as large as it will be: one that grows is copied.
#[derive(Debug)]
pub(crate) struct SizeHint(Cell<usize>);

/// Bytes that writers ask for beside what they write, mostly.
const SLACK: usize = 32;

impl SizeHint {
    /// Enough for most.
    const LEAST: usize = 512;
    /// More is not held on suspicion.
    const MOST: usize = 64 * 1024;

    pub(crate) const fn new() -> Self {
        Self(Cell::new(Self::LEAST))
    }

    /// Bytes to make room for: what is written, and what writers ask for beside it.
    pub(crate) fn capacity(&self) -> usize {
        self.0.get() + SLACK
    }

    /// Takes note of what was written. What was large once is forgotten after some that were not.
    pub(crate) fn note(&self, size: usize) {
        let fading = self.0.get() - self.0.get() / 16;
        self.0.set(size.max(fading).clamp(Self::LEAST, Self::MOST));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_follows_what_is_written() {
        let hint = SizeHint::new();
        assert_eq!(hint.capacity(), 512 + SLACK);
        hint.note(2000);
        assert_eq!(hint.capacity(), 2000 + SLACK);
        (0..100).for_each(|_| hint.note(10));
        assert_eq!(hint.capacity(), 512 + SLACK);
        hint.note(usize::MAX);
        assert_eq!(hint.capacity(), 64 * 1024 + SLACK);
    }
}
