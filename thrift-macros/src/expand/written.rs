//! Services of the user's: what they become besides what those of the IDL do.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use super::Emitter;
use crate::schema::{Method, Service, Side};

impl Emitter<'_> {
    /// Expands to the module of a service, and its trait at the place and with the name that the user gave it, which is that of
    /// the side that the user wrote it for:
    /// ```ignore
    /// pub mod user_service {
    ///     use super::*;
    ///     pub trait Iface { … }                   // and the rest, as in `service`
    ///     pub mod types { pub type GetUserValue = User; … }
    ///     macro_rules! inherited { … }            // what a service is given that extends this one
    /// }
    /// pub use user_service::Iface as UserService;
    /// ```
    pub(crate) fn written_service(&self, service: &Service, side: Side, name: &Ident) -> TokenStream {
        let span = self.cx.span;
        let (vis, module) = (&self.vis, &service.module);
        // The user's types are where the trait is. Names of ours, which are items, come before what a glob brings.
        let around = quote_spanned!(span=> #[allow(unused_imports)] use super::*;);
        let (types, inherited) = (self.types(service), self.inherited(Side::Async, service));
        let inherits = service.bases.iter().map(|base| {
            let path = &base.path;
            quote_spanned! {span=>
                #[doc(hidden)]
                #[allow(unused_imports)]
                pub(crate) use #path as extended;
                extended::inherited!(Client, extended);
            }
        });
        let inherited_blocking = service.blocking.as_ref().map(|_| self.inherited(Side::Blocking, service));
        let more = quote_spanned!(span=> #around #types #inherited #inherited_blocking #(#inherits)*);
        let inherits = service
            .bases
            .iter()
            .map(|_| quote_spanned!(span=> super::extended::inherited_blocking!(Client, super::extended);));
        let more_blocking = quote_spanned!(span=> #[allow(unused_imports)] use super::super::*; #(#inherits)*);
        let module_item = self.service_with(service, &more, &more_blocking);
        let within = match (&service.blocking, side) {
            (Some(blocking), Side::Blocking) => {
                let inner = &blocking.module;
                Some(quote_spanned!(span=> ::#inner))
            }
            _ => None,
        };
        quote_spanned! {span=>
            #module_item
            #[allow(unused_imports)]
            #vis use #module #within::Iface as #name;
        }
    }

    /// Expands to the types of the methods, under names that lead to them from everywhere.
    fn types(&self, service: &Service) -> TokenStream {
        let span = self.cx.span;
        let aliases = service.methods.iter().flat_map(|method| {
            let value = method.returns.as_ref().map(|ty| ty.tokens.clone());
            let value = value.unwrap_or_else(|| quote_spanned!(span=> ()));
            let args = method.args.iter().map(|arg| self.field_type(arg));
            let names = self.alias_names(method);
            names.into_iter().zip([value].into_iter().chain(args)).collect::<Vec<_>>()
        });
        let aliases = aliases.map(|(name, ty)| quote_spanned!(span=> pub type #name = #ty;));
        quote_spanned! {span=>
            #[doc(hidden)]
            #[allow(dead_code)]
            pub mod types {
                #[allow(unused_imports)]
                use super::*;
                #(#aliases)*
            }
        }
    }

    /// The names of a method's types: of its value, and of its arguments.
    fn alias_names(&self, method: &Method) -> Vec<Ident> {
        let span = self.cx.span;
        let prefix = crate::names::camel_case(&method.descriptor.to_string().to_lowercase());
        let args = (1..=method.args.len()).map(|place| format!("{prefix}Argument{place}"));
        let names = [format!("{prefix}Value")].into_iter().chain(args);
        names.map(|name| Ident::new(&name, span)).collect()
    }

    /// Expands to:
    /// ```ignore
    /// macro_rules! inherited {
    ///     ($client:ident, $($base:ident)::+) => {
    ///         impl $client { pub fn get_user(&self, …) -> CallFuture<…> { $($base)::+::Client::new(…).get_user(…) } }
    ///         impl $($base)::+::Iface for $client { fn get_user(&self, …) -> CallFuture<…> { Self::get_user(self, …) } }
    ///     };
    /// }
    /// ```
    /// or, on plain threads, the same as `inherited_blocking`, with what is in the module `blocking`.
    fn inherited(&self, side: Side, service: &Service) -> TokenStream {
        let span = self.cx.span;
        let facade = &self.cx.facade;
        let inherited = Ident::new(if side == Side::Async { "inherited" } else { "inherited_blocking" }, span);
        let name = Ident::new(&format!("{inherited}_from_{}", service.module), span);
        let new = &service.client.new;
        let within = match (side, &service.blocking) {
            (Side::Blocking, Some(blocking)) => {
                let module = &blocking.module;
                quote_spanned!(span=> $($base)::+::#module)
            }
            _ => quote_spanned!(span=> $($base)::+),
        };
        let parts = service.methods.iter().map(|method| {
            let mut names = self.alias_names(method).into_iter();
            let value = names.next();
            let types: Vec<Ident> = names.collect();
            let (ident, args) = (&method.ident, method.args.iter().map(|arg| &arg.ident).collect::<Vec<_>>());
            let error = match &method.error {
                Some(error) => {
                    let error = &error.ident;
                    quote_spanned!(span=> $($base)::+::#error)
                }
                None => quote_spanned!(span=> #facade::Error),
            };
            let outcome = quote_spanned!(span=> $($base)::+::types::#value, #error);
            let output = match side {
                Side::Async => quote_spanned!(span=> #facade::CallFuture<#outcome>),
                Side::Blocking => quote_spanned!(span=> ::core::result::Result<#outcome>),
            };
            let head = quote_spanned!(span=> fn #ident(&self #(, #args: $($base)::+::types::#types)*) -> #output);
            let docs = method.docs.attributes(span);
            let own = quote_spanned! {span=>
                #docs
                #[allow(unreachable_pub, clippy::too_many_arguments)]
                pub #head {
                    #within::Client::#new(::core::clone::Clone::clone(&self.channel)).#ident(#(#args),*)
                }
            };
            (own, quote_spanned!(span=> #head { Self::#ident(self #(, #args)*) }))
        });
        let (own, iface): (Vec<TokenStream>, Vec<TokenStream>) = parts.unzip();
        let further = service
            .bases
            .first()
            .map(|_| quote_spanned!(span=> $($base)::+::extended::#inherited!($client, $($base)::+::extended);));
        quote_spanned! {span=>
            #[doc(hidden)]
            #[allow(unused_macros)]
            macro_rules! #name {
                ($client:ident, $($base:ident)::+) => {
                    impl $client { #(#own)* }
                    #[allow(refining_impl_trait, clippy::too_many_arguments)]
                    impl #within::Iface for $client { #(#iface)* }
                    #further
                };
            }
            #[doc(hidden)]
            #[allow(unused_imports)]
            pub(crate) use #name as #inherited;
        }
    }
}
