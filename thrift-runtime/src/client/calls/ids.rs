//! Which id is whose.

/// Fewest places of a table; a power of two. Where there are thousands of connections, few of them carry many calls at a time.
const PLACES: usize = 8;
/// Most places that are kept for when nothing is in them; a power of two.
pub(super) const KEPT: usize = 64;

/// What an id stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// The call in this slot.
    Slot(usize),
    /// A dropped call, whose reply may still come.
    Overdue,
}

/// Ids in use, given out in ascending order from 1 to `i32::MAX` and round again. 0 is nobody's: it is what peers answer
/// with that keep no ids.
///
/// A table at least twice as large as what is in it, in which the lower bits of an id are its place. An id whose place is
/// taken is passed over, so that neither a hash nor a search is needed, and what is in a table is at its place in a larger
/// one, too.
#[derive(Debug)]
pub(super) struct Ids {
    places: Vec<Option<(i32, Owner)>>,
    used: usize,
    last: i32,
    /// Ids given out or passed over since [`renew`](Self::renew).
    given: u64,
}

impl Default for Ids {
    fn default() -> Self {
        Self { places: vec![None; PLACES], used: 0, last: 0, given: 0 }
    }
}

impl Ids {
    /// Ids in use.
    pub(super) fn len(&self) -> usize {
        self.used
    }

    /// An id for the call in this slot.
    pub(super) fn insert(&mut self, slot: usize) -> i32 {
        let id = self.next();
        self.put(id, slot);
        id
    }

    /// An id to [put](Self::put) in use before another is given out.
    #[inline]
    pub(super) fn next(&mut self) -> i32 {
        if self.places.len() < 2 * (self.used + 1) {
            self.grow();
        }
        loop {
            self.last = if self.last == i32::MAX { 1 } else { self.last + 1 };
            self.given += 1;
            let id = self.last;
            if let Some(None) = self.place(id) {
                return id;
            }
        }
    }

    /// The id that was given out last is for the call in this slot.
    #[inline]
    pub(super) fn put(&mut self, id: i32, slot: usize) {
        if let Some(place @ None) = self.place(id) {
            *place = Some((id, Owner::Slot(slot)));
            self.used += 1;
        }
    }

    fn grow(&mut self) {
        let larger = vec![None; 2 * self.places.len()];
        for entry in std::mem::replace(&mut self.places, larger).into_iter().flatten() {
            if let Some(place) = self.place(entry.0) {
                *place = Some(entry);
            }
        }
    }

    #[inline]
    fn place(&mut self, id: i32) -> Option<&mut Option<(i32, Owner)>> {
        let mask = self.places.len() - 1;
        self.places.get_mut(id as u32 as usize & mask)
    }

    pub(super) fn get(&self, id: i32) -> Option<Owner> {
        let mask = self.places.len() - 1;
        match self.places.get(id as u32 as usize & mask) {
            Some(Some((of, owner))) if *of == id => Some(*owner),
            _ => None,
        }
    }

    /// The call with this id is dropped; its reply is still to come.
    pub(super) fn set_overdue(&mut self, id: i32) {
        if let Some(Some((of, owner))) = self.place(id)
            && *of == id
        {
            *owner = Owner::Overdue;
        }
    }

    /// Nothing with this id can come any more.
    pub(super) fn remove(&mut self, id: i32) {
        if let Some(place) = self.place(id)
            && place.is_some_and(|(of, _)| of == id)
        {
            *place = None;
            self.used -= 1;
            if self.used == 0 && self.places.len() > KEPT {
                self.places = vec![None; KEPT];
            }
        }
    }

    /// Whether this id has been given out since [`renew`](Self::renew), as far as can be told.
    pub(super) fn was_given(&self, id: i32) -> bool {
        id > 0 && self.age(id) < self.given
    }

    /// How many ids have been given out after this one.
    fn age(&self, id: i32) -> u64 {
        /// Ids that there are.
        const ALL: i64 = i32::MAX as i64;
        (i64::from(self.last) - i64::from(id)).rem_euclid(ALL) as u64
    }

    /// No reply is to come any more: overdue ids are free again. The next replies are to this id or later ones, if it is
    /// in use.
    pub(super) fn renew(&mut self, oldest: Option<i32>) {
        self.given = oldest.map_or(0, |oldest| self.age(oldest) + 1);
        for place in &mut self.places {
            if matches!(place, Some((_, Owner::Overdue))) {
                *place = None;
                self.used -= 1;
            }
        }
    }

    #[cfg(test)]
    pub(super) fn memory(&self) -> usize {
        self.places.len()
    }

    /// As if `last` had been given out.
    #[cfg(test)]
    pub(super) fn go_on_from(&mut self, last: i32) {
        self.last = last;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stay_whose_they_are_however_many_come_and_go() {
        let mut ids = Ids::default();
        // Every third stays for long.
        let mut held = Vec::new();
        for slot in 0..1000 {
            let id = ids.insert(slot);
            assert_eq!(ids.get(id), Some(Owner::Slot(slot)));
            match slot % 3 {
                0 => held.push((id, slot)),
                _ => ids.remove(id),
            }
        }
        for &(id, slot) in &held {
            assert_eq!(ids.get(id), Some(Owner::Slot(slot)));
        }
        assert_eq!(ids.len(), held.len());
        for (id, _) in held {
            ids.remove(id);
            ids.remove(id);
        }
        assert_eq!((ids.len(), ids.memory()), (0, KEPT));
    }

    #[test]
    fn what_was_given_is_known_round_the_end() {
        let mut ids = Ids::default();
        ids.go_on_from(i32::MAX - 2);
        let [first, .., last] = [0, 1, 2, 3].map(|slot| ids.insert(slot));
        assert_eq!((first, last), (i32::MAX - 1, 2));
        for (id, given) in [(first, true), (i32::MAX, true), (1, true), (2, true), (3, false), (first - 1, false)] {
            assert_eq!(ids.was_given(id), given, "{id}");
        }
        assert!(!ids.was_given(0) && !ids.was_given(-1) && !ids.was_given(i32::MIN));
        ids.renew(Some(1));
        assert!(ids.was_given(1) && ids.was_given(2) && !ids.was_given(i32::MAX));
        ids.renew(None);
        assert!(!ids.was_given(2));
    }
}
