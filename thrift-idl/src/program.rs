//! A resolved program: typed ids, nothing left to look up.
//!
//! Everything lives in one arena a kind; files list what they define, in source order. A [`Value`] has already been
//! checked against, and coerced to, the type it is declared with: references to other constants are folded into it.

use crate::source::{FileId, Span};

mod spans;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
    )*};
}

ids! {
    /// A [`Struct`] of a [`Program`]: a struct, a union or an exception.
    StructId
    /// An [`Enum`] of a [`Program`].
    EnumId
    /// A [`Typedef`] of a [`Program`].
    TypedefId
    /// A [`Const`] of a [`Program`].
    ConstId
    /// A [`Service`] of a [`Program`].
    ServiceId
}

/// Every file that the roots reach, with all names resolved.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Program {
    /// The files, in the order in which they were first reached; a [`FileId`] is an index into it.
    pub files: Vec<File>,
    /// The files that were asked for; all others are included by one of them.
    pub roots: Vec<FileId>,
    /// Structs, unions and exceptions; a [`StructId`] is an index into it.
    pub structs: Vec<Struct>,
    /// Enums; an [`EnumId`] is an index into it.
    pub enums: Vec<Enum>,
    /// Typedefs; a [`TypedefId`] is an index into it.
    pub typedefs: Vec<Typedef>,
    /// Constants; a [`ConstId`] is an index into it.
    pub consts: Vec<Const>,
    /// Services; a [`ServiceId`] is an index into it.
    pub services: Vec<Service>,
}

/// One file and what it defines.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// The name that other files use for it: the file's name up to its last dot.
    pub name: String,
    /// The files that it includes, in order, each with the span of its path literal.
    pub includes: Vec<Include>,
    /// Its `namespace` lines.
    pub namespaces: Vec<Namespace>,
    /// What it defines, in source order.
    pub items: Vec<Item>,
    /// Its own doc comment: the first one, before any header.
    pub docs: Option<String>,
}

/// An `include` line.
#[derive(Debug, Clone, PartialEq)]
pub struct Include {
    /// The included file.
    pub file: FileId,
    /// The path as written.
    pub path: String,
    /// Where the path is written.
    pub span: Span,
}

/// A `namespace` line. It never shapes Rust modules.
#[derive(Debug, Clone, PartialEq)]
pub struct Namespace {
    /// The language, `*` for all.
    pub scope: String,
    /// The namespace.
    pub name: String,
    /// Where the namespace is written.
    pub span: Span,
}

/// Something that a file defines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A struct, union or exception.
    Struct(StructId),
    /// An enum.
    Enum(EnumId),
    /// A typedef.
    Typedef(TypedefId),
    /// A constant.
    Const(ConstId),
    /// A service.
    Service(ServiceId),
}

/// A name, and where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name as written.
    pub text: String,
    /// Where it is defined.
    pub span: Span,
}

impl Name {
    /// A name that is written nowhere.
    pub fn nowhere(text: impl Into<String>) -> Name {
        Name { text: text.into(), span: Span::NOWHERE }
    }
}

/// An annotation, `(key = "value")` or `(key)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// The key, dots included.
    pub key: Name,
    /// The value; `None` for a key alone, which Apache's compiler reads as `"1"`.
    pub value: Option<Name>,
}

/// What every definition, field and method carries besides its own content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// The doc comment, without its stars and its common indentation.
    pub docs: Option<String>,
    /// The annotations, in order. Those of the type of a field, constant or typedef, or of what a method returns, are
    /// among them.
    pub annotations: Vec<Annotation>,
}

/// Which kind of [`Struct`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StructKind {
    /// `struct`
    Struct,
    /// `union`
    Union,
    /// `exception`
    Exception,
}

/// A struct, union or exception.
#[derive(Debug, Clone, PartialEq)]
pub struct Struct {
    /// Which of the three.
    pub kind: StructKind,
    /// Its name.
    pub name: Name,
    /// The file that defines it.
    pub file: FileId,
    /// Its fields, in source order.
    pub fields: Vec<Field>,
    /// Docs and annotations. The words `safe`, `transient`, `stateful`, `permanent`, `client` and `server` before an
    /// exception are among these, as keys alone.
    pub meta: Meta,
}

/// How a field behaves when it is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Requiredness {
    /// Always written; its absence is an error.
    Required,
    /// Written when set.
    Optional,
    /// Neither word: always written, may be absent on read.
    Default,
}

/// A field of a struct, an argument of a method, or an entry of `throws`.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The id on the wire; negative where the file leaves it out, or writes one that is not positive.
    pub id: i16,
    /// Its name.
    pub name: Name,
    /// How it behaves when it is absent. Members of a union and entries of `throws` are [`Requiredness::Optional`];
    /// arguments never are.
    pub requiredness: Requiredness,
    /// Its type.
    pub ty: Type,
    /// Its default.
    pub default: Option<Value>,
    /// Docs and annotations.
    pub meta: Meta,
    /// The whole field as written, from its id to its type's or default's end.
    pub span: Span,
}

