//! What there is of types that borrow, beside those that own.

use proc_macro2::{Ident, TokenStream};

use super::Item;

/// The module of the types that borrow text and binaries, beside those that own them.
pub(crate) struct BorrowedModule {
    pub(crate) name: Ident,
    pub(crate) items: Vec<Item>,
    /// The types that hold nothing to borrow.
    pub(crate) others: Vec<Ident>,
}

/// What a type that borrows is to the one that owns.
pub(crate) struct Borrowed {
    /// The type that owns.
    pub(crate) owned: TokenStream,
    /// How its fields or members become those of the other, in the order of the IDL.
    pub(crate) parts: Vec<Conversion>,
}

/// How what borrows becomes what owns, and the other way round.
pub(crate) enum Conversion {
    /// Both are of one type.
    Same,
    Text,
    Binary,
    /// A struct, exception or union.
    Struct,
    Boxed(Box<Conversion>),
    /// A list or set.
    Elements(Box<Conversion>),
    /// The keys and values of a map.
    Entries(Box<Conversion>, Box<Conversion>),
}
