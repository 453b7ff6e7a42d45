//! IDL types as Rust types.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use thrift_idl::program::{Meta, Name, Program, StructId, Type as Idl};
use thrift_idl::source::FileId;

use super::mend;
use super::naming;
use super::paths::{Place, Scope};
use super::steer;
use super::{Shape, TType, Type, WireType, build::Builder};
use crate::options::{Binary, Maps, Strings};

/// Where a type is used: what Rust can hash and order decides what a key may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    Value,
    /// The element of a set, the key of a map, or within one.
    Key,
}

impl Builder<'_> {
    /// The type of a field, element or result.
    pub(crate) fn ty(&self, place: Place, ty: &Idl) -> Type {
        Type {
            tokens: self.tokens(place, ty, Position::Value),
            described: self.described(place, ty),
            ttype: WireType::Known(self.ttype(ty)),
            shape: self.shape(ty),
            fixed: self.is_fixed(ty),
            text: self.is_text(ty),
        }
    }

    /// The type in a box.
    pub(crate) fn boxed(&self, ty: Type) -> Type {
        let span = self.cx.span;
        let inner = ty.tokens;
        let shape = match ty.shape {
            Shape::Value => Shape::Value,
            Shape::Struct | Shape::BoxedStruct => Shape::BoxedStruct,
        };
        Type { tokens: quote_spanned!(span=> ::std::boxed::Box<#inner>), shape, fixed: false, text: false, ..ty }
    }

    /// Whether this is a struct, and no type of the user's stands in its place.
    fn shape(&self, ty: &Idl) -> Shape {
        match ty {
            Idl::Struct(id) if steer::replacement(&self.program[*id].meta).is_none() => Shape::Struct,
            Idl::Typedef(id) if steer::replacement(&self.program[*id].meta).is_none() => {
                self.shape(&self.program[*id].target)
            }
            _ => Shape::Value,
        }
    }

    /// Whether this is a number, a bool, an enum or a UUID, and no type of the user's stands in its place.
    fn is_fixed(&self, ty: &Idl) -> bool {
        match ty {
            Idl::Bool | Idl::I8 | Idl::I16 | Idl::I32 | Idl::I64 | Idl::Double | Idl::Uuid => true,
            Idl::Enum(id) => {
                steer::replacement(&self.program[*id].meta).is_none() && !mend::is_unknown(&self.program[*id].name)
            }
            Idl::Typedef(id) => {
                let item = &self.program[*id];
                steer::replacement(&item.meta).is_none() && self.is_fixed(&item.target)
            }
            Idl::String | Idl::Binary | Idl::List(_) | Idl::Set(_) | Idl::Map(..) | Idl::Struct(_) => false,
        }
    }

    /// Whether this is a string or binary, and no type of the user's stands in its place.
    fn is_text(&self, ty: &Idl) -> bool {
        match ty {
            Idl::String | Idl::Binary => true,
            Idl::Typedef(id) => {
                let item = &self.program[*id];
                steer::replacement(&item.meta).is_none() && self.is_text(&item.target)
            }
            _ => false,
        }
    }

    pub(crate) fn tokens(&self, place: Place, ty: &Idl, position: Position) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let borrows = self.borrows(place, ty);
        let place = if borrows { place } else { place.owned() };
        let inner = |ty| self.tokens(place, ty, position);
        let key = |ty| self.tokens(place, ty, Position::Key);
        match ty {
            Idl::Bool => quote_spanned!(span=> ::core::primitive::bool),
            Idl::I8 => quote_spanned!(span=> ::core::primitive::i8),
            Idl::I16 => quote_spanned!(span=> ::core::primitive::i16),
            Idl::I32 => quote_spanned!(span=> ::core::primitive::i32),
            Idl::I64 => quote_spanned!(span=> ::core::primitive::i64),
            Idl::Double if position == Position::Key => {
                quote_spanned!(span=> #rt::OrderedFloat<::core::primitive::f64>)
            }
            Idl::Double => quote_spanned!(span=> ::core::primitive::f64),
            Idl::String if borrows => quote_spanned!(span=> &'a ::core::primitive::str),
            Idl::Binary if borrows => quote_spanned!(span=> &'a [::core::primitive::u8]),
            Idl::String => match self.cx.style.strings {
                Strings::Owned => quote_spanned!(span=> ::std::string::String),
                Strings::Shared => quote_spanned!(span=> #rt::SharedString),
            },
            Idl::Binary => match self.cx.style.binary {
                Binary::Bytes => quote_spanned!(span=> #rt::Bytes),
                Binary::Vec => quote_spanned!(span=> ::std::vec::Vec<::core::primitive::u8>),
            },
            Idl::Uuid => quote_spanned!(span=> #rt::Uuid),
            Idl::List(element) => {
                let element = inner(element);
                quote_spanned!(span=> ::std::vec::Vec<#element>)
            }
            Idl::Set(element) => {
                let element = key(element);
                match self.maps(position) {
                    Maps::Hash => quote_spanned!(span=> ::std::collections::HashSet<#element>),
                    Maps::BTree => quote_spanned!(span=> ::std::collections::BTreeSet<#element>),
                    Maps::Vec => quote_spanned!(span=> #rt::VecSet<#element>),
                    Maps::Module(path) => quote_spanned!(span=> #path::Set<#element>),
                }
            }
            Idl::Map(k, v) => {
                let (k, v) = (key(k), inner(v));
                match self.maps(position) {
                    Maps::Hash => quote_spanned!(span=> ::std::collections::HashMap<#k, #v>),
                    Maps::BTree => quote_spanned!(span=> ::std::collections::BTreeMap<#k, #v>),
                    Maps::Vec => quote_spanned!(span=> #rt::VecMap<#k, #v>),
                    Maps::Module(path) => quote_spanned!(span=> #path::Map<#k, #v>),
                }
            }
            Idl::Struct(id) if borrows => {
                let path = self.struct_path(place, *id);
                quote_spanned!(span=> #path<'a>)
            }
            Idl::Struct(id) => {
                let item = &self.program[*id];
                if mend::is_unknown(&item.name) {
                    return quote_spanned!(span=> #rt::Broken);
                }
                self.type_path(place, item.file, &item.name, &item.meta)
            }
            Idl::Enum(id) => {
                let item = &self.program[*id];
                if mend::is_unknown(&item.name) {
                    return quote_spanned!(span=> #rt::Broken);
                }
                self.type_path(place, item.file, &item.name, &item.meta)
            }
            Idl::Typedef(id) => {
                let item = &self.program[*id];
                let differs = position == Position::Key && differs_as_key(self.program, &item.target);
                if differs || borrows || mend::is_unknown(&item.name) {
                    return self.tokens(place, &item.target, position);
                }
                self.type_path(place, item.file, &item.name, &item.meta)
            }
        }
    }

    /// What a map or set is there: in key position it has an order that does not hang on that of arrival.
    fn maps(&self, position: Position) -> &Maps {
        match position {
            Position::Value => &self.cx.style.maps,
            Position::Key => &Maps::BTree,
        }
    }

    /// Whether this type borrows, where this is a place of such types.
    pub(crate) fn borrows(&self, place: Place, ty: &Idl) -> bool {
        place.scope == Scope::Borrowed && self.borrowing.ty(self.program, ty)
    }

    /// The path of a struct, without its lifetime.
    pub(crate) fn struct_path(&self, place: Place, id: StructId) -> TokenStream {
        let item = &self.program[id];
        match self.borrowing.module(item.file) {
            Some(module) if self.borrows(place, &Idl::Struct(id)) => {
                let ident = naming::type_ident(&item.name, &item.meta, self.cx.span);
                self.paths.borrowed_item(place, item.file, module, &ident)
            }
            _ => self.tokens(place, &Idl::Struct(id), Position::Value),
        }
    }

    /// `Type::List(&Type::I32)`, written out where the IDL says it: that takes the compiler less than to find out.
    fn described(&self, place: Place, ty: &Idl) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let inner = |ty| self.described(place, ty);
        match ty {
            Idl::Bool => quote_spanned!(span=> #rt::Type::Bool),
            Idl::I8 => quote_spanned!(span=> #rt::Type::I8),
            Idl::I16 => quote_spanned!(span=> #rt::Type::I16),
            Idl::I32 => quote_spanned!(span=> #rt::Type::I32),
            Idl::I64 => quote_spanned!(span=> #rt::Type::I64),
            Idl::Double => quote_spanned!(span=> #rt::Type::Double),
            Idl::String => quote_spanned!(span=> #rt::Type::String),
            Idl::Binary => quote_spanned!(span=> #rt::Type::Binary),
            Idl::Uuid => quote_spanned!(span=> #rt::Type::Uuid),
            Idl::List(element) => {
                let element = inner(element);
                quote_spanned!(span=> #rt::Type::List(&#element))
            }
            Idl::Set(element) => {
                let element = inner(element);
                quote_spanned!(span=> #rt::Type::Set(&#element))
            }
            Idl::Map(k, v) => {
                let (k, v) = (inner(k), inner(v));
                quote_spanned!(span=> #rt::Type::Map(&#k, &#v))
            }
            Idl::Typedef(id) if steer::replacement(&self.program[*id].meta).is_none() => {
                inner(&self.program[*id].target)
            }
            Idl::Struct(_) | Idl::Enum(_) | Idl::Typedef(_) => {
                let path = self.tokens(place, ty, Position::Value);
                quote_spanned!(span=> <#path as #rt::Wire>::TYPE)
            }
        }
    }

    fn type_path(&self, place: Place, file: FileId, name: &Name, meta: &Meta) -> TokenStream {
        if let Some(replacement) = steer::replacement(meta) {
            return replacement;
        }
        self.paths.item(place, file, &naming::type_ident(name, meta, self.cx.span))
    }

    pub(crate) fn ttype(&self, ty: &Idl) -> TType {
        match self.program.resolve(ty) {
            Idl::Bool => TType::Bool,
            Idl::I8 => TType::I8,
            Idl::I16 => TType::I16,
            Idl::I32 | Idl::Enum(_) => TType::I32,
            Idl::I64 => TType::I64,
            Idl::Double => TType::Double,
            Idl::String | Idl::Binary => TType::String,
            Idl::Uuid => TType::Uuid,
            Idl::List(_) => TType::List,
            Idl::Set(_) => TType::Set,
            Idl::Map(..) => TType::Map,
            Idl::Struct(_) | Idl::Typedef(_) => TType::Struct,
        }
    }
}

/// Whether a key of this type is another Rust type than a value of it, so that an alias can not stand for both.
fn differs_as_key(program: &Program, ty: &Idl) -> bool {
    match program.resolve(ty) {
        Idl::Double | Idl::Set(_) | Idl::Map(..) => true,
        Idl::List(element) => differs_as_key(program, element),
        _ => false,
    }
}
