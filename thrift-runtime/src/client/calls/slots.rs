//! Values by number.

/// Most room that is kept for when there is nothing in it.
const KEPT: usize = 1024;

/// Values, each with a number of its own until it is taken out.
#[derive(Debug)]
pub(super) struct Slots<T> {
    slots: Vec<Option<T>>,
    free: Vec<usize>,
}

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Self { slots: Vec::new(), free: Vec::new() }
    }
}

impl<T> Slots<T> {
    pub(super) fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    /// Puts a value in. Gives its number.
    #[inline]
    pub(super) fn insert(&mut self, value: T) -> usize {
        if let Some(number) = self.free.pop()
            && let Some(slot) = self.slots.get_mut(number)
        {
            *slot = Some(value);
            return number;
        }
        if self.slots.is_empty() {
            // Not for four, of which most connections need one.
            self.slots.reserve_exact(1);
        }
        self.slots.push(Some(value));
        self.slots.len() - 1
    }

    pub(super) fn get_mut(&mut self, number: usize) -> Option<&mut T> {
        self.slots.get_mut(number)?.as_mut()
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.slots.iter_mut().flatten()
    }

    pub(super) fn take(&mut self, number: usize) -> Option<T> {
        let value = self.slots.get_mut(number)?.take()?;
        self.release(number);
        Some(value)
    }

    /// Drops a value where it is.
    pub(super) fn remove(&mut self, number: usize) {
        if let Some(slot @ Some(_)) = self.slots.get_mut(number) {
            *slot = None;
            self.release(number);
        }
    }

    /// A slot is empty.
    fn release(&mut self, number: usize) {
        self.free.push(number);
        if self.len() == 0 && self.slots.len() > KEPT {
            *self = Self::default();
        }
    }

    #[cfg(test)]
    pub(super) fn memory(&self) -> usize {
        self.slots.len()
    }
}
