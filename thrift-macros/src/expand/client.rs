//! The client of a service.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::Emitter;
use crate::schema::{ClientNames, Method, ResultNames, Service};

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// pub struct Client { channel: Channel }
    /// impl Client {
    ///     pub async fn connect(address: impl Into<Address>) -> Result<Self, Error>;
    ///     pub fn new(channel: Channel) -> Self;
    ///     pub fn with_timeout(&self, timeout: Duration) -> Self;
    ///     pub async fn get_user(&self, id: i32) -> Result<User, GetUserError> { … }
    /// }
    /// impl Iface for Client { … }
    /// ```
    pub(super) fn client(&self, service: &Service) -> TokenStream {
        let span = self.cx.span;
        let facade = &self.cx.facade;
        let doc = format!(" A client of `{}`; cheap to clone.", service.idl);
        let ClientNames { connect, new, with_timeout } = &service.client;
        let own = service.methods.iter().map(|method| self.call(method));
        let inherited = service.bases.iter().flat_map(|base| {
            base.methods.iter().map(|method| {
                let (name, output, docs) = (&method.ident, self.output(method), method.docs.attributes(span));
                let (args, types) = self.signature(method);
                let (path, new) = (&base.path, &base.client.new);
                let allow = self.allow_many(method);
                quote_spanned! {span=>
                    #docs
                    #allow
                    pub async fn #name(&self #(, #args: #types)*) -> #output {
                        #path::Client::#new(::core::clone::Clone::clone(&self.channel)).#name(#(#args),*).await
                    }
                }
            })
        });
        let iface = self.iface_for_client(&quote_spanned!(span=> Iface), &service.methods);
        let bases = service.bases.iter().map(|base| {
            let path = &base.path;
            self.iface_for_client(&quote_spanned!(span=> #path::Iface), &base.methods)
        });
        let (channel, address, timeout) =
            (self.cx.local("channel"), self.cx.local("address"), self.cx.local("timeout"));
        quote_spanned! {span=>
            #[doc = #doc]
            #[derive(::core::clone::Clone, ::core::fmt::Debug)]
            pub struct Client {
                channel: #facade::Channel,
            }
            impl Client {
                /// Connects to a server: `host:port`, or a socket address.
                ///
                /// # Errors
                /// The host name has no address, or none of its addresses answers.
                pub async fn #connect(
                    #address: impl ::core::convert::Into<#facade::Address>,
                ) -> ::core::result::Result<Self, #facade::Error> {
                    ::core::result::Result::Ok(Self { channel: #facade::Channel::connect(#address).await? })
                }

                /// A client on this channel.
                #[must_use]
                pub fn #new(#channel: #facade::Channel) -> Self {
                    Self { channel: #channel }
                }

                /// The same client, each of whose calls waits this long for its answer.
                #[must_use]
                pub fn #with_timeout(&self, #timeout: ::core::time::Duration) -> Self {
                    Self { channel: self.channel.with_timeout(#timeout) }
                }

                #(#own)*
                #(#inherited)*
            }
            #iface
            #(#bases)*
        }
    }

    /// Expands to:
    /// ```ignore
    /// pub async fn get_user(&self, id: i32) -> Result<User, GetUserError> {
    ///     let reply = self.channel.call("getUser", &GetUserArgs { id }).await?;
    ///     match reply.decode()? {
    ///         GetUserResult::Success(value) => Ok(value),
    ///         GetUserResult::NotFound(error) => Err(GetUserError::NotFound(error)),
    ///         _ => Err(reply.missing_result().into()),
    ///     }
    /// }
    /// ```
    fn call(&self, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let (name, idl, args_type) = (&method.ident, &method.idl, &method.args_ident);
        let (docs, output) = (method.docs.attributes(span), self.output(method));
        let (args, types) = self.signature(method);
        let send = if method.oneway { quote_spanned!(span=> send) } else { quote_spanned!(span=> call) };
        let sent = quote_spanned!(span=> self.channel.#send(#idl, &#args_type { #(#args),* }).await?);
        let body = if method.oneway {
            quote_spanned!(span=> #sent; ::core::result::Result::Ok(()))
        } else {
            let (reply, value) = (self.cx.local("reply"), self.cx.local("value"));
            let ResultNames { ident: result, success, unset, .. } = &method.result;
            let success = match &method.returns {
                Some(_) => quote_spanned!(span=> #result::#success(#value) => ::core::result::Result::Ok(#value),),
                None => quote_spanned!(span=> #result::#unset => ::core::result::Result::Ok(()),),
            };
            let throws = method.error.iter().flat_map(|error| {
                method.throws.iter().map(|throw| {
                    let (variant, path) = (&throw.ident, &error.path);
                    let boxed = if throw.boxed {
                        quote_spanned!(span=> ::std::boxed::Box::new(#value))
                    } else {
                        quote_spanned!(span=> #value)
                    };
                    quote_spanned! {span=>
                        #result::#variant(#value) => ::core::result::Result::Err(#path::#variant(#boxed)),
                    }
                })
            });
            quote_spanned! {span=>
                let #reply = #sent;
                match #reply.decode::<#result>()? {
                    #success
                    #(#throws)*
                    _ => ::core::result::Result::Err(::core::convert::Into::into(#reply.missing_result())),
                }
            }
        };
        let allow = self.allow_many(method);
        quote_spanned! {span=>
            #docs
            #allow
            pub async fn #name(&self #(, #args: #types)*) -> #output {
                #body
            }
        }
    }
}
