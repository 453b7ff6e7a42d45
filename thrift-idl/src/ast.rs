//! A file as it is written: nothing looked up, every node with its place.

use std::borrow::Cow;

use crate::program::{Answer, Requiredness, StructKind};
use crate::source::Span;

/// A file.
#[derive(Debug, Default)]
pub(crate) struct File<'s> {
    pub(crate) docs: Option<String>,
    pub(crate) includes: Vec<Include<'s>>,
    pub(crate) namespaces: Vec<Namespace<'s>>,
    pub(crate) definitions: Vec<Definition<'s>>,
    /// Whether a definition or an include could not be read: a name that is not found may be of there, and is no second
    /// error.
    pub(crate) incomplete: bool,
}

/// A name, dots included.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ident<'s> {
    pub(crate) text: &'s str,
    pub(crate) span: Span,
}

/// A string.
#[derive(Debug, Clone)]
pub(crate) struct Literal<'s> {
    pub(crate) text: Cow<'s, str>,
    pub(crate) span: Span,
}

/// `include "path"`, or Meta's `include "path" as alias`.
#[derive(Debug)]
pub(crate) struct Include<'s> {
    pub(crate) path: Literal<'s>,
    pub(crate) alias: Option<Ident<'s>>,
}

/// `namespace scope name`.
#[derive(Debug)]
pub(crate) struct Namespace<'s> {
    pub(crate) scope: Cow<'s, str>,
    pub(crate) name: Cow<'s, str>,
    /// The place of the name.
    pub(crate) span: Span,
}

/// One of the definitions.
#[derive(Debug)]
pub(crate) enum Definition<'s> {
    Const(Const<'s>),
    Typedef(Typedef<'s>),
    Enum(Enum<'s>),
    Struct(Struct<'s>),
    Service(Service<'s>),
}

impl<'s> Definition<'s> {
    /// The name that it defines.
    pub(crate) fn name(&self) -> Ident<'s> {
        match self {
            Definition::Const(d) => d.name,
            Definition::Typedef(d) => d.name,
            Definition::Enum(d) => d.name,
            Definition::Struct(d) => d.name,
            Definition::Service(d) => d.name,
        }
    }
}

/// `key = "value"` of a list of annotations, or Meta's `@Key{…}`.
#[derive(Debug, Clone)]
pub(crate) struct Annotation<'s> {
    pub(crate) key: Ident<'s>,
    pub(crate) value: Option<Literal<'s>>,
}

/// Docs and annotations.
#[derive(Debug, Default)]
pub(crate) struct Meta<'s> {
    pub(crate) docs: Option<String>,
    pub(crate) annotations: Vec<Annotation<'s>>,
}

/// `const Type NAME = value`.
#[derive(Debug)]
pub(crate) struct Const<'s> {
    pub(crate) ty: Type<'s>,
    pub(crate) name: Ident<'s>,
    pub(crate) value: Value<'s>,
    pub(crate) meta: Meta<'s>,
}

/// `typedef Type Name`, and `senum`.
#[derive(Debug)]
pub(crate) struct Typedef<'s> {
    pub(crate) target: Type<'s>,
    pub(crate) name: Ident<'s>,
    pub(crate) meta: Meta<'s>,
}

/// `enum Name { … }`.
#[derive(Debug)]
pub(crate) struct Enum<'s> {
    pub(crate) name: Ident<'s>,
    pub(crate) values: Vec<EnumValue<'s>>,
    pub(crate) meta: Meta<'s>,
    /// Whether some of its values could not be read.
    pub(crate) damaged: bool,
}

/// `NAME = number` of an enum.
#[derive(Debug)]
pub(crate) struct EnumValue<'s> {
    pub(crate) name: Ident<'s>,
    pub(crate) number: Option<Int>,
    pub(crate) meta: Meta<'s>,
}

/// An integer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Int {
    pub(crate) value: i64,
    pub(crate) span: Span,
}

