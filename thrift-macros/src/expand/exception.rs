//! What makes a struct an exception.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use super::Emitter;

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// impl Display for NotFound { … }  // the field `message` if there is one, else name and fields
    /// impl Error for NotFound {}
    /// ```
    pub(super) fn exception(&self, ident: &Ident, idl: &str, message: Option<&Ident>) -> TokenStream {
        let span = self.cx.span;
        let derived = self.derived();
        let f = self.cx.local("f");
        let body = match message {
            Some(field) => quote_spanned!(span=> ::core::write!(#f, "{}: {}", #idl, self.#field)),
            None => quote_spanned!(span=> ::core::fmt::Debug::fmt(self, #f)),
        };
        quote_spanned! {span=>
            #derived
            impl ::core::fmt::Display for #ident {
                fn fmt(&self, #f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    #body
                }
            }
            #derived
            impl ::core::error::Error for #ident {}
        }
    }
}
