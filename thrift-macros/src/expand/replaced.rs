//! Types of the user's in place of those of the IDL.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::Emitter;
use crate::schema::{Type, WireType};

impl Emitter<'_> {
    /// Expands to: `const _: () = assert!(<::geo::Point as Wire>::TTYPE as u8 == 12, "…");`
    pub(super) fn replaced(&self, ty: &Type) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let WireType::Known(ttype) = ty.ttype else {
            return TokenStream::new();
        };
        let (tokens, number) = (&ty.tokens, super::encode::integer(ttype as u8, span));
        let message = format!("`{tokens}` has another wire type than what it stands for in the IDL");
        quote_spanned! {span=>
            const _: () = ::core::assert!(
                <#tokens as #rt::Wire>::TTYPE as ::core::primitive::u8 == #number,
                #message
            );
        }
    }
}
