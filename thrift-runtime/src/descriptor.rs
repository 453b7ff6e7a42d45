//! What the IDL says about types and services, where a program can read it: names, types, defaults, docs and annotations, and
//! where it says so.

mod const_value;
mod notes;
mod service;
mod source;
mod types;

pub use const_value::ConstValue;
pub use notes::Notes;
pub use service::{MethodDescriptor, ServiceDescriptor};
pub use source::SourceLine;
pub use types::{Requiredness, Type};

use notes::{noted, placed};

/// A type of the IDL, which can say what the IDL says about it.
///
/// ```
/// # use thrift_runtime::{Described, Descriptor};
/// fn names<T: Described>() -> Vec<&'static str> {
///     T::DESCRIPTOR.fields().iter().map(|field| field.name()).collect()
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "the IDL says nothing about `{Self}`",
    note = "structs, exceptions, unions and enums that `thrift!` expands to have a descriptor"
)]
pub trait Described {
    /// What the IDL says about it.
    const DESCRIPTOR: &'static Descriptor;
}

/// A struct, exception, union or enum, as the IDL has it.
#[derive(Debug, Clone, Copy)]
pub struct Descriptor {
    name: &'static str,
    kind: Kind,
    notes: Option<&'static Notes>,
    source: Option<SourceLine>,
}

/// What a [`Descriptor`] describes.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Kind {
    /// A struct, with its fields.
    Struct(&'static [FieldDescriptor]),
    /// An exception, with its fields.
    Exception(&'static [FieldDescriptor]),
    /// A union, with its members.
    Union(&'static [FieldDescriptor]),
    /// An enum, with its values.
    Enum(&'static [ValueDescriptor]),
}

impl Descriptor {
    /// The descriptor of a type that is written by hand, without docs and annotations.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, notes: None, source: None }
    }

    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What it is, with its parts.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The fields of a struct or exception, the members of a union, in the order of the IDL; none of an enum.
    pub const fn fields(&self) -> &'static [FieldDescriptor] {
        match self.kind {
            Kind::Struct(fields) | Kind::Exception(fields) | Kind::Union(fields) => fields,
            Kind::Enum(_) => &[],
        }
    }

    /// The values of an enum, in the order of the IDL; none of anything else.
    pub const fn values(&self) -> &'static [ValueDescriptor] {
        match self.kind {
            Kind::Enum(values) => values,
            _ => &[],
        }
    }

    /// The field with this id.
    pub fn field(&self, id: i16) -> Option<&'static FieldDescriptor> {
        self.fields().iter().find(|field| field.id == id)
    }
}

/// A field of a struct or exception, a member of a union, an argument, an exception that a method declares.
#[derive(Debug, Clone, Copy)]
pub struct FieldDescriptor {
    name: &'static str,
    notes: Option<&'static Notes>,
    ty: Type,
    id: i16,
    requiredness: Requiredness,
    default: Option<&'static ConstValue>,
}

impl FieldDescriptor {
    /// A field that is neither `required` nor `optional`.
    pub const fn new(id: i16, name: &'static str, ty: Type) -> Self {
        Self { id, name, ty, requiredness: Requiredness::Default, default: None, notes: None }
    }

    /// A field that is `required`.
    pub const fn required(id: i16, name: &'static str, ty: Type) -> Self {
        Self { requiredness: Requiredness::Required, ..Self::new(id, name, ty) }
    }

    /// A field that is `optional`, or a member of a union.
    pub const fn optional(id: i16, name: &'static str, ty: Type) -> Self {
        Self { requiredness: Requiredness::Optional, ..Self::new(id, name, ty) }
    }

    /// The same field with this default.
    #[must_use]
    pub const fn with_default(self, value: &'static ConstValue) -> Self {
        Self { default: Some(value), ..self }
    }

    /// Its id on the wire.
    pub const fn id(&self) -> i16 {
        self.id
    }

    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Its type.
    pub const fn ty(&self) -> Type {
        self.ty
    }

    /// Its type, where it stands.
    #[cfg(feature = "json")]
    pub(crate) const fn ty_ref(&'static self) -> &'static Type {
        &self.ty
    }

    /// Whether it has to be there.
    pub const fn requiredness(&self) -> Requiredness {
        self.requiredness
    }

    /// Its default, where it has one of its own: without one it is the zero of its type, and `None` where it is optional.
    pub const fn default(&self) -> Option<&'static ConstValue> {
        self.default
    }
}

/// A value of an enum.
#[derive(Debug, Clone, Copy)]
pub struct ValueDescriptor {
    name: &'static str,
    notes: Option<&'static Notes>,
    number: i32,
}

impl ValueDescriptor {
    /// A value with this number.
    pub const fn new(number: i32, name: &'static str) -> Self {
        Self { number, name, notes: None }
    }

    /// Its number on the wire.
    pub const fn number(&self) -> i32 {
        self.number
    }

    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

noted!(Descriptor, FieldDescriptor, ValueDescriptor);
placed!(Descriptor);
