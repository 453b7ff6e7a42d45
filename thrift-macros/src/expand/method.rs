//! The types of a method: its arguments and outcomes on the wire, and its error.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::Emitter;
use crate::docs::Docs;
use crate::schema::{Method, MethodError, ResultNames, Throw, Type, Variant};

impl Emitter<'_> {
    pub(super) fn method_types(&self, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let args = self.args(method);
        let result = (!method.oneway).then(|| self.result(method));
        let error = method.error.as_ref().map(|error| self.method_error(method, error));
        quote_spanned!(span=> #args #result #error)
    }

    /// Expands to: `struct GetUserArgs { id: i32 }`, with its codec.
    fn args(&self, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let ident = &method.args_ident;
        let (names, types) = self.signature(method);
        let idl = format!("{}_args", method.idl);
        let codec = self.struct_codec(ident, &idl, &method.args);
        quote_spanned! {span=>
            struct #ident { #(#names: #types,)* }
            #codec
        }
    }

    /// Expands to: `enum GetUserResult { Unset, Success(User), NotFound(NotFound), Unknown(UnknownField) }`, with its codec.
    fn result(&self, method: &Method) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let ResultNames { ident, success, unset, unknown } = &method.result;
        let returned = method.returns.as_ref().map(|ty| Variant {
            id: 0,
            idl: "success".to_owned(),
            ident: success.clone(),
            docs: Docs::default(),
            ty: Type { tokens: ty.tokens.clone(), ..*ty },
        });
        let throws = method.throws.iter().map(|throw| Variant {
            id: throw.id,
            idl: throw.idl.clone(),
            ident: throw.ident.clone(),
            docs: Docs::default(),
            ty: Type { tokens: throw.ty.tokens.clone(), ..throw.ty },
        });
        let variants: Vec<Variant> = returned.into_iter().chain(throws).collect();
        let fields = variants.iter().map(|variant| {
            let (name, ty) = (&variant.ident, &variant.ty.tokens);
            quote_spanned!(span=> #name(#ty),)
        });
        let codec = self.union_codec(ident, &format!("{}_result", method.idl), (unset, unknown), &variants);
        quote_spanned! {span=>
            enum #ident { #unset, #(#fields)* #unknown(#rt::UnknownField) }
            #codec
        }
    }

    /// Expands to:
    /// ```ignore
    /// #[derive(Debug)]
    /// pub enum GetUserError { NotFound(NotFound), Rpc(Error) }
    /// impl Display for GetUserError { … }  // and Error, From<NotFound>, From<Error>, From<ProtocolError>
    /// ```
    fn method_error(&self, method: &Method, error: &MethodError) -> TokenStream {
        let span = self.cx.span;
        let (facade, derived) = (&self.cx.facade, self.derived());
        let MethodError { ident, rpc, .. } = error;
        let (f, value) = (self.cx.local("f"), self.cx.local("error"));
        let doc = format!(" Why a call of `{}` failed.", method.idl);
        let variants = method.throws.iter().map(|throw| {
            let (name, docs, ty) = (&throw.ident, throw.docs.attributes(span), self.thrown(throw));
            quote_spanned!(span=> #docs #name(#ty),)
        });
        let names: Vec<_> = method.throws.iter().map(|throw| &throw.ident).chain([rpc]).collect();
        let froms = method.throws.iter().filter(|throw| throw.unique).map(|throw| {
            let (name, ty) = (&throw.ident, &throw.ty.tokens);
            let boxed = if throw.boxed {
                quote_spanned!(span=> ::std::boxed::Box::new(#value))
            } else {
                quote_spanned!(span=> #value)
            };
            self.from(ident, ty, name, &boxed)
        });
        let from_rpc = self.from(ident, &quote_spanned!(span=> #facade::Error), rpc, &quote_spanned!(span=> #value));
        quote_spanned! {span=>
            #[doc = #doc]
            #[derive(::core::fmt::Debug)]
            pub enum #ident {
                #(#variants)*
                /// Everything that the method does not declare: the connection, the protocol, the peer, a time-out.
                #rpc(#facade::Error),
            }
            #derived
            impl ::core::fmt::Display for #ident {
                fn fmt(&self, #f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    match self { #(Self::#names(#value) => ::core::fmt::Display::fmt(#value, #f),)* }
                }
            }
            #derived
            impl ::core::error::Error for #ident {
                fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
                    match self { #(Self::#names(#value) => ::core::error::Error::source(#value),)* }
                }
            }
            #(#froms)*
            #from_rpc
        }
    }

    /// The type that the error's variant holds.
    fn thrown(&self, throw: &Throw) -> TokenStream {
        let span = self.cx.span;
        let ty = &throw.ty.tokens;
        if throw.boxed { quote_spanned!(span=> ::std::boxed::Box<#ty>) } else { ty.clone() }
    }

    fn from(
        &self,
        ident: &proc_macro2::Ident,
        ty: &TokenStream,
        variant: &proc_macro2::Ident,
        wrapped: &TokenStream,
    ) -> TokenStream {
        let span = self.cx.span;
        let derived = self.derived();
        let value = self.cx.local("error");
        quote_spanned! {span=>
            #derived
            impl ::core::convert::From<#ty> for #ident {
                fn from(#value: #ty) -> Self {
                    Self::#variant(#wrapped)
                }
            }
        }
    }
}
