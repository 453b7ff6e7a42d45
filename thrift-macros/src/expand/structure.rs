//! Structs and exceptions.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use super::Emitter;
use super::type_name::TypeName;
use crate::schema::{Comparison, Field, Presence, Struct};

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// #[derive(Clone, Debug, PartialEq, …)]
    /// pub struct User { pub id: i32, pub name: Option<String> }
    /// impl Default for User { … }      // derived where no field has a default in the IDL
    /// impl Described for User { … }    // and Wire, Encode, Decode
    /// ```
    pub(super) fn structure(&self, item: &Struct) -> TokenStream {
        let span = self.cx.span;
        let vis = &self.vis;
        let (ident, rt) = (&item.ident, &self.cx.runtime);
        let (docs, own) = item.docs.around_derive(span);
        let derives = self.derives(item.comparison, &item.derives);
        let fields = item.fields.iter().zip(self.serde_fields(item)).map(|(field, serde)| {
            let (name, ty, docs) = (&field.ident, self.field_type(field), field.docs.attributes(span));
            quote_spanned!(span=> #docs #serde pub #name: #ty,)
        });
        let serde_unknown = self.serde_unknown(item);
        let unknown = item.unknown.iter().map(|name| {
            quote_spanned! {span=>
                /// Fields that this version of the IDL does not know. They are written again.
                #serde_unknown
                pub #name: ::std::vec::Vec<#rt::UnknownField>,
            }
        });
        let (default, serde_defaults) = (self.default(item), self.serde_defaults(item));
        let derived_default = default.is_none().then(|| quote_spanned!(span=> , ::core::default::Default));
        let name = TypeName::of_struct(item, span);
        let codec = self.struct_codec(name, item);
        let descriptor = match &item.borrowed {
            Some(borrowed) => self.borrowed_descriptor(name, borrowed),
            None => self.struct_descriptor(item),
        };
        let conversions = item.borrowed.as_ref().map(|borrowed| self.struct_conversions(item, borrowed));
        let defined = name.defined();
        let key = (item.comparison == Comparison::Key).then(|| self.struct_key(item));
        let exception = item.exception.as_ref().map(|message| self.exception(ident, &item.idl, message.as_ref()));
        let allow = self.allowances();
        quote_spanned! {span=>
            #docs
            #allow
            #[derive(::core::clone::Clone, ::core::fmt::Debug #derived_default #derives)]
            #own
            #vis struct #defined { #(#fields)* #(#unknown)* }
            #default
            #serde_defaults
            #descriptor
            #codec
            #key
            #exception
            #conversions
        }
    }

    /// The type of a field, with the `Option` of an optional one.
    pub(super) fn field_type(&self, field: &Field) -> TokenStream {
        let span = self.cx.span;
        let ty = &field.ty.tokens;
        match field.presence {
            Presence::Optional(_) => quote_spanned!(span=> ::core::option::Option<#ty>),
            Presence::Required(_) | Presence::Default(_) => ty.clone(),
        }
    }

    /// `Default` by hand, where the IDL gives a field one that is not its type's.
    fn default(&self, item: &Struct) -> Option<TokenStream> {
        let span = self.cx.span;
        let ident = TypeName::of_struct(item, span).any();
        let mut plain = true;
        let values: Vec<TokenStream> = (item.fields.iter())
            .map(|field| {
                let name = &field.ident;
                let value = match &field.presence {
                    Presence::Required(Some(value)) | Presence::Default(Some(value)) => value.clone(),
                    Presence::Optional(Some(value)) => quote_spanned!(span=> ::core::option::Option::Some(#value)),
                    _ => return quote_spanned!(span=> #name: ::core::default::Default::default(),),
                };
                plain = false;
                quote_spanned!(span=> #name: #value,)
            })
            .collect();
        let (derived, unknown) = (self.derived(), item.unknown.iter());
        (!plain).then(|| {
            quote_spanned! {span=>
                #derived
                impl ::core::default::Default for #ident {
                    fn default() -> Self {
                        Self { #(#values)* #(#unknown: ::std::vec::Vec::new(),)* }
                    }
                }
            }
        })
    }

    /// Expands to `impl Key`, field by field in the order of the IDL, and the standard traits by way of it.
    fn struct_key(&self, item: &Struct) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let (other, state) = (self.cx.local("other"), self.cx.local("state"));
        let names: Vec<&Ident> = item.fields.iter().map(|field| &field.ident).chain(&item.unknown).collect();
        let cmp = quote_spanned! {span=>
            let _ = #other;
            ::core::cmp::Ordering::Equal
                #(.then_with(|| #rt::Key::key_cmp(&self.#names, &#other.#names)))*
        };
        let hash = quote_spanned! {span=>
            let _ = &#state;
            #(#rt::Key::key_hash(&self.#names, #state);)*
        };
        let name = TypeName::of_struct(item, span);
        let key = self.impl_key(name, &cmp, &hash);
        let compare = self.compare_by_key(name);
        quote_spanned!(span=> #key #compare)
    }
}
