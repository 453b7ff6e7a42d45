//! Unions.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::Emitter;
use super::type_name::TypeName;
use crate::schema::{Comparison, Union};

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// #[derive(Clone, Debug, Default, PartialEq, …)]
    /// pub enum Shape { #[default] Unset, Circle(Circle), Unknown(UnknownField) }
    /// impl Described for Shape { … }   // and Wire, Encode, Decode
    /// ```
    pub(super) fn union(&self, item: &Union) -> TokenStream {
        let span = self.cx.span;
        let vis = &self.vis;
        let rt = &self.cx.runtime;
        let (unset, unknown) = (item.unset.as_slice(), item.unknown.as_slice());
        let (docs, own) = item.docs.around_derive(span);
        let derives = self.derives(item.comparison, &item.derives);
        let variants = item.variants.iter().map(|variant| {
            let (name, ty, docs) = (&variant.ident, &variant.ty.tokens, variant.docs.attributes(span));
            let serde = self.serde_variant(item, variant);
            quote_spanned!(span=> #docs #serde #name(#ty),)
        });
        let name = TypeName::of_union(item, span);
        let codec = self.union_codec(item);
        let descriptor = match &item.borrowed {
            Some(borrowed) => self.borrowed_descriptor(name, borrowed),
            None => self.union_descriptor(item),
        };
        let conversions = item.borrowed.as_ref().map(|borrowed| self.union_conversions(item, borrowed));
        let defined = name.defined();
        let key = (item.comparison == Comparison::Key).then(|| self.union_key(item));
        let allow = self.allowances();
        quote_spanned! {span=>
            #docs
            #allow
            #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::default::Default #derives)]
            #own
            #vis enum #defined {
                #(
                    /// No member is set.
                    #[default]
                    #unset,
                )*
                #(#variants)*
                #(
                    /// A member that this version of the IDL does not know.
                    #unknown(#rt::UnknownField),
                )*
            }
            #descriptor
            #codec
            #key
            #conversions
        }
    }

    /// Expands to `impl Key`, by the place of the member in the IDL and then its value.
    fn union_key(&self, item: &Union) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let (unset, unknown) = (item.unset.as_slice(), item.unknown.as_slice());
        let (other, state) = (self.cx.local("other"), self.cx.local("state"));
        let (a, b) = (self.cx.local("a"), self.cx.local("b"));
        let names: Vec<_> = item.variants.iter().map(|variant| &variant.ident).chain(unknown).collect();
        let places = (1i64..).map(|place| super::encode::integer(place, span));
        let rank = quote_spanned! {span=>
            |#a: &Self| -> ::core::primitive::i64 {
                match #a {
                    #(Self::#unset => 0,)*
                    #(Self::#names(_) => #places,)*
                }
            }
        };
        let cmp = quote_spanned! {span=>
            match (self, #other) {
                #((Self::#names(#a), Self::#names(#b)) => #rt::Key::key_cmp(#a, #b),)*
                (#a, #b) => {
                    let rank = #rank;
                    ::core::cmp::Ord::cmp(&rank(#a), &rank(#b))
                }
            }
        };
        let hash = quote_spanned! {span=>
            ::core::hash::Hash::hash(&::core::mem::discriminant(self), #state);
            match self {
                #(Self::#unset => {})*
                #(Self::#names(#a) => #rt::Key::key_hash(#a, #state),)*
            }
        };
        let name = TypeName::of_union(item, span);
        let key = self.impl_key(name, &cmp, &hash);
        let compare = self.compare_by_key(name);
        quote_spanned!(span=> #key #compare)
    }
}