/// An enum.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    /// Its name.
    pub name: Name,
    /// The file that defines it.
    pub file: FileId,
    /// Its values, in source order.
    pub values: Vec<EnumValue>,
    /// Docs and annotations.
    pub meta: Meta,
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumValue {
    /// Its name.
    pub name: Name,
    /// Its number on the wire. Two names may share one.
    pub number: i32,
    /// Docs and annotations.
    pub meta: Meta,
}

/// A typedef.
#[derive(Debug, Clone, PartialEq)]
pub struct Typedef {
    /// Its name.
    pub name: Name,
    /// The file that defines it.
    pub file: FileId,
    /// What it stands for.
    pub target: Type,
    /// Docs and annotations.
    pub meta: Meta,
}

/// A constant.
#[derive(Debug, Clone, PartialEq)]
pub struct Const {
    /// Its name.
    pub name: Name,
    /// The file that defines it.
    pub file: FileId,
    /// Its type.
    pub ty: Type,
    /// Its value, of that type.
    pub value: Value,
    /// Docs and annotations.
    pub meta: Meta,
}

/// A service.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// Its name.
    pub name: Name,
    /// The file that defines it.
    pub file: FileId,
    /// The service that it extends.
    pub extends: Option<ServiceId>,
    /// Its own methods, in source order; inherited ones are the base's.
    pub methods: Vec<Method>,
    /// Docs and annotations.
    pub meta: Meta,
}

/// Whether a call is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// The caller waits for a reply.
    Reply,
    /// `oneway`: nothing comes back.
    Oneway,
}

/// A method of a service.
#[derive(Debug, Clone, PartialEq)]
pub struct Method {
    /// Its name.
    pub name: Name,
    /// Whether it is answered.
    pub answer: Answer,
    /// What it returns; `None` for `void`, and for every `oneway` method.
    pub returns: Option<Type>,
    /// Its arguments, in source order.
    pub args: Vec<Field>,
    /// The exceptions that it declares: fields whose types are exceptions, behind typedefs perhaps.
    pub throws: Vec<Field>,
    /// Docs and annotations. The qualifiers `readonly` and `idempotent` are among these, as keys alone.
    pub meta: Meta,
}

/// A type as it is used.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// `bool`
    Bool,
    /// `i8`, `byte`
    I8,
    /// `i16`
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `double`
    Double,
    /// `string`
    String,
    /// `binary`
    Binary,
    /// `uuid`
    Uuid,
    /// `list<T>`
    List(Box<Type>),
    /// `set<T>`
    Set(Box<Type>),
    /// `map<K, V>`
    Map(Box<Type>, Box<Type>),
    /// A struct, union or exception.
    Struct(StructId),
    /// An enum.
    Enum(EnumId),
    /// A typedef, kept by name; [`Program::resolve`] looks through it.
    Typedef(TypedefId),
}

/// A constant or default, checked against its type and coerced to it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Of `bool`.
    Bool(bool),
    /// Of `i8`, `i16`, `i32` or `i64`, and in its range.
    Int(i64),
    /// Of `double`.
    Double(f64),
    /// Of `string`.
    String(String),
    /// Of `binary`.
    Binary(Vec<u8>),
    /// Of `uuid`, in RFC 9562 byte order.
    Uuid([u8; 16]),
    /// Of an enum, by number; the number belongs to a named value.
    Enum(EnumId, i32),
    /// Of a list.
    List(Vec<Value>),
    /// Of a set.
    Set(Vec<Value>),
    /// Of a map.
    Map(Vec<(Value, Value)>),
    /// Of a struct, union or exception: indices into its fields, each at most once.
    Struct(StructId, Vec<(usize, Value)>),
}

macro_rules! index {
    ($($id:ident $arena:ident $item:ident)*) => {$(
        impl std::ops::Index<$id> for Program {
            type Output = $item;
            fn index(&self, id: $id) -> &$item {
                &self.$arena[id.0 as usize]
            }
        }
    )*};
}

index! {
    FileId files File
    StructId structs Struct
    EnumId enums Enum
    TypedefId typedefs Typedef
    ConstId consts Const
    ServiceId services Service
}

impl Program {
    /// The type behind any chain of typedefs. A resolved program has no cyclic ones.
    pub fn resolve<'a>(&'a self, mut ty: &'a Type) -> &'a Type {
        while let Type::Typedef(id) = ty {
            ty = &self[*id].target;
        }
        ty
    }
}
