//! What the IDL says about services and their methods.

use super::notes::{noted, placed};
use super::{Descriptor, FieldDescriptor, Kind, Notes, SourceLine};
use crate::message::MessageType;

/// A service, as the IDL has it.
#[derive(Debug, Clone, Copy)]
pub struct ServiceDescriptor {
    name: &'static str,
    extends: Option<&'static ServiceDescriptor>,
    methods: &'static [&'static MethodDescriptor],
    notes: Option<&'static Notes>,
    source: Option<SourceLine>,
}

impl ServiceDescriptor {
    #[doc(hidden)]
    pub const fn new(name: &'static str, methods: &'static [&'static MethodDescriptor]) -> Self {
        Self { name, extends: None, methods, notes: None, source: None }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn extending(self, base: &'static ServiceDescriptor) -> Self {
        Self { extends: Some(base), ..self }
    }

    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The service that it extends.
    pub const fn extends(&self) -> Option<&'static ServiceDescriptor> {
        self.extends
    }

    /// Its own methods, in the order of the IDL; inherited ones are those of [`extends`](Self::extends).
    pub const fn methods(&self) -> &'static [&'static MethodDescriptor] {
        self.methods
    }
}

/// A method of a service, as the IDL has it.
#[derive(Debug, Clone, Copy)]
pub struct MethodDescriptor {
    service: &'static str,
    name: &'static str,
    oneway: bool,
    args: Descriptor,
    result: Descriptor,
    notes: Option<&'static Notes>,
}

impl MethodDescriptor {
    /// A method with these fields of the structs that its arguments and its result are on the wire, whose names are the
    /// method's with `_args` and `_result`.
    #[doc(hidden)]
    pub const fn new(
        name: &'static str,
        (args_name, args): (&'static str, &'static [FieldDescriptor]),
        (result_name, result): (&'static str, &'static [FieldDescriptor]),
    ) -> Self {
        Self {
            service: "",
            name,
            oneway: false,
            args: Descriptor::new(args_name, Kind::Struct(args)),
            result: Descriptor::new(result_name, Kind::Union(result)),
            notes: None,
        }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn oneway(self) -> Self {
        Self { oneway: true, ..self }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn of_service(self, service: &'static str) -> Self {
        Self { service, ..self }
    }

    /// Name of the service that has it.
    pub const fn service(&self) -> &'static str {
        self.service
    }

    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether nothing is sent back.
    pub const fn is_oneway(&self) -> bool {
        self.oneway
    }

    /// How it is called.
    pub(crate) const fn kind(&self) -> MessageType {
        if self.oneway { MessageType::Oneway } else { MessageType::Call }
    }

    /// Whether the IDL says that a call has no effect: `readonly`, or the annotation of that name.
    pub fn is_readonly(&self) -> bool {
        self.annotation("readonly").is_some()
    }

    /// Whether the IDL says that a call may be repeated: `idempotent` or `readonly`, or an annotation of that name.
    pub fn is_idempotent(&self) -> bool {
        self.is_readonly() || self.annotation("idempotent").is_some()
    }

    /// Its arguments: a struct, as on the wire.
    pub const fn args(&self) -> &Descriptor {
        &self.args
    }

    /// Its result: a union, as on the wire, of the value, with the id 0, and of the exceptions that it declares.
    pub const fn result(&self) -> &Descriptor {
        &self.result
    }

    /// The exceptions that it declares.
    pub fn throws(&self) -> impl Iterator<Item = &'static FieldDescriptor> + use<> {
        self.result.fields().iter().filter(|field| field.id() != 0)
    }
}

noted!(ServiceDescriptor, MethodDescriptor);
placed!(ServiceDescriptor);
