//! The processor of a service: from requests to a handler's methods.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::Emitter;
use crate::schema::{Method, Service};

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// pub struct Processor<H> { handler: Arc<H> }
    /// impl<H: Iface + 'static> Process for Processor<H> { … dispatch(&self.handler, request) }
    /// pub fn dispatch<H: Iface + 'static>(handler: &Arc<H>, request: Request) -> ResponseFuture {
    ///     match request.method() {
    ///         "getUser" => …,
    ///         _ => super::base::dispatch(handler, request),
    ///     }
    /// }
    /// ```
    pub(super) fn processor(&self, service: &Service) -> TokenStream {
        let span = self.cx.span;
        let facade = &self.cx.facade;
        let derived = self.derived();
        let doc = format!(" Serves `{}` by a handler.", service.idl);
        let idl = &service.idl;
        let (handler, request) = (self.cx.local("handler"), self.cx.local("request"));
        let arms = service.methods.iter().map(|method| self.arm(method));
        let otherwise = match service.bases.first() {
            Some(base) => {
                let path = &base.path;
                quote_spanned!(span=> #path::dispatch(#handler, #request))
            }
            None => quote_spanned!(span=> #request.unknown_method(#idl)),
        };
        let unused = service.methods.is_empty() && service.bases.is_empty();
        let unused = unused.then(|| quote_spanned!(span=> let _ = #handler;));
        let f = self.cx.local("f");
        quote_spanned! {span=>
            #[doc = #doc]
            pub struct Processor<__H> {
                handler: ::std::sync::Arc<__H>,
            }
            impl<__H> Processor<__H> {
                /// A processor that answers by this handler.
                #[must_use]
                pub fn new(#handler: __H) -> Self {
                    Self { handler: ::std::sync::Arc::new(#handler) }
                }
            }
            #derived
            impl<__H> ::core::clone::Clone for Processor<__H> {
                fn clone(&self) -> Self {
                    Self { handler: ::core::clone::Clone::clone(&self.handler) }
                }
            }
            #derived
            impl<__H> ::core::fmt::Debug for Processor<__H> {
                fn fmt(&self, #f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    ::core::write!(#f, "Processor({})", #idl)
                }
            }
            #derived
            impl<__H: Iface + 'static> #facade::Process for Processor<__H> {
                fn process(&self, #request: #facade::Request) -> #facade::ResponseFuture {
                    dispatch(&self.handler, #request)
                }
            }
            #[doc(hidden)]
            #[must_use]
            pub fn dispatch<__H: Iface + 'static>(
                #handler: &::std::sync::Arc<__H>,
                #request: #facade::Request,
            ) -> #facade::ResponseFuture {
                #unused
                match #request.method() {
                    #(#arms)*
                    _ => #otherwise,
                }
            }
        }
    }

    /// Expands to:
    /// ```ignore
    /// "getUser" => {
    ///     static METHOD: ServedMethod<(i32, ()), User, GetUserError> = ServedMethod::new(&METHOD_GET_USER);
    ///     METHOD.run(request, &|(id, ()), end| {
    ///         let handler = Clone::clone(handler);
    ///         Box::pin(async move { end(Iface::get_user(&*handler, id).await) })
    ///     })
    /// }
    /// ```
    fn arm(&self, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let (handler, request, end) = (self.cx.local("handler"), self.cx.local("request"), self.cx.local("end"));
        let (name, idl, descriptor) = (&method.ident, &method.idl, &method.descriptor);
        let (types, outcome) = (self.argument_types(method), self.outcome(method));
        let (pattern, locals) = (self.argument_pattern(method), self.argument_locals(method));
        quote_spanned! {span=>
            #idl => {
                static METHOD: #rt::ServedMethod<#types, #outcome> = #rt::ServedMethod::new(&#descriptor);
                METHOD.run(#request, &METHOD.handle(|#pattern, #end| {
                    let #handler = ::core::clone::Clone::clone(#handler);
                    ::std::boxed::Box::pin(async move { #end(Iface::#name(&*#handler, #locals).await) })
                }))
            }
        }
    }
}
