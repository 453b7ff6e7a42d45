//! A service on plain threads.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::Emitter;
use crate::schema::Service;

impl Emitter<'_> {
    /// Expands to the same as the module around, without `async`; what a method's types are stands there alone.
    /// ```ignore
    /// pub mod blocking {
    ///     pub trait Iface { fn get_user(&self, id: i32) -> Result<super::super::User, super::GetUserError>; }
    ///     pub struct Client { … }
    ///     pub struct Processor<H> { … }
    /// }
    /// ```
    pub(super) fn blocking(&self, service: &Service, more: &TokenStream) -> TokenStream {
        let span = self.cx.span;
        let module = &service.module;
        let doc = format!(" `{}` on plain threads: the same without `async`.", service.idl);
        let (iface, client, processor) = (self.iface(service), self.client(service), self.processor(service));
        quote_spanned! {span=>
            #[doc = #doc]
            pub mod #module {
                #iface
                #client
                #processor
                #more
            }
        }
    }
}
