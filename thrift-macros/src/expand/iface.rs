//! The trait of a service.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use super::Emitter;
use crate::schema::{Method, Service, Side};

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// pub trait Iface: super::base::Iface + Send + Sync {
    ///     fn get_user(&self, id: i32) -> impl Future<Output = Result<User, GetUserError>> + Send;
    /// }
    /// // and its impls for `&T`, `Box<T>` and `Arc<T>`
    /// ```
    /// On plain threads, methods return the `Result` itself.
    pub(super) fn iface(&self, service: &Service) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let base = service.bases.first().map(|base| {
            let path = &base.path;
            quote_spanned!(span=> #path::Iface +)
        });
        let doc = format!(" What `{}` does: implemented by handlers, and by `Client`.", service.idl);
        let methods = service.methods.iter().map(|method| {
            let (name, docs, output) = (&method.ident, method.docs.attributes(span), self.output(method));
            let (args, types) = self.signature(method);
            let allow = self.allow_many(method);
            let output = match service.side {
                Side::Async => {
                    quote_spanned!(span=> impl ::core::future::Future<Output = #output> + ::core::marker::Send)
                }
                Side::Blocking => output,
            };
            quote_spanned! {span=>
                #docs
                #allow
                fn #name(&self #(, #args: #types)*) -> #output;
            }
        });
        let forwarded = service.methods.iter().map(|method| {
            let (name, output) = (&method.ident, self.output(method));
            let (args, types) = self.signature(method);
            quote_spanned!(span=> fn #name(#(#args: #types),*) -> #output;)
        });
        let side = (service.side == Side::Blocking).then(|| quote_spanned!(span=> blocking));
        quote_spanned! {span=>
            #[doc = #doc]
            pub trait Iface: #base ::core::marker::Send + ::core::marker::Sync {
                #(#methods)*
            }
            #rt::forward_to_pointee! { #side Iface { #(#forwarded)* } }
        }
    }

    /// `impl Iface for Client`, of this service or of one that it extends.
    pub(super) fn iface_for_client(&self, side: Side, iface: &TokenStream, methods: &[Method]) -> TokenStream {
        let span = self.cx.span;
        let derived = self.derived();
        let methods = methods.iter().map(|method| {
            let (name, call) = (&method.ident, self.call_output(side, method));
            let (args, types) = self.signature(method);
            quote_spanned! {span=>
                fn #name(&self #(, #args: #types)*) -> #call {
                    Self::#name(self #(, #args)*)
                }
            }
        });
        let refined = (side == Side::Async).then(|| quote_spanned!(span=> #[allow(refining_impl_trait)]));
        quote_spanned! {span=>
            #derived
            #refined
            impl #iface for Client { #(#methods)* }
        }
    }

    /// `Result<User, GetUserError>`, or without an error of its own `Result<User, Error>`.
    pub(super) fn output(&self, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let outcome = self.outcome(method);
        quote_spanned!(span=> ::core::result::Result<#outcome>)
    }

    /// What a client's method gives: the same, or its future.
    pub(super) fn call_output(&self, side: Side, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let (facade, outcome) = (&self.cx.facade, self.outcome(method));
        match side {
            Side::Async => quote_spanned!(span=> #facade::CallFuture<#outcome>),
            Side::Blocking => self.output(method),
        }
    }

    /// `User, GetUserError`
    pub(super) fn outcome(&self, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let facade = &self.cx.facade;
        let value = match &method.returns {
            Some(ty) => ty.tokens.clone(),
            None => quote_spanned!(span=> ()),
        };
        let error = match &method.error {
            Some(error) => error.path.clone(),
            None => quote_spanned!(span=> #facade::Error),
        };
        quote_spanned!(span=> #value, #error)
    }

    /// Allows as many arguments as the IDL has, where clippy counts them with `self`.
    pub(super) fn allow_many(&self, method: &Method) -> Option<TokenStream> {
        let span = self.cx.span;
        /// Arguments besides `self` from which on `too_many_arguments` warns.
        const MANY: usize = 7;
        (method.args.len() >= MANY).then(|| quote_spanned!(span=> #[allow(clippy::too_many_arguments)]))
    }

    /// Names and types of a method's arguments.
    pub(super) fn signature<'a>(&self, method: &'a Method) -> (Vec<&'a Ident>, Vec<TokenStream>) {
        method.args.iter().map(|arg| (&arg.ident, self.field_type(arg))).unzip()
    }
}
