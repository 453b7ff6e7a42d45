//! The client of a service.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::Emitter;
use crate::schema::{ClientNames, Method, Service, Side};

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// pub struct Client { channel: Channel }
    /// impl Client {
    ///     pub async fn connect(address: impl Into<Address>) -> Result<Self, Error>;
    ///     pub fn new(channel: Channel) -> Self;
    ///     pub fn with_timeout(&self, timeout: Duration) -> Self;
    ///     pub fn with_metadata(&self, key: impl Into<String>, value: impl Into<String>) -> Self;
    ///     pub fn get_user(&self, id: i32) -> CallFuture<User, GetUserError> {
    ///         self.channel.call(&METHOD_GET_USER, (id, ()))
    ///     }
    /// }
    /// impl Iface for Client { … }
    /// ```
    /// On plain threads, `connect` is not `async`, and methods return the `Result` itself.
    pub(super) fn client(&self, service: &Service) -> TokenStream {
        let span = self.cx.span;
        let facade = &self.cx.facade;
        let side = service.side;
        let doc = format!(" A client of `{}`; cheap to clone.", service.idl);
        let ClientNames { connect, new, with_timeout, with_metadata } = &service.client;
        let own = service.methods.iter().map(|method| {
            let (descriptor, values) = (&method.descriptor, self.argument_values(method));
            let outer = (side == Side::Blocking).then(|| quote_spanned!(span=> super::));
            self.client_method(side, method, &quote_spanned!(span=> self.channel.call(&#outer #descriptor, #values)))
        });
        let inherited = service.bases.iter().flat_map(|base| {
            let (path, new) = (&base.path, &base.client.new);
            base.methods.iter().map(move |method| {
                let (name, (args, _)) = (&method.ident, self.signature(method));
                let base = quote_spanned!(span=> #path::Client::#new(::core::clone::Clone::clone(&self.channel)));
                self.client_method(side, method, &quote_spanned!(span=> #base.#name(#(#args),*)))
            })
        });
        let iface = self.iface_for_client(side, &quote_spanned!(span=> Iface), &service.methods);
        let bases = service.bases.iter().filter(|base| !base.written).map(|base| {
            let path = &base.path;
            self.iface_for_client(side, &quote_spanned!(span=> #path::Iface), &base.methods)
        });
        let (channel, address, timeout) =
            (self.cx.local("channel"), self.cx.local("address"), self.cx.local("timeout"));
        let (key, value) = (self.cx.local("key"), self.cx.local("value"));
        let (ty, asynchronous, wait) = match side {
            Side::Async => {
                let wait = quote_spanned!(span=> .await);
                (quote_spanned!(span=> #facade::Channel), Some(quote_spanned!(span=> async)), Some(wait))
            }
            Side::Blocking => (quote_spanned!(span=> #facade::blocking::Channel), None, None),
        };
        quote_spanned! {span=>
            #[doc = #doc]
            #[derive(::core::clone::Clone, ::core::fmt::Debug)]
            pub struct Client {
                channel: #ty,
            }
            impl Client {
                /// Connects to a server: `host:port`, or a socket address.
                ///
                /// # Errors
                /// The host name has no address, or none of its addresses answers.
                pub #asynchronous fn #connect(
                    #address: impl ::core::convert::Into<#facade::Address>,
                ) -> ::core::result::Result<Self, #facade::Error> {
                    ::core::result::Result::Ok(Self { channel: #ty::connect(#address) #wait? })
                }

                /// A client on this channel.
                #[must_use]
                pub fn #new(#channel: #ty) -> Self {
                    Self { channel: #channel }
                }

                /// The same client, each of whose calls waits this long for its answer.
                #[must_use]
                pub fn #with_timeout(&self, #timeout: ::core::time::Duration) -> Self {
                    Self { channel: self.channel.with_timeout(#timeout) }
                }

                /// The same client, which sends this pair beside each request, where its transport can carry it.
                #[must_use]
                pub fn #with_metadata(
                    &self,
                    #key: impl ::core::convert::Into<::std::string::String>,
                    #value: impl ::core::convert::Into<::std::string::String>,
                ) -> Self {
                    Self { channel: self.channel.with_metadata(#key, #value) }
                }

                #(#own)*
                #(#inherited)*
            }
            #iface
            #(#bases)*
        }
    }

    fn client_method(&self, side: Side, method: &Method, body: &TokenStream) -> TokenStream {
        let span = self.cx.span;
        let (name, docs, call) = (&method.ident, method.docs.attributes(span), self.call_output(side, method));
        let (args, types) = self.signature(method);
        let allow = self.allow_many(method);
        quote_spanned! {span=>
            #docs
            #allow
            pub fn #name(&self #(, #args: #types)*) -> #call {
                #body
            }
        }
    }
}
