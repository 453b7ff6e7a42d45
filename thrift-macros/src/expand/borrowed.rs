//! The module of types that borrow, and what leads from them to those that own and back.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use super::Emitter;
use super::type_name::TypeName;
use crate::schema::{Borrowed, BorrowedModule, Conversion, Presence, Struct, Union};

/// Which way a value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum To {
    Owned,
    Borrowed,
}

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// pub mod borrowed {
    ///     pub struct User<'a> { pub id: i32, pub name: &'a str }
    ///     // …
    ///     pub use super::{Point, Color};
    /// }
    /// ```
    pub(super) fn borrowed_module(&self, module: &BorrowedModule) -> TokenStream {
        let span = self.cx.span;
        let vis = &self.vis;
        let BorrowedModule { name, others, .. } = module;
        let inner = Emitter { vis: quote_spanned!(span=> pub), cx: self.cx, ..*self };
        let items = module.items.iter().map(|item| inner.item(item));
        let allow = self.allowances();
        // What is there for whoever wants it may be used by nobody.
        let others = (!others.is_empty()).then(|| {
            let vis = self.vis_within();
            quote_spanned!(span=> #[allow(unused_imports)] #allow #[doc(inline)] #vis use super::{#(#others),*};)
        });
        quote_spanned! {span=>
            /// The types that borrow text and binaries from what they are decoded from.
            #vis mod #name {
                #others
                #(#items)*
            }
        }
    }

    /// The visibility of items, as a module among them writes it.
    fn vis_within(&self) -> TokenStream {
        let span = self.cx.span;
        match syn::parse2(self.vis.clone()) {
            Ok(syn::Visibility::Inherited) | Err(_) => quote_spanned!(span=> pub(super)),
            Ok(syn::Visibility::Restricted(vis)) if vis.path.is_ident("self") => quote_spanned!(span=> pub(super)),
            Ok(syn::Visibility::Restricted(vis))
                if vis.path.segments.first().is_some_and(|first| first.ident == "super") =>
            {
                let path = &vis.path;
                quote_spanned!(span=> pub(in super::#path))
            }
            Ok(vis) => quote_spanned!(span=> #vis),
        }
    }

    /// Expands to:
    /// ```ignore
    /// impl From<&User<'_>> for super::User { … }
    /// impl<'a> From<&'a super::User> for User<'a> { … }
    /// impl User<'_> { pub fn to_owned(&self) -> super::User { … } }
    /// ```
    pub(super) fn struct_conversions(&self, item: &Struct, borrowed: &Borrowed) -> TokenStream {
        let span = self.cx.span;
        let value = self.cx.local("value");
        let owned = &borrowed.owned;
        let fields = |to: To| {
            let fields = item.fields.iter().zip(&borrowed.parts).map(|(field, part)| {
                let name = &field.ident;
                let value = match field.presence {
                    Presence::Optional(_) if !matches!(part, Conversion::Same) => {
                        let part_value = self.cx.local("part");
                        let inner = self.convert(part, quote_spanned!(span=> #part_value), to);
                        quote_spanned! {span=>
                            ::core::option::Option::map(::core::option::Option::as_ref(&#value.#name), |#part_value| #inner)
                        }
                    }
                    _ => self.convert(part, quote_spanned!(span=> &#value.#name), to),
                };
                quote_spanned!(span=> #name: #value,)
            });
            let unknown = item
                .unknown
                .iter()
                .map(|name| quote_spanned!(span=> #name: ::core::clone::Clone::clone(&#value.#name),));
            quote_spanned!(span=> #(#fields)* #(#unknown)*)
        };
        let (to_owned, to_borrowed) = (fields(To::Owned), fields(To::Borrowed));
        self.conversions(
            TypeName::of_struct(item, span),
            borrowed,
            &quote_spanned!(span=> #owned { #to_owned }),
            &quote_spanned!(span=> Self { #to_borrowed }),
        )
    }

    /// Expands to the same of a union.
    pub(super) fn union_conversions(&self, item: &Union, borrowed: &Borrowed) -> TokenStream {
        let span = self.cx.span;
        let (value, part_value) = (self.cx.local("value"), self.cx.local("part"));
        let (owned, ident) = (&borrowed.owned, &item.ident);
        let (unset, unknown) = (item.unset.as_slice(), item.unknown.as_slice());
        let members = |from: &TokenStream, target: &TokenStream, to: To| {
            let members = item.variants.iter().zip(&borrowed.parts).map(|(variant, part)| {
                let (name, inner) = (&variant.ident, self.convert(part, quote_spanned!(span=> #part_value), to));
                quote_spanned!(span=> #from::#name(#part_value) => #target::#name(#inner),)
            });
            quote_spanned! {span=>
                match #value {
                    #(#from::#unset => #target::#unset,)*
                    #(#members)*
                    #(#from::#unknown(#part_value) => #target::#unknown(::core::clone::Clone::clone(#part_value)),)*
                }
            }
        };
        let own = quote_spanned!(span=> #ident);
        let (to_owned, to_borrowed) = (members(&own, owned, To::Owned), members(owned, &own, To::Borrowed));
        self.conversions(TypeName::of_union(item, span), borrowed, &to_owned, &to_borrowed)
    }

    fn conversions(
        &self,
        name: TypeName<'_>,
        borrowed: &Borrowed,
        to_owned: &TokenStream,
        to_borrowed: &TokenStream,
    ) -> TokenStream {
        let span = self.cx.span;
        let value = self.cx.local("value");
        let (derived, owned) = (self.derived(), &borrowed.owned);
        let (any, defined) = (name.any(), name.defined());
        let allow = self.allowances();
        quote_spanned! {span=>
            #derived
            impl ::core::convert::From<&#any> for #owned {
                fn from(#value: &#any) -> Self {
                    #to_owned
                }
            }
            #derived
            impl<'a> ::core::convert::From<&'a #owned> for #defined {
                fn from(#value: &'a #owned) -> Self {
                    #to_borrowed
                }
            }
            #allow
            impl #any {
                /// The same, with text and binaries of its own.
                // It may be called by nobody.
                #[allow(dead_code)]
                #[must_use]
                pub fn to_owned(&self) -> #owned {
                    ::core::convert::From::from(self)
                }
            }
        }
    }

    /// What `value`, a reference, is on the other side.
    fn convert(&self, conversion: &Conversion, value: TokenStream, to: To) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let local = |name: &str| self.cx.local(name);
        let through =
            |conversion: &Conversion, name: &Ident| self.convert(conversion, quote_spanned!(span=> #name), to);
        match (conversion, to) {
            (Conversion::Same, _) => quote_spanned!(span=> ::core::clone::Clone::clone(#value)),
            (Conversion::Text, To::Owned) => quote_spanned!(span=> ::core::convert::From::from(*#value)),
            (Conversion::Binary, To::Owned) => quote_spanned!(span=> #rt::copy_binary(#value)),
            (Conversion::Text | Conversion::Binary, To::Borrowed) => quote_spanned!(span=> &**#value),
            (Conversion::Struct, _) => quote_spanned!(span=> ::core::convert::From::from(#value)),
            (Conversion::Boxed(inner), _) => {
                let inner = self.convert(inner, quote_spanned!(span=> &**#value), to);
                quote_spanned!(span=> ::std::boxed::Box::new(#inner))
            }
            (Conversion::Elements(element), _) => {
                let name = local("element");
                let element = through(element, &name);
                quote_spanned!(span=> #rt::map_all(#value, |#name| #element))
            }
            (Conversion::Entries(key, entry), _) => {
                let (k, v) = (local("key"), local("entry"));
                let (key, entry) = (through(key, &k), through(entry, &v));
                quote_spanned!(span=> #rt::map_all(#value, |(#k, #v)| (#key, #entry)))
            }
        }
    }
}
