//! The name of a type where traits are implemented for it, with its parameters.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;

use crate::schema::{Generics, OwnGenerics, Struct, Union};

/// A type that is implemented.
#[derive(Clone, Copy)]
pub(super) struct TypeName<'a> {
    ident: &'a Ident,
    generics: &'a Generics,
    span: Span,
}

/// What a trait asks of the parameters of a type that implements it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// That they say what they are on the wire.
    Wire,
    /// That they can be written.
    Encode,
    /// That they can be read, and have a default where they may be missing; what borrows does so for `'de`.
    Decode,
}

/// `impl #generics Trait for #ty #bounds`
pub(super) struct Head {
    pub(super) generics: TokenStream,
    pub(super) ty: TokenStream,
    pub(super) bounds: TokenStream,
}

impl<'a> TypeName<'a> {
    pub(super) fn of_struct(item: &'a Struct, span: Span) -> Self {
        Self { ident: &item.ident, generics: &item.generics, span }
    }

    pub(super) fn of_union(item: &'a Union, span: Span) -> Self {
        Self { ident: &item.ident, generics: &item.generics, span }
    }

    /// A type without parameters.
    pub(super) fn plain(ident: &'a Ident, span: Span) -> Self {
        Self { ident, generics: &Generics::None, span }
    }

    pub(super) fn with_generics(ident: &'a Ident, generics: &'a Generics, span: Span) -> Self {
        Self { ident, generics, span }
    }

    pub(super) fn generics(&self) -> &'a Generics {
        self.generics
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

    fn with(&self, lifetime: &TokenStream) -> TokenStream {
        let ident = self.ident;
        match self.generics {
            Generics::Borrowed => quote_spanned!(self.span=> #ident<#lifetime>),
            Generics::None | Generics::Own(_) => quote_spanned!(self.span=> #ident),
        }
    }

    /// The head of an implementation, with the runtime at this path.
    pub(super) fn head(&self, ask: Ask, rt: &TokenStream) -> Head {
        let (ident, span) = (self.ident, self.span);
        let bounds = TokenStream::new();
        match self.generics {
            Generics::Own(own) => self.own_head(own, ask, rt),
            Generics::None if ask == Ask::Decode => {
                Head { generics: quote_spanned!(span=> <'de>), ty: quote_spanned!(span=> #ident), bounds }
            }
            Generics::Borrowed if ask == Ask::Decode => {
                Head { generics: quote_spanned!(span=> <'de>), ty: quote_spanned!(span=> #ident<'de>), bounds }
            }
            Generics::None | Generics::Borrowed => Head { generics: TokenStream::new(), ty: self.any(), bounds },
        }
    }

    fn own_head(&self, own: &OwnGenerics, ask: Ask, rt: &TokenStream) -> Head {
        let (ident, span) = (self.ident, self.span);
        let (args, given) = (&own.arguments, &own.bounds);
        let asked = own.on_wire.iter().map(|name| match ask {
            Ask::Wire => quote_spanned!(span=> #name: #rt::Wire,),
            Ask::Encode => quote_spanned!(span=> #name: #rt::Encode,),
            Ask::Decode => quote_spanned!(span=> #name: #rt::Decode<'de>,),
        });
        let defaults = own.with_default.iter().filter(|_| ask == Ask::Decode);
        let defaults = defaults.map(|ty| {
            let ty = own.decoded(ty);
            quote_spanned!(span=> #ty: ::core::default::Default,)
        });
        let bounds = quote_spanned!(span=> where #(#given,)* #(#asked)* #(#defaults)*);
        let (lifetimes, others) = (&own.lifetime_params, &own.other_params);
        match ask {
            Ask::Decode => Head {
                generics: own.decoded(quote_spanned!(span=> <'de, #(#others),*>)),
                ty: own.decoded(quote_spanned!(span=> #ident #args)),
                bounds: own.decoded(bounds),
            },
            Ask::Wire | Ask::Encode => Head {
                generics: quote_spanned!(span=> <#(#lifetimes,)* #(#others),*>),
                ty: quote_spanned!(span=> #ident #args),
                bounds,
            },
        }
    }
}
