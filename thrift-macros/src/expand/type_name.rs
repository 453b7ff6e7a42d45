//! The name of a struct or union where it is implemented, with the lifetime of one that borrows.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;

use crate::schema::{Struct, Union};

/// A type that is implemented.
#[derive(Clone, Copy)]
pub(super) struct TypeName<'a> {
    ident: &'a Ident,
    borrows: bool,
    span: Span,
}

impl<'a> TypeName<'a> {
    pub(super) fn of_struct(item: &'a Struct, span: Span) -> Self {
        Self { ident: &item.ident, borrows: item.borrowed.is_some(), span }
    }

    pub(super) fn of_union(item: &'a Union, span: Span) -> Self {
        Self { ident: &item.ident, borrows: item.borrowed.is_some(), span }
    }

    pub(super) fn of_enum(ident: &'a Ident, span: Span) -> Self {
        Self { ident, borrows: false, span }
    }

    pub(super) fn borrows(&self) -> bool {
        self.borrows
    }

    pub(super) fn ident(&self) -> &'a Ident {
        self.ident
    }

    /// `User`, or `User<'_>` where no matter how long.
    pub(super) fn any(&self) -> TokenStream {
        self.with(&quote_spanned!(self.span=> '_))
    }

    /// `User`, or `User<'a>` where the type is defined.
    pub(super) fn defined(&self) -> TokenStream {
        self.with(&quote_spanned!(self.span=> 'a))
    }

    /// `User`, or `User<'de>` where it borrows from what it is decoded from.
    pub(super) fn decoded(&self) -> TokenStream {
        self.with(&quote_spanned!(self.span=> 'de))
    }

    fn with(&self, lifetime: &TokenStream) -> TokenStream {
        let ident = self.ident;
        match self.borrows {
            true => quote_spanned!(self.span=> #ident<#lifetime>),
            false => quote_spanned!(self.span=> #ident),
        }
    }
}
