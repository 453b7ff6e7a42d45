//! The arguments of a method, as the runtime takes them: nested pairs, in the order of their ids.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use syn::ext::IdentExt;

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

    /// `arg_1, arg_2`, of what such a pattern binds, in the order of the IDL; `service` is the module with the defaults.
    pub(super) fn argument_locals(&self, service: &TokenStream, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let locals = method.args.iter().map(|arg| {
            let local = self.argument_local(method, arg);
            match &arg.presence {
                Presence::Default(Some(_)) => {
                    let default = self.argument_default(method, arg);
                    quote_spanned!(span=> #local.unwrap_or_else(#service::#default))
                }
                _ => quote_spanned!(span=> #local),
            }
        });
        quote_spanned!(span=> #(#locals),*)
    }

    /// Functions that give the IDL's defaults: `fn default_get_user_2() -> String { … }`
    pub(super) fn argument_defaults(&self, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let allow = self.allowances();
        let defaults = method.args.iter().filter_map(|arg| {
            let Presence::Default(Some(value)) = &arg.presence else {
                return None;
            };
            let (name, ty) = (self.argument_default(method, arg), &arg.ty.tokens);
            Some(quote_spanned!(span=> #allow fn #name() -> #ty { #value }))
        });
        quote_spanned!(span=> #(#defaults)*)
    }

    fn argument_default(&self, method: &Method, arg: &Field) -> Ident {
        let (name, place) = (method.ident.unraw(), place_of(method, arg));
        Ident::new(&format!("default_{name}_{place}"), self.cx.span)
    }

    /// An invented name, since a pattern of the IDL's could mean a constant of the user's.
    fn argument_local(&self, method: &Method, arg: &Field) -> Ident {
        self.cx.local(&format!("arg_{}", place_of(method, arg)))
    }

    fn pairs(&self, method: &Method, one: impl Fn(&Field) -> TokenStream) -> TokenStream {
        let span = self.cx.span;
        method.args_by_id().into_iter().rev().fold(quote_spanned!(span=> ()), |rest, arg| {
            let first = one(arg);
            quote_spanned!(span=> (#first, #rest))
        })
    }
}

/// The place of an argument in the IDL, from 1.
fn place_of(method: &Method, arg: &Field) -> usize {
    1 + method.args.iter().position(|other| std::ptr::eq(other, arg)).unwrap_or_default()
}
