//! Enums.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::Emitter;
use super::encode::integer;
use super::type_name::TypeName;
use crate::schema::Enum;

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// #[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
    /// pub struct Color(pub i32);
    /// impl Color { pub const RED: Self = Self(1); … }
    /// impl Described for Color { … }   // for Debug, Display and FromStr, too
    /// impl Wire for Color { … }        // and Encode, Decode, From both ways
    /// ```
    pub(super) fn enumeration(&self, item: &Enum) -> TokenStream {
        let span = self.cx.span;
        let vis = &self.vis;
        let rt = &self.cx.runtime;
        let ident = &item.ident;
        let (docs, own) = item.docs.around_derive(span);
        let consts = item.values.iter().map(|value| {
            let (name, number, docs) = (&value.ident, integer(value.number, span), value.docs.attributes(span));
            quote_spanned!(span=> #docs pub const #name: Self = Self(#number);)
        });
        let descriptor = self.enum_descriptor(item);
        let key = item.key.then(|| {
            let (other, state) = (self.cx.local("other"), self.cx.local("state"));
            let cmp = quote_spanned!(span=> ::core::cmp::Ord::cmp(self, #other));
            let hash = quote_spanned!(span=> ::core::hash::Hash::hash(self, #state));
            self.impl_key(TypeName::plain(ident, span), &cmp, &hash)
        });
        let (derives, serde) = self.serde_enum(item);
        let derived = self.derived();
        let allow = self.allowances();
        let (f, text, number) = (self.cx.local("f"), self.cx.local("text"), self.cx.local("number"));
        quote_spanned! {span=>
            #docs
            #allow
            #[derive(
                ::core::clone::Clone, ::core::marker::Copy, ::core::default::Default, ::core::cmp::PartialEq,
                ::core::cmp::Eq, ::core::hash::Hash, ::core::cmp::PartialOrd, ::core::cmp::Ord
                #(, #derives)*
            )]
            #own
            #vis struct #ident(
                /// Its number on the wire; numbers that the IDL does not name are kept.
                pub ::core::primitive::i32
            );
            #allow
            impl #ident { #(#consts)* }
            #descriptor
            #derived
            impl ::core::fmt::Debug for #ident {
                fn fmt(&self, #f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    #rt::enumeration::debug::<Self>(self.0, #f)
                }
            }
            #derived
            impl ::core::fmt::Display for #ident {
                fn fmt(&self, #f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    #rt::enumeration::display::<Self>(self.0, #f)
                }
            }
            #derived
            impl ::core::str::FromStr for #ident {
                type Err = #rt::UnknownEnumValue;
                fn from_str(#text: &::core::primitive::str) -> ::core::result::Result<Self, Self::Err> {
                    #rt::enumeration::parse::<Self>(#text).map(Self)
                }
            }
            #derived
            impl ::core::convert::From<::core::primitive::i32> for #ident {
                fn from(#number: ::core::primitive::i32) -> Self {
                    Self(#number)
                }
            }
            #derived
            impl ::core::convert::From<#ident> for ::core::primitive::i32 {
                fn from(#number: #ident) -> Self {
                    #number.0
                }
            }
            #rt::enum_codec!(#ident);
            #serde
            #key
        }
    }
}
