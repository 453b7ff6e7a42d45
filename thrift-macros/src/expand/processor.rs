//! The processor of a service: from requests to a handler's methods.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::Emitter;
use crate::schema::{Method, ResultNames, Service};

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
    ///     let handler = Arc::clone(handler);
    ///     request.run(|args: GetUserArgs| async move {
    ///         match Iface::get_user(&*handler, args.id).await {
    ///             Ok(value) => Ok(GetUserResult::Success(value)),
    ///             Err(GetUserError::NotFound(error)) => Ok(GetUserResult::NotFound(error)),
    ///             Err(GetUserError::Rpc(error)) => Err(error),
    ///         }
    ///     })
    /// }
    /// ```
    fn arm(&self, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let (handler, request) = (self.cx.local("handler"), self.cx.local("request"));
        let (args, value) = (self.cx.local("args"), self.cx.local("value"));
        let (name, idl, args_type) = (&method.ident, &method.idl, &method.args_ident);
        let (fields, _) = self.signature(method);
        let run = if method.oneway { quote_spanned!(span=> run_oneway) } else { quote_spanned!(span=> run) };
        let call = quote_spanned!(span=> Iface::#name(&*#handler #(, #args.#fields)*).await);
        let outcome = if method.oneway { call } else { self.outcome(method, &call, &value) };
        let args = if method.args.is_empty() { quote_spanned!(span=> _) } else { quote_spanned!(span=> #args) };
        quote_spanned! {span=>
            #idl => {
                let #handler = ::core::clone::Clone::clone(#handler);
                #request.#run(move |#args: #args_type| async move { #outcome })
            }
        }
    }

    /// What a handler gave, as it is on the wire.
    fn outcome(&self, method: &Method, call: &TokenStream, value: &proc_macro2::Ident) -> TokenStream {
        let span = self.cx.span;
        let ResultNames { ident: result, success, unset, .. } = &method.result;
        let success = match &method.returns {
            Some(_) => quote_spanned!(span=> |#value| #result::#success(#value)),
            None => quote_spanned!(span=> |()| #result::#unset),
        };
        let Some(error) = &method.error else {
            return quote_spanned!(span=> #call.map(#success));
        };
        let (path, rpc) = (&error.path, &error.rpc);
        let throws = method.throws.iter().map(|throw| {
            let variant = &throw.ident;
            let unboxed = if throw.boxed { quote_spanned!(span=> *#value) } else { quote_spanned!(span=> #value) };
            quote_spanned!(span=> #path::#variant(#value) => ::core::result::Result::Ok(#result::#variant(#unboxed)),)
        });
        quote_spanned! {span=>
            #call.map(#success).or_else(|#value| match #value {
                #(#throws)*
                #path::#rpc(#value) => ::core::result::Result::Err(#value),
            })
        }
    }
}
