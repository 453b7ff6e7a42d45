//! What serde has to know, where the user derives its traits: names as in the IDL, and what may be missing.
//!
//! A type or part with attributes of the user's own for serde has none of these.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Path, PathSegment};

use super::Emitter;
use crate::schema::{Enum, Field, Presence, Struct, Union, Variant};

/// The traits of serde.
const TRAITS: [&str; 2] = ["Serialize", "Deserialize"];

fn is_trait(path: &Path, names: &[&str]) -> bool {
    path.segments.last().is_some_and(|last| names.iter().any(|name| last.ident == name))
}

/// The path of serde, of one of its traits.
fn serde_of(path: &Path) -> TokenStream {
    let count = path.segments.len();
    let segments = path.segments.iter().take(count.saturating_sub(1)).map(PathSegment::to_token_stream);
    let (start, segments) = (&path.leading_colon, segments.collect::<Vec<_>>());
    quote::quote!(#start #(#segments)::*)
}

impl Emitter<'_> {
    /// `#[serde(rename = "userId", default)]`, at each field of a struct.
    pub(super) fn serde_fields(&self, item: &Struct) -> Vec<TokenStream> {
        let derived = |names: &[&str]| item.derives.iter().any(|path| is_trait(path, names));
        if !derived(&TRAITS) || item.docs.mentions("serde") {
            return item.fields.iter().map(|_| TokenStream::new()).collect();
        }
        let (writes, reads) = (derived(&["Serialize"]), derived(&["Deserialize"]));
        item.fields.iter().map(|field| self.serde_field(item, field, (writes, reads))).collect()
    }

    fn serde_field(&self, item: &Struct, field: &Field, (writes, reads): (bool, bool)) -> TokenStream {
        let span = self.cx.span;
        if field.docs.mentions("serde") {
            return TokenStream::new();
        }
        let name = &field.idl;
        let mut parts = vec![quote_spanned!(span=> rename = #name)];
        match &field.presence {
            Presence::Optional(_) => {
                parts.extend(reads.then(|| quote_spanned!(span=> default)));
                let skip = "::core::option::Option::is_none";
                parts.extend(writes.then(|| quote_spanned!(span=> skip_serializing_if = #skip)));
            }
            Presence::Default(None) => parts.extend(reads.then(|| quote_spanned!(span=> default))),
            Presence::Default(Some(_)) if reads => {
                let path = format!("{}::{}", item.ident, default_name(field));
                parts.push(quote_spanned!(span=> default = #path));
            }
            Presence::Default(Some(_)) | Presence::Required(_) => {}
        }
        quote_spanned!(span=> #[serde(#(#parts),*)])
    }

    /// At our field for what is not known.
    pub(super) fn serde_unknown(&self, item: &Struct) -> Option<TokenStream> {
        let span = self.cx.span;
        let derived = item.derives.iter().any(|path| is_trait(path, &TRAITS)) && !item.docs.mentions("serde");
        let skip = "::std::vec::Vec::is_empty";
        derived.then(|| quote_spanned!(span=> #[serde(default, skip_serializing_if = #skip)]))
    }

    /// Functions that give the IDL's defaults, which serde calls by name:
    /// ```ignore
    /// impl User { fn serde_default_level() -> i32 { 3 } }
    /// ```
    pub(super) fn serde_defaults(&self, item: &Struct) -> Option<TokenStream> {
        let span = self.cx.span;
        let reads = item.derives.iter().any(|path| is_trait(path, &["Deserialize"]));
        if !reads || item.docs.mentions("serde") {
            return None;
        }
        let functions: Vec<TokenStream> = item
            .fields
            .iter()
            .filter(|field| !field.docs.mentions("serde"))
            .filter_map(|field| match &field.presence {
                Presence::Default(Some(value)) => {
                    let (name, ty) = (default_name(field), &field.ty.tokens);
                    Some(quote_spanned!(span=> fn #name() -> #ty { #value }))
                }
                _ => None,
            })
            .collect();
        let (ident, allow) = (&item.ident, self.allowances());
        (!functions.is_empty()).then(|| quote_spanned!(span=> #allow impl #ident { #(#functions)* }))
    }

    /// `#[serde(rename = "circle")]`, at a member of a union.
    pub(super) fn serde_variant(&self, item: &Union, variant: &Variant) -> Option<TokenStream> {
        let span = self.cx.span;
        let derived = item.derives.iter().any(|path| is_trait(path, &TRAITS));
        let own = item.docs.mentions("serde") || variant.docs.mentions("serde");
        let name = &variant.idl;
        (derived && !own).then(|| quote_spanned!(span=> #[serde(rename = #name)]))
    }

    /// What is derived for an enum, and what serde's traits come to in its place: the names of values, where somebody may read
    /// them, and numbers where nobody does or they have no names.
    pub(super) fn serde_enum<'e>(&self, item: &'e Enum) -> (Vec<&'e Path>, TokenStream) {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        if item.docs.mentions("serde") {
            return (item.derives.iter().collect(), TokenStream::new());
        }
        let ident = &item.ident;
        let ours = item.derives.iter().filter(|path| is_trait(path, &TRAITS)).map(|path| {
            let serde = serde_of(path);
            match is_trait(path, &["Serialize"]) {
                true => quote_spanned!(span=> #rt::serialize_enum!(#ident, #serde);),
                false => quote_spanned!(span=> #rt::deserialize_enum!(#ident, #serde);),
            }
        });
        let derived = item.derives.iter().filter(|path| !is_trait(path, &TRAITS)).collect();
        (derived, quote_spanned!(span=> #(#ours)*))
    }
}

fn default_name(field: &Field) -> Ident {
    use syn::ext::IdentExt;
    Ident::new(&format!("serde_default_{}", field.ident.unraw()), field.ident.span())
}
