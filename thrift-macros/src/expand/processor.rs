//! The processor of a service.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::Emitter;
use crate::schema::{Service, Side};

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// pub struct Processor<H> { handler: Arc<H> }
    /// impl<H: Iface + 'static> Process for Processor<H> { … dispatch(&self.handler, request) }
    /// pub fn dispatch<H: Iface + 'static>(handler: &Arc<H>, request: Request) -> ResponseFuture { … }
    /// ```
    /// On plain threads it is a `blocking::Process`, and a `Process` by threads of the runtime.
    pub(super) fn processor(&self, service: &Service) -> TokenStream {
        let span = self.cx.span;
        let derived = self.derived();
        let doc = format!(" Serves `{}` by a handler.", service.idl);
        let idl = &service.idl;
        let handler = self.cx.local("handler");
        let process = self.process(service.side);
        let dispatch = self.dispatch(service);
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
            #process
            #dispatch
        }
    }

    fn process(&self, side: Side) -> TokenStream {
        let span = self.cx.span;
        let (facade, rt) = (&self.cx.facade, &self.cx.runtime);
        let derived = self.derived();
        let request = self.cx.local("request");
        match side {
            Side::Async => quote_spanned! {span=>
                #derived
                impl<__H: Iface + 'static> #facade::Process for Processor<__H> {
                    fn process(&self, #request: #facade::Request) -> #facade::ResponseFuture {
                        dispatch(&self.handler, #request)
                    }
                }
            },
            Side::Blocking => quote_spanned! {span=>
                #derived
                impl<__H: Iface + 'static> #facade::blocking::Process for Processor<__H> {
                    fn process(&self, #request: #facade::Request) -> #facade::Response {
                        dispatch(&self.handler, #request)
                    }
                }
                #derived
                impl<__H: Iface + 'static> #facade::Process for Processor<__H> {
                    fn process(&self, #request: #facade::Request) -> #facade::ResponseFuture {
                        #rt::blocking::spawn(::core::clone::Clone::clone(self), #request)
                    }
                }
            },
        }
    }
}
