//! What Rust will see: names, types and values decided, nothing left but to write the code down.
//!
//! Built from a resolved program; the emitters in [`expand`](crate::expand) see nothing else.

mod borrowed;
mod borrowing;
pub(crate) mod build;
mod const_values;
mod generics;
mod keys;
mod mend;
mod naming;
mod paths;
mod size;
mod sources;
mod steer;
mod traits;
mod types;
mod unique;
mod values;

use proc_macro2::{Ident, Span, TokenStream};
use syn::Path;
use thrift_idl::program::{Program, ServiceId};

use crate::docs::Docs;

pub(crate) use borrowed::{Borrowed, BorrowedModule, Conversion};
pub(crate) use generics::{Generics, Own as OwnGenerics, mentions};
pub(crate) use mend::mend;
pub(crate) use paths::Paths;
pub(crate) use sources::{Source, Sources};
pub(crate) use steer::{apply as apply_options, check as check_annotations};
pub(crate) use unique::retain_unique;

/// Everything that one call of the macro expands to.
pub(crate) struct Schema {
    /// The modules of included files and, without a name, the items that expand in place.
    pub(crate) modules: Vec<Module>,
    /// Whether anything is marked as deprecated, so that code of ours which names it must be allowed to.
    pub(crate) deprecations: bool,
    /// Whether any constant or default has a double, which clippy may take for π.
    pub(crate) doubles: bool,
}

/// The items of one IDL file.
pub(crate) struct Module {
    /// The name of the module; `None` for a root file, whose items expand in place.
    pub(crate) name: Option<Ident>,
    pub(crate) docs: Docs,
    pub(crate) items: Vec<Item>,
    /// The types that borrow, where the user wants them; those of all roots are with the first.
    pub(crate) borrowed: Option<BorrowedModule>,
}

/// An item, in the order of the IDL.
pub(crate) enum Item {
    Struct(Struct),
    Union(Union),
    Enum(Enum),
    Alias(Alias),
    Const(Const),
    Service(Service),
    /// A type of the user's in place of one of the IDL.
    Replaced(Type),
}

/// Which of the traits that compare and hash a type has, and from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// Derived `PartialEq`, since a field has no more.
    Partial,
    /// Derived `PartialEq` and `Eq`.
    Eq,
    /// Derived `PartialEq`, `Eq`, `Hash`, `PartialOrd` and `Ord`.
    Full,
    /// All of them through the runtime's key trait: the IDL uses the type in key position.
    Key,
}

/// A struct or exception.
pub(crate) struct Struct {
    /// Its name in the IDL.
    pub(crate) idl: String,
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) comparison: Comparison,
    /// What it derives besides.
    pub(crate) derives: Vec<Path>,
    /// Whether it is an exception, and the field that its `Display` shows.
    pub(crate) exception: Option<Option<Ident>>,
    /// In the order of the IDL.
    pub(crate) fields: Vec<Field>,
    /// Our field for those that the IDL does not know, where they are kept.
    pub(crate) unknown: Option<Ident>,
    /// Fields of the user's that are not on the wire.
    pub(crate) skipped: Vec<Ident>,
    pub(crate) reading: Reading,
    /// What it is to the type that owns, if it borrows.
    pub(crate) borrowed: Option<Borrowed>,
    pub(crate) generics: Generics,
}

/// How a struct is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Where it stays: there is something cheap that each field can be before it is read.
    #[default]
    InPlace,
    /// Its fields first, of which it is put together at the end.
    Assembled,
}

/// A field of a struct, or an argument.
pub(crate) struct Field {
    pub(crate) id: i16,
    /// Its name in the IDL.
    pub(crate) idl: String,
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) presence: Presence,
    /// Its type without the `Option` around it, with the `Box`.
    pub(crate) ty: Type,
    /// What makes of it the value that goes over the wire, and back.
    pub(crate) adapter: Option<Adapter>,
    /// Its default as its descriptor has it: the runtime's `ConstValue`.
    pub(crate) default: Option<TokenStream>,
}

