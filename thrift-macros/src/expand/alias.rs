//! Typedefs.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::Emitter;
use crate::schema::Alias;

impl Emitter<'_> {
    /// Expands to: `pub type UserId = i64;`
    pub(super) fn alias(&self, item: &Alias) -> TokenStream {
        let span = self.cx.span;
        let vis = &self.vis;
        let (ident, ty, docs) = (&item.ident, &item.ty, item.docs.attributes(span));
        let allow = self.allowances();
        let lifetime = item.borrows.then(|| quote_spanned!(span=> <'a>));
        quote_spanned!(span=> #docs #allow #vis type #ident #lifetime = #ty;)
    }
}