/// A struct, union or exception.
#[derive(Debug)]
pub(crate) struct Struct<'s> {
    pub(crate) kind: StructKind,
    pub(crate) name: Ident<'s>,
    pub(crate) fields: Vec<Field<'s>>,
    pub(crate) meta: Meta<'s>,
    /// Whether some of its fields could not be read.
    pub(crate) damaged: bool,
}

/// `1: required Type name = default`: a field, argument or entry of `throws`.
#[derive(Debug)]
pub(crate) struct Field<'s> {
    pub(crate) id: Option<Int>,
    pub(crate) requiredness: Option<(Requiredness, Span)>,
    pub(crate) ty: Type<'s>,
    pub(crate) name: Ident<'s>,
    pub(crate) default: Option<Value<'s>>,
    pub(crate) meta: Meta<'s>,
    pub(crate) span: Span,
}

/// `service Name extends Base { … }`.
#[derive(Debug)]
pub(crate) struct Service<'s> {
    pub(crate) name: Ident<'s>,
    pub(crate) extends: Option<Ident<'s>>,
    pub(crate) methods: Vec<Method<'s>>,
    pub(crate) meta: Meta<'s>,
}

/// `oneway Type name(…) throws (…)`.
#[derive(Debug)]
pub(crate) struct Method<'s> {
    pub(crate) name: Ident<'s>,
    pub(crate) answer: Answer,
    /// `None` for `void`.
    pub(crate) returns: Option<Type<'s>>,
    pub(crate) args: Vec<Field<'s>>,
    /// With the place of the word `throws`.
    pub(crate) throws: Option<(Span, Vec<Field<'s>>)>,
    pub(crate) meta: Meta<'s>,
}

/// A type.
#[derive(Debug)]
pub(crate) struct Type<'s> {
    pub(crate) kind: TypeKind<'s>,
    pub(crate) annotations: Vec<Annotation<'s>>,
    pub(crate) span: Span,
}

/// The kinds of types.
#[derive(Debug)]
pub(crate) enum TypeKind<'s> {
    Bool,
    I8,
    I16,
    I32,
    I64,
    Double,
    String,
    Binary,
    Uuid,
    List(Box<Type<'s>>),
    Set(Box<Type<'s>>),
    Map(Box<Type<'s>>, Box<Type<'s>>),
    Named(&'s str),
    /// One that could not be read, which has been reported.
    Bad,
}

/// A constant value.
#[derive(Debug)]
pub(crate) struct Value<'s> {
    pub(crate) kind: ValueKind<'s>,
    pub(crate) span: Span,
}

/// The kinds of values.
#[derive(Debug)]
pub(crate) enum ValueKind<'s> {
    /// An integer; `true` and `false` are 1 and 0.
    Int(i64),
    Double(f64),
    Literal(Cow<'s, str>),
    /// A string that is not UTF-8.
    Bytes(Vec<u8>),
    /// A constant or an enum value.
    Name(&'s str),
    List(Vec<Value<'s>>),
    Map(Vec<(Value<'s>, Value<'s>)>),
    /// Meta's `Name{field = value}`.
    Struct(Ident<'s>, Vec<(Ident<'s>, Value<'s>)>),
    /// One that could not be read, which has been reported.
    Bad,
}

impl<'s> Definition<'s> {
    /// Makes nothing of the value of a constant and the target of a typedef.
    pub(crate) fn spoil(&mut self) {
        match self {
            Definition::Const(item) => item.value.kind = ValueKind::Bad,
            Definition::Typedef(item) => item.target.kind = TypeKind::Bad,
            Definition::Enum(_) | Definition::Struct(_) | Definition::Service(_) => {}
        }
    }

    /// Its docs and annotations.
    pub(crate) fn meta_mut(&mut self) -> &mut Meta<'s> {
        match self {
            Definition::Const(d) => &mut d.meta,
            Definition::Typedef(d) => &mut d.meta,
            Definition::Enum(d) => &mut d.meta,
            Definition::Struct(d) => &mut d.meta,
            Definition::Service(d) => &mut d.meta,
        }
    }
}
