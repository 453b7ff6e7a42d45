//! From requests to a handler's methods.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use super::Emitter;
use crate::schema::{Method, Service};

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
    pub(super) fn dispatch(&self, service: &Service) -> TokenStream {
        let span = self.cx.span;
        let (handler, request) = (self.cx.local("handler"), self.cx.local("request"));
        let idl = &service.idl;
        let otherwise = match service.bases.first() {
            Some(base) => {
                let path = &base.path;
                quote_spanned!(span=> #path::dispatch(#handler, #request))
            }
            None => quote_spanned!(span=> { let _ = #handler; #request.unknown_method(#idl) }),
        };
        let parts: Vec<&[Method]> = service.methods.chunks(TOGETHER).collect();
        let name = |place: usize| Ident::new(&format!("part_{}", place + 1), span);
        let first = match parts.first() {
            Some(_) => quote_spanned!(span=> part_1::dispatch(#handler, #request)),
            None => quote_spanned!(span=> otherwise(#handler, #request)),
        };
        let modules = parts.iter().enumerate().map(|(place, methods)| {
            let (part, next) = (name(place), name(place + 1));
            let arms = methods.iter().map(|method| self.arm(method));
            let rest = match place + 1 < parts.len() {
                true => quote_spanned!(span=> super::#next::dispatch(#handler, #request)),
                false => quote_spanned!(span=> super::otherwise(#handler, #request)),
            };
            let head = self.dispatch_head(&quote_spanned!(span=> super::Iface));
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
        let statics = service.methods.iter().map(|method| self.served(method));
        let head = self.dispatch_head(&quote_spanned!(span=> Iface));
        let facade = &self.cx.facade;
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
            ) -> #facade::ResponseFuture {
                #otherwise
            }
            #(#statics)*
        }
    }

    /// `fn dispatch<H: Iface + 'static>(handler: &Arc<H>, request: Request) -> ResponseFuture`
    fn dispatch_head(&self, iface: &TokenStream) -> TokenStream {
        let span = self.cx.span;
        let facade = &self.cx.facade;
        let (handler, request) = (self.cx.local("handler"), self.cx.local("request"));
        quote_spanned! {span=>
            fn dispatch<__H: #iface + 'static>(
                #handler: &::std::sync::Arc<__H>,
                #request: #facade::Request,
            ) -> #facade::ResponseFuture
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
    fn arm(&self, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let (handler, request, end) = (self.cx.local("handler"), self.cx.local("request"), self.cx.local("end"));
        let (name, idl, served) = (&method.ident, &method.idl, &method.served);
        let (pattern, locals) = (self.argument_pattern(method), self.argument_locals(method));
        quote_spanned! {span=>
            #idl => super::#served.run(#request, &super::#served.handle(|#pattern, #end| {
                let #handler = ::core::clone::Clone::clone(#handler);
                ::std::boxed::Box::pin(async move { #end(super::Iface::#name(&*#handler, #locals).await) })
            })),
        }
    }
}
