//! Services: a module with `Iface`, `Client`, `Processor`, and the types of each method.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::Emitter;
use crate::schema::Service;

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// pub mod user_service {
    ///     pub trait Iface { … }
    ///     pub struct Client { … }
    ///     pub struct Processor<H> { … }
    ///     pub enum GetUserError { … }          // one for each method that throws
    ///     pub mod blocking { … }               // with the option `blocking`
    ///     pub static DESCRIPTOR: ServiceDescriptor = …;
    /// }
    /// ```
    pub(super) fn service(&self, service: &Service) -> TokenStream {
        #[cfg(feature = "mock")]
        let more = self.mock(service);
        #[cfg(not(feature = "mock"))]
        let more = TokenStream::new();
        self.service_with(service, &more, &TokenStream::new())
    }

    /// The same with more in its module, and in that of what is on plain threads.
    pub(super) fn service_with(
        &self,
        service: &Service,
        more: &TokenStream,
        more_blocking: &TokenStream,
    ) -> TokenStream {
        let span = self.cx.span;
        let vis = &self.vis;
        let module = &service.module;
        let docs = service.docs.attributes(span);
        let iface = self.iface(service);
        let client = self.client(service);
        let processor = self.processor(service);
        let descriptor = self.service_descriptor(service);
        let errors =
            service.methods.iter().filter_map(|method| Some(self.method_error(method, method.error.as_ref()?)));
        let blocking = service.blocking.as_deref().map(|service| self.blocking(service, more_blocking));
        let allow = self.allowances();
        quote_spanned! {span=>
            #docs
            #allow
            #vis mod #module {
                #iface
                #client
                #processor
                #(#errors)*
                #blocking
                #descriptor
                #more
            }
        }
    }
}
