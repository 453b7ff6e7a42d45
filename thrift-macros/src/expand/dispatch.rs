//! From requests to a handler's methods.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use super::Emitter;
use crate::schema::{Method, Service, Side};

/// Methods of which the code for a handler is compiled together. The compiler optimises modules side by side, and what is
/// generic is all that a change in `main` makes it compile again.
const TOGETHER: usize = 64;

impl Emitter<'_> {
    /// Expands to a static for each method, and:
    /// ```ignore
    /// pub fn dispatch<H: Iface + 'static>(handler: &Arc<H>, request: Request) -> ResponseFuture {
    ///     part_1::dispatch(handler, request)
    /// }
    /// mod part_1 {
    ///     pub(super) fn dispatch<H: super::Iface + 'static>(handler: &Arc<H>, request: Request) -> ResponseFuture {
    ///         match request.method() {
    ///             "getUser" => …,
    ///             _ => super::otherwise(handler, request),  // or the next part
    ///         }
    ///     }
    /// }
    /// fn otherwise<H: Iface + 'static>(handler: &Arc<H>, request: Request) -> ResponseFuture {
    ///     super::base::dispatch(handler, request)           // or says that there is no such method
    /// }
    /// ```
    /// On plain threads, the statics are those of the module around, and a `Response` is returned.
    pub(super) fn dispatch(&self, service: &Service) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let (handler, request) = (self.cx.local("handler"), self.cx.local("request"));
        let idl = &service.idl;
        let otherwise = match service.bases.first() {
            Some(base) => {
                let path = &base.path;
                quote_spanned!(span=> #path::dispatch(#handler, #request))
            }
            None => {
                let unknown = match service.side {
                    Side::Async => quote_spanned!(span=> #request.unknown_method(#idl)),
                    Side::Blocking => quote_spanned!(span=> #rt::blocking::unknown_method(#request, #idl)),
                };
                quote_spanned!(span=> { let _ = #handler; #unknown })
            }
        };
        let parts: Vec<&[Method]> = service.methods.chunks(TOGETHER).collect();
        let name = |place: usize| Ident::new(&format!("part_{}", place + 1), span);
        let first = match parts.first() {
            Some(_) => quote_spanned!(span=> part_1::dispatch(#handler, #request)),
            None => quote_spanned!(span=> otherwise(#handler, #request)),
        };
        let modules = parts.iter().enumerate().map(|(place, methods)| {
            let (part, next) = (name(place), name(place + 1));
            let arms = methods.iter().map(|method| self.arm(service.side, method));
            let rest = match place + 1 < parts.len() {
                true => quote_spanned!(span=> super::#next::dispatch(#handler, #request)),
                false => quote_spanned!(span=> super::otherwise(#handler, #request)),
            };
            let head = self.dispatch_head(service.side, &quote_spanned!(span=> super::Iface));
            quote_spanned! {span=>
                mod #part {
                    pub(super) #head {
                        match #request.method() {
                            #(#arms)*
                            _ => #rest,
                        }
                    }
                }
            }
        });
        let statics = match service.side {
            Side::Async => service.methods.iter().map(|method| self.served(method)).collect(),
            Side::Blocking => TokenStream::new(),
        };
        let head = self.dispatch_head(service.side, &quote_spanned!(span=> Iface));
        let (facade, response) = (&self.cx.facade, self.response(service.side));
        quote_spanned! {span=>
            #[doc(hidden)]
            #[must_use]
            pub #head {
                #first
            }
            #(#modules)*
            fn otherwise<__H: Iface + 'static>(
                #handler: &::std::sync::Arc<__H>,
                #request: #facade::Request,
            ) -> #response {
                #otherwise
            }
            #statics
        }
    }

    /// `fn dispatch<H: Iface + 'static>(handler: &Arc<H>, request: Request) -> ResponseFuture`
    fn dispatch_head(&self, side: Side, iface: &TokenStream) -> TokenStream {
        let span = self.cx.span;
        let (facade, response) = (&self.cx.facade, self.response(side));
        let (handler, request) = (self.cx.local("handler"), self.cx.local("request"));
        quote_spanned! {span=>
            fn dispatch<__H: #iface + 'static>(
                #handler: &::std::sync::Arc<__H>,
                #request: #facade::Request,
            ) -> #response
        }
    }

    /// What becomes of a request.
    fn response(&self, side: Side) -> TokenStream {
        let span = self.cx.span;
        let facade = &self.cx.facade;
        match side {
            Side::Async => quote_spanned!(span=> #facade::ResponseFuture),
            Side::Blocking => quote_spanned!(span=> #facade::Response),
        }
    }

    /// Expands to what does not depend on the handler, and with it the defaults of arguments:
    /// ```ignore
    /// static SERVED_GET_USER: ServedMethod<(i32, ()), User, GetUserError> = ServedMethod::new(&METHOD_GET_USER);
    /// ```
    fn served(&self, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let (served, descriptor) = (&method.served, &method.descriptor);
        let (types, outcome) = (self.argument_types(method), self.outcome(method));
        let defaults = self.argument_defaults(method);
        quote_spanned! {span=>
            static #served: #rt::ServedMethod<#types, #outcome> = #rt::ServedMethod::new(&#descriptor);
            #defaults
        }
    }

    /// Expands to:
    /// ```ignore
    /// "getUser" => super::SERVED_GET_USER.run(request, &super::SERVED_GET_USER.handle(|(id, ()), end| {
    ///     let handler = Clone::clone(handler);
    ///     Box::pin(async move { end(super::Iface::get_user(&*handler, id).await) })
    /// })),
    /// ```
    /// or, on plain threads:
    /// ```ignore
    /// "getUser" => super::super::SERVED_GET_USER.run_now(request, &super::super::SERVED_GET_USER.handle(|(id, ()), end| {
    ///     let handler = Clone::clone(handler);
    ///     Box::pin(async move { end(super::Iface::get_user(&*handler, id)) })
    /// })),
    /// ```
    fn arm(&self, side: Side, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let (handler, request, end) = (self.cx.local("handler"), self.cx.local("request"), self.cx.local("end"));
        let (name, idl, served) = (&method.ident, &method.idl, &method.served);
        let service = match side {
            Side::Async => quote_spanned!(span=> super),
            Side::Blocking => quote_spanned!(span=> super::super),
        };
        let (pattern, locals) = (self.argument_pattern(method), self.argument_locals(&service, method));
        let (run, wait) = match side {
            Side::Async => (quote_spanned!(span=> run), Some(quote_spanned!(span=> .await))),
            Side::Blocking => (quote_spanned!(span=> run_now), None),
        };
        quote_spanned! {span=>
            #idl => #service::#served.#run(#request, &#service::#served.handle(|#pattern, #end| {
                let #handler = ::core::clone::Clone::clone(#handler);
                ::std::boxed::Box::pin(async move { #end(super::Iface::#name(&*#handler, #locals) #wait) })
            })),
        }
    }
}
