//! Mocks of services.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use super::Emitter;
use crate::schema::{Method, Service};

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// pub fn mock() -> Mock;
    /// pub struct Mock {
    ///     pub get_user: MockMethod<i32, User, GetUserError>,
    ///     pub rename: MockMethod<(i32, String), bool, Error>,
    /// }
    /// impl Iface for Mock { fn get_user(&self, id: i32) -> Ready<Result<User, GetUserError>> { self.get_user.call(id) } … }
    /// ```
    pub(super) fn mock(&self, service: &Service) -> TokenStream {
        let span = self.cx.span;
        let facade = &self.cx.facade;
        let inherited = service.bases.iter().flat_map(|base| &base.methods);
        let methods: Vec<&Method> = service.methods.iter().chain(inherited).collect();
        let (names, types): (Vec<&Ident>, Vec<TokenStream>) = methods
            .iter()
            .map(|method| {
                let ((_, args), outcome) = (self.signature(method), self.outcome(method));
                let args = one_or_tuple(args, span);
                (&method.ident, quote_spanned!(span=> #facade::MockMethod<#args, #outcome>))
            })
            .unzip();
        let idls = methods.iter().map(|method| &method.idl);
        let docs = methods.iter().map(|method| format!(" What `{}` answers, and how it was called.", method.idl));
        let own = self.mocked(&quote_spanned!(span=> Iface), &service.methods);
        let bases = service.bases.iter().map(|base| {
            let path = &base.path;
            self.mocked(&quote_spanned!(span=> #path::Iface), &base.methods)
        });
        let doc = format!(" A `{}` of which a test says what it answers. Clones are the same mock.", service.idl);
        let allow = self.allowances();
        quote_spanned! {span=>
            #[doc = #doc]
            #allow
            #[derive(::core::clone::Clone, ::core::fmt::Debug)]
            pub struct Mock {
                #(
                    #[doc = #docs]
                    pub #names: #types,
                )*
            }
            /// A mock, whose methods answer nothing yet.
            // It is there for whoever tests.
            #[allow(dead_code)]
            #allow
            #[must_use]
            pub fn mock() -> Mock {
                Mock { #(#names: #facade::MockMethod::new(#idls),)* }
            }
            #own
            #(#bases)*
        }
    }

    fn mocked(&self, iface: &TokenStream, methods: &[Method]) -> TokenStream {
        let span = self.cx.span;
        let derived = self.derived();
        let methods = methods.iter().map(|method| {
            let (name, output) = (&method.ident, self.output(method));
            let (args, types) = self.signature(method);
            let given = one_or_tuple(args.iter().map(|arg| quote_spanned!(span=> #arg)).collect(), span);
            quote_spanned! {span=>
                fn #name(&self #(, #args: #types)*) -> ::core::future::Ready<#output> {
                    self.#name.call(#given)
                }
            }
        });
        quote_spanned! {span=>
            #derived
            #[allow(refining_impl_trait)]
            impl #iface for Mock { #(#methods)* }
        }
    }
}

/// `A` of one, `(A, B)` of several.
fn one_or_tuple(parts: Vec<TokenStream>, span: proc_macro2::Span) -> TokenStream {
    match parts.as_slice() {
        [one] => one.clone(),
        parts => quote_spanned!(span=> (#(#parts),*)),
    }
}
