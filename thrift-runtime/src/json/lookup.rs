//! The fields of a struct, as they come one after the other.

use super::types::Types;

/// Finds the fields of a struct by their ids; soonest, when they come in the order of the IDL.
pub(super) struct Lookup<'s, T: Types<'s>> {
    fields: &'s [T::Field],
    next: usize,
}

impl<'s, T: Types<'s>> Lookup<'s, T> {
    /// Of a struct; of one about which the IDL says nothing, it finds none.
    #[inline]
    pub(super) fn new(structure: Option<T::Struct>) -> Self {
        Self { fields: structure.map_or(&[], T::fields), next: 0 }
    }

    #[inline]
    pub(super) fn find(&mut self, id: i16) -> Option<&'s T::Field> {
        match self.fields.get(self.next) {
            Some(field) if T::id(field) == id => {
                self.next += 1;
                Some(field)
            }
            _ => self.search(id),
        }
    }

    fn search(&mut self, id: i16) -> Option<&'s T::Field> {
        let place = self.fields.iter().position(|field| T::id(field) == id)?;
        self.next = place + 1;
        self.fields.get(place)
    }
}

#[cfg(test)]
mod tests {
    use super::super::types::Descriptors;
    use super::*;
    use crate::descriptor::{Descriptor, FieldDescriptor, Kind, Type};

    static FIELDS: Descriptor = Descriptor::new(
        "Fields",
        Kind::Struct(&[
            FieldDescriptor::new(1, "a", Type::Bool),
            FieldDescriptor::new(-7, "b", Type::Bool),
            FieldDescriptor::new(300, "c", Type::Bool),
        ]),
    );

    #[test]
    fn fields_are_found_in_any_order() {
        let mut lookup = Lookup::<Descriptors>::new(Some(&FIELDS));
        for (id, name) in [(1, "a"), (-7, "b"), (300, "c"), (300, "c"), (1, "a"), (300, "c"), (-7, "b")] {
            assert_eq!(lookup.find(id).map(FieldDescriptor::name), Some(name));
        }
        assert!(lookup.find(2).is_none());
        assert_eq!(lookup.find(300).map(FieldDescriptor::name), Some("c"));
        assert!(Lookup::<Descriptors>::new(None).find(1).is_none());
    }
}
