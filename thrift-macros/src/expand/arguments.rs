//! The arguments of a method, as the runtime takes them: nested pairs, in the order of their ids.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use super::Emitter;
use crate::schema::{Field, Method, Presence};

impl Emitter<'_> {
    /// `(i32, (Required<String>, ()))`
    pub(super) fn argument_types(&self, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        self.pairs(method, |arg| {
            let ty = &arg.ty.tokens;
            match &arg.presence {
                Presence::Required(_) => quote_spanned!(span=> #rt::Required<#ty>),
                Presence::Default(None) => ty.clone(),
                Presence::Default(Some(_)) | Presence::Optional(_) => {
                    quote_spanned!(span=> ::core::option::Option<#ty>)
                }
            }
        })
    }

    /// `(id, (Required(name), ()))`, of the parameters of a client's method.
    pub(super) fn argument_values(&self, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        self.pairs(method, |arg| {
            let name = &arg.ident;
            match &arg.presence {
                Presence::Required(_) => quote_spanned!(span=> #rt::Required(#name)),
                Presence::Default(Some(_)) => quote_spanned!(span=> ::core::option::Option::Some(#name)),
                Presence::Default(None) | Presence::Optional(_) => quote_spanned!(span=> #name),
            }
        })
    }

    /// `(arg_1, (Required(arg_2), ()))`, a pattern.
    pub(super) fn argument_pattern(&self, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        self.pairs(method, |arg| {
            let local = self.argument_local(method, arg);
            match &arg.presence {
                Presence::Required(_) => quote_spanned!(span=> #rt::Required(#local)),
                Presence::Default(_) | Presence::Optional(_) => quote_spanned!(span=> #local),
            }
        })
    }

    /// `arg_1, arg_2`, of what such a pattern binds, in the order of the IDL.
    pub(super) fn argument_locals(&self, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let locals = method.args.iter().map(|arg| {
            let local = self.argument_local(method, arg);
            match &arg.presence {
                Presence::Default(Some(value)) => quote_spanned!(span=> #local.unwrap_or_else(|| #value)),
                _ => quote_spanned!(span=> #local),
            }
        });
        quote_spanned!(span=> #(#locals),*)
    }

    /// An invented name, since a pattern of the IDL's could mean a constant of the user's.
    fn argument_local(&self, method: &Method, arg: &Field) -> Ident {
        let place = method.args.iter().position(|other| std::ptr::eq(other, arg)).unwrap_or_default();
        self.cx.local(&format!("arg_{}", place + 1))
    }

    fn pairs(&self, method: &Method, one: impl Fn(&Field) -> TokenStream) -> TokenStream {
        let span = self.cx.span;
        method.args_by_id().into_iter().rev().fold(quote_spanned!(span=> ()), |rest, arg| {
            let first = one(arg);
            quote_spanned!(span=> (#first, #rest))
        })
    }
}
