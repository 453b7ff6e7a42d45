//! Constants.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::Emitter;
use crate::schema::{Const, Storage};

impl Emitter<'_> {
    /// Expands to: `pub const LIMIT: i32 = 7;` or `pub static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| …);`
    pub(super) fn constant(&self, item: &Const) -> TokenStream {
        let span = self.cx.span;
        let vis = &self.vis;
        let Const { ident, ty, value, .. } = item;
        let docs = item.docs.attributes(span);
        let allow = self.allowances();
        match item.storage {
            Storage::Const => quote_spanned!(span=> #docs #allow #vis const #ident: #ty = #value;),
            Storage::Lazy => quote_spanned! {span=>
                #docs
                #allow
                #vis static #ident: ::std::sync::LazyLock<#ty> = ::std::sync::LazyLock::new(|| #value);
            },
        }
    }
}
