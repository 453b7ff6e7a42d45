//! What was malformed, and where.

use std::borrow::Cow;
use std::fmt;

use crate::descriptor::Descriptor;

/// Why bytes could not be decoded, or a value not be encoded, with the place.
///
/// One word in size, so that a `Result` of it costs the path without errors nothing.
#[derive(Clone)]
pub struct ProtocolError(Box<Details>);

#[derive(Clone)]
struct Details {
    kind: ProtocolErrorKind,
    message: Cow<'static, str>,
    offset: Option<usize>,
    /// The fields on the way to the place, innermost first.
    path: Vec<Step>,
}

/// A field on the way to an error.
#[derive(Clone)]
struct Step {
    structure: Cow<'static, str>,
    field: Cow<'static, str>,
}

/// The kinds of `TProtocolException`, as every Thrift library numbers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProtocolErrorKind {
    /// Malformed bytes: an unknown wire type, text that is not UTF-8, an input that ends early.
    InvalidData = 1,
    /// A length below zero.
    NegativeSize = 2,
    /// A length above a limit of [`Limits`](crate::Limits), or above what the input can hold.
    SizeLimit = 3,
    /// A message header of an unknown version or protocol.
    BadVersion = 4,
    /// A protocol that a type was made without, by the option `protocols`.
    NotImplemented = 5,
    /// Structs and containers nested deeper than [`Limits::depth`](crate::Limits::depth).
    DepthLimit = 6,
}

impl ProtocolError {
    /// An error without a place yet.
    #[cold]
    pub fn new(kind: ProtocolErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Details { kind, message: message.into(), offset: None, path: Vec::new() }))
    }

    /// The kind.
    pub fn kind(&self) -> ProtocolErrorKind {
        self.0.kind
    }

    /// Offset of the byte at which reading stopped, from the start of the message, or of the slice without one. `None`
    /// for an error of encoding.
    pub fn offset(&self) -> Option<usize> {
        self.0.offset
    }

    /// The innermost struct and field that were being read.
    pub fn field(&self) -> Option<(&str, &str)> {
        self.0.path.first().map(|step| (&*step.structure, &*step.field))
    }

    /// Sets the offset.
    #[cold]
    pub(crate) fn at(mut self, offset: usize) -> Self {
        self.0.offset = Some(offset);
        self
    }

    /// Adds the field around the place so far; id `None` names the struct alone.
    #[cold]
    pub(crate) fn within(self, descriptor: &Descriptor, id: Option<i16>) -> Self {
        self.within_named(descriptor.name().into(), || match id {
            None => Cow::Borrowed(""),
            Some(id) => match descriptor.field(id) {
                Some(field) => Cow::Borrowed(field.name()),
                None => Cow::Owned(id.to_string()),
            },
        })
    }

    /// Adds the field around the place so far; without a name it is the struct alone.
    #[cold]
    pub(crate) fn within_named(
        mut self,
        structure: Cow<'static, str>,
        field: impl FnOnce() -> Cow<'static, str>,
    ) -> Self {
        /// A deep input must not make its error message endless.
        const STEPS: usize = 8;
        if self.0.path.len() < STEPS {
            let field = field();
            // The struct alone says nothing beside a field of it.
            let known = field.is_empty() && self.0.path.last().is_some_and(|step| step.structure == structure);
            if !known {
                self.0.path.push(Step { structure, field });
            }
        }
        self
    }
}

impl fmt::Display for ProtocolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        for (n, step) in self.0.path.iter().enumerate() {
            let sep = if n == 0 { " in" } else { ", in" };
            match &*step.field {
                "" => write!(f, "{sep} `{}`", step.structure)?,
                field => write!(f, "{sep} `{}.{field}`", step.structure)?,
            }
        }
        match self.0.offset {
            Some(offset) => write!(f, " (at byte {offset})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ProtocolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProtocolError({:?}: {self})", self.0.kind)
    }
}

impl std::error::Error for ProtocolError {}
