//! What is worked out once for each struct: the order in which its fields are written, and which of them may be missing.

use std::borrow::Cow;

use thrift_idl::program::{Field, Requiredness, StructId, StructKind, Type};
use thrift_idl::suggest::nearest;
use thrift_idl::{Cycles, Program};

use super::validate::ValueError;

use crate::error::ProtocolError;
use crate::ttype::TType;

/// A program with what is worked out of it.
#[derive(Debug)]
pub(super) struct Layouts {
    pub(super) program: Program,
    /// Of each struct.
    structs: Vec<Layout>,
}

#[derive(Debug)]
pub(super) struct Layout {
    /// By ascending id.
    ids: Vec<Place>,
    /// Which fields there are, in the order of their names.
    names: Vec<usize>,
}

static NONE: Layout = Layout { ids: Vec::new(), names: Vec::new() };

/// A field of a struct.
#[derive(Debug, Clone, Copy)]
struct Place {
    id: i16,
    presence: Presence,
    /// Which field it is, in the order of the IDL.
    index: usize,
}

/// Whether a field is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// It has to be.
    Required,
    /// It is, with its default where it is missing.
    Always,
    /// Only where it is set.
    WhereSet,
}

impl Layout {
    /// Of these fields, some of which may be on a circle of structs that hold each other.
    pub(super) fn new(fields: &[Field], is_on_cycle: impl Fn(&Field) -> bool) -> Self {
        let places = fields.iter().enumerate().map(|(index, field)| {
            let presence = match field.requiredness {
                Requiredness::Required => Presence::Required,
                Requiredness::Default if is_on_cycle(field) => Presence::WhereSet,
                Requiredness::Default => Presence::Always,
                Requiredness::Optional => Presence::WhereSet,
            };
            Place { id: field.id, presence, index }
        });
        let mut ids: Vec<Place> = places.collect();
        ids.sort_by_key(|place| place.id);
        let mut names: Vec<usize> = (0..fields.len()).collect();
        names.sort_by_key(|index| fields.get(*index).map(|field| field.name.text.as_str()));
        Self { ids, names }
    }
}

impl Layouts {
    pub(super) fn new(program: Program) -> Self {
        let cycles = Cycles::find(&program);
        let structs =
            program.structs.iter().zip(0..).map(|(item, id)| {
                Layout::new(&item.fields, |field| cycles.contains(&program, StructId(id), &field.ty))
            });
        Self { structs: structs.collect(), program }
    }

    pub(super) fn structure(&self, id: StructId) -> Shape<'_> {
        let item = &self.program[id];
        let layout = self.structs.get(id.0 as usize).unwrap_or(&NONE);
        Shape { name: &item.name.text, kind: item.kind, fields: &item.fields, layout }
    }

    /// A type as the IDL writes it, with what its typedefs stand for.
    pub(super) fn type_name(&self, ty: &Type) -> String {
        thrift_idl::resolved_type_name(&self.program, ty)
    }

    /// The type of a value on the wire.
    pub(super) fn ttype(&self, ty: &Type) -> TType {
        match self.program.resolve(ty) {
            Type::Bool => TType::Bool,
            Type::I8 => TType::I8,
            Type::I16 => TType::I16,
            Type::I32 | Type::Enum(_) => TType::I32,
            Type::I64 => TType::I64,
            Type::Double => TType::Double,
            Type::String | Type::Binary => TType::String,
            Type::Uuid => TType::Uuid,
            Type::List(_) => TType::List,
            Type::Set(_) => TType::Set,
            Type::Map(..) => TType::Map,
            Type::Struct(_) => TType::Struct,
            // There is none: it is resolved.
            Type::Typedef(_) => TType::Stop,
        }
    }
}

/// A struct, an exception or a union: one of a program, or the arguments or the result of a method.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape<'s> {
    pub(super) name: &'s str,
    pub(super) kind: StructKind,
    /// In the order of the IDL.
    pub(super) fields: &'s [Field],
    layout: &'s Layout,
}

impl<'s> Shape<'s> {
    /// One of these fields.
    pub(super) fn new(name: &'s str, kind: StructKind, fields: &'s [Field], layout: &'s Layout) -> Self {
        Self { name, kind, fields, layout }
    }

    pub(super) fn is_union(self) -> bool {
        self.kind == StructKind::Union
    }

    /// The fields by ascending id.
    pub(super) fn by_id(self) -> impl Iterator<Item = (&'s Field, Presence)> {
        self.layout.ids.iter().filter_map(move |place| Some((self.fields.get(place.index)?, place.presence)))
    }

    /// The field with this id.
    pub(super) fn find(self, id: i16) -> Option<(&'s Field, Presence)> {
        let place = self.layout.ids.get(self.layout.ids.binary_search_by_key(&id, |place| place.id).ok()?)?;
        Some((self.fields.get(place.index)?, place.presence))
    }

    /// The field of this name.
    pub(super) fn named(self, name: &str) -> Option<&'s Field> {
        self.place_of(name).map(|(_, field)| field)
    }

    /// The field of this name, and its place in the IDL.
    pub(super) fn place_of(self, name: &str) -> Option<(usize, &'s Field)> {
        let name_of = |index: &usize| self.fields.get(*index).map_or("", |field| &field.name.text);
        let index =
            *self.layout.names.get(self.layout.names.binary_search_by(|index| name_of(index).cmp(name)).ok()?)?;
        Some((index, self.fields.get(index)?))
    }

    /// The same, or an error.
    pub(super) fn expect(self, name: &str) -> Result<&'s Field, ValueError> {
        self.named(name).ok_or_else(|| self.unknown(name))
    }

    /// The error of a name that no field has.
    #[cold]
    pub(super) fn unknown(self, name: &str) -> ValueError {
        let names = self.fields.iter().map(|field| field.name.text.as_str());
        let help = match nearest(name, names) {
            Some(name) => format!(": did you mean `{name}`?"),
            None => String::new(),
        };
        ValueError::new(format!("`{}` has no field `{name}`{help}", self.name))
    }

    /// An error in this struct, in the field with this id.
    #[cold]
    pub(super) fn around(self, error: ProtocolError, id: Option<i16>) -> ProtocolError {
        error.within_named(self.name.to_owned().into(), || match id {
            None => Cow::Borrowed(""),
            Some(id) => match self.find(id) {
                Some((field, _)) => field.name.text.clone().into(),
                None => id.to_string().into(),
            },
        })
    }
}
