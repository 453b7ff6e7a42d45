//! The fields of a struct, as they come one after the other.

use crate::descriptor::{Descriptor, FieldDescriptor};

/// Finds the fields of a struct by their ids; soonest, when they come in the order of the IDL.
pub(super) struct Lookup {
    fields: &'static [FieldDescriptor],
    next: usize,
}

impl Lookup {
    /// Of a struct; of one about which the IDL says nothing, it finds none.
    #[inline]
    pub(super) fn new(descriptor: Option<&'static Descriptor>) -> Self {
        Self { fields: descriptor.map_or(&[], Descriptor::fields), next: 0 }
    }

    #[inline]
    pub(super) fn find(&mut self, id: i16) -> Option<&'static FieldDescriptor> {
        match self.fields.get(self.next) {
            Some(field) if field.id() == id => {
                self.next += 1;
                Some(field)
            }
            _ => self.search(id),
        }
    }

    fn search(&mut self, id: i16) -> Option<&'static FieldDescriptor> {
        let place = self.fields.iter().position(|field| field.id() == id)?;
        self.next = place + 1;
        self.fields.get(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descriptor::{Kind, Type};

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
        let mut lookup = Lookup::new(Some(&FIELDS));
        for (id, name) in [(1, "a"), (-7, "b"), (300, "c"), (300, "c"), (1, "a"), (300, "c"), (-7, "b")] {
            assert_eq!(lookup.find(id).map(FieldDescriptor::name), Some(name));
        }
        assert!(lookup.find(2).is_none());
        assert_eq!(lookup.find(300).map(FieldDescriptor::name), Some("c"));
        assert!(Lookup::new(None).find(1).is_none());
    }
}
