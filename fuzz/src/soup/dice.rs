//! Choices out of bytes.

/// Gives a choice for each byte, and the first one of all when there are no more.
pub(super) struct Dice<'d>(&'d [u8]);

impl<'d> Dice<'d> {
    pub(super) fn new(bytes: &'d [u8]) -> Self {
        Self(bytes)
    }

    /// A number below `limit`, which is not zero.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        match self.0.split_first() {
            Some((first, rest)) => {
                self.0 = rest;
                usize::from(*first) % limit
            }
            None => 0,
        }
    }

    /// True once in sixteen times.
    pub(super) fn rarely(&mut self) -> bool {
        self.below(16) == 15
    }

    /// True every other time.
    pub(super) fn maybe(&mut self) -> bool {
        self.below(2) == 1
    }

    pub(super) fn pick<'c, T>(&mut self, choices: &'c [T]) -> &'c T {
        &choices[self.below(choices.len())]
    }
}
