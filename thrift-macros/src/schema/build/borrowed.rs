//! The types that borrow, beside those that own.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote_spanned;
use thrift_idl::program::{Field as IdlField, Item as IdlItem, StructId, StructKind, Type as Idl};
use thrift_idl::source::FileId;

use super::Builder;
use crate::schema::paths::{Place, Scope};
use crate::schema::types::Position;
use crate::schema::{Borrowed, BorrowedModule, Conversion, Generics, Item, naming, size, steer};

impl Builder<'_> {
    /// The module of the types of this file that borrow, where the user wants it. All roots have one, beside the first.
    pub(super) fn borrowed_module(&self, id: FileId) -> Option<BorrowedModule> {
        let name = self.borrowing.module(id)?.clone();
        let files = match self.program.roots.first() {
            Some(first) if *first == id => self.program.roots.clone(),
            _ if self.program.roots.contains(&id) => return None,
            _ => vec![id],
        };
        let (mut items, mut others) = (Vec::new(), Vec::new());
        for file in files {
            let place = Place { file, scope: Scope::Borrowed };
            for item in &self.program[file].items {
                match self.borrowed_item(place, *item) {
                    Some(item) => items.push(item),
                    None => others.extend(self.type_without_borrowing(*item)),
                }
            }
        }
        Some(BorrowedModule { name, items, others })
    }

    /// A type that borrows.
    fn borrowed_item(&self, place: Place, item: IdlItem) -> Option<Item> {
        match item {
            IdlItem::Struct(id) if self.borrowing.structure(id) => Some(match self.program[id].kind {
                StructKind::Union => Item::Union(self.borrowed_union(place, id)),
                StructKind::Struct | StructKind::Exception => Item::Struct(self.borrowed_structure(place, id)),
            }),
            IdlItem::Typedef(id) if self.borrows(place, &Idl::Typedef(id)) => Some(Item::Alias(self.alias(place, id))),
            _ => None,
        }
    }

    /// The name of a type that does not.
    fn type_without_borrowing(&self, item: IdlItem) -> Option<Ident> {
        let (name, meta) = match item {
            _ if steer::is_replaced(self.program, item) => return None,
            IdlItem::Struct(id) => (&self.program[id].name, &self.program[id].meta),
            IdlItem::Enum(id) => (&self.program[id].name, &self.program[id].meta),
            IdlItem::Typedef(id) => (&self.program[id].name, &self.program[id].meta),
            IdlItem::Const(_) | IdlItem::Service(_) => return None,
        };
        Some(naming::type_ident(name, meta, self.cx.span))
    }

    fn borrowed_structure(&self, place: Place, id: StructId) -> crate::schema::Struct {
        let mut item = self.structure(place, id);
        item.derives.clear();
        item.exception = None;
        item.docs = item.docs.without_attributes();
        for field in &mut item.fields {
            field.docs = std::mem::take(&mut field.docs).without_attributes();
        }
        item.borrowed = Some(self.borrowed(place, id));
        item.generics = Generics::Borrowed;
        item
    }

    fn borrowed_union(&self, place: Place, id: StructId) -> crate::schema::Union {
        let mut item = self.union(place, id);
        item.derives.clear();
        item.docs = item.docs.without_attributes();
        for variant in &mut item.variants {
            variant.docs = std::mem::take(&mut variant.docs).without_attributes();
        }
        item.borrowed = Some(self.borrowed(place, id));
        item.generics = Generics::Borrowed;
        item
    }

    fn borrowed(&self, place: Place, id: StructId) -> Borrowed {
        Borrowed {
            owned: self.struct_path(place.owned(), id),
            parts: self.program[id].fields.iter().map(|field| self.field_conversion(id, field)).collect(),
        }
    }

    fn field_conversion(&self, owner: StructId, field: &IdlField) -> Conversion {
        let conversion = match self.elements_in_place(owner, field) {
            Some((element, _)) => Conversion::Elements(Box::new(self.conversion(element))),
            None if !self.borrowing.field(self.program, field) => return Conversion::Same,
            None => self.conversion(&field.ty),
        };
        match self.on_cycle(Some(owner), field) || steer::is_boxed(&field.meta) {
            true => Conversion::Boxed(Box::new(conversion)),
            false => conversion,
        }
    }

    /// The list that a field of a type that borrows is: one whose first elements need not be allocated, if they are small.
    pub(in crate::schema) fn small_list(&self, place: Place, owner: StructId, field: &IdlField) -> Option<TokenStream> {
        if !self.borrows(place, &Idl::Struct(owner)) {
            return None;
        }
        let (span, rt) = (self.cx.span, &self.cx.runtime);
        let (element, number) = self.elements_in_place(owner, field)?;
        let place = if self.borrows(place, element) { place } else { place.owned() };
        let (element, number) = (self.tokens(place, element, Position::Value), Literal::usize_unsuffixed(number));
        Some(quote_spanned!(span=> #rt::SmallVec<[#element; #number]>))
    }

    /// What this field is a list of, if it is one, and how many elements lie in the struct itself: none, if they are large.
    fn elements_in_place<'f>(&'f self, owner: StructId, field: &'f IdlField) -> Option<(&'f Idl, usize)> {
        /// Bytes of them all.
        const ROOM: usize = 32;
        if steer::replacement(&field.meta).is_some() || !self.borrowing.structure(owner) {
            return None;
        }
        let Idl::List(element) = self.target(&field.ty)? else {
            return None;
        };
        let size = match self.target(element)? {
            Idl::String | Idl::Binary => size_of::<&str>(),
            _ if self.borrowing.ty(self.program, element) => return None,
            _ => size::estimate(self.program, &self.cx.style, element),
        };
        // Where there is room for one alone, most lists have more.
        ROOM.checked_div(size).filter(|number| *number > 1).map(|number| (&**element, number))
    }

    /// What a type stands for, unless one of the user's stands in its place.
    fn target<'f>(&'f self, ty: &'f Idl) -> Option<&'f Idl> {
        match ty {
            Idl::Typedef(id) if steer::replacement(&self.program[*id].meta).is_some() => None,
            Idl::Typedef(id) => self.target(&self.program[*id].target),
            ty => Some(ty),
        }
    }

    fn conversion(&self, ty: &Idl) -> Conversion {
        if !self.borrowing.ty(self.program, ty) {
            return Conversion::Same;
        }
        match self.program.resolve(ty) {
            Idl::String => Conversion::Text,
            Idl::Binary => Conversion::Binary,
            Idl::List(element) | Idl::Set(element) => Conversion::Elements(Box::new(self.conversion(element))),
            Idl::Map(key, value) => {
                Conversion::Entries(Box::new(self.conversion(key)), Box::new(self.conversion(value)))
            }
            _ => Conversion::Struct,
        }
    }
}