/// An adapter of the user's, between a type and what goes over the wire for it.
pub(crate) struct Adapter {
    pub(crate) path: TokenStream,
    /// What goes over the wire, as the code that reads it names it.
    pub(crate) wire: TokenStream,
}

/// How a field behaves when it is absent.
pub(crate) enum Presence {
    /// Always written; its absence is an error.
    Required(Option<TokenStream>),
    /// Always written; its absence leaves this value, or the type's own default.
    Default(Option<TokenStream>),
    /// Written when set, with its value in `Default`.
    Optional(Option<TokenStream>),
}

/// A type as Rust writes it.
pub(crate) struct Type {
    /// The type in tokens, with the `Box` around it.
    pub(crate) tokens: TokenStream,
    /// The runtime's `Type` of it.
    pub(crate) described: TokenStream,
    pub(crate) ttype: WireType,
    /// What a decoder has to know of it.
    pub(crate) shape: Shape,
    /// Whether all its values take the same bytes in the binary protocol, and the runtime knows how many.
    pub(crate) fixed: bool,
    /// Whether it is one of the runtime's own types for strings and binaries.
    pub(crate) text: bool,
}

/// Where a value is read to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// It is read, and then put where it belongs.
    Value,
    /// A struct, which is read where it belongs.
    Struct,
    /// A struct in a box, which is read where it belongs.
    BoxedStruct,
}

/// What a type is on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WireType {
    Known(TType),
    /// What the type says itself, by its traits: a derive sees no more of it than its name.
    Opaque,
}

/// The wire types, with the numbers of the binary protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TType {
    Bool = 2,
    I8 = 3,
    Double = 4,
    I16 = 6,
    I32 = 8,
    I64 = 10,
    String = 11,
    Struct = 12,
    Map = 13,
    Set = 14,
    List = 15,
    Uuid = 16,
}

/// A union.
pub(crate) struct Union {
    /// Its name in the IDL.
    pub(crate) idl: String,
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) comparison: Comparison,
    /// What it derives besides.
    pub(crate) derives: Vec<Path>,
    /// The variant for no member at all; without one, that is an error.
    pub(crate) unset: Option<Ident>,
    /// The variant for a member that the IDL does not know; without one, that is an error.
    pub(crate) unknown: Option<Ident>,
    pub(crate) variants: Vec<Variant>,
    /// What it is to the type that owns, if it borrows.
    pub(crate) borrowed: Option<Borrowed>,
    pub(crate) generics: Generics,
}

/// A member of a union.
pub(crate) struct Variant {
    pub(crate) id: i16,
    /// Its name in the IDL.
    pub(crate) idl: String,
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) ty: Type,
    /// Its default as its descriptor has it.
    pub(crate) default: Option<TokenStream>,
}

/// An enum.
pub(crate) struct Enum {
    /// Its name in the IDL.
    pub(crate) idl: String,
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    /// Whether the IDL uses it within key position.
    pub(crate) key: bool,
    /// What it derives besides.
    pub(crate) derives: Vec<Path>,
    pub(crate) values: Vec<EnumValue>,
}

/// A value of an enum.
pub(crate) struct EnumValue {
    /// Its name in the IDL.
    pub(crate) idl: String,
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) number: i32,
}

/// A typedef.
pub(crate) struct Alias {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) ty: TokenStream,
    /// Whether it stands for something that borrows.
    pub(crate) borrows: bool,
}

/// A constant.
pub(crate) struct Const {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) ty: TokenStream,
    pub(crate) value: TokenStream,
    pub(crate) storage: Storage,
}

/// What a constant becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Storage {
    /// `const`
    Const,
    /// `static` behind a `LazyLock`
    Lazy,
}

