//! Types of the user's: the implementations alone.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use super::encode::integer;
use super::type_name::{Ask, Head, TypeName};
use super::{Context, Emitter};
use crate::schema::{Enum, Generics, Struct, Union};

impl<'a> Emitter<'a> {
    /// An emitter for types of the user's.
    pub(crate) fn of_types(cx: &'a Context) -> Self {
        // A field's type may be deprecated; only its own crate knows.
        Self { cx, deprecations: true, doubles: true, vis: cx.vis.clone() }
    }

    /// Expands to `impl Described for User`, and `Wire`, `Encode`, `Decode`, as in [`structure`](Self::structure).
    pub(crate) fn derived_struct(&self, item: &Struct) -> TokenStream {
        let span = self.cx.span;
        let name = TypeName::of_struct(item, span);
        let (descriptor, codec) = (self.struct_descriptor(item), self.struct_codec(name, item));
        let exception = item.exception.as_ref();
        let exception = exception.map(|message| self.exception(&item.ident, &item.idl, message.as_ref()));
        quote_spanned!(span=> #descriptor #codec #exception)
    }

    /// Expands to the same of a union.
    pub(crate) fn derived_union(&self, item: &Union) -> TokenStream {
        let span = self.cx.span;
        let (descriptor, codec) = (self.union_descriptor(item), self.union_codec(item));
        quote_spanned!(span=> #descriptor #codec)
    }

    /// Expands to:
    /// ```ignore
    /// impl Described for Color { … }
    /// impl Numbered for Color {
    ///     fn number(&self) -> i32 { match self { Self::Red => 1, Self::Other(number) => *number } }
    ///     fn from_number(number: i32) -> Option<Self> { Some(match number { 1 => Self::Red, _ => Self::Other(number) }) }
    /// }
    /// numbered_codec!(Color);
    /// ```
    pub(crate) fn derived_enum(&self, item: &Enum, unknown: Option<&Ident>) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let (ident, derived, number) = (&item.ident, self.derived(), self.cx.local("number"));
        let descriptor = self.enum_descriptor(item);
        let numbers = item.values.iter().map(|value| integer(value.number, span));
        let to = item.values.iter().zip(numbers.clone()).map(|(value, number)| {
            let name = &value.ident;
            quote_spanned!(span=> Self::#name => #number,)
        });
        let from = item.values.iter().zip(numbers).map(|(value, number)| {
            let name = &value.ident;
            quote_spanned!(span=> #number => Self::#name,)
        });
        let (other, otherwise) = match unknown {
            Some(unknown) => (
                Some(quote_spanned!(span=> Self::#unknown(#number) => *#number,)),
                quote_spanned!(span=> Self::#unknown(#number)),
            ),
            None => (None, quote_spanned!(span=> return ::core::option::Option::None)),
        };
        quote_spanned! {span=>
            #descriptor
            #derived
            impl #rt::Numbered for #ident {
                fn number(&self) -> ::core::primitive::i32 {
                    match self { #(#to)* #other }
                }
                fn from_number(#number: ::core::primitive::i32) -> ::core::option::Option<Self> {
                    ::core::option::Option::Some(match #number { #(#from)* _ => #otherwise })
                }
            }
            #rt::numbered_codec!(#ident);
        }
    }

    /// Expands to `Wire`, `Encode` and `Decode` by way of the one field.
    pub(crate) fn derived_transparent(
        &self,
        ident: &Ident,
        generics: &Generics,
        (member, ty, decoded): (&TokenStream, &TokenStream, &TokenStream),
    ) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let heads = self.heads(TypeName::with_generics(ident, generics, span));
        quote_spanned!(span=> #rt::transparent_codec!(#heads #member: #ty, #decoded);)
    }

    /// Expands to implementations that nobody runs, since there is an error beside them.
    pub(crate) fn derived_skeleton(&self, ident: &Ident, generics: &Generics) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let name = TypeName::with_generics(ident, generics, span);
        let heads = self.heads(name);
        let head = |ask, of: &TokenStream, body: &TokenStream| {
            let Head { generics, ty, bounds } = name.head(ask, rt);
            quote_spanned!(span=> impl #generics #rt::#of for #ty #bounds { #body })
        };
        let text = ident.to_string();
        let described = head(
            Ask::Wire,
            &quote_spanned!(span=> Described),
            &quote_spanned! {span=>
                const DESCRIPTOR: &'static #rt::Descriptor = &#rt::Descriptor::new(#text, #rt::Kind::Struct(&[]));
            },
        );
        let encode = head(
            Ask::Encode,
            &quote_spanned!(span=> EncodeFields),
            &quote_spanned!(span=> fn encode_fields<__O: #rt::Output>(&self, _: &mut __O) {}),
        );
        let decode = head(
            Ask::Decode,
            &quote_spanned!(span=> DecodeFields<'de>),
            &quote_spanned! {span=>
                fn start() -> Self {
                    loop {}
                }
                fn decode_fields<__I: #rt::Input<'de>>(
                    &mut self,
                    _: &mut __I,
                    _: ::core::primitive::u32,
                ) -> ::core::result::Result<(), #rt::ProtocolError> {
                    ::core::result::Result::Ok(())
                }
            },
        );
        quote_spanned!(span=> #described #encode #decode #rt::struct_codec!(generic #heads);)
    }
}
