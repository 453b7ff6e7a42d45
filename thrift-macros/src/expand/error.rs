//! The error of a method that throws.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::Emitter;
use super::encode::integer;
use crate::schema::{Method, MethodError, Throw};

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// method_error! {
    ///     pub enum GetUserError { 1 => NotFound(NotFound), }
    ///     from { NotFound(NotFound) }
    ///     else Rpc
    /// }
    /// ```
    /// and that to the enum with `Debug`, `Display`, `Error`, and `From` for each exception and for `Error`.
    pub(super) fn method_error(&self, method: &Method, error: &MethodError) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let MethodError { ident, rpc, .. } = error;
        let doc = format!(" Why a call of `{}` failed.", method.idl);
        let allow = self.allowances();
        let variants = method.throws.iter().map(|throw| {
            let (id, name, docs, ty) =
                (integer(throw.id, span), &throw.ident, throw.docs.attributes(span), self.thrown(throw));
            quote_spanned!(span=> #docs #id => #name(#ty),)
        });
        let froms = method.throws.iter().filter(|throw| throw.unique).map(|throw| {
            let (name, ty) = (&throw.ident, &throw.ty.tokens);
            quote_spanned!(span=> #name(#ty),)
        });
        quote_spanned! {span=>
            #rt::method_error! {
                #[doc = #doc]
                #allow
                pub enum #ident { #(#variants)* }
                from { #(#froms)* }
                else #rpc
            }
        }
    }

    /// The type that the error's variant holds.
    fn thrown(&self, throw: &Throw) -> TokenStream {
        let span = self.cx.span;
        let ty = &throw.ty.tokens;
        if throw.boxed { quote_spanned!(span=> ::std::boxed::Box<#ty>) } else { ty.clone() }
    }
}