/// A service.
pub(crate) struct Service {
    /// Its name in the IDL.
    pub(crate) idl: String,
    /// Its module.
    pub(crate) module: Ident,
    pub(crate) docs: Docs,
    /// The services that it extends, the nearest first.
    pub(crate) bases: Vec<Base>,
    pub(crate) methods: Vec<Method>,
    /// Names of ours in `Client`, out of the way of the IDL's.
    pub(crate) client: ClientNames,
    pub(crate) side: Side,
    /// The same on plain threads, where the user wants it.
    pub(crate) blocking: Option<Box<Self>>,
}

/// How what a service becomes is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// By futures.
    Async,
    /// On the caller's thread; in a module within that of the service.
    Blocking,
}

/// Functions of `Client` that are not methods of the IDL.
pub(crate) struct ClientNames {
    pub(crate) connect: Ident,
    pub(crate) new: Ident,
    pub(crate) with_timeout: Ident,
    pub(crate) with_metadata: Ident,
}

impl ClientNames {
    /// These names, with underscores behind those that are taken.
    pub(crate) fn without(taken: &dyn Fn(&str) -> bool, span: Span) -> Self {
        let ours = |name: &str| {
            let mut name = name.to_owned();
            while taken(&name) {
                name.push('_');
            }
            Ident::new(&name, span)
        };
        Self {
            connect: ours("connect"),
            new: ours("new"),
            with_timeout: ours("with_timeout"),
            with_metadata: ours("with_metadata"),
        }
    }
}

/// A service that another extends.
pub(crate) struct Base {
    /// Its module of the same side, as seen from the module of the service that extends it.
    pub(crate) path: TokenStream,
    /// Names of ours in its `Client`.
    pub(crate) client: ClientNames,
    /// Its methods, with types as seen from there.
    pub(crate) methods: Vec<Method>,
    /// Whether it is of a trait of the user's, whose own module gives its methods to those that extend it.
    pub(crate) written: bool,
}

/// A method of a service.
pub(crate) struct Method {
    /// Its name in the IDL.
    pub(crate) idl: String,
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) oneway: bool,
    pub(crate) args: Vec<Field>,
    /// What it returns; `None` for `void`.
    pub(crate) returns: Option<Type>,
    /// The exceptions that it declares.
    pub(crate) throws: Vec<Throw>,
    /// Our error enum for it, where it throws.
    pub(crate) error: Option<MethodError>,
    /// The static that describes it.
    pub(crate) descriptor: Ident,
    /// The static that says how it is served.
    pub(crate) served: Ident,
}

impl Method {
    /// Its arguments in the order of their ids, in which they are written.
    pub(crate) fn args_by_id(&self) -> Vec<&Field> {
        let mut args: Vec<&Field> = self.args.iter().collect();
        args.sort_by_key(|arg| arg.id);
        args
    }
}

/// The error enum of a method that throws.
pub(crate) struct MethodError {
    /// The enum, as seen from where the method is used.
    pub(crate) path: TokenStream,
    pub(crate) ident: Ident,
    /// Our variant for everything that the method does not declare.
    pub(crate) rpc: Ident,
}

/// An exception that a method declares.
pub(crate) struct Throw {
    pub(crate) id: i16,
    /// Its name in the IDL.
    pub(crate) idl: String,
    /// Its variant in the method's error.
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) ty: Type,
    /// Whether the variant holds it in a box, to keep the error small.
    pub(crate) boxed: bool,
    /// Whether it is the only one of its type, so that `From` can lead from it.
    pub(crate) unique: bool,
}

/// The services that this one extends, the nearest first. A circle, which is an error of its own, is walked once.
fn ancestors(program: &Program, id: ServiceId) -> Vec<ServiceId> {
    let mut found = vec![id];
    while let Some(base) = found.last().and_then(|last| program[*last].extends) {
        if found.contains(&base) {
            break;
        }
        found.push(base);
    }
    found.split_off(1)
}
